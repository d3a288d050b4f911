"""The members of a gzip file, one after another, sound or not."""

import gzip
import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.collection.gzip_members import Member, member_at, read_members

START = b"WARC/"
CONTENTS = [START + bytes(range(256)) * size for size in (1, 90, 700)]


def members(data: bytes) -> list[Member]:
    return list(read_members(io.BytesIO(data), begins_with=START))


@given(
    st.lists(st.sampled_from(CONTENTS), min_size=1, max_size=6),
    st.sampled_from([b"", b"\0", b"\0" * 700_000]),
    st.integers(0, 9),
)
def test_each_member_comes_with_its_place(contents: list[bytes], padding: bytes, level: int) -> None:
    parts = [gzip.compress(content, level) + padding for content in contents]
    data = b"".join(parts)

    found = members(data)

    assert [one.content for one in found] == contents
    assert [one.offset for one in found] == [sum(map(len, parts[:at])) for at in range(len(parts))]
    for one in found:
        again = member_at(io.BytesIO(data), one.offset)
        assert again is not None
        assert again.read() == one.content


@given(st.integers(0, 10_000), st.integers(0, 7))
def test_one_changed_bit_never_changes_what_is_read(place: int, bit: int) -> None:
    first, second = (gzip.compress(content) for content in CONTENTS[1:])
    damaged = bytearray(first)
    damaged[place % len(first)] ^= 1 << bit
    try:
        said: bytes | None = zlib.decompress(bytes(damaged), 31)
    except zlib.error:
        said = None

    found = members(bytes(damaged) + second)

    assert found[-1].content == CONTENTS[2]
    assert [one.content for one in found[:-1]] == [said]


@pytest.mark.parametrize("flag", [0x20, 0x40, 0x80])
def test_member_with_flags_that_nobody_knows_is_damaged(flag: int) -> None:
    data = bytearray(gzip.compress(CONTENTS[0]))
    data[3] |= flag

    [found] = members(bytes(data))

    assert (found.content, found.reason) == (None, "the gzip member is damaged")


@pytest.mark.parametrize("length", [1, 3, 9, 12, 40, -9, -1])
def test_member_that_breaks_off_is_told(length: int) -> None:
    [found] = members(gzip.compress(CONTENTS[0])[:length])

    assert (found.content, found.reason) == (None, "the gzip member breaks off before its end")
