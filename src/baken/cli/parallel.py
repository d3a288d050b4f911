"""Work on batch after batch, by as many processes as there are processors."""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context
from typing import TypeVar

from baken.cli import Failed

T = TypeVar("T")
R = TypeVar("R")

_MOST_WORKERS = 8
_SELDOM = 200_000
_WAITING_EACH = 2
"""So many batches a worker are read ahead: memory does not grow with the file."""


def in_order(
    work: Callable[[T], R],
    batches: Iterable[T],
    *,
    workers: int | None = None,
    prepare: Callable[[], object] | None = None,
) -> Generator[R, None, None]:
    """What `work` gives for each batch, in their order; one batch alone is worked on here.

    What `prepare` loads is loaded once, and shared by the workers.
    Both go from process to process: `work` and what it gives must be such that they can. Raises
    Failed when a worker is ended from outside, and what `work` raises. When the caller stops, by
    an interrupt too, the workers are ended.
    """
    count = min(workers or len(os.sched_getaffinity(0)), _MOST_WORKERS)
    source = iter(batches)
    first = list(islice(source, 2))
    if len(first) < 2 or count < 2:
        yield from map(work, chain(first, source))
        return
    # A forked worker has at once what is loaded here, the compiled search too.
    if prepare is not None:
        prepare()
    gc.collect()
    gc.freeze()
    pool = ProcessPoolExecutor(count, mp_context=get_context("fork"), initializer=_settle)
    waiting: deque[Future[R]] = deque()
    try:
        for batch in chain(first, source):
            waiting.append(pool.submit(work, batch))
            if len(waiting) >= count * _WAITING_EACH:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as fault:
        raise Failed("a worker process was ended from outside (memory?), nothing was written") from fault
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        gc.unfreeze()


def _settle() -> None:
    """A worker leaves an interrupt to the process that a person started, which ends it, and looks for
    garbage seldom: a batch makes a great many small things and no circles."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(_SELDOM)
