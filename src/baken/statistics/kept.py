"""What was counted, kept in memory for as long as the tables it was counted from stand as they stood.

Counts only, per organisation, in this process; never a record.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from typing import Generic, TypeVar

from django.db import connection
from django.db.models import Model

T = TypeVar("T")

Version = tuple[tuple[int, int], ...]
"""Per table how many rows it has and the sum of the transactions that wrote them."""


def version_of(models: Sequence[type[Model]]) -> Version:
    """How these tables stand now, as far as the organisation acted for can see them.

    Every row says which transaction wrote it. A row that came, went or changed changes the number of
    rows or the sum, so a version that is the same means rows that are the same.
    """
    parts = [
        f"SELECT {place}, count(*), coalesce(sum(xmin::text::bigint), 0)::bigint FROM {model._meta.db_table}"  # noqa: S608
        for place, model in enumerate(models)
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return tuple((rows, written) for _, rows, written in sorted(cursor.fetchall()))


class Kept(Generic[T]):
    """So many results, each with the version of what it was computed from; the one used longest ago goes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._found: OrderedDict[Hashable, tuple[Version, T]] = OrderedDict()

    def get(self, key: Hashable, version: Version) -> T | None:
        """What is kept under `key`, if it was computed from this version."""
        with self._lock:
            found = self._found.get(key)
            if found is None or found[0] != version:
                return None
            self._found.move_to_end(key)
            return found[1]

    def put(self, key: Hashable, version: Version, value: T) -> T:
        """Keeps a result. Ask for the version before reading what it is computed from: then a change
        meanwhile makes it computed anew, and never kept too long."""
        with self._lock:
            self._found[key] = (version, value)
            self._found.move_to_end(key)
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        return value

    def get_or_compute(self, key: Hashable, version: Version, compute: Callable[[], T]) -> T:
        """What is kept, else what `compute` gives, kept from now on."""
        found = self.get(key, version)
        return found if found is not None else self.put(key, version, compute())
