"""How well narratives are read: found, missed and made up per kind; F1. As a command it prints a table."""

import sys
from collections import Counter
from dataclasses import dataclass

from baken.extraction.narratives.reading import read_narrative
from baken.extraction.narratives.told import KnownPlatform, Told
from baken.platforms.catalogue import shipped_catalogue
from tests.spec.narratives.sets import SETS, Narrative, narratives

KINDS = ("platform", "platform and words", "role", "age", "place", "person")


@dataclass
class Rate:
    right: int = 0
    missed: int = 0
    made_up: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there was nothing to find and nothing made up."""
        if not self.right + self.missed + self.made_up:
            return 1.0
        return 2 * self.right / (2 * self.right + self.missed + self.made_up)


def shipped() -> list[KnownPlatform]:
    return [
        KnownPlatform(one.code, one.type, (one.name, one.code, *one.aliases)) for one in shipped_catalogue()
    ]


OWN = (
    KnownPlatform("signal", "instant_messaging", ("Signal",)),
    KnownPlatform("discord", "instant_messaging", ("Discord",)),
    KnownPlatform("line", "instant_messaging", ("Line",)),
    KnownPlatform("x", "social_network", ("X", "twitter")),
    KnownPlatform("match-com", "dating_service", ("Match.com", "match")),
    KnownPlatform("tiktok", "social_network", ("TikTok", "tik tok")),
    KnownPlatform("onlyfans", "webcam_platform", ("OnlyFans",)),
)
"""What an organisation could add itself: names that are ordinary words too."""


def known() -> list[KnownPlatform]:
    """The catalogue that the narratives are read with."""
    return [*shipped(), *OWN]


def wanted(one: Narrative) -> dict[str, Counter[object]]:
    found: dict[str, Counter[object]] = {kind: Counter() for kind in KINDS}
    for answer in one.answers:
        if answer.kind == "platform":
            found["platform"][answer.value] = 1
            found["platform and words"][answer.value, answer.span] += 1
            for role in answer.roles:
                found["role"][answer.value, role] = 1
        elif answer.kind == "person":
            found["person"][answer.value] = 1
        else:
            found[answer.kind][answer.value] += 1
    return found


def told(one: Narrative, read: Told) -> dict[str, Counter[object]]:
    found: dict[str, Counter[object]] = {kind: Counter() for kind in KINDS}
    for platform in read.platforms:
        value = platform.code or platform.naming
        found["platform"][value] = 1
        for span in platform.spans:
            found["platform and words"][value, _marked(one, value, span)] += 1
        for role in platform.roles:
            found["role"][value, role.role] = 1
    for person in read.persons:
        if person.age is not None:
            found["age"][str(person.age)] += 1
        if person.role is not None:
            found["person"][person.role] = 1
    for place in read.places:
        found["place"][place.province] += 1
    return found


def _marked(one: Narrative, value: str, span: tuple[int, int]) -> tuple[int, int]:
    """The marked words that a span lies in or over; else the span itself, which is then wrong."""
    for answer in one.answers:
        same = answer.kind == "platform" and answer.value == value
        if same and span[0] < answer.span[1] and answer.span[0] < span[1]:
            return answer.span
    return span


def rates(names: tuple[str, ...], faults: list[str] | None = None) -> dict[str, Rate]:
    found = {kind: Rate() for kind in KINDS}
    platforms = known()
    for name in names:
        for one in narratives(name):
            right, said = wanted(one), told(one, read_narrative(one.text, platforms))
            for kind in KINDS:
                both = right[kind] & said[kind]
                found[kind].right += both.total()
                found[kind].missed += (right[kind] - both).total()
                found[kind].made_up += (said[kind] - both).total()
                if faults is not None and right[kind] != said[kind]:
                    missing, more = dict(right[kind] - both), dict(said[kind] - both)
                    faults.append(f"{name} {kind}: missed {missing} made up {more}\n    {one.text}")
    return found


def table(sets: tuple[str, ...] = SETS) -> str:
    lines = [f"{'set':16}{'narratives':>11}" + "".join(f"{kind:>20}" for kind in KINDS)]
    for name in sets:
        found = rates((name,))
        lines.append(
            f"{name:16}{len(narratives(name)):>11}" + "".join(f"{found[kind].f1:>20.3f}" for kind in KINDS)
        )
    return "\n".join(lines)


if __name__ == "__main__":
    chosen = tuple(sys.argv[1:]) or SETS
    print(table(chosen))
