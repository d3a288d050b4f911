"""How a team is doing, counted: months, outcomes, times and double looks; nobody by name.

A team is everybody of the organisation who decides on leads. What rests on fewer than `LEAST_PEOPLE`
people says something of one of them, so it is not told, and no row anywhere is of one person. Months are
those of Dutch time. A decision that was taken back counts nowhere.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Count
from django.utils import timezone

from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.triage.models import Assessment
from baken.triage.states import URGENT_OPEN

LEAST_PEOPLE = 3
"""Under so many people who decided, what a team did is what one of them did."""

FOUNDED = ("worth_contacting", "urgent_confirmed")
UNFOUNDED = ("no_concern", "urgent_lifted")
UNSURE = ("unsure",)
"""What a decision says of a lead: a judgement of people, not the truth. A lead that waits for a second look
is in none of them."""

URGENT_LOOKS = "urgent"
"""The double looks that there are always: two people at what is urgent."""


@dataclass(frozen=True, slots=True)
class MonthDecided:
    """What was decided in a month (None: in all months that tell, so that no month that does not can be
    reckoned from the rest), by how many people, and how many hours
    lay between the arrival of a lead and the first decision on it: half of them took `median` at most, 9
    in 10 took `ninety` at most."""

    month: date | None
    people: int
    outcomes: dict[str, int]
    first_decisions: int
    median: float | None
    ninety: float | None

    @property
    def tells(self) -> bool:
        """Whether enough people decided to say anything of them together."""
        return self.people >= LEAST_PEOPLE


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits at this moment: how many in the queue, since when the oldest, how many of them somebody
    has in hand; how many are urgent, and since when the oldest of those."""

    queue: int
    oldest: datetime | None
    in_hand: int
    urgent: int
    oldest_urgent: datetime | None


@dataclass(frozen=True, slots=True)
class IndicatorDecided:
    """Leads on which an indicator fired, by what people decided on them last, and how many people that
    were."""

    indicator: str
    founded: int
    unfounded: int
    unsure: int
    people: int


@dataclass(frozen=True, slots=True)
class DoubleLook:
    """Two people's answers to the same lead, the earlier first. `kind` says why two looked."""

    kind: str
    month: date
    first: str
    second: str
    people: tuple[uuid.UUID, uuid.UUID]


@dataclass(frozen=True, slots=True)
class TeamCounted:
    """Everything that the page of a team is made of, for decisions since `since` (None: all)."""

    since: date | None
    came_in: dict[date, int]
    decided: tuple[MonthDecided, ...]
    together: MonthDecided | None
    waiting: Waiting
    indicators: tuple[IndicatorDecided, ...]
    double_looks: tuple[DoubleLook, ...]


_MONTH = "date_trunc('month', {0} AT TIME ZONE 'Europe/Amsterdam')::date"

_SUMMED = """count(DISTINCT user_id), count(*) FILTER (WHERE is_first),
        percentile_cont(0.5) WITHIN GROUP (ORDER BY hours) FILTER (WHERE is_first),
        percentile_cont(0.9) WITHIN GROUP (ORDER BY hours) FILTER (WHERE is_first),
        array_agg(outcome ORDER BY outcome)"""

_DECIDED = f"""
    WITH standing AS (
        SELECT outcome, user_id, {_MONTH.format("assessment.created_at")} AS month,
            extract(epoch FROM assessment.created_at - lead.created_at) / 3600 AS hours,
            row_number() OVER (PARTITION BY lead_id ORDER BY assessment.version) = 1 AS is_first
        FROM triage_assessment assessment JOIN triage_lead lead ON lead.id = assessment.lead_id
        WHERE undone_at IS NULL AND assessment.organisation_id = %(organisation)s
    ), within AS (SELECT * FROM standing WHERE %(since)s::date IS NULL OR month >= %(since)s
    ), telling AS (SELECT month FROM within GROUP BY 1 HAVING count(DISTINCT user_id) >= %(least)s)
    SELECT month, {_SUMMED} FROM within GROUP BY 1
    UNION ALL
    SELECT NULL, {_SUMMED} FROM within WHERE month IN (SELECT month FROM telling) HAVING count(*) > 0
    ORDER BY 1 NULLS LAST
"""  # noqa: S608 - no value stands in it

_CAME_IN = f"""
    SELECT {_MONTH.format("created_at")} AS month, count(*) FROM triage_lead
    WHERE organisation_id = %(organisation)s GROUP BY 1
"""  # noqa: S608

_WAITING = """
    SELECT count(*) FILTER (WHERE state = 'waiting' AND raised),
        min(created_at) FILTER (WHERE state = 'waiting' AND raised),
        count(*) FILTER (WHERE state = 'waiting' AND raised AND held_until > %(now)s),
        count(*) FILTER (WHERE state = ANY(%(urgent)s)),
        min(urgent_since) FILTER (WHERE state = ANY(%(urgent)s))
    FROM triage_lead WHERE organisation_id = %(organisation)s
"""

_INDICATORS = f"""
    WITH last AS (
        SELECT DISTINCT ON (lead_id) outcome, reasons, user_id, {_MONTH.format("created_at")} AS month
        FROM triage_assessment WHERE undone_at IS NULL AND organisation_id = %(organisation)s
        ORDER BY lead_id, version DESC
    )
    SELECT reason, count(*) FILTER (WHERE outcome = ANY(%(founded)s)),
        count(*) FILTER (WHERE outcome = ANY(%(unfounded)s)),
        count(*) FILTER (WHERE outcome = ANY(%(unsure)s)), count(DISTINCT user_id)
    FROM last CROSS JOIN LATERAL unnest(reasons) AS reason
    WHERE %(since)s::date IS NULL OR month >= %(since)s GROUP BY 1 ORDER BY 1
"""  # noqa: S608

_URGENT_LOOKS = f"""
    SELECT lead_id, user_id, outcome, {_MONTH.format("created_at")} FROM triage_assessment
    WHERE undone_at IS NULL AND outcome LIKE 'urgent%%' AND organisation_id = %(organisation)s
    ORDER BY lead_id, version
"""  # noqa: S608


def count_team(*, by: Actor, since: date | None) -> TeamCounted:
    """The team of the organisation that `by` acts for, counted over decisions from the month of `since`;
    logged as a read. The caller checks who may see it."""
    first = since.replace(day=1) if since else None
    given = {
        "organisation": by.organisation.id,
        "since": first,
        "now": timezone.now(),
        "urgent": list(URGENT_OPEN),
        "founded": list(FOUNDED),
        "unfounded": list(UNFOUNDED),
        "unsure": list(UNSURE),
        "least": LEAST_PEOPLE,
    }
    with connection.cursor() as cursor:

        def rows(statement: str) -> list[tuple[Any, ...]]:
            cursor.execute(statement, given)
            return list(cursor.fetchall())

        decided = [_month(row) for row in rows(_DECIDED)]
        came_in: dict[date, int] = dict(rows(_CAME_IN))
        waiting = Waiting(*rows(_WAITING)[0])
        indicators = [IndicatorDecided(*row) for row in rows(_INDICATORS)]
        looks = [look for look in _pairs(rows(_URGENT_LOOKS)) if first is None or look.month >= first]
    record_event(
        by=by,
        action="triage.team_read",
        subject="team",
        details={"since": first.isoformat() if first else None, "decisions": sum(_decisions(decided))},
    )
    return TeamCounted(
        since=first,
        came_in={month: count for month, count in came_in.items() if first is None or month >= first},
        decided=tuple(one for one in decided if one.month),
        together=next((one for one in decided if one.month is None), None),
        waiting=waiting,
        indicators=tuple(indicators),
        double_looks=tuple(looks),
    )


def _month(row: tuple[Any, ...]) -> MonthDecided:
    month, people, firsts, median, ninety, outcomes = row
    told = list(outcomes)
    counts = {outcome: told.count(outcome) for outcome in dict.fromkeys(told)}
    return MonthDecided(month, people, counts, firsts, median, ninety)


def _decisions(decided: Iterable[MonthDecided]) -> list[int]:
    return [sum(one.outcomes.values()) for one in decided if one.month]


def _pairs(looks: Iterable[tuple[Any, ...]]) -> Iterable[DoubleLook]:
    """Of each lead the looks of two different people after one another, each look in one pair only.

    Marking a lead as urgent says that the suspicion stands.
    """
    open_look: tuple[uuid.UUID, uuid.UUID, str] | None = None
    for lead, user, outcome, month in looks:
        said = "urgent_lifted" if outcome == "urgent_lifted" else "urgent_confirmed"
        if open_look and open_look[0] == lead and open_look[1] != user:
            yield DoubleLook(URGENT_LOOKS, month, open_look[2], said, (open_look[1], user))
            open_look = None
        else:
            open_look = (lead, user, said)


def own_decisions(*, by: Actor, since: date) -> dict[str, int]:
    """How many decisions of their own, by outcome, somebody has standing since a day: their own only."""
    standing = Assessment.objects.filter(
        user=by.user, undone_at__isnull=True, created_at__date__gte=since
    ).order_by()
    return dict(standing.values_list("outcome").annotate(count=Count("id")))
