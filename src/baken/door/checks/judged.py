"""What the rules say of one advertiser with few adverts: one record at a time, without the columns that a
whole market needs. A test holds it to what `indicators.evaluate` says of the same facts."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import polars as pl

from baken.door.checks.beside import row_of
from baken.indicators import conditions as tree
from baken.indicators.closures import Judge, Verdict, compile_condition
from baken.indicators.derive import Facts
from baken.indicators.evaluate import FIRED, SIGNALS
from baken.indicators.evidence import with_evidence
from baken.indicators.rule import AppliesTo, Rule

Row = Mapping[str, Any]


@lru_cache(maxsize=1024)
def _judge(when: tree.Condition) -> Judge:
    return compile_condition(when)


def signals_of(facts: Facts, own: str, rules: Sequence[Rule]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The indicators that fire on the sighting `own` and then on its advertiser, each group by name, with
    their pieces of evidence. `facts` are those of one advertiser."""
    sighting = row_of(facts, own)
    advertiser = advertiser_of(facts)
    fired = [
        (subject, kind, advertiser["advertiser"], rule.indicator)
        for subject, kind, row in (
            (own, "sighting", sighting),
            (advertiser["advertiser"], "advertiser", advertiser),
        )
        for rule in _about(rules, kind)
        if _judge(rule.when)(row) is True
    ]
    if not fired:
        return []
    frame = pl.DataFrame(fired, schema={name: SIGNALS[name] for name in FIRED}, orient="row")
    told = with_evidence(frame, facts, {rule.indicator: rule for rule in rules})
    return list(told.select("indicator", "evidence").iter_rows())


def unknown_of(facts: Facts, rules: Sequence[Rule]) -> tuple[str, ...]:
    """The indicators that fire nowhere on the advertiser and of which somewhere nothing can be said, by
    name."""
    sightings, advertiser = facts.sightings.rows(named=True), advertiser_of(facts)
    verdicts: dict[str, set[Verdict]] = {}
    for kind, rows in (("sighting", sightings), ("advertiser", [advertiser])):
        for rule in _about(rules, kind):
            verdicts.setdefault(rule.indicator, set()).update(map(_judge(rule.when), rows))
    return tuple(sorted(name for name, said in verdicts.items() if None in said and True not in said))


def advertiser_of(facts: Facts) -> dict[str, Any]:
    """The facts of the one advertiser, the words of its adverts among them."""
    row = facts.advertisers.row(0, named=True)
    texts = (text for text in facts.sightings["text"] if text is not None)
    return row | {"text": "\n\n".join(dict.fromkeys(texts))}


def _about(rules: Iterable[Rule], kind: str) -> list[Rule]:
    applies: AppliesTo = "sighting" if kind == "sighting" else "advertiser"
    return sorted((rule for rule in rules if rule.applies_to == applies), key=lambda rule: rule.indicator)
