"""`baken extract` by several processes: one that is ended from outside ends it all, with nothing written."""

import os
import signal
from collections.abc import Iterator

import pytest

from baken.cli import Failed
from baken.cli.parallel import in_order

KILLED = 3


def _batches(count: int) -> Iterator[int]:
    yield from range(count)


def _fails_at_some(number: int) -> int:
    if number == KILLED:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_work_comes_back_in_its_order_and_is_prepared_once() -> None:
    prepared: list[int] = []

    done = list(in_order(abs, _batches(20), workers=2, prepare=lambda: prepared.append(os.getpid())))

    assert done == list(range(20))
    assert prepared == [os.getpid()]


def test_a_worker_that_is_killed_fails_with_a_message() -> None:
    with pytest.raises(Failed, match="ended from outside"):
        list(in_order(_fails_at_some, _batches(20), workers=2))


def test_one_batch_needs_no_process() -> None:
    assert list(in_order(lambda number: os.getpid(), _batches(1), workers=2)) == [os.getpid()]
