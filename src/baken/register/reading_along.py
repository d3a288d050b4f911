"""A narrative read along with its registrar: what was read in it, as proposals to answer one by one.

The text lives in the request alone: the page carries it back, the draft takes over what a person
confirmed, and nothing of the text is kept.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from baken.extraction.narratives.told import KnownPlatform, Span, Told, ToldPerson
from baken.platforms.catalogue import PlatformEntry
from baken.register.content import Cells, Content
from baken.register.story import words
from baken.vocabulary.persons import PersonRole, Sex
from baken.vocabulary.places import Province
from baken.vocabulary.platforms import Certainty, Naming, PlatformRole

PLATFORM, ROLE, CERTAINTY, PERSON, PLACE = "platform", "role", "certainty", "person", "place"
NOT_TOLD = "person_involved"
"""The role of a person of whom the narrative tells none."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing to confirm or to leave out. `of` is the number of the platform that it belongs to."""

    number: int
    kind: str
    label: str
    spans: tuple[Span, ...]
    quoted: tuple[str, ...]
    value: Any
    of: int | None = None

    @property
    def field(self) -> str:
        """The name of its field."""
        return f"answer-{self.number}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the narrative, and the numbers of the proposals that rest on it."""

    text: str
    kind: str
    numbers: tuple[int, ...]


def known_platforms(entries: Iterable[PlatformEntry]) -> list[KnownPlatform]:
    """The organisation's catalogue as the reader takes it."""
    return [KnownPlatform(one.code, one.type, (one.name, one.code, *one.aliases)) for one in entries]


def proposals_of(told: Told, text: str, entries: Sequence[PlatformEntry]) -> list[Proposal]:
    """The proposals in the order of the form: platforms with what is said of each, persons, places."""
    by_code = {entry.code: entry for entry in entries}
    found: list[Proposal] = []

    def add(kind: str, label: str, spans: tuple[Span, ...], value: Any, of: int | None = None) -> int:
        quoted = tuple(dict.fromkeys(text[start:end] for start, end in spans))
        found.append(Proposal(len(found) + 1, kind, label, spans, quoted, value, of))
        return len(found)

    for one in told.platforms:
        entry = by_code.get(one.code or "")
        name = entry.name if entry else words(one.naming, Naming)
        label = entry.name if entry else _("platform %(naming)s") % {"naming": name}
        number = add(PLATFORM, label, one.spans, (one.naming, entry))
        for role in one.roles:
            add(ROLE, words(role.role, PlatformRole), (role.span,), role.role, number)
        if one.certainty and one.certainty_span and one.roles:
            label = _("zekerheid van de rollen: %(sure)s") % {"sure": words(one.certainty, Certainty)}
            add(CERTAINTY, label, (one.certainty_span,), one.certainty, number)
    for person in told.persons:
        add(PERSON, _person_words(person), person.spans, person)
    told_provinces: set[str] = set()
    for place in told.places:
        if place.province and place.province not in told_provinces:
            told_provinces.add(place.province)
            spans = tuple(other.span for other in told.places if other.province == place.province)
            label = _("provincie %(province)s") % {"province": words(place.province, Province)}
            add(PLACE, label, spans, place.province)
    return found


def _person_words(person: ToldPerson) -> str:
    told = [words(person.role or NOT_TOLD, PersonRole)]
    told.append(words(person.sex, Sex) if person.sex else _("geslacht niet bekend"))
    told.append(
        _("%(age)s jaar") % {"age": person.age} if person.age is not None else _("leeftijd niet bekend")
    )
    return _("persoon: %(told)s") % {"told": ", ".join(told)}


def digest(found: Sequence[Proposal]) -> str:
    """Tells whether two readings propose the same."""
    told = repr([(one.number, one.kind, one.spans, one.of, str(one.value)) for one in found])
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def pieces(text: str, found: Sequence[Proposal]) -> list[Piece]:
    """The narrative in stretches, each with the numbers of what rests on it."""
    begins: dict[int, list[Proposal]] = {}
    ends: dict[int, list[Proposal]] = {}
    for one in found:
        for start, end in one.spans:
            begins.setdefault(start, []).append(one)
            ends.setdefault(end, []).append(one)
    edges = sorted({0, len(text), *begins, *ends})
    inside: list[Proposal] = []
    shown: list[Piece] = []
    for start, end in pairwise(edges):
        for one in ends.get(start, []):
            inside.remove(one)
        inside += begins.get(start, [])
        numbers = tuple(sorted({one.number for one in inside}))
        kind = min(inside, key=lambda one: one.number).kind if inside else ""
        shown.append(Piece(text[start:end], kind, numbers))
    return shown


def open_ones(found: Sequence[Proposal], answers: Mapping[str, str]) -> list[Proposal]:
    """The proposals that wait for an answer; what belongs to a platform that is left out needs none."""
    refused = {one.number for one in found if answers.get(one.field) == "no"}
    return [one for one in found if answers.get(one.field) not in ("yes", "no") and one.of not in refused]


def confirmed(found: Sequence[Proposal], answers: Mapping[str, str]) -> list[Proposal]:
    """The proposals that a person said yes to."""
    chosen = {one.number for one in found if answers.get(one.field) == "yes"}
    return [one for one in found if one.number in chosen and (one.of is None or one.of in chosen)]


def provinces_of(chosen: Sequence[Proposal]) -> list[str]:
    """The provinces that were confirmed; a registration has one."""
    return list(dict.fromkeys(one.value for one in chosen if one.kind == PLACE))


def take_platforms(content: Content, chosen: Sequence[Proposal], most: int) -> int:
    """Puts the confirmed platforms with their roles into a draft; returns how many did not fit."""
    mentions: list[Content] = content["mentions"]
    left_out = 0
    for one in chosen:
        if one.kind != PLATFORM:
            continue
        naming, entry = one.value
        mention = _already(mentions, entry)
        if mention is None and len(mentions) >= most:
            left_out += 1
            continue
        if mention is None:
            named = {"platform": entry.name, "platform_type": entry.type} if entry else {}
            mention = {"naming": naming, **named, "roles": []}
            mentions.append(mention)
        own = [other for other in chosen if other.of == one.number]
        sure = next((other.value for other in own if other.kind == CERTAINTY), "unknown")
        present = {role["role"] for role in mention["roles"]}
        mention["roles"] += [
            {"role": other.value, "moment": "unknown", "certainty": sure}
            for other in own
            if other.kind == ROLE and other.value not in present
        ]
    return left_out


def _already(mentions: Sequence[Content], entry: PlatformEntry | None) -> Content | None:
    if entry is None:
        return None
    return next((mention for mention in mentions if mention.get("platform") == entry.name), None)


def person_cells(person: ToldPerson, pseudonym: str) -> Cells:
    """The cells of a confirmed person; what was not told is said not to be known."""
    cells = {"person": pseudonym, "sex": person.sex or "unknown", "person_roles": person.role or NOT_TOLD}
    if person.age is not None:
        cells["age"] = str(person.age)
    return cells
