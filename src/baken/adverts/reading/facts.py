"""The facts that extraction read in one advert, numbered, for a page that shows where each one stands.

Kinds: place, age, price, language. Contacts are no facts here: they are cut out, and named in place.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from baken.adverts.reading.segments import Evidence

KINDS = ("place", "age", "price", "language")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its number on the page, its kind, what extraction gave, and where it was read.

    `found` are one or more findings of one place in the words (a region lies in several provinces).
    `spans` is empty for what comes from a field of the page, named by `field`, or from all of the words.
    """

    number: int
    kind: str
    found: tuple[Mapping[str, Any], ...]
    spans: tuple[tuple[int, int], ...]
    field: str | None

    @property
    def uncertain(self) -> bool:
        """Whether it could mean several things, and nothing says which."""
        return any(one.get("candidates") and not one.get("province") for one in self.found)


def facts_of(stored: Mapping[str, Any]) -> tuple[Fact, ...]:
    """The facts of an extraction, those in the words first, in the order in which they are read.

    What is said twice is one fact with two spans.
    """
    gathered: dict[tuple[object, ...], list[tuple[tuple[int, int] | None, dict[str, Any]]]] = {}
    for kind, span, one in _found(stored):
        gathered.setdefault((kind, one.get("field"), _meaning(kind, one)), []).append((span, one))
    ordered = sorted(gathered.items(), key=lambda item: _first(item[0][0], [span for span, _ in item[1]]))
    return tuple(
        Fact(
            number,
            str(kind),
            tuple(_different([one for _, one in members])),
            tuple(sorted({span for span, _ in members if span})),
            str(field) if field else None,
        )
        for number, ((kind, field, _), members) in enumerate(ordered, 1)
    )


def _found(stored: Mapping[str, Any]) -> Iterator[tuple[str, tuple[int, int] | None, dict[str, Any]]]:
    names = {"places": "place", "stated_ages": "age", "prices": "price", "languages": "language"}
    for name, kind in names.items():
        for one in stored.get(name) or ():
            span = one.get("span")
            yield kind, (span[0], span[1]) if span else None, dict(one)


def _meaning(kind: str, one: Mapping[str, Any]) -> tuple[object, ...]:
    match kind:
        case "place":
            return (one.get("name"),)
        case "age":
            return (one.get("age"),)
        case "price":
            return one.get("amount"), one.get("currency"), one.get("unit")
    return (one.get("language"),)


def _different(members: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    seen: set[object] = set()
    for one in members:
        name = (one.get("province"), tuple(one.get("candidates") or ()))
        if name not in seen:
            seen.add(name)
            yield one


def _first(kind: object, spans: list[tuple[int, int] | None]) -> tuple[int, int, int]:
    told = [span for span in spans if span]
    place = KINDS.index(str(kind))
    return (0, min(told)[0], place) if told else (1, 0, place)


def marks_of(facts: tuple[Fact, ...]) -> list[Evidence]:
    """Where they stand, as spans to mark, each with the number of its fact."""
    return [Evidence(start, end, fact.number) for fact in facts for start, end in fact.spans]
