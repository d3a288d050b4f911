"""Makes something that can only be read forward seekable, without a copy of it anywhere."""

import io
from collections.abc import Callable
from typing import IO

LOOK_BACK = 1024 * 1024
_STEP = 256 * 1024


class Replay(io.RawIOBase):
    """Reads what `reopen` opens; a short way back from memory, a longer one by starting over."""

    def __init__(self, reopen: Callable[[], IO[bytes]]) -> None:
        self._reopen = reopen
        self._position = 0
        self._start_over()

    def _start_over(self) -> None:
        self._source = self._reopen()
        self._kept = b""
        self._kept_from = 0

    def read(self, size: int = -1) -> bytes:
        if self._position < self._kept_from:
            self._start_over()
        end = self._position + size if size >= 0 else None
        while end is None or self._kept_from + len(self._kept) < end:
            data = self._source.read(_STEP)
            if not data:
                break
            reached = self._kept_from + len(self._kept)
            drop = max(0, min(self._position, reached - LOOK_BACK) - self._kept_from)
            self._kept = self._kept[drop:] + data
            self._kept_from += drop
        begin = self._position - self._kept_from
        result = self._kept[begin : None if end is None else end - self._kept_from]
        self._position += len(result)
        return result

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence != io.SEEK_SET:
            raise io.UnsupportedOperation("only from the start")
        self._position = offset
        return offset

    def tell(self) -> int:
        return self._position
