"""A version of the rules as its page shows it: what differs, what it would change, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from baken.adverts import rule_words
from baken.indicators.bands import ALL_BANDS
from baken.indicators.compare import CHANGES
from baken.indicators.rule import Rule
from baken.indicators.set_differences import PARTS, set_differences
from baken.vocabulary.adverts import AdvertisedGender
from baken.vocabulary.code_list import Label

_BANDS = {band.code: band.label for band in ALL_BANDS}


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A rule that came, went or changed; `before` and `after` are its weight in words and figures."""

    means: Label
    kind: str
    parts: tuple[Label, ...]
    before: str
    after: str
    when_before: rule_words.Condition | None
    when_after: rule_words.Condition | None
    same_version: bool


def shown_changes(old: Sequence[Rule], new: Sequence[Rule]) -> list[ShownChange]:
    """What `new` does otherwise than `old`, a line a rule."""
    shown = []
    for one in set_differences(old, new):
        rule = one.after or one.before
        assert rule is not None
        moved = "when" in one.parts
        shown.append(
            ShownChange(
                means=rule.means,
                kind="changed" if one.before and one.after else "came" if one.after else "went",
                parts=tuple(
                    PARTS[part] for part in one.parts if part != "version" or one.parts == ("version",)
                ),
                before=_weight(one.before),
                after=_weight(one.after),
                when_before=rule_words.condition_words(one.before) if moved and one.before else None,
                when_after=rule_words.condition_words(one.after) if moved and one.after else None,
                same_version=one.same_version,
            )
        )
    return shown


def _weight(rule: Rule | None) -> str:
    if rule is None:
        return _("geen regel")
    words = rule_words.weight_words(rule)
    if rule.weight is None:
        return words
    told, low, high = (
        number_format(value, decimal_pos=2)
        for value in (rule.weight.log_odds, rule.weight.low, rule.weight.high)
    )
    return _("%(words)s: %(told)s (%(low)s tot %(high)s)") % {
        "words": words,
        "told": told,
        "low": low,
        "high": high,
    }


@dataclass(frozen=True, slots=True)
class ShownTrial:
    """A comparison in words; a count that is None is few or none."""

    changes: list[tuple[Label, int | None]]
    moves: list[tuple[Label, Label, int | None]]
    indicators: list[dict[str, Any]]
    genders: list[dict[str, Any]]
    by_gender: list[dict[str, Any]]
    at_the_door: list[Label]


def shown_trial(counts: dict[str, Any], rules: Sequence[Rule]) -> ShownTrial | None:
    """The kept counts with the words of `rules`; None where there are none."""
    if "changes" not in counts:
        return None
    means = {rule.indicator: rule.means for rule in rules}

    def named(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [row | {"means": means.get(row["indicator"], _as_is(row["indicator"]))} for row in rows]

    def of_gender(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [row | {"gender": AdvertisedGender[row["advertised_gender"]].label} for row in rows]

    genders = of_gender(counts["genders"])
    return ShownTrial(
        # the database keeps no order of keys
        changes=[(label, counts["changes"][change]) for change, label in CHANGES.items()],
        moves=[
            (_BANDS[row["old_band"]], _BANDS[row["new_band"]], row["advertisers"])
            for row in counts["moves"]
            if row["old_band"] != row["new_band"]
        ],
        indicators=named(counts["indicators"]),
        genders=[row | {"changes": [row[change] for change in CHANGES]} for row in genders],
        by_gender=of_gender(named(counts["indicators_by_gender"])),
        at_the_door=[means.get(name, _as_is(name)) for name in counts["at_the_door"]],
    )


def _as_is(code: str) -> Label:
    return Label(code, code)
