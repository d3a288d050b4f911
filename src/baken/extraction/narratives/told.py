"""What a narrative is read for: proposals, each with the words that it rests on."""

from dataclasses import dataclass

Span = tuple[int, int]
"""[start, end) in code points of the narrative."""


@dataclass(frozen=True, slots=True)
class KnownPlatform:
    """A platform of the catalogue: its code, its type, and everything that people call it."""

    code: str
    type: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldRole:
    """A role (code of PlatformRole) and the words that say so."""

    role: str
    span: Span


@dataclass(frozen=True, slots=True)
class ToldPlatform:
    """A platform that the narrative speaks of.

    `naming` is a code of Naming, `code` that of the catalogue, or None where it has no name; `spans`
    are the places that speak of it. `certainty` is a code of Certainty where words say how sure it is.
    """

    naming: str
    code: str | None
    spans: tuple[Span, ...]
    roles: tuple[ToldRole, ...] = ()
    certainty: str | None = None
    certainty_span: Span | None = None


@dataclass(frozen=True, slots=True)
class ToldPerson:
    """Somebody the narrative tells an age or a role in the report of; `spans` cover those words."""

    spans: tuple[Span, ...]
    age: int | None = None
    sex: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class ToldPlace:
    """A Dutch place or region and its province (ISO 3166-2), or None where that stays open."""

    span: Span
    name: str
    province: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """All proposals of one narrative. None of them is a fact before a person says so."""

    platforms: tuple[ToldPlatform, ...]
    persons: tuple[ToldPerson, ...]
    places: tuple[ToldPlace, ...]
