"""Outcomes: what people decided of leads, as rows of an export that a second person approved.

No rule and no stage reads them: they come in as a file, and what is learned from them goes out as a
proposal. A row holds codes alone: no contact, no text, and an id that says nothing without the key.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from baken.indicators.bands import BANDS
from baken.indicators.fairness.groups import is_group_name
from baken.indicators.rule import Rule
from baken.vocabulary.code_list import Label

FOUNDED, UNFOUNDED, UNSURE = "founded", "unfounded", "unsure"
CLASSES: dict[str, Label] = {
    FOUNDED: Label("gegrond", "founded"),
    UNFOUNDED: Label("ongegrond", "unfounded"),
    UNSURE: Label("onzeker", "unsure"),
}
"""What a decision of people says of a lead: a judgement, not the truth."""

UNFLAGGED = BANDS[-1].code
"""The band of those that no rule set brought forward."""

_BANDS = tuple(band.code for band in BANDS)
_LISTS = ("fired", "not_fired", "unknown", "groups")


class BadOutcome(Exception):
    """This row is not an outcome."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What people decided of one lead, and what the rules said of it then.

    `fired`, `not_fired` and `unknown` are indicators; `rule_versions` says which version of each was
    asked. `counting` are those of `fired` that counted for the advertiser, None where nobody kept that: rows
    of an earlier release. `blind`: who decided saw neither band nor reasons. `groups` are names as in the
    fairness report, for counting apart alone.
    """

    lead: str
    band: str
    outcome: str
    blind: bool
    fired: frozenset[str]
    not_fired: frozenset[str]
    unknown: frozenset[str]
    rule_versions: Mapping[str, int] = field(default_factory=dict)
    groups: frozenset[str] = frozenset()
    counting: frozenset[str] | None = None

    @property
    def flagged(self) -> bool:
        """Whether the rules brought it forward."""
        return self.band != UNFLAGGED

    @property
    def decided(self) -> bool:
        """Whether people came to a view at all."""
        return self.outcome != UNSURE

    def as_row(self) -> dict[str, Any]:
        """The row as it stands in a file; `read_outcome` reads it back."""
        return {
            "lead": self.lead,
            "band": self.band,
            "outcome": self.outcome,
            "blind": self.blind,
            **{name: sorted(getattr(self, name)) for name in _LISTS},
            **({} if self.counting is None else {"counting": sorted(self.counting)}),
            "rule_versions": dict(sorted(self.rule_versions.items())),
        }


def read_outcome(row: object) -> Outcome:
    """One row of a file. Raises `BadOutcome` with what is wrong and never with what it holds."""
    if not isinstance(row, dict):
        raise BadOutcome("a row is an object")
    told = cast("dict[str, Any]", row)
    if not isinstance(told.get("lead"), str) or not told["lead"]:
        raise BadOutcome("lead is missing or no text")
    if told.get("band") not in _BANDS:
        raise BadOutcome(f"band is not one of {', '.join(_BANDS)}")
    if told.get("outcome") not in list(CLASSES):  # a list can be asked of anything
        raise BadOutcome(f"outcome is not one of {', '.join(CLASSES)}")
    if not isinstance(told.get("blind"), bool):
        raise BadOutcome("blind is not true or false")
    lists = {name: _names(told, name) for name in _LISTS}
    verdicts = [lists[name] for name in ("fired", "not_fired", "unknown")]
    if sum(map(len, verdicts)) != len(frozenset().union(*verdicts)):
        raise BadOutcome("an indicator stands twice in fired, not_fired and unknown")
    if not all(map(is_group_or_unknown, lists["groups"])):
        raise BadOutcome("groups holds a name that is no group of the fairness report")
    versions = told.get("rule_versions", {})
    if not isinstance(versions, dict) or not all(
        isinstance(name, str) and isinstance(number, int) and not isinstance(number, bool) and number > 0
        for name, number in versions.items()
    ):
        raise BadOutcome("rule_versions is not an object of whole numbers from 1")
    counting = _names(told, "counting") if "counting" in told else None
    if counting is not None and not counting <= lists["fired"]:
        raise BadOutcome("counting holds an indicator that did not fire")
    return Outcome(
        told["lead"], told["band"], told["outcome"], told["blind"], **lists,
        rule_versions=versions, counting=counting,
    )  # fmt: skip


def read_outcomes(content: bytes) -> Iterator[tuple[int, Outcome | BadOutcome]]:
    """Each row of a file with its number: an object with `outcomes`, as the desk gives out, or a row a line.

    A row that is no outcome, or that is about a lead that stood before it, comes as what is wrong with it.
    Raises `BadOutcome` where the file is neither.
    """
    seen: set[str] = set()
    for number, row in _rows(content):
        try:
            outcome = read_outcome(row)
            if outcome.lead in seen:
                raise BadOutcome("this lead stood in an earlier row")
            seen.add(outcome.lead)
            yield number, outcome
        except BadOutcome as fault:
            yield number, fault


def _rows(content: bytes) -> Iterator[tuple[int, object]]:
    try:
        whole = json.loads(content)
    except (ValueError, RecursionError):
        whole = None
    if isinstance(whole, dict) and "outcomes" in whole:
        if not isinstance(whole["outcomes"], list):
            raise BadOutcome("outcomes is not a list")
        yield from enumerate(whole["outcomes"], 1)
        return
    for number, line in enumerate(content.splitlines(), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                yield number, None


def is_group_or_unknown(name: str) -> bool:
    """Whether outcomes may be counted apart by this name."""
    return name == "gender:unknown" or is_group_name(name)


def _names(row: dict[str, Any], key: str) -> frozenset[str]:
    found = row.get(key, [])
    if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
        raise BadOutcome(f"{key} is not a list of names")
    return frozenset(found)


def lead_rules(rules: Iterable[Rule]) -> list[Rule]:
    """The rules that make leads and have a weight: those of which outcomes can say something."""
    counting = (rule for rule in rules if rule.weight is not None and rule.grade != "X")
    return sorted((rule for rule in counting if rule.applies_to != "door"), key=lambda rule: rule.indicator)


def of_these_rules(outcomes: Iterable[Outcome], rules: Collection[Rule]) -> Iterator[Outcome]:
    """The outcomes of leads that these very versions of the rules made.

    What was decided under another version is set aside: another rule may have fired there, and where
    only the weight changed, these outcomes are in that weight already and must not count twice.
    """
    versions = {rule.indicator: rule.version for rule in lead_rules(rules)}
    for outcome in outcomes:
        if all(outcome.rule_versions.get(name) == number for name, number in versions.items()):
            yield outcome
