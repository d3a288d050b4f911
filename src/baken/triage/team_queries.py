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
from baken.indicators.learning.outcomes import CLASSES
from baken.tenancy.acting import Actor
from baken.triage.blind_counts import BlindSide, count_blind
from baken.triage.conclusions import BROUGHT_FORWARD, CLASS_OF
from baken.triage.models import Assessment
from baken.triage.policies import UNDO_WITHIN
from baken.triage.states import IN_QUEUE, UNSETTLED, URGENT_OPEN

LEAST_PEOPLE = 3
"""Under so many people who decided, what a team did is what one of them did."""

URGENT_LOOKS = "urgent"
"""The double looks that there are always: two people at what is urgent."""
APART = "ordinary"
"""Those of the drawn part of what is not urgent, where both saw the same reasons."""


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
    """Leads that rules brought forward and on which an indicator fired, by what people concluded of them
    (`conclusions`), and how many people that were."""

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
    blind: dict[str, BlindSide]


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
    SELECT count(*) FILTER (WHERE queued),
        min(created_at) FILTER (WHERE queued),
        count(*) FILTER (WHERE queued AND held_until > %(now)s),
        count(*) FILTER (WHERE state = ANY(%(urgent)s)),
        min(urgent_since) FILTER (WHERE state = ANY(%(urgent)s))
    FROM (
        SELECT *, state = ANY(%(queue)s) AND (raised OR reopened_by_id IS NOT NULL) AS queued
        FROM triage_lead WHERE organisation_id = %(organisation)s
    ) AS lead
"""

# the same decision of a lead as in `conclusions.counting_decisions`, in the month in which it was made
_INDICATORS = f"""
    WITH counting AS (
        SELECT DISTINCT ON (lead_id) assessment.reasons, user_id,
            {_MONTH.format("assessment.created_at")} AS month,
            CASE WHEN outcome LIKE 'urgent%%' THEN lead.state ELSE outcome END AS said
        FROM triage_assessment assessment JOIN triage_lead lead ON lead.id = assessment.lead_id
        WHERE undone_at IS NULL AND assessment.organisation_id = %(organisation)s
            AND NOT lead.state = ANY(%(unsettled)s)
            AND assessment.band = ANY(%(brought_forward)s)
            AND NOT (assessment.blind AND assessment.created_at > %(settled_until)s)
        ORDER BY lead_id, assessment.blind DESC, assessment.version DESC
    )
    SELECT reason, count(*) FILTER (WHERE said = ANY(%(founded)s)),
        count(*) FILTER (WHERE said = ANY(%(unfounded)s)),
        count(*) FILTER (WHERE said = ANY(%(unsure)s)), count(DISTINCT user_id)
    FROM counting CROSS JOIN LATERAL unnest(reasons) AS reason
    WHERE %(since)s::date IS NULL OR month >= %(since)s GROUP BY 1 ORDER BY 1
"""  # noqa: S608

_ANSWERED_APART = f"""
    SELECT {_MONTH.format("second.created_at")}, first.outcome, second.outcome, first.user_id, second.user_id
    FROM triage_assessment second JOIN triage_assessment first ON first.id = second.second_to_id
    WHERE second.undone_at IS NULL AND second.organisation_id = %(organisation)s
        AND first.reasons @> second.reasons AND second.reasons @> first.reasons
        AND (%(since)s::date IS NULL OR {_MONTH.format("second.created_at")} >= %(since)s)
    ORDER BY second.created_at, second.id
"""  # noqa: S608

_URGENT_LOOKS = f"""
    SELECT lead_id, user_id, outcome, {_MONTH.format("created_at")} FROM triage_assessment
    WHERE undone_at IS NULL AND outcome LIKE 'urgent%%' AND organisation_id = %(organisation)s
    ORDER BY lead_id, version
"""  # noqa: S608


def count_team(*, by: Actor, since: date | None) -> TeamCounted:
    """The team of the organisation that `by` acts for, counted over decisions from the month of `since`;
    logged as a read. The caller checks who may see it."""
    first, now = since.replace(day=1) if since else None, timezone.now()
    given = {
        "organisation": by.organisation.id,
        "since": first,
        "now": now,
        # counted at once, a blind decision would tell its maker the reasons while it can be undone
        "settled_until": now - UNDO_WITHIN,
        "urgent": list(URGENT_OPEN),
        "brought_forward": list(BROUGHT_FORWARD),
        "queue": list(IN_QUEUE),
        "unsettled": list(UNSETTLED),
        **{name: [code for code, said in CLASS_OF.items() if said == name] for name in CLASSES},
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
        looks += [
            DoubleLook(APART, month, said, then, (one, other))
            for month, said, then, one, other in rows(_ANSWERED_APART)
        ]
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
        blind=count_blind(since=first),
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
