"""The shipped catalogue, and finding a platform in one by code, name or nickname. No database.

Names, types and order are those of Annex 1 of the registration study of 2021, spelling included.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from baken.vocabulary.platforms import PlatformType


@dataclass(frozen=True, slots=True)
class PlatformEntry:
    """One platform of a catalogue. `order` is its place in the shipped one, from 1, or None."""

    code: str
    name: str
    type: str
    order: int | None = None
    aliases: tuple[str, ...] = ()


class PlatformIndex:
    """Finds a platform by what people call it; a code goes before a name, a name before a nickname."""

    def __init__(self, entries: Iterable[PlatformEntry]) -> None:
        self.entries = tuple(entries)
        self._found: dict[str, PlatformEntry] = {}
        for entry in self.entries:
            self._found.setdefault(folded(entry.code), entry)
        for entry in self.entries:
            self._found.setdefault(folded(entry.name), entry)
        for entry in self.entries:
            for alias in entry.aliases:
                self._found.setdefault(folded(alias), entry)

    def find(self, name: str) -> PlatformEntry | None:
        """The platform with this code, name or nickname, whatever the case and the spaces."""
        return self._found.get(folded(name))

    def with_added(self, entries: Iterable[PlatformEntry]) -> "PlatformIndex":
        """The same index with more platforms behind those it has."""
        return PlatformIndex((*self.entries, *entries))


def folded(name: str) -> str:
    """A name as it is compared: casefolded, one space between words, compatibility forms as one."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def code_for(name: str, taken: Iterable[str] = ()) -> str:
    """A code for a new platform: its name in lower-case ASCII with hyphens, numbered where taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:70] or "platform"
    codes, code, number = set(taken), stem, 1
    while code in codes:
        number += 1
        code = f"{stem}-{number}"
    return code


@cache
def shipped_catalogue() -> tuple[PlatformEntry, ...]:
    """The platforms that every organisation starts with, in the order of Annex 1."""
    text = resources.files(__package__).joinpath("catalogue.csv").read_text("utf-8")
    entries = tuple(
        PlatformEntry(
            code=row["code"],
            name=row["name"],
            type=row["type"],
            order=int(row["order"]),
            aliases=tuple(filter(None, row["aliases"].split("|"))),
        )
        for row in csv.DictReader(text.splitlines())
    )
    unknown = [entry.name for entry in entries if entry.type not in PlatformType]
    if unknown:
        raise ValueError(f"catalogue.csv gives a type that is no platform type: {', '.join(unknown)}")
    return entries


@cache
def shipped_index() -> PlatformIndex:
    """`PlatformIndex` over the shipped catalogue."""
    return PlatformIndex(shipped_catalogue())
