"""Revisit records: a page that was seen again unchanged, and whose payload stands in an earlier record.

Such a record is a sighting when the payload it refers to is there, and nothing otherwise. Of each page
a few names are remembered in 16 bytes each; revisits wait until the file has been read and are then read
together, in the order of the payloads they refer to.
"""

import hashlib
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

MOST_WAITING = 50_000
"""Revisits that wait at once; then what is known so far is looked through."""


class Revisit(NamedTuple):
    """A revisit record: where it stands, and what its header says."""

    offset: int
    number: int
    headers: dict[str, str]


@dataclass
class Revisits:
    """Where the pages of a file stand, and the revisits that wait."""

    waiting: list[Revisit] = field(default_factory=list)
    _names: "array[int]" = field(default_factory=lambda: array("Q"))
    _places: "array[int]" = field(default_factory=lambda: array("Q"))

    def remember(self, named: Iterable[tuple[int, int]]) -> None:
        """Notes where pages stand, as `names_of_page` gives them."""
        for name, place in named:
            self._names.append(name)
            self._places.append(place)

    def found(self) -> Iterator[tuple[Revisit, int, int]]:
        """Each waiting revisit whose page is there, with offset and index of that page, by offset."""
        if not self.waiting:
            return
        places: dict[int, int] = {}
        for name, where in zip(reversed(self._names), reversed(self._places), strict=True):
            places[name] = where
        there = []
        for one in self.waiting:
            names = (places.get(_short(name)) for name in _names_referred(one.headers))
            if (place := next((place for place in names if place is not None), None)) is not None:
                there.append((place, one))
        self.waiting = []
        for found, one in sorted(there, key=lambda pair: (pair[0], pair[1].offset, pair[1].number)):
            yield one, found >> 16, found & 0xFFFF


def names_of_page(headers: dict[str, str], offset: int, index: int) -> list[tuple[int, int]]:
    """Every name by which a revisit may refer to a page, and where that page stands."""
    place = offset << 16 | min(index, 0xFFFF)
    return [(_short(name), place) for name in _names_of_page(headers)]


def _names_of_page(headers: dict[str, str]) -> Iterator[str]:
    if digest := headers.get("warc-payload-digest"):
        yield "digest " + digest.lower().rstrip("=")
    if identifier := headers.get("warc-record-id"):
        yield "record " + _bare(identifier)
    if url := headers.get("warc-target-uri"):
        yield f"page {_bare(url)} {headers.get('warc-date', '')}"


def _names_referred(headers: dict[str, str]) -> Iterator[str]:
    if identifier := headers.get("warc-refers-to"):
        yield "record " + _bare(identifier)
    if url := headers.get("warc-refers-to-target-uri"):
        yield f"page {_bare(url)} {headers.get('warc-refers-to-date', '')}"
    if digest := headers.get("warc-payload-digest"):
        yield "digest " + digest.lower().rstrip("=")


def _bare(name: str) -> str:
    return name.strip().removeprefix("<").removesuffix(">")


def _short(name: str) -> int:
    """Eight bytes: what is found by them is held against the digest that the revisit names."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big")
