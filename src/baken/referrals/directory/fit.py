"""Who of the directory fits: in what order, and why. Pure: it knows no database and no clock.

An order, not a score: kind and region decide whether somebody is in it at all; then how near, whether they
speak the language, whether they have room, and whether that was checked of late.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Generic, Protocol, TypeVar

STALE_AFTER = timedelta(days=180)
"""So long after somebody checked an entry it is shown as stale."""

_REGION = ("in_municipality", "in_province", "nationwide")
_LANGUAGE = ("language", "language_unknown", "language_other")
_ROOM = ("room", "waiting_list", "room_unknown", "full")
_CAPACITY = {"room": "room", "waiting_list": "waiting_list", "full": "full", "unknown": "room_unknown"}


class Entry(Protocol):
    """What is read of an organisation in the directory."""

    name: str
    kinds: list[str]
    provinces: list[str]
    municipalities: list[str]
    languages: list[str]
    capacity: str
    fallback: bool
    checked_on: date | None
    valid_until: date | None


E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class Need:
    """What is looked for: a kind of help, where (a province and perhaps a municipality in it), in which
    language. Empty for what does not matter."""

    kind: str = ""
    province: str = ""
    municipality: str = ""
    language: str = ""


@dataclass(frozen=True)
class Fit(Generic[E]):
    """One that fits, and why: codes of `FitReason`, the weightiest first."""

    entry: E
    reasons: tuple[str, ...]

    @property
    def full(self) -> bool:
        """Whether it says that it has no room."""
        return "full" in self.reasons

    @property
    def stale(self) -> bool:
        """Whether nobody checked it of late."""
        return "stale" in self.reasons


@dataclass(frozen=True)
class Found(Generic[E]):
    """Those that fit in order; `fallback` are those to turn to when none of them has room."""

    fits: tuple[Fit[E], ...]
    fallback: tuple[Fit[E], ...]


def is_stale(entry: Entry, today: date) -> bool:
    """Whether the entry was never or long ago checked, or its own end has come."""
    checked = entry.checked_on
    over = entry.valid_until is not None and entry.valid_until < today
    return over or checked is None or checked + STALE_AFTER < today


def find_help(entries: Iterable[E], need: Need, today: date) -> Found[E]:
    """Those that give this help there, the best fit first; and where to turn when nobody has room."""
    everyone = tuple(entries)
    fits = sorted(
        (fit for fit in (_fit(one, need, today) for one in everyone) if fit is not None), key=_order
    )
    if any(not fit.full for fit in fits):
        return Found(tuple(fits), ())
    named = {id(fit.entry) for fit in fits}
    last = (
        _fit(one, Need(language=need.language), today)
        for one in everyone
        if one.fallback and id(one) not in named
    )
    return Found(tuple(fits), tuple(sorted((fit for fit in last if fit is not None), key=_order)))


def _fit(entry: E, need: Need, today: date) -> Fit[E] | None:
    region = _region(entry, need)
    if region is None or (need.kind and need.kind not in entry.kinds):
        return None
    reasons = ["kind"] if need.kind else []
    reasons.append(region)
    if need.language:
        known = "language" if need.language in entry.languages else "language_other"
        reasons.append(known if entry.languages else "language_unknown")
    reasons.append(_CAPACITY[entry.capacity])
    if is_stale(entry, today):
        reasons.append("stale")
    return Fit(entry, tuple(reasons))


def _region(entry: Entry, need: Need) -> str | None:
    if not entry.provinces and not entry.municipalities:
        return "nationwide"
    named = {one.casefold() for one in entry.municipalities}
    if need.municipality and need.municipality.casefold() in named:
        return "in_municipality"
    if need.province and need.province in entry.provinces:
        # who works in some municipalities of a province only does not work in the others
        return None if named and need.municipality else "in_province"
    if need.province or need.municipality:
        return None
    return "in_province" if entry.provinces else "in_municipality"


def _order(fit: Fit[Any]) -> tuple[object, ...]:
    def place(among: tuple[str, ...]) -> int:
        return next((at for at, code in enumerate(among) if code in fit.reasons), len(among))

    return (fit.full, place(_REGION), place(_LANGUAGE), place(_ROOM), fit.stale, fit.entry.name.casefold())
