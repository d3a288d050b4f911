"""Files of an index: each stands whole under its name or not at all, and is read as it was written.

What is read back is mapped from disk, not copied. Its checksum is looked at all the same, at every
byte: that takes a tenth of a second a gigabyte.
"""

import io
import os
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from isal.isal_zlib import crc32

Mark = tuple[int, int]
"""Size in bytes and CRC-32 of a file."""

Column = np.ndarray[Any, Any]


class Files:
    """The files in a directory; `marks` has those that were written or are known, by name."""

    def __init__(self, place: Path, marks: dict[str, Mark] | None = None) -> None:
        self.place = place
        self.marks = dict(marks or {})

    def write(self, name: str, *pieces: Any, mode: int = 0o666) -> None:
        """Writes a file out of pieces of bytes. It stays when the power fails, once `settle` was called."""
        unfinished = self.place / f"unfinished.{name}"
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode)
        size = mark = 0
        with unfinished.open("wb", buffering=0) as stream:
            for piece in pieces:
                content = memoryview(piece).cast("B")
                size, mark = size + len(content), crc32(content, mark)
                while content:
                    content = content[stream.write(content) :]
            os.fsync(stream.fileno())
        unfinished.replace(self.place / name)
        self.marks[name] = size, mark

    def settle(self) -> None:
        """Makes the names of all files that were written last."""
        directory = os.open(self.place, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)

    def save(self, name: str, values: Column) -> None:
        """Writes an array."""
        head = io.BytesIO()
        values = np.ascontiguousarray(values)
        np.lib.format.write_array_header_1_0(head, np.lib.format.header_data_from_array_1_0(values))
        self.write(name, head.getvalue(), values.reshape(-1).view(np.uint8))

    def save_table(self, name: str, table: pa.Table) -> None:
        """Writes a table."""
        sink = pa.BufferOutputStream()
        with pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table)
        self.write(name, sink.getvalue())

    def content(self, name: str) -> pa.Buffer:
        """What stands in a file. Raises KeyError for one that is not known, OSError for one that is not
        there, ValueError where it is not what was written."""
        size, mark = self.marks[name]
        path = self.place / name
        if (there := path.stat().st_size) != size:
            raise ValueError(f"{name} has {there} bytes and had {size}")
        content = pa.memory_map(str(path)).read_buffer() if size else pa.py_buffer(b"")
        if crc32(content) != mark:
            raise ValueError(f"{name} is not what was written")
        return content

    def load(self, name: str) -> Column:
        """An array, which can't be written to."""
        content = self.content(name)
        head = io.BytesIO(content.slice(0, min(len(content), _HEAD)).to_pybytes())
        if np.lib.format.read_magic(head) != (1, 0):
            raise ValueError(f"{name} is no array of this version")
        shape, by_columns, kind = np.lib.format.read_array_header_1_0(head)
        if (by_columns and len(shape) > 1) or kind.hasobject:
            raise ValueError(f"{name} is no array of this version")
        return np.frombuffer(content, kind, offset=head.tell()).reshape(shape)

    def load_table(self, name: str) -> pa.Table:
        """A table."""
        return pa.ipc.open_file(pa.BufferReader(self.content(name))).read_all()


_HEAD = 1 << 12
"""Bytes in which the head of an array stands."""
