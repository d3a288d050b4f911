"""Which version of the rules was in force from which day on, from the first day of the organisation."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from baken.adverts.rule_sets.models import RuleSet
from baken.adverts.rule_sets.queries import SHIPPED, rules_in_force, rules_of, shipped_rules
from baken.audit.models import Event
from baken.indicators.faults import FaultyRules
from baken.indicators.hindsight.replay import Version
from baken.indicators.rule import Rule


@dataclass(frozen=True, slots=True)
class Begun:
    """From this moment on the version with this number was in force."""

    number: int
    at: datetime


def course(rows: list[RuleSet], first: datetime) -> list[Begun]:
    """The versions in force, one after the other, from the first moment on.

    Withdrawn, the one that a version replaced is in force again, and so on down to the shipped set.
    """
    moments = [(row.made_live_at, True, row.number) for row in rows if row.made_live_at] + [
        (row.withdrawn_at, False, row.number) for row in rows if row.made_live_at and row.withdrawn_at
    ]
    standing: list[int] = [SHIPPED]
    found = [Begun(SHIPPED, first)]
    for at, begins, number in sorted(moments):
        if begins:
            standing.append(number)
        else:
            standing.remove(number)
        if found[-1].number != standing[-1]:
            found.append(Begun(standing[-1], at))
    return found


def versions_of_time() -> tuple[list[Version], list[int]]:
    """Every version that ever was in force, as often as it began, named by its number; and those that the
    program takes no more. The one in force now is among them."""
    rows = list(RuleSet.objects.filter(made_live_at__isnull=False).order_by("made_live_at"))
    by_number = {row.number: row for row in rows}
    began = Event.objects.order_by("at").values_list("at", flat=True).first() or timezone.now()
    read: dict[int, tuple[Rule, ...]] = {SHIPPED: shipped_rules()}
    faulty: list[int] = []
    for number, row in by_number.items():
        try:
            read[number] = rules_of(row)
        except FaultyRules:
            faulty.append(number)
    ran = [one for one in course(rows, began) if one.number in read]
    last_of_day = {_day(one.at): one for one in ran}
    # one that another took the place of on the same day was in force on no day, and is run all the same
    versions = [
        Version(str(one.number), read[one.number], _day(one.at) if last_of_day[_day(one.at)] is one else None)
        for one in ran
    ]
    return versions, sorted(faulty)


def number_in_force() -> int | None:
    """The number of the version in force; None where the program takes it no more."""
    try:
        return rules_in_force().number
    except FaultyRules:
        return None


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
