"""Starts the process that fetches, listens to it, and is sure to end it."""

import contextlib
import os
import queue
import subprocess
import sys
import threading
from importlib.metadata import version
from types import TracebackType
from typing import Any, BinaryIO, cast

from baken.collection.crawl.frames import BrokenFrame, read_frame, write_frame
from baken.collection.crawl.plan import CrawlPlan

LEASE = 5.0
"""Seconds for which the other process may ask for pages without hearing from us."""
_MOST_WAITING = 64
_END: tuple[dict[str, Any], bytes] = ({"kind": "gone"}, b"")

Frame = tuple[dict[str, Any], bytes]


def agent_for(plan: CrawlPlan) -> str:
    """How a visit makes itself known."""
    return f"Baken/{version('baken')} (+{plan.contact})"


class FetchingProcess:
    """Use as a context manager. It gets an empty environment and no file that we have open: it knows no
    database, no key and no place of them."""

    def __init__(self, *, profile: str, plan: CrawlPlan, practice: bool) -> None:
        self._order = {"profile": profile, "practice": practice, "agent": agent_for(plan)}
        self._frames: queue.Queue[Frame] = queue.Queue(_MOST_WAITING)
        self._closing = threading.Event()

    def __enter__(self) -> "FetchingProcess":
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-B", "-m", "baken.collection.crawl.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.defpath, "LANG": "C.UTF-8"},
            cwd="/",
            close_fds=True,
            bufsize=-1,
        )
        assert self._process.stdin is not None
        self._control = self._process.stdin.fileno()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self._send(self._order)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        self._process.kill()
        self._process.wait()
        self._listener.join()
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                assert stream
                stream.close()

    @property
    def pid(self) -> int:
        return self._process.pid

    def take(self, seconds: float, most: int) -> list[Frame]:
        """What came, at most so many frames; waits so long for the first. A frame of kind `gone` is the
        last: the process has ended."""
        try:
            found = [self._frames.get(timeout=seconds)]
        except queue.Empty:
            return []
        with contextlib.suppress(queue.Empty):
            while len(found) < most:
                found.append(self._frames.get_nowait())
        return found

    def renew(self) -> None:
        """It may go on for a while."""
        self._send({"kind": "lease", "seconds": LEASE})

    def stored(self, upto: int) -> None:
        """Everything up to this number is stored for good."""
        self._send({"kind": "stored", "upto": upto})

    def wanted(self, question: int, urls: list[str]) -> None:
        """The answer to what it found."""
        self._send({"kind": "wanted", "question": question, "urls": urls})

    def _send(self, header: dict[str, Any]) -> None:
        # one that has ended is noticed by what it no longer says
        with contextlib.suppress(OSError):
            write_frame(self._control, header)

    def _listen(self) -> None:
        results = cast(BinaryIO, self._process.stdout)
        with contextlib.suppress(BrokenFrame, OSError, ValueError):
            while (frame := read_frame(results)) is not None:
                if not self._put(frame):
                    return
        self._put(_END)

    def _put(self, frame: Frame) -> bool:
        while not self._closing.is_set():
            with contextlib.suppress(queue.Full):
                self._frames.put(frame, timeout=0.2)
                return True
        return False
