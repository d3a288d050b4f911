"""Reads at a door; what is about persons stands in the log."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.door.kept import ANSWER, FACTS, opened_json, opened_record, readable
from baken.door.models import DoorAppeal, DoorCheck, DoorPolicy
from baken.door.permissions import LOOK
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may

TWO_PEOPLE_WITHIN = timedelta(hours=24)
"""An age under 18 is looked at first and at once; after this it is too late on the page."""


@dataclass(frozen=True, slots=True)
class Day:
    """Counts of a day at the door: checks, of these let through at once and held; and what waits now."""

    checks: int
    allowed: int
    held: int
    waiting: int
    waiting_for_two: int


def today(now: datetime) -> Day:
    """The day so far, by the clock of the place."""
    begin = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    of_day = DoorCheck.objects.filter(at__gte=begin).aggregate(
        checks=Count("id"),
        allowed=Count("id", filter=Q(decision="allow")),
        held=Count("id", filter=Q(decision="hold")),
    )
    waits = DoorCheck.objects.filter(state="held").aggregate(
        waiting=Count("id"), waiting_for_two=Count("id", filter=Q(two_people=True))
    )
    return Day(**of_day, **waits)


def held_checks() -> QuerySet[DoorCheck]:
    """What waits for a person, without what was sealed."""
    return DoorCheck.objects.filter(state="held").defer("facts", "answer")


def appeal_against(check: DoorCheck) -> DoorAppeal | None:
    """The appeal against the refusal of a check, without its words."""
    return DoorAppeal.objects.defer("why", "answer").filter(refusal__check_at_door=check).first()


def policies() -> QuerySet[DoorPolicy]:
    """Every version of the policy, the newest first."""
    return DoorPolicy.objects.select_related("asked_by", "decided_by").order_by("-number")


@dataclass(frozen=True, slots=True)
class CheckRead:
    """A check as its page shows it: the row, what was said, what came in and which facts were known."""

    check: DoorCheck
    told: dict[str, Any]
    advert: dict[str, Any]
    evidence: list[dict[str, Any]]
    beside: int


def read_check(*, by: Actor, check_id: uuid.UUID) -> CheckRead:
    """One check with its advert. Raises Http404, `NotPermitted`, `Broken`."""
    check_may(by, LOOK)
    found = get_object_or_404(DoorCheck.objects.select_related("standing", "policy"), id=check_id)
    record_event(by=by, action="door.check_read", subject=f"door_check:{found.id}")
    vault = Vault(by.organisation.id)
    with readable("door_check", found.id):
        facts = opened_json(vault, found.facts, FACTS, found.id)
        told = dict(opened_json(vault, found.answer, ANSWER, found.id))
        evidence, beside = [_moments(one) for one in facts["evidence"]], int(facts["beside"])
        if not all(isinstance(told[name], list) for name in ("reasons", "also_seen", "unknown")):
            raise ValueError("no answer")
    return CheckRead(found, told, opened_record(vault, found.standing), evidence, beside)


def _moments(evidence: dict[str, Any]) -> dict[str, Any]:
    return evidence | {
        name: datetime.fromisoformat(evidence[name])
        for name in ("checked_at", "valid_until")
        if evidence[name] is not None
    }
