"""A cut or flipped WARC never crashes, loses nothing before the damage, and changes nothing unseen."""

import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.collection.readers import Unreadable, read_records
from tests.unit.collection.captures import Archive, http, page, raw_record
from tests.unit.collection.records import read

WORDS = ["eerste rustige massage", "tweede rustige massage", "derde rustige massage"]


def archive(compressed: bool) -> Archive:
    made = Archive(gzip=compressed)
    for word in WORDS:
        made.answer(page(word))
    return made


def texts(data: bytes) -> tuple[list[str], list[int]]:
    """Texts and the offsets of rejects; nothing of a file that is unreadable."""
    try:
        records, rejects, _ = read(data, "warc")
    except Unreadable:
        return [], [0]
    return [record["text"] for record in records], [reject["offset"] for reject in rejects]


@pytest.mark.parametrize("compressed", [True, False])
def test_cut_anywhere_gives_what_stands_before_the_cut(compressed: bool) -> None:
    made = archive(compressed)
    ends = [*made.offsets[1:], len(made.data)]
    closing = 0 if compressed else 4
    for cut in range(1, len(made.data)):
        found, rejects = texts(made.data[:cut])
        whole = sum(end - closing <= cut for end in ends)
        assert found == WORDS[:whole]
        begun = [
            offset for offset, end in zip(made.offsets, ends, strict=True) if offset < cut < end - closing
        ]
        assert rejects == begun


@pytest.mark.parametrize("compressed", [True, False])
def test_flipped_byte_changes_no_words_unseen(compressed: bool) -> None:
    made = archive(compressed)
    for position in range(len(made.data)):
        for flip in (0x01, 0x80):
            data = bytearray(made.data)
            data[position] ^= flip
            found, rejects = texts(bytes(data))
            assert set(found) <= set(WORDS)
            assert len(found) >= 2
            assert len(found) == 3 or rejects or _is_header(made.data, position)


def _is_header(data: bytes, position: int) -> bool:
    """In the WARC header of a plain record, which no digest covers: there a type can change."""
    start = data.rindex(b"WARC/1.1", 0, position + 8)
    return position < data.index(b"\r\n\r\n", start)


@pytest.mark.parametrize("compressed", [True, False])
def test_stretch_that_is_gone_costs_only_the_records_it_touches(compressed: bool) -> None:
    made = archive(compressed)
    first, second, third = made.offsets
    for begin in range(first + 1, second, 13):
        found, rejects = texts(made.data[:begin] + made.data[second + 5 :])
        assert found[-1] == WORDS[2]
        # what is left of two headers may make a right one: then the second record is whole
        assert rejects[:1] == [first] or found == WORDS[1:]
    for begin in range(second, third, 13):
        found, _ = texts(made.data[:begin] + b"\xff" * 20 + made.data[begin + 20 :])
        assert found[0] == WORDS[0]
        assert WORDS[2] in found or begin + 20 > third


def test_only_record_of_a_file_is_a_reject_when_damaged() -> None:
    data = bytearray(Archive().answer().data)
    data[len(data) // 2] ^= 0xFF
    assert texts(bytes(data)) == ([], [0])
    assert read(bytes(data), "warc")[1][0]["reason"] == "the gzip member is damaged"


@pytest.mark.parametrize("compressed", [True, False])
def test_rejects_alone_make_batches_too(compressed: bool) -> None:
    record = raw_record(http(), WARC_Date="")
    data = (gzip.compress(record) if compressed else record) * 40

    batches = list(read_records(io.BytesIO(data), format="warc", source="a", batch_rows=10))

    assert [len(batch.rejects) for batch in batches] == [10] * 4


def test_wrong_length_swallows_no_record_behind_it() -> None:
    swallowed = raw_record(http(page(WORDS[1])))
    block = http(page(WORDS[0]))
    for length in (len(block) + len(swallowed) + 4, len(block) + 7, 10**17):
        data = raw_record(block, length=length, WARC_Block_Digest="sha1:" + "0" * 40)
        data += swallowed + raw_record(http(page(WORDS[2])))
        found, rejects = texts(data)
        assert found == WORDS[1:]
        assert rejects == [0]


@given(st.binary(max_size=300), st.booleans(), st.booleans())
def test_any_bytes_are_read_or_rejected(data: bytes, as_warc: bool, compressed: bool) -> None:
    content = b"WARC/1.0\r\n" + data if as_warc else data
    texts(gzip.compress(content) if compressed else content)


@given(st.data())
def test_any_block_is_read_or_rejected(data: st.DataObject) -> None:
    block = data.draw(st.binary(max_size=100))
    header = data.draw(st.sampled_from([b"", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"]))
    records, rejects, _ = read(raw_record(header + block), "warc")
    assert len(records) + len(rejects) == 1


def test_stream_that_cannot_seek_is_read() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise io.UnsupportedOperation("seek")

    batches = list(read_records(Pipe(archive(True).data), format="warc", source="x"))
    assert sum(batch.records.num_rows for batch in batches) == 3
