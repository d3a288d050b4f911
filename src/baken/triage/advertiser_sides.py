"""What stands on each side before somebody splits or joins: counts and contacts by name, no words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from baken.adverts.advertiser_links import TextSeen
from baken.adverts.advertiser_queries import ContactInAdvert


@dataclass(frozen=True, slots=True)
class SideText:
    """A unique advert on a side: its number on the page of its advertiser, and its contacts by name."""

    number: int
    unique_advert: str
    sightings: int
    first: datetime
    last: datetime
    contacts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideContact:
    """A contact on a side, by name: whether the other side has it too (`both`), and whether so many share it
    that it says nothing (`hub`)."""

    name: str
    kind: str
    both: bool
    hub: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One side: its texts, and its contacts."""

    texts: tuple[SideText, ...]
    contacts: tuple[SideContact, ...]
    platforms: tuple[str, ...]
    provinces: tuple[str, ...]

    @property
    def sightings(self) -> int:
        """How many there are on this side."""
        return sum(one.sightings for one in self.texts)

    @property
    def first(self) -> datetime | None:
        """When something of it was first seen."""
        return min((one.first for one in self.texts), default=None)

    @property
    def last(self) -> datetime | None:
        """When something of it was last seen."""
        return max((one.last for one in self.texts), default=None)


def side(
    texts: Sequence[TextSeen],
    order: Sequence[str],
    contacts: Sequence[ContactInAdvert],
    other: Sequence[ContactInAdvert],
    names: Mapping[str, str],
) -> Side:
    """A side out of what was read; `other` are the contacts of the other one."""
    numbers = {text: place for place, text in enumerate(order, 1)}
    mine = {one.unique_advert for one in texts}
    there = {one.pseudonym for one in other}
    named: dict[str, SideContact] = {}
    of_text: dict[str, list[str]] = {}
    for one in contacts:
        if one.unique_advert in mine:
            name = names[one.pseudonym]
            named[name] = SideContact(name, one.kind, one.pseudonym in there, one.shared_by is not None)
            of_text.setdefault(one.unique_advert, []).append(name)
    shown = sorted(
        (one for one in texts if one.unique_advert in numbers), key=lambda one: numbers[one.unique_advert]
    )
    return Side(
        texts=tuple(
            SideText(
                numbers[one.unique_advert], one.unique_advert, one.sightings, one.first, one.last,
                tuple(dict.fromkeys(of_text.get(one.unique_advert, ()))),
            )
            for one in shown
        ),
        contacts=tuple(sorted(named.values(), key=lambda one: (one.hub, one.name))),
        platforms=tuple(sorted({name for one in texts for name in one.platforms})),
        provinces=tuple(sorted({code for one in texts for code in one.provinces})),
    )  # fmt: skip


def parted_sides(
    texts: Sequence[TextSeen],
    order: Sequence[str],
    contacts: Sequence[ContactInAdvert],
    names: Mapping[str, str],
    going: Collection[str],
) -> tuple[Side, Side]:
    """What stays, and what goes to another advertiser."""
    ways = [[one for one in texts if (one.unique_advert in going) is goes] for goes in (False, True)]
    had = [[one for one in contacts if (one.unique_advert in going) is goes] for goes in (False, True)]
    return (
        side(ways[0], order, had[0], had[1], names),
        side(ways[1], order, had[1], had[0], names),
    )
