"""What the person said of how they are accompanied, taken back where it was written by mistake, and harm
talked over with whoever supervises. Codes and days alone; the log tells that it was written, never what was
said."""

import uuid
from datetime import date

from django.db import transaction
from django.db.models import Min
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.cases.actions.keeping import changed, locked, note
from baken.cases.exceptions import NotSaid, WrongState
from baken.cases.models import Case, CaseSaid
from baken.cases.permissions import SUPERVISE, WORK
from baken.cases.policies import check_can_say
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.tenancy.said_by_person import can_be_said, can_see_harm, can_take_back


@transaction.atomic
def note_said(*, by: Actor, case_id: uuid.UUID, answer: str, said_on: date) -> CaseSaid:
    """Writes their answer down, in a closed case too; that of the latest day stands. Raises `NotSaid`,
    `WrongState`, Http404 for who is not on the case."""
    check_may(by, WORK)
    check_person(by)
    case = locked(by, case_id)
    check_can_say(case)
    if not can_be_said(answer, said_on, _first_day(case)):
        raise NotSaid
    changed(case)
    row = CaseSaid.objects.create(
        organisation=by.organisation, case=case, answer=answer, said_on=said_on, place=case.change_count,
        at=timezone.now(), by=by.user,
    )  # fmt: skip
    note(by, case, "cases.said_noted")
    return row


def _first_day(case: Case) -> date:
    """The day they said yes, or the case was written down."""
    said_yes = case.answers.aggregate(first=Min("said_on"))["first"]
    written = timezone.localdate(case.created_at)
    return min(written, said_yes or written)


@transaction.atomic
def take_back_said(*, by: Actor, case_answer_id: uuid.UUID) -> CaseSaid:
    """It was written by mistake, says who wrote it: what stood before it stands again. Raises `WrongState`,
    Http404 for who is not on the case."""
    check_may(by, WORK)
    check_person(by)
    known = get_object_or_404(CaseSaid, id=case_answer_id)
    case = locked(by, known.case_id)
    check_can_say(case)
    row = CaseSaid.objects.select_for_update(of=("self",)).get(id=known.id)
    if not can_take_back(row, by):
        raise WrongState
    row.back_at, row.back_by = timezone.now(), by.user
    row.save()
    changed(case)
    note(by, case, "cases.said_taken_back")
    return row


@transaction.atomic
def talk_harm_over(*, by: Actor, case_answer_id: uuid.UUID) -> None:
    """Whoever supervises talked over with who accompanies them that it did harm; neither who wrote it nor
    who sees to the case. Of a case whose yes was taken back it goes with that.

    Raises `WrongState` for anybody else and where that was done before, Http404.
    """
    check_may(by, SUPERVISE)
    check_person(by)
    known = get_object_or_404(CaseSaid, id=case_answer_id)
    case = Case.objects.select_for_update(of=("self",)).get(id=known.case_id)
    row = get_object_or_404(CaseSaid.objects.select_for_update(of=("self",)), id=known.id)
    if not can_see_harm(row, by, case.owner_id):
        raise WrongState
    if case.state == "ended":
        row.delete()
    else:
        row.seen_at, row.seen_by = timezone.now(), by.user
        row.save()
    changed(case)
    note(by, case, "cases.said_talked_over")
