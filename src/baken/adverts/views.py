"""The pages of the rules: what the machine looks at, in plain words, for everybody who works here."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from baken.adverts import rule_words
from baken.adverts.firing_counts import LEAST, FiringCounts, firing_counts
from baken.adverts.permissions import RULES_READ
from baken.adverts.rule_sets.queries import InForce, live_row, rules_in_force
from baken.desk.guard import DeskRequest, page
from baken.indicators.bands import ALL_BANDS, BANDS, URGENT, Band
from baken.indicators.faults import FaultyRules
from baken.indicators.leads import BandSummary
from baken.indicators.lines import outwards
from baken.indicators.rule import GRADES, SUBJECTS, Rule
from baken.vocabulary.code_list import Label


@dataclass(frozen=True, slots=True)
class ShownRule:
    """A rule as the list shows it. `count` and `share` (per cent) are None where fewer than ten
    advertisers have it."""

    rule: Rule
    grade: Label
    weight: str
    may_mean_nothing: bool
    count: int | None
    share: int | None


@dataclass(frozen=True, slots=True)
class ShownBand:
    """A band as the page shows it: what it takes, how many advertisers it holds (None for fewer than
    ten), and of 100 how many are wrong at each base rate (rate, from, to)."""

    band: Band
    urgent: bool
    last: bool
    count: int | None
    wrong: tuple[tuple[int, int, int], ...]


@page(RULES_READ, reason="reading the rules")
def rules(request: DeskRequest) -> HttpResponse:
    """Every rule, the bands they lead to, and what is never an indicator."""
    in_force = _in_force()
    if in_force is None:
        return _to_its_faults()
    found = in_force.rules
    counts = firing_counts(by=request.actor, rules=found)
    shown = [_shown(rule, counts) for rule in found]
    context = {
        "version": in_force.number,
        "here": [one for one in shown if one.rule.applies_to != "door"],
        "door": [one for one in shown if one.rule.applies_to == "door"],
        "bands": [_shown_band(band, summary) for band, summary in zip(ALL_BANDS, counts.bands, strict=True)],
        "grades": GRADES,
        "never": rule_words.NEVER_INDICATORS,
        "advertisers": counts.advertisers,
    }
    return render(request, "adverts/rules.html", context)


@page(RULES_READ, reason="reading the rules")
def rule(request: DeskRequest, indicator: str) -> HttpResponse:
    """One rule: when it fires, what it reads, and its examples."""
    in_force = _in_force()
    if in_force is None:
        return _to_its_faults()
    found = next((one for one in in_force.rules if one.indicator == indicator), None)
    if found is None:
        raise Http404
    counts = firing_counts(by=request.actor, rules=in_force.rules)
    context = {
        "shown": _shown(found, counts),
        "rule": found,
        "subject": SUBJECTS[found.applies_to],
        "condition": rule_words.condition_words(found),
        "facts": [
            (rule_words.FACTS[name], rule_words.ORIGINS[rule_words.FACTS[name].origin])
            for name in found.facts
        ],
        "examples": [rule_words.shown_example(example) for example in found.examples],
        "advertisers": counts.advertisers,
        "at_door": found.applies_to == "door",
    }
    return render(request, "adverts/rule.html", context)


def _in_force() -> InForce | None:
    try:
        return rules_in_force()
    except FaultyRules:
        return None


def _to_its_faults() -> HttpResponse:
    """Where a version that can't be used any more says why, and can be withdrawn."""
    row = live_row()
    assert row is not None
    return redirect("adverts:rule_set", row.id)


def _shown(one: Rule, counts: FiringCounts) -> ShownRule:
    count = counts.by_indicator.get(one.indicator, 0)
    told = count >= LEAST
    return ShownRule(
        rule=one,
        grade=rule_words.grade_words(one),
        weight=rule_words.weight_words(one),
        may_mean_nothing=rule_words.may_mean_nothing(one),
        count=count if told else None,
        share=round(100 * count / counts.advertisers) if told and counts.advertisers else None,
    )


def _shown_band(band: Band, summary: BandSummary) -> ShownBand:
    told = summary.leads >= LEAST
    wrong = summary.wrong_per_100 if told else None
    return ShownBand(
        band=band,
        urgent=band is URGENT,
        last=band is BANDS[-1],
        count=summary.leads if told else None,
        wrong=tuple((round(100 * rate), *outwards(*ends)) for rate, ends in (wrong or {}).items()),
    )
