"""The file of a backup gives back what went in, or says that it can't."""

import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.operations.backups.sealed import BEGINNING, FRAME, SealedReader, SealedWriter
from baken.operations.exceptions import BackupUnreadable


def sealed(*pieces: bytes) -> bytes:
    stream = io.BytesIO()
    writer = SealedWriter(stream)
    for piece in pieces:
        writer.write(piece)
    writer.finish()
    return stream.getvalue()


def opened(content: bytes) -> bytes:
    reader = SealedReader(io.BytesIO(content))
    return b"".join(iter(lambda: reader.read(100_000), b""))


@given(st.lists(st.binary(max_size=300), max_size=5))
def test_what_went_in_comes_out(pieces: list[bytes]) -> None:
    assert opened(sealed(*pieces)) == b"".join(pieces)


def test_more_than_one_frame_comes_out() -> None:
    content = os.urandom(2 * FRAME + 5)
    assert opened(sealed(content[:7], content[7:])) == content


@given(st.data())
def test_changed_or_cut_file_is_refused(data: st.DataObject) -> None:
    whole = sealed(b"a few rows of an invented table")
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :]
    for damaged in (whole[:at], changed):
        with pytest.raises(BackupUnreadable):
            opened(damaged)


def test_frames_in_another_order_are_refused() -> None:
    whole = sealed(b"a" * FRAME, b"b" * FRAME, b"c")
    size = (len(whole) - len(BEGINNING)) // 2
    body = whole[len(BEGINNING) :]
    first = 4 + int.from_bytes(body[:4], "big")
    second = 4 + int.from_bytes(body[first : first + 4], "big")
    assert first == second <= size
    with pytest.raises(BackupUnreadable):
        opened(BEGINNING + body[first : first + second] + body[:first] + body[first + second :])


def test_file_that_ends_after_a_whole_frame_is_refused() -> None:
    whole = sealed(b"a" * FRAME, b"b")
    end = len(BEGINNING) + 4 + int.from_bytes(whole[len(BEGINNING) :][:4], "big")
    with pytest.raises(BackupUnreadable, match="ends before its end"):
        opened(whole[:end])


def test_text_is_not_in_the_file() -> None:
    assert b"relaxing massage" not in sealed(b"relaxing massage " * 9)
