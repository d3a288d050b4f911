"""What the fields of a statement ask of each other.

The database itself asks for part of this; the rest it drops without a word, or does not look at. Here all of
it is told.
"""

from collections.abc import Callable, Iterator

from baken.notices.statements.fields import DECISIONS, ENDS, FIELDS, GROUNDS, OTHERS
from baken.notices.statements.values import Faults, Values
from baken.vocabulary.statement_keywords import StatementKeyword
from baken.vocabulary.statements import StatementSource

DROPPED = "would be dropped by the database without a word"
NO_NOTICE = "STATEMENT_CATEGORY_NOT_SPECIFIED_NOTICE"
Told = Iterator[tuple[str, str]]


def wrong_together(values: Values, faults: Faults, tells_contact: Callable[[str], bool]) -> Told:
    """Every fault between fields. A field that is wrong by itself (in `faults`) is there, and no reason to
    call another one missing."""
    there = {*values, *(name for name, _ in faults)}
    yield from _no_decision(there)
    yield from _others(values, there)
    yield from _grounds(values, there)
    yield from _dates(values, there)
    yield from _category(values, there)
    if values.get("source_type") == "SOURCE_VOLUNTARY" and "source_identity" in there:
        yield "source_identity", f"goes with a notice: beside SOURCE_VOLUNTARY it {DROPPED}"
    for field in FIELDS:
        if field.free and field.name in values and tells_contact(values[field.name]):
            yield field.name, "holds a number, address or account: no personal data in free text"


def _no_decision(there: set[str]) -> Told:
    if not there.intersection(DECISIONS):
        for name in DECISIONS:
            yield name, f"at least one of {', '.join(DECISIONS)} must be there"


def _others(values: Values, there: set[str]) -> Told:
    for name, other, text in OTHERS:
        chosen = values.get(name, [])
        asked = other in ([chosen] if isinstance(chosen, str) else chosen)
        if asked and text not in there:
            yield text, f"is missing: {name} says {other}"
        if not asked and text in values and (name in values or name not in there):
            yield text, f"goes with {other} only: it {DROPPED}"


def _grounds(values: Values, there: set[str]) -> Told:
    ground = values.get("decision_ground")
    for other, names in GROUNDS.items():
        for name, required in names:
            if other == ground and required and name not in there:
                yield name, f"is missing: the ground is {ground}"
            if ground is not None and other != ground and name in values:
                yield name, f"goes with {other}: it {DROPPED}"


def _dates(values: Values, there: set[str]) -> Told:
    applied = values.get("application_date")
    if applied and values.get("content_date", applied) > applied:
        yield "content_date", f"lies after application_date, {applied}"
    for end, decision in ENDS:
        if end in values and decision not in there:
            yield end, f"ends nothing: there is no {decision}"
        elif end in values and applied and values[end] < applied:
            yield end, f"lies before application_date, {applied}"


def _category(values: Values, there: set[str]) -> Told:
    category = values.get("category")
    source = values.get("source_type")
    if category == NO_NOTICE and source is not None and StatementSource[source].group != "notice":
        yield "category", f"{NO_NOTICE} goes with a notice as source only"
    if category is None or ("category_addition" in there and "category_addition" not in values):
        return
    about = {category, *values.get("category_addition", [])}
    for keyword in values.get("category_specification", []):
        listed = StatementKeyword[keyword].group
        if listed is not None and listed not in about:
            yield "category_specification", f"{keyword} is listed under {listed}, which this is not about"
            return
