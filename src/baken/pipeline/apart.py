"""One bad record must not hold up the rest: what fails as a whole is tried in halves."""

import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa

_MOST = 100
"""At most one record in so many may fail; more than that is no bad record but a fault of ours."""

_log = logging.getLogger("baken.pipeline")


@dataclass(frozen=True)
class Part:
    """Some rows with what was found in them; `found` is None for one record that can't be read."""

    rows: list[uuid.UUID]
    found: pa.RecordBatch | None


def read_apart(
    rows: list[uuid.UUID], records: pa.RecordBatch, read: Callable[[pa.RecordBatch], pa.RecordBatch]
) -> list[Part]:
    """`read` on the records, and where it fails on ever smaller parts, in their order.

    Raises what `read` raised when more fail than bad records explain.
    """
    allowed = max(1, len(rows) // _MOST)
    parts: list[Part] = []

    def visit(start: int, count: int) -> None:
        nonlocal allowed
        try:
            found = read(records.slice(start, count))
        except MemoryError:
            raise
        except Exception as fault:
            if count > 1:
                visit(start, count // 2)
                visit(start + count // 2, count - count // 2)
                return
            allowed -= 1
            if allowed < 0:
                raise
            # the kind of fault alone: its message may hold what the record says
            _log.warning("sighting %s can't be read: %s", rows[start], type(fault).__name__)
            found = None
        parts.append(Part(rows[start : start + count], found))

    visit(0, len(rows))
    return parts
