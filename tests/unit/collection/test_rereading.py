"""What can only be read forward reads as if it stood in memory."""

import gzip
import hashlib
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.collection.gzip_members import InflatingReader
from baken.collection.replay import Replay

CONTENT = b"".join(hashlib.sha256(b"%d" % number).digest() for number in range(80_000))
PACKED = b"before" + gzip.compress(CONTENT, 1)
steps = st.lists(st.tuples(st.integers(0, len(CONTENT) + 9), st.integers(0, 2_000_000)), max_size=6)


@pytest.mark.parametrize("kind", ["replay", "inflated"])
@given(steps=steps)
def test_any_reading_gives_the_bytes_of_that_place(kind: str, steps: list[tuple[int, int]]) -> None:
    reader: Any = (
        Replay(lambda: io.BytesIO(CONTENT)) if kind == "replay" else InflatingReader(io.BytesIO(PACKED), 6)
    )
    for position, size in steps:
        reader.seek(position)
        read = b""
        while len(read) < size and (data := reader.read(size - len(read))):
            read += data
        assert read == CONTENT[position : position + size]
    with pytest.raises(io.UnsupportedOperation):
        reader.seek(0, io.SEEK_END)
