"""Pages read by processes of their own, as many as there are cores, in the order in which they came.

Each process talks over a pipe of which it holds one end alone: when we are killed it sees the end of it
and leaves. What waits is bounded, so memory is too.
"""

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from threading import local
from types import TracebackType
from typing import Any, Self

from baken.collection.page_records import PageJob, PageReading, ReadPage

MOST_WORKERS = 4
_PAGES = 48
_BYTES = 1024 * 1024
_WAITING = 6
"""Portions that are under way for each process: enough to read on while a batch is being stored."""


def workers_for(size: int) -> int:
    """How many processes reading a file of so many bytes is worth: none for a small one."""
    return min(MOST_WORKERS, os.cpu_count() or 1) if size >= 8 * 1024 * 1024 else 0


class InlinePages:
    """Reads pages one by one in this process; the same to use as `PageWorkers`."""

    def __init__(self, reading: PageReading) -> None:
        self._reading = reading
        self._done: deque[ReadPage] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def give(self, job: PageJob) -> None:
        self._done.append(self._reading.read(job))

    def take(self) -> Iterator[ReadPage]:
        """Pages that are read, in their order."""
        while self._done:
            yield self._done.popleft()

    def rest(self) -> Iterator[ReadPage]:
        """All that are left."""
        yield from self.take()


class PageWorkers:
    """Reads pages in other processes."""

    def __init__(self, reading: PageReading, workers: int) -> None:
        self._reading = reading
        self._workers = workers
        self._portion: list[PageJob] = []
        self._bytes = 0
        self._waiting: deque[Future[list[ReadPage]]] = deque()
        self._processes: list[Any] = []
        self._connections: list[Connection] = []

    def __enter__(self) -> Self:
        self._own = local()
        self._threads = ThreadPoolExecutor(self._workers, initializer=self._start_one)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        for future in self._waiting:
            future.cancel()
        self._threads.shutdown()
        for connection in self._connections:
            connection.close()
        for process in self._processes:
            process.join()

    def _start_one(self) -> None:
        # a fork would take our database connection and the locks of other threads with it
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self._reading), daemon=True)
        process.start()
        theirs.close()
        self._own.connection = ours
        self._connections.append(ours)
        self._processes.append(process)

    def give(self, job: PageJob) -> None:
        """Adds a page; waits when too many are under way."""
        self._portion.append(job)
        self._bytes += len(job.block)
        if len(self._portion) >= _PAGES or self._bytes >= _BYTES:
            self._send()

    def _send(self) -> None:
        portion, self._portion, self._bytes = self._portion, [], 0
        if portion:
            self._waiting.append(self._threads.submit(self._exchange, portion))

    def _exchange(self, portion: list[PageJob]) -> list[ReadPage]:
        connection: Connection = self._own.connection
        connection.send(portion)
        done: list[ReadPage] = connection.recv()
        return done

    def take(self) -> Iterator[ReadPage]:
        """Pages that are read, in their order; waits only while too many are under way."""
        while self._waiting and (self._waiting[0].done() or len(self._waiting) > self._workers * _WAITING):
            yield from self._waiting.popleft().result()

    def rest(self) -> Iterator[ReadPage]:
        """All that are left."""
        self._send()
        while self._waiting:
            yield from self._waiting.popleft().result()


def serve(connection: Connection, reading: PageReading) -> None:
    """The work of one process: portions in, read pages out, until nobody is at the other end."""
    # read pages hang together in no circles: seldom looking for these leaves a tenth more time for reading
    gc.set_threshold(50_000, 20, 20)
    with connection:
        while True:
            try:
                connection.send([reading.read(job) for job in connection.recv()])
            except (EOFError, BrokenPipeError, ConnectionResetError, KeyboardInterrupt):
                return


def page_reader(reading: PageReading, workers: int) -> InlinePages | PageWorkers:
    """Who reads the pages: other processes, or this one."""
    return PageWorkers(reading, workers) if workers else InlinePages(reading)
