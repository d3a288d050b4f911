"""Sightings out of WARC files: each 200 answer of type text/html is one."""

import hashlib
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import urlsplit

from baken.collection.answers import LARGEST_RECORD, Answer, read_answer
from baken.collection.batches import Batch, Gathering, Place
from baken.collection.gzip_members import holds_members, member_at, read_members
from baken.collection.integrity import payload_matches
from baken.collection.page_records import PageJob, PageReading, ReadPage
from baken.collection.page_workers import InlinePages, PageWorkers, page_reader
from baken.collection.profile import Profile
from baken.collection.rejects import BadRecord, Unreadable
from baken.collection.revisits import MOST_WAITING, Revisit, Revisits
from baken.collection.warc_frames import START, Damage, Frame, read_frames

_LONGEST_IDENTIFIER = 200


def read_warc(
    stream: BinaryIO,
    gathering: Gathering,
    profile: Profile | None,
    *,
    keeps: bool = False,
    workers: int = 0,
) -> Iterator[Batch]:
    """Batches of the sightings in a WARC file, plain or gzip, which must be seekable.

    `keeps` makes a capture of each page; `workers` is how many processes read pages. Raises Unreadable
    when nothing in the file is a WARC record.
    """
    with page_reader(PageReading(profile, keeps), workers) as pages:
        yield from _Reading(stream, gathering, pages).batches()


class _Reading:
    """One file being read: its frames in, its pages to whoever reads them, batches out."""

    def __init__(self, stream: BinaryIO, gathering: Gathering, pages: InlinePages | PageWorkers) -> None:
        self._stream = stream
        self._gathering = gathering
        self._pages = pages
        self._revisits = Revisits()
        self._compressed = holds_members(stream, begins_with=START)

    def batches(self) -> Iterator[Batch]:
        is_warc = False
        for offset, index, frame in self._frames():
            is_warc = is_warc or isinstance(frame, Frame) or frame.is_warc
            if isinstance(frame, Damage):
                self._gathering.reject(frame.reason, offset=offset)
            else:
                self._take(frame, offset, index)
            if len(self._revisits.waiting) >= MOST_WAITING:
                self._read_revisits()
            yield from self._full(self._pages.take())
        if not is_warc:
            raise Unreadable("this is no WARC file: no record in it begins with WARC/1.0 or WARC/1.1")
        self._read_revisits()
        yield from self._full(self._pages.rest())
        yield from self._gathering.rest()

    def _full(self, pages: Iterator[ReadPage]) -> Iterator[Batch]:
        for page in pages:
            self._gather(page)
            if self._gathering.is_full:
                yield self._gathering.batch()
        if self._gathering.is_full:
            yield self._gathering.batch()

    def _gather(self, page: ReadPage) -> None:
        if page.row is None:
            self._gathering.reject(page.reason, offset=page.offset)
            return
        capture = page.row["capture"]
        place = Place(capture["warc"], page.offset, capture["payload_sha256"])
        size = len(page.row["text"]) * 4
        self._gathering.take_row(page.row, place, size=size, capture=page.capture)

    def _frames(self) -> Iterator[tuple[int, int, Frame | Damage]]:
        """Each record with its offset in the file and its number within a gzip member."""
        if not self._compressed:
            for frame in read_frames(self._stream):
                yield frame.position, 0, frame
            return
        for member in read_members(self._stream, begins_with=START):
            if member.content is None:
                yield member.offset, 0, Damage(0, member.reason, member.start == START)
            else:
                for index, frame in enumerate(read_frames(member.content)):
                    yield member.offset, index, frame

    def _take(self, frame: Frame, offset: int, index: int) -> None:
        kind = frame.headers.get("warc-type", "").lower()
        try:
            if kind == "response":
                if frame.fault:
                    raise BadRecord(frame.fault)
                self._take_page(frame, frame.headers, offset, index)
            elif kind == "revisit" and _may_be_page(frame):
                self._revisits.waiting.append(Revisit(offset, index, frame.headers))
            elif not kind:
                raise BadRecord("the record has no WARC-Type")
        except BadRecord as bad:
            self._gathering.reject(str(bad), offset=offset)

    def _take_page(self, frame: Frame, headers: dict[str, str], offset: int, index: int) -> None:
        """Gives a page to be read, if the response is one; `headers` are of the record that is the
        sighting, which for a revisit is not the one that holds the payload. Raises BadRecord."""
        url = headers.get("warc-target-uri", "").removeprefix("<").removesuffix(">")
        if "http" not in frame.headers.get("content-type", "http").lower() or not _is_web(url):
            return
        answer = frame.answer or read_answer(frame.head)
        if not answer.is_page:
            return
        if "warc-segment-number" in headers:
            raise BadRecord("the answer is split over several records, which can't be read")
        if "warc-date" not in headers:
            raise BadRecord("the record has no WARC-Date")
        if frame.block is None:
            raise BadRecord(f"the record is larger than {LARGEST_RECORD} bytes")
        if headers is frame.headers:
            self._revisits.remember(headers, offset, index)
        job = PageJob(
            offset,
            _identifier(headers, self._gathering.source, offset, index),
            self._gathering.platform or _host(url),
            url,
            headers["warc-date"],
            self._gathering.source,
            frame.block,
        )
        self._pages.give(job)

    def _read_revisits(self) -> None:
        """Reads the pages that revisits refer to, under the name and moment of the revisit."""
        # the file is being read on from where it stands
        position = self._stream.tell()
        for revisit, offset, index in self._revisits.found():
            frame = self._frame_at(offset, index)
            if frame is None or frame.fault or frame.block is None:
                continue
            try:
                answer = frame.answer or read_answer(frame.head)
                if _same_payload(revisit, answer, frame.block):
                    self._take_page(frame, revisit.headers, revisit.offset, revisit.number)
            except BadRecord as bad:
                self._gathering.reject(str(bad), offset=revisit.offset)
        self._stream.seek(position)

    def _frame_at(self, offset: int, index: int) -> Frame | None:
        if self._compressed:
            content = member_at(self._stream, offset)
            frames = read_frames(content) if content else iter(())
        else:
            frames = read_frames(self._stream, offset)
        for number, frame in enumerate(frames):
            if number == index:
                return frame if isinstance(frame, Frame) else None
        return None


def _may_be_page(frame: Frame) -> bool:
    """Whether a revisit tells of a page, as far as it says: its own answer, if it has one, is no error."""
    try:
        return read_answer(frame.head).status in (200, 304)
    except BadRecord:
        return not frame.head.strip()


def _same_payload(revisit: Revisit, answer: Answer, block: bytes) -> bool:
    digest = revisit.headers.get("warc-payload-digest")
    return digest is None or payload_matches(digest, answer, block)


def _is_web(url: str) -> bool:
    return not url or url.lower().startswith(("http:", "https:"))


def _host(url: str) -> str:
    try:
        host = urlsplit(url).hostname
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
