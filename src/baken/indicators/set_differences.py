"""What two rule sets differ in: rules that came, went or changed, and in which of their parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from baken.indicators.rule import Rule
from baken.vocabulary.code_list import Label

PARTS = {
    "when": Label("wanneer zij afgaat", "when it fires"),
    "weight": Label("gewicht", "weight"),
    "grade": Label("hoe goed onderzocht", "how well supported"),
    "applies_to": Label("waar zij over gaat", "what it is about"),
    "means": Label("wat zij betekent", "what it means"),
    "innocent": Label("de onschuldige uitleg", "the innocent explanation"),
    "source": Label("bron", "source"),
    "examples": Label("voorbeelden", "examples"),
    "waived": Label("toegelaten woorden", "words let through"),
    "version": Label("versie", "version"),
}
"""The parts of a rule that can change, the weightiest first."""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule of one side or both: `before` or `after` is None where it is not. `parts` are codes of PARTS.

    `same_version`: its words or its meaning changed and its version did not, so that the two can't be told
    apart by it.
    """

    indicator: str
    before: Rule | None
    after: Rule | None
    parts: tuple[str, ...]

    @property
    def same_version(self) -> bool:
        """Whether it changed under the same version."""
        return self.before is not None and self.after is not None and "version" not in self.parts


def set_differences(old: Sequence[Rule], new: Sequence[Rule]) -> tuple[RuleChange, ...]:
    """Every rule that differs, by name; of equal sets none."""
    before, after = ({rule.indicator: rule for rule in side} for side in (old, new))
    found = []
    for name in sorted(before.keys() | after.keys()):
        one, other = before.get(name), after.get(name)
        parts = _differing(one, other) if one and other else ()
        if parts or not (one and other):
            found.append(RuleChange(name, one, other, parts))
    return tuple(found)


def _differing(one: Rule, other: Rule) -> tuple[str, ...]:
    return tuple(part for part in PARTS if _part(one, part) != _part(other, part))


def _part(rule: Rule, part: str) -> object:
    if part == "examples":
        # on which line they stand says nothing
        return [(each.facts, each.fires, each.innocent) for each in rule.examples]
    return getattr(rule, part)
