"""Sightings out of WARC files: each 200 answer of type text/html is one."""

import hashlib
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from baken.collection.answers import LARGEST_PAGE, body_of, read_answer
from baken.collection.batches import Batch, Gathering, Place
from baken.collection.charsets import decode_page
from baken.collection.gzip_members import holds_members, read_members
from baken.collection.pages import read_page, text_of, title_of
from baken.collection.profile import Profile, find_fields
from baken.collection.rejects import BadRecord, Unreadable
from baken.collection.warc_frames import START, Damage, Frame, read_frames

_LONGEST_IDENTIFIER = 200


def read_warc(stream: BinaryIO, gathering: Gathering, profile: Profile | None) -> Iterator[Batch]:
    """Batches of the sightings in a WARC file, plain or gzip, which must be seekable.

    Raises Unreadable when nothing in the file is a WARC record.
    """
    is_warc = False
    for offset, index, frame in _frames(stream):
        is_warc = is_warc or isinstance(frame, Frame) or frame.is_warc
        if isinstance(frame, Damage):
            gathering.reject(frame.reason, offset=offset)
        else:
            _take(frame, offset, index, gathering, profile)
        if gathering.is_full:
            yield gathering.batch()
    if not is_warc:
        raise Unreadable("this is no WARC file: no record in it begins with WARC/1.0 or WARC/1.1")
    yield from gathering.rest()


def _frames(stream: BinaryIO) -> Iterator[tuple[int, int, Frame | Damage]]:
    """Each record with its offset in the file and its number within a gzip member."""
    if not holds_members(stream, begins_with=START):
        for frame in read_frames(stream):
            yield frame.position, 0, frame
        return
    for member in read_members(stream, begins_with=START):
        if member.content is None:
            yield member.offset, 0, Damage(0, member.reason, member.start == START)
        else:
            for index, frame in enumerate(read_frames(member.content)):
                yield member.offset, index, frame


def _take(frame: Frame, offset: int, index: int, gathering: Gathering, profile: Profile | None) -> None:
    if frame.headers.get("warc-type", "").lower() != "response":
        if "warc-type" not in frame.headers:
            gathering.reject("the record has no WARC-Type", offset=offset)
        return
    try:
        if frame.fault:
            raise BadRecord(frame.fault)
        record = _sighting(frame, offset, index, gathering, profile)
    except BadRecord as bad:
        gathering.reject(str(bad), offset=offset)
        return
    if record is not None:
        capture = record["capture"]
        place = Place(capture["warc"], offset, capture["payload_sha256"])
        gathering.take(record, place, size=len(record["text"]) * 4)


def _sighting(
    frame: Frame, offset: int, index: int, gathering: Gathering, profile: Profile | None
) -> dict[str, Any] | None:
    """The advert record of one response, or None when it is no page to read."""
    url = frame.headers.get("warc-target-uri", "").removeprefix("<").removesuffix(">")
    if "http" not in frame.headers.get("content-type", "http").lower() or not _is_web(url):
        return None
    answer = frame.answer or read_answer(frame.head)
    if not answer.is_page:
        return None
    if "warc-segment-number" in frame.headers:
        raise BadRecord("the answer is split over several records, which can't be read")
    if "warc-date" not in frame.headers:
        raise BadRecord("the record has no WARC-Date")
    if frame.block is None:
        raise BadRecord(f"the page is larger than {LARGEST_PAGE} bytes")
    body = body_of(answer, frame.block)
    if len(body) > LARGEST_PAGE:
        raise BadRecord(f"the page is larger than {LARGEST_PAGE} bytes")
    page = read_page(decode_page(body, answer.headers.get("content-type")))
    record: dict[str, Any] = {
        "record_version": 1,
        "sighting_id": _identifier(frame, gathering.source, offset, index),
        "platform": gathering.platform or _host(url),
        "url": url,
        "captured_at": frame.headers["warc-date"],
    }
    found = find_fields(page, profile) if profile else {}
    title = found.pop("title", None) or title_of(page)
    text = found.pop("text", None) or text_of(page)
    if not title and not text:
        raise BadRecord("the page has no words")
    if title:
        record["title"] = title
    record["text"] = text
    payload = hashlib.sha256(memoryview(frame.block)[answer.body_start :]).hexdigest()
    capture = {"warc": gathering.source, "offset": offset, "payload_sha256": payload}
    return {**record, **found, "capture": capture}


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


def _identifier(frame: Frame, source: str, offset: int, index: int) -> str:
    """The record's own id; without one a hash of the file's name and the place in it."""
    own = frame.headers.get("warc-record-id", "").strip().removeprefix("<").removesuffix(">")
    if own and len(own) <= _LONGEST_IDENTIFIER:
        return own
    place = own or f"{source}\n{offset}" + (f"\n{index}" if index else "")
    return "sha256:" + hashlib.sha256(place.encode("utf-8", "surrogateescape")).hexdigest()
