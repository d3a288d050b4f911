"""Reads of appeals; each stands in the log."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.door.appeals.actions import ANSWER, WHY, needs_two, spoke_before
from baken.door.appeals.models import DoorAppeal
from baken.door.appeals.policies import can_decide
from baken.door.kept import readable
from baken.door.models import DoorCheck
from baken.door.permissions import APPEAL, LOOK
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may


@dataclass(frozen=True, slots=True)
class AppealRead:
    """An appeal with its words: why, and the answer once there is one. `said` is how many people spoke."""

    appeal: DoorAppeal
    check: DoorCheck
    why: str
    answer: str
    two_people: bool
    said: int
    may_decide: bool
    refused_by_me: bool


def appeals() -> QuerySet[DoorAppeal]:
    """Every appeal, without its words."""
    return DoorAppeal.objects.select_related("refusal").defer("why", "answer")


def overturned_checks(check_ids: Collection[uuid.UUID]) -> Iterable[uuid.UUID]:
    """Of which of these checks the refusal was overturned on appeal."""
    found = DoorAppeal.objects.filter(state="overturned", refusal__check_at_door__in=check_ids)
    return found.values_list("refusal__check_at_door_id", flat=True)


def read_appeal(*, by: Actor, appeal_id: uuid.UUID) -> AppealRead:
    """One appeal. Raises Http404, `NotPermitted`, `Broken`."""
    check_may(by, LOOK)
    rows = DoorAppeal.objects.select_related("refusal__check_at_door")
    appeal = get_object_or_404(rows, id=appeal_id)
    check = appeal.refusal.check_at_door
    record_event(by=by, action="door.appeal_read", subject=f"door_check:{check.id}")
    refused_by = spoke_before(check)
    said_by = set(appeal.said.values_list("by_id", flat=True))
    return AppealRead(
        appeal, check, *_words(appeal), needs_two(appeal, check), len(said_by),
        can_decide(appeal.state, refused_by, said_by, by.user.id), by.user.id in refused_by,
    )  # fmt: skip


def appeal_of_check(*, by: Actor, check_id: uuid.UUID) -> tuple[DoorAppeal, str]:
    """The appeal against a check and its answer, for the program that lodges them. Raises Http404,
    `NotPermitted`, `Broken`."""
    check_may(by, APPEAL)
    appeal = get_object_or_404(DoorAppeal, refusal__check_at_door_id=check_id)
    record_event(by=by, action="door.appeal_read", subject=f"door_check:{check_id}")
    return appeal, _words(appeal)[1]


def _words(appeal: DoorAppeal) -> tuple[str, str]:
    vault = Vault(appeal.organisation_id)
    with readable("door_appeal", appeal.id):
        answer = "" if appeal.answer is None else vault.open(appeal.answer, ANSWER, appeal.id)
        return vault.open(appeal.why, WHY, appeal.id), answer
