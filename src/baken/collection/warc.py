"""Sightings out of WARC files: each 200 answer of type text/html is one."""

import io
from collections.abc import Iterator
from typing import BinaryIO

from baken.collection.answers import Answer, read_answer
from baken.collection.batches import Batch, Gathering, Place
from baken.collection.gzip_members import holds_members, member_at, read_members
from baken.collection.integrity import payload_matches
from baken.collection.page_records import PageJob, PageReading, ReadPage
from baken.collection.page_workers import InlinePages, PageWorkers, page_reader
from baken.collection.profile import Profile
from baken.collection.rejects import BadRecord, Unreadable
from baken.collection.revisits import MOST_WAITING, Revisit, Revisits, names_of_page
from baken.collection.warc_frames import START, Damage, Frame, read_frames
from baken.collection.warc_records import Found, MemberJob, RecordReading

_WHOLE_MEMBER = 1024 * 1024
"""Bytes of a gzip member up to which others read it whole: of a longer one the records are given singly."""


def read_warc(
    stream: BinaryIO,
    gathering: Gathering,
    profile: Profile | None,
    *,
    keeps: bool = False,
    workers: int = 0,
) -> Iterator[Batch]:
    """Batches of the sightings in a WARC file, plain or gzip, which must be seekable.

    `keeps` makes a capture of each page; `workers` is how many processes read records and pages. Raises
    Unreadable when nothing in the file is a WARC record.
    """
    reading = RecordReading(gathering.source, gathering.platform, PageReading(profile, keeps))
    with page_reader(reading, workers) as readers:
        yield from _Reading(stream, gathering, reading, readers).batches()


class _Reading:
    """One file being read: its records to whoever reads them, what is found in them into batches."""

    def __init__(
        self,
        stream: BinaryIO,
        gathering: Gathering,
        reading: RecordReading,
        readers: InlinePages | PageWorkers,
    ) -> None:
        self._stream = stream
        self._gathering = gathering
        self._reading = reading
        self._readers = readers
        self._revisits = Revisits()
        self._is_warc = False
        self._compressed = holds_members(stream, begins_with=START)

    def batches(self) -> Iterator[Batch]:
        for job in self._jobs():
            if job:
                self._readers.give(job)
            yield from self._full(self._readers.take())
        yield from self._full(self._readers.rest())
        if not self._is_warc:
            raise Unreadable("this is no WARC file: no record in it begins with WARC/1.0 or WARC/1.1")
        for page in self._revisited():
            self._readers.give(page)
            yield from self._full(self._readers.take())
        yield from self._full(self._readers.rest())
        yield from self._gathering.rest()

    def _jobs(self) -> Iterator[MemberJob | PageJob | None]:
        """What others are to read, None for what can't be read. The records of a file that is not
        compressed, or of a long member, are found here: where one ends is known only when the one before
        has been read."""
        if not self._compressed:
            for frame in read_frames(self._stream):
                yield from self._job_of(frame, frame.position, 0)
            return
        for member in read_members(self._stream, begins_with=START):
            if member.content is None:
                yield from self._job_of(Damage(0, member.reason, member.start == START), member.offset, 0)
            elif isinstance(member.content, bytes) and len(member.content) <= _WHOLE_MEMBER:
                yield MemberJob(member.offset, member.content)
            else:
                content = member.content
                opened = io.BytesIO(content) if isinstance(content, bytes) else content
                for index, frame in enumerate(read_frames(opened)):
                    yield from self._job_of(frame, member.offset, index)

    def _job_of(self, frame: Frame | Damage, offset: int, index: int) -> Iterator[PageJob | None]:
        self._is_warc = self._is_warc or isinstance(frame, Frame) or frame.is_warc
        record = self._reading.sorted_out(frame, offset, index)
        if isinstance(record, PageJob) and isinstance(frame, Frame):
            self._revisits.remember(names_of_page(frame.headers, offset, index))
            yield record
        elif isinstance(record, ReadPage):
            self._gather(record)
            yield None
        elif isinstance(record, Revisit):
            self._revisits.waiting.append(record)
            if len(self._revisits.waiting) >= MOST_WAITING:
                yield from self._revisited()

    def _full(self, done: Iterator[Found]) -> Iterator[Batch]:
        for found in done:
            self._is_warc = self._is_warc or found.is_warc
            self._revisits.remember(found.names)
            self._revisits.waiting += found.revisits
            for page in found.pages:
                self._gather(page)
                if self._gathering.is_full:
                    yield self._gathering.batch()
            if len(self._revisits.waiting) >= MOST_WAITING:
                # read here: given away now, their pages would come sooner or later as others are busy
                yield from self._full(self._reading.read([page]) for page in self._revisited())
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

    def _revisited(self) -> Iterator[PageJob]:
        """The pages that revisits refer to, under the name and moment of the revisit."""
        # the file is being read on from where it stands
        position = self._stream.tell()
        for revisit, offset, index in self._revisits.found():
            frame = self._frame_at(offset, index)
            if frame is None or frame.fault or frame.block is None:
                continue
            try:
                answer = frame.answer or read_answer(frame.head)
                if not _same_payload(revisit, answer, frame.block):
                    continue
                page = self._reading.page_of(frame, revisit.headers, revisit.offset, revisit.number)
            except BadRecord as bad:
                self._gathering.reject(str(bad), offset=revisit.offset)
                continue
            if page:
                yield page
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


def _same_payload(revisit: Revisit, answer: Answer, block: bytes) -> bool:
    digest = revisit.headers.get("warc-payload-digest")
    return digest is None or payload_matches(digest, answer, block)
