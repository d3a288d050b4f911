"""Who is on a case: a colleague comes in, goes, or is put on it by whoever supervises."""

import uuid

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.cases.actions.begin_case import colleague
from baken.cases.actions.keeping import happened, locked
from baken.cases.exceptions import LastOne, NotAColleague
from baken.cases.models import Case, CaseMember
from baken.cases.permissions import SUPERVISE, WORK
from baken.cases.policies import can_see_to_it
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person


@transaction.atomic
def let_in(*, by: Actor, case_id: uuid.UUID, user_id: uuid.UUID) -> Case:
    """A colleague comes to read and write it too. Raises `WrongState`, `NotAColleague`, Http404."""
    check_may(by, WORK)
    check_person(by)
    case = locked(by, case_id)
    _join(by, case, user_id)
    return case


@transaction.atomic
def put_on_case(*, by: Actor, case_id: uuid.UUID, user_id: uuid.UUID) -> Case:
    """Whoever supervises puts a colleague on it; where nobody sees to it, they do from now on. Themselves
    they put on it only where nobody does: else they read along, and say why.

    Raises `WrongState`, `NotAColleague`, Http404.
    """
    check_may(by, SUPERVISE)
    check_person(by)
    case = get_object_or_404(Case.objects.select_for_update(of=("self",)), id=case_id)
    if user_id == by.user.id and case.members.filter(can_see_to_it()).exists():
        raise NotAColleague
    _join(by, case, user_id)
    owns = case.members.filter(can_see_to_it(), user=case.owner_id)
    if not owns.exists():
        case.owner_id = user_id
        case.save(update_fields=["owner"])
    return case


def _join(by: Actor, case: Case, user_id: uuid.UUID) -> None:
    who = colleague(user_id)
    if case.members.filter(user=who, until=None).exists():
        return
    CaseMember.objects.create(organisation=by.organisation, case=case, user=who, since=timezone.now())
    happened(by, case, "joined")


@transaction.atomic
def leave_case(*, by: Actor, case_id: uuid.UUID, user_id: uuid.UUID) -> Case:
    """Somebody goes off it and reads it no more; who saw to it is followed up by another who is on it.

    Raises `LastOne`, `WrongState`, Http404.
    """
    check_may(by, WORK)
    check_person(by)
    case = locked(by, case_id)
    leaving = get_object_or_404(case.members, user=user_id, until=None)
    others = case.members.filter(can_see_to_it()).exclude(user=user_id)
    first = others.order_by("since").first()
    if first is None:
        raise LastOne
    leaving.until = timezone.now()
    leaving.save(update_fields=["until"])
    if case.owner_id == user_id:
        case.owner_id = first.user_id
    happened(by, case, "left")
    return case
