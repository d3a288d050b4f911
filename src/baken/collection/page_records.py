"""One web page to one advert record, and to the capture that is kept of it. Pure, a page at a time."""

import hashlib
import uuid
from datetime import datetime
from typing import Any, NamedTuple

from baken.collection.answers import Answer, body_of, status_line
from baken.collection.charsets import decode_page
from baken.collection.codings import LARGEST_RECORD
from baken.collection.evidence.records import NewCapture, prepared
from baken.collection.evidence.text_only import NotText, text_only
from baken.collection.moments import read_moment
from baken.collection.page_captures import KeptPage
from baken.collection.pages import read_page, text_of, title_of
from baken.collection.profile import Profile
from baken.collection.profile_fields import find_fields
from baken.collection.rejects import BadRecord
from baken.collection.validity import row_of
from baken.privacy.data_uris import cut_data_uris

LARGEST_PAGE = 8 * 1024 * 1024
"""Characters of a page, once the pictures written into it are cut: more is no page that people read."""


class PageJob(NamedTuple):
    """What reading a page takes: the answer as it was recorded in the block of a record, and what the
    record around it said."""

    offset: int
    identifier: str
    platform: str | None
    url: str
    captured_at: str
    source: str
    block: bytes
    answer: Answer

    @property
    def size(self) -> int:
        return len(self.block)


class ReadPage(NamedTuple):
    """What came of a page: a checked row of an advert record, or the reason why there is none."""

    offset: int
    row: dict[str, Any] | None
    reason: str = ""
    capture: KeptPage | None = None


class PageReading(NamedTuple):
    """How pages are read: with which profile, and whether a capture is made of each."""

    profile: Profile | None = None
    keeps: bool = False

    def read(self, job: PageJob) -> ReadPage:
        """The row of one page, or the reason why there is none."""
        try:
            body = body_of(job.answer, job.block)
            record, bare = self._record(job, body)
            row = row_of(record)
        except BadRecord as bad:
            return ReadPage(job.offset, None, str(bad))
        capture = None
        if self.keeps:
            try:
                capture = _capture(job, body, bare, row["captured_at"], row["capture"]["payload_sha256"])
            except NotText as bad:
                return ReadPage(job.offset, None, str(bad))
        return ReadPage(job.offset, row, capture=capture)

    def _record(self, job: PageJob, body: bytes) -> tuple[dict[str, Any], bool]:
        """The advert record of a page; and whether there was nothing to cut from it."""
        if len(body) > LARGEST_RECORD:
            raise BadRecord(f"the page is larger than {LARGEST_RECORD} bytes")
        text = decode_page(body, job.answer.headers.get("content-type"))
        was_cut = len(text) > LARGEST_PAGE
        if was_cut:
            text = cut_data_uris(text)
        if len(text) > LARGEST_PAGE:
            raise BadRecord(f"the page is larger than {LARGEST_PAGE} characters, its pictures not counted")
        page = read_page(text)
        record: dict[str, Any] = {
            "record_version": 1,
            "sighting_id": job.identifier,
            "platform": job.platform or "",
            "url": job.url,
            "captured_at": job.captured_at,
        }
        profile = self.profile
        found = find_fields(page, profile, _moment(job.captured_at)) if profile else {}
        title = found.pop("title", None) or title_of(page)
        words = found.pop("text", None) or text_of(page)
        if not title and not words:
            raise BadRecord("the page has no words")
        if title:
            record["title"] = title
        record["text"] = words
        payload = hashlib.sha256(memoryview(job.block)[job.answer.body_start :]).hexdigest()
        capture = {"warc": job.source, "offset": job.offset, "payload_sha256": payload}
        return {**record, **found, "capture": capture}, page.is_bare and not was_cut


def _capture(job: PageJob, body: bytes, bare: bool, at: datetime, received: str) -> KeptPage:
    """`received` is the digest of the payload as it came, with its codings and pictures."""
    answer = job.answer
    kind = answer.headers.get("content-type", "text/html")
    kept = text_only(body, kind, surely_bare=bare)
    payload = memoryview(job.block)[answer.body_start :]
    is_as_received = kept.payload == payload
    headers = tuple(
        (name, kept.content_type if name.lower() == "content-type" else value)
        for name, value in answer.fields
    )
    capture = NewCapture(
        kind="response",
        url=job.url,
        at=at,
        payload=kept.payload,
        content_type=kept.content_type,
        status_line=status_line(job.block),
        headers=headers,
        original_sha256=None if is_as_received else received,
    )
    # named after what it is, so that reading a file again gives the same record
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"{job.source}\0{job.offset}\0{job.identifier}")
    digest = received if is_as_received else None
    return KeptPage(job.url, kept.content_type, prepared(capture, identifier, digest))


def _moment(text: str) -> datetime | None:
    try:
        return read_moment(text)
    except BadRecord:
        return None
