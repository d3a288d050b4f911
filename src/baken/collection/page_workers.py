"""Records and pages read by processes of their own, as many as there are cores, in the order in which they
came.

One process loads and compiles what reading takes, and the others part from it. Each talks over a pipe of
which it holds one end alone: when we are killed it sees the end of it and leaves. What waits is bounded,
so memory is too.
"""

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from threading import local
from types import TracebackType
from typing import Any, BinaryIO, Self

from baken.collection.page_records import PageJob
from baken.collection.warc_records import Found, MemberJob, RecordReading

MOST_WORKERS = 4
_WORTH_IT = 8 * 1024 * 1024
_JOBS = 48
_BYTES = 1024 * 1024
_WAITING = 10
"""Portions that are under way for each process: enough to read on while a batch is being stored."""

# a fork of this process would take our database connection and the locks of other threads with it
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["__main__", "baken.collection.page_worker_start"])


def workers_for(stream: BinaryIO) -> int:
    """How many processes reading an archive is worth: none for a small one, or one that can't be measured."""
    if not stream.seekable():
        return 0
    position = stream.tell()
    size = stream.seek(0, os.SEEK_END)
    stream.seek(position)
    return min(MOST_WORKERS, os.cpu_count() or 1) if size >= _WORTH_IT else 0


def get_ready(workers: int) -> None:
    """Begins to load what reading takes, for who has something else to do first."""
    if workers:
        forkserver.ensure_running()


class InlinePages:
    """Reads one by one in this process; the same to use as `PageWorkers`."""

    def __init__(self, reading: RecordReading) -> None:
        self._reading = reading
        self._done: deque[Found] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def give(self, job: MemberJob | PageJob) -> None:
        self._done.append(self._reading.read([job]))

    def take(self) -> Iterator[Found]:
        """What is read, in its order."""
        while self._done:
            yield self._done.popleft()

    def rest(self) -> Iterator[Found]:
        """All that are left."""
        yield from self.take()


class PageWorkers:
    """Reads in other processes."""

    def __init__(self, reading: RecordReading, workers: int) -> None:
        self._reading = reading
        self._workers = workers
        self._portion: list[MemberJob | PageJob] = []
        self._bytes = 0
        self._waiting: deque[Future[Found]] = deque()
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
        ours, theirs = _processes.Pipe()
        process = _processes.Process(target=serve, args=(theirs, self._reading), daemon=True)
        process.start()
        theirs.close()
        self._own.connection = ours
        self._connections.append(ours)
        self._processes.append(process)

    def give(self, job: MemberJob | PageJob) -> None:
        """Adds a job; who gives many takes what is done in between, which bounds what waits."""
        self._portion.append(job)
        self._bytes += job.size
        if len(self._portion) >= _JOBS or self._bytes >= _BYTES:
            self._send()

    def _send(self) -> None:
        portion, self._portion, self._bytes = self._portion, [], 0
        if portion:
            self._waiting.append(self._threads.submit(self._exchange, portion))

    def _exchange(self, portion: list[MemberJob | PageJob]) -> Found:
        connection: Connection = self._own.connection
        connection.send(portion)
        done: Found = connection.recv()
        return done

    def take(self) -> Iterator[Found]:
        """What is read, in its order; waits only while too many are under way."""
        while self._waiting and (self._waiting[0].done() or len(self._waiting) > self._workers * _WAITING):
            yield self._waiting.popleft().result()

    def rest(self) -> Iterator[Found]:
        """All that are left."""
        self._send()
        while self._waiting:
            yield self._waiting.popleft().result()


def serve(connection: Connection, reading: RecordReading) -> None:
    """The work of one process: portions in, what was found out, until nobody is at the other end."""
    # read pages hang together in no circles: seldom looking for these leaves a tenth more time for reading
    gc.set_threshold(50_000, 20, 20)
    gc.freeze()
    with connection:
        while True:
            try:
                connection.send(reading.read(connection.recv()))
            except (EOFError, BrokenPipeError, ConnectionResetError, KeyboardInterrupt):
                return


def page_reader(reading: RecordReading, workers: int) -> InlinePages | PageWorkers:
    """Who reads: other processes, or this one."""
    return PageWorkers(reading, workers) if workers else InlinePages(reading)
