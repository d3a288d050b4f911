"""Order and choice that look arbitrary and are always the same, on every machine and version."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def mixed(items: Sequence[T], *label: object) -> list[T]:
    """The items in an order that depends on the label alone."""
    places = sorted(range(len(items)), key=lambda place: _digest(*label, place))
    return [items[place] for place in places]


def place_in(size: int, *label: object) -> int:
    """A number from 0 to `size` - 1 that depends on the label alone."""
    return int.from_bytes(_digest(*label)[:8], "big") % size


def _digest(*label: object) -> bytes:
    return hashlib.sha256("\0".join(map(str, label)).encode()).digest()
