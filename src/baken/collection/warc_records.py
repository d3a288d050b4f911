"""What the records of a WARC file are to us: pages to be read, revisits, or nothing. Pure."""

import hashlib
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from baken.collection.answers import LARGEST_RECORD, read_answer
from baken.collection.page_records import PageJob, PageReading, ReadPage
from baken.collection.rejects import BadRecord
from baken.collection.revisits import Revisit, names_of_page
from baken.collection.warc_frames import Damage, Frame, read_frames

_LONGEST_IDENTIFIER = 200
_ORIGIN = re.compile(r"[^/?#]*//[^/?#]*")
"""Of an address, what comes before its path: an archive has few, of many pages each."""


class MemberJob(NamedTuple):
    """The records of one gzip member, which stands at this offset, to be read with their pages."""

    offset: int
    content: bytes

    @property
    def size(self) -> int:
        return len(self.content)


@dataclass(slots=True)
class Found:
    """What came of some jobs, in their order; `names` as `Revisits.remember` takes them."""

    pages: list[ReadPage] = field(default_factory=list)
    revisits: list[Revisit] = field(default_factory=list)
    names: list[tuple[int, int]] = field(default_factory=list)
    is_warc: bool = False


class RecordReading(NamedTuple):
    """How the records of a file are read: its name, the platform (or None for the host name of each
    page), and how pages are."""

    source: str
    platform: str | None
    pages: PageReading

    def read(self, jobs: Iterable[MemberJob | PageJob]) -> Found:
        """All that is in these members, and these pages."""
        found = Found()
        for job in jobs:
            if isinstance(job, PageJob):
                found.pages.append(self.pages.read(job))
            else:
                self._read_member(job, found)
        return found

    def _read_member(self, job: MemberJob, found: Found) -> None:
        for index, frame in enumerate(read_frames(io.BytesIO(job.content))):
            found.is_warc = found.is_warc or isinstance(frame, Frame) or frame.is_warc
            record = self.sorted_out(frame, job.offset, index)
            if isinstance(record, Revisit):
                found.revisits.append(record)
            elif isinstance(record, ReadPage):
                found.pages.append(record)
            elif record and isinstance(frame, Frame):
                found.names += names_of_page(frame.headers, job.offset, index)
                found.pages.append(self.pages.read(record))

    def sorted_out(
        self, frame: Frame | Damage, offset: int, index: int
    ) -> PageJob | Revisit | ReadPage | None:
        """What a record is: a page to be read, a revisit, one that can't be read, or none for us.

        `offset` is that of the record in its file, or of its gzip member, in which it is number `index`.
        """
        if isinstance(frame, Damage):
            return ReadPage(offset, None, frame.reason)
        kind = frame.headers.get("warc-type", "").lower()
        try:
            if kind == "response":
                if frame.fault:
                    raise BadRecord(frame.fault)
                return self.page_of(frame, frame.headers, offset, index)
            if not kind:
                raise BadRecord("the record has no WARC-Type")
        except BadRecord as bad:
            return ReadPage(offset, None, str(bad))
        if kind == "revisit" and _may_be_page(frame):
            return Revisit(offset, index, frame.headers)
        return None

    def page_of(self, frame: Frame, headers: dict[str, str], offset: int, index: int) -> PageJob | None:
        """The page in a response, if it is one; `headers` are of the record that is the sighting, which
        for a revisit is not the one that holds the payload. Raises BadRecord."""
        url = headers.get("warc-target-uri", "").removeprefix("<").removesuffix(">")
        if "http" not in frame.headers.get("content-type", "http").lower() or not _is_web(url):
            return None
        answer = frame.answer or read_answer(frame.head)
        if not answer.is_page:
            return None
        if "warc-segment-number" in headers:
            raise BadRecord("the answer is split over several records, which can't be read")
        if "warc-date" not in headers:
            raise BadRecord("the record has no WARC-Date")
        if frame.block is None:
            raise BadRecord(f"the record is larger than {LARGEST_RECORD} bytes")
        return PageJob(
            offset,
            _identifier(headers, self.source, offset, index),
            self.platform or _host(url),
            url,
            headers["warc-date"],
            self.source,
            frame.block,
            answer,
        )


def _may_be_page(frame: Frame) -> bool:
    """Whether a revisit tells of a page, as far as it says: its own answer, if it has one, is no error."""
    try:
        return read_answer(frame.head).status in (200, 304)
    except BadRecord:
        return not frame.head.strip()


def _is_web(url: str) -> bool:
    return not url or url.lower().startswith(("http:", "https:"))


def _host(url: str) -> str:
    found = _ORIGIN.match(url)
    return _host_of(found.group() if found else url)


@lru_cache(maxsize=4096)
def _host_of(origin: str) -> str:
    try:
        host = urlsplit(origin).hostname
    except ValueError:
        host = None
    if not host:
        raise BadRecord("the record has no WARC-Target-URI with a host name")
    return host


def _identifier(headers: dict[str, str], source: str, offset: int, index: int) -> str:
    """The record's own id; without one a hash of the file's name and the place in it."""
    own = headers.get("warc-record-id", "").strip().removeprefix("<").removesuffix(">")
    if own and len(own) <= _LONGEST_IDENTIFIER:
        return own
    place = own or f"{source}\n{offset}" + (f"\n{index}" if index else "")
    return "sha256:" + hashlib.sha256(place.encode("utf-8", "surrogateescape")).hexdigest()
