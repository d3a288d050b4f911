"""What is written of a case: name and wishes, notes, agreed steps, and who is involved."""

import uuid
from datetime import date

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.cases.actions.keeping import changed, happened, locked, note
from baken.cases.exceptions import WrongState
from baken.cases.models import Case, CaseEvent, CaseParty, CaseTask
from baken.cases.permissions import WORK
from baken.cases.policies import check_past, check_writes, plain_words
from baken.cases.sealing import sealed
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.vocabulary.cases import PartyRole, TaskDoer


def _to_write(by: Actor, case_id: uuid.UUID, seen: int | None = None) -> Case:
    check_may(by, WORK)
    check_person(by)
    case = locked(by, case_id, seen)
    check_writes(case)
    return case


@transaction.atomic
def change_words(*, by: Actor, case_id: uuid.UUID, seen: int, called: str, wishes: str) -> Case:
    """What the person wants to be called, and what they want. Raises `WrongState`, `ChangedMeanwhile`,
    `WordsMissing`, `ContactTold`, Http404."""
    case = _to_write(by, case_id, seen)
    case.called = sealed(case, "called", plain_words(called))
    case.wishes = sealed(case, "wishes", plain_words(wishes))
    changed(case)
    note(by, case, "cases.words_changed")
    return case


@transaction.atomic
def write_note(*, by: Actor, case_id: uuid.UUID, words: str) -> CaseEvent:
    """A note. Raises `WrongState`, `WordsMissing`, `ContactTold`, Http404."""
    case = _to_write(by, case_id)
    return happened(by, case, "note", plain_words(words))


@transaction.atomic
def agree_task(*, by: Actor, case_id: uuid.UUID, words: str, doer: str, due_on: date | None) -> CaseTask:
    """A step that was agreed on; a day that is over already is late at once. Raises `WrongState`,
    `WordsMissing`, `ContactTold`, Http404."""
    case = _to_write(by, case_id)
    if doer not in TaskDoer:
        raise WrongState("no such doer")
    row = CaseTask(
        organisation=by.organisation, case=case, doer=doer, due_on=due_on, made_at=timezone.now(),
        made_by=by.user,
    )  # fmt: skip
    row.words = sealed(row, "words", plain_words(words))
    row.save()
    changed(case)
    note(by, case, "cases.task_agreed", doer=doer, dated=due_on is not None)
    return row


@transaction.atomic
def settle_task(*, by: Actor, task_id: uuid.UUID, state: str) -> CaseTask:
    """It was done, is not needed any more, or is to do again. Who settles it a second time changes nothing.

    Raises `WrongState`, Http404.
    """
    known = get_object_or_404(CaseTask, id=task_id)
    case = _to_write(by, known.case_id)
    row = CaseTask.objects.select_for_update().get(id=task_id)
    if state not in ("open", "done", "dropped"):
        raise WrongState
    if row.state == state:
        return row
    row.state = state
    row.settled_at, row.settled_by = (None, None) if state == "open" else (timezone.now(), by.user)
    row.save()
    changed(case)
    note(by, case, "cases.task_settled", state=state)
    return row


@transaction.atomic
def add_party(*, by: Actor, case_id: uuid.UUID, name: str, role: str, since: date) -> CaseParty:
    """An organisation that is involved. Raises `WrongState`, `WordsMissing`, `ContactTold`, `DayInFuture`,
    Http404."""
    case = _to_write(by, case_id)
    if role not in PartyRole:
        raise WrongState("no such role")
    check_past(since, timezone.localdate())
    row = CaseParty(organisation=by.organisation, case=case, role=role, since=since)
    row.name = sealed(row, "name", plain_words(name))
    row.save()
    changed(case)
    # not its role: who was involved is erased when the yes is taken back, and the log stays
    note(by, case, "cases.party_added")
    return row


@transaction.atomic
def stop_party(*, by: Actor, party_id: uuid.UUID) -> CaseParty:
    """It can't help any more: the case shows that somebody else is to take over. Raises `WrongState`,
    Http404."""
    known = get_object_or_404(CaseParty, id=party_id)
    case = _to_write(by, known.case_id)
    row = get_object_or_404(CaseParty.objects.select_for_update(), id=party_id)
    if row.stopped_on is None:
        row.stopped_on = timezone.localdate()
        row.save()
        changed(case)
        note(by, case, "cases.party_stopped")
    return row


@transaction.atomic
def remove_party(*, by: Actor, party_id: uuid.UUID) -> None:
    """It was written by mistake, or somebody took over. Raises `WrongState`, Http404."""
    known = get_object_or_404(CaseParty, id=party_id)
    case = _to_write(by, known.case_id)
    known.delete()
    changed(case)
    note(by, case, "cases.party_removed")
