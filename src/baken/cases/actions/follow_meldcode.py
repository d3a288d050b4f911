"""The steps of the reporting code, and what was decided: by two people where the person said no yes."""

import uuid
from datetime import date

from django.db import transaction
from django.utils import timezone

from baken.cases.actions.keeping import changed, locked, note
from baken.cases.exceptions import StepsOpen, WrongState
from baken.cases.meldcode import Done, still_open
from baken.cases.models import Case, CaseLook, MeldcodeEntry
from baken.cases.permissions import WORK
from baken.cases.policies import check_past, check_writes, needs_second_for_report, plain_words
from baken.cases.sealing import sealed
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.vocabulary.cases import MeldcodeOutcome, MeldcodeStep


def written_steps(case: Case) -> dict[str, Done]:
    """The steps of which something was written."""
    return {one.step: Done(one.done_on) for one in case.meldcode_entries.all()}


@transaction.atomic
def write_meldcode_step(
    *, by: Actor, case_id: uuid.UUID, seen: int, step: str, done_on: date | None, words: str
) -> MeldcodeEntry:
    """A step that was taken on a day, with what came of it; or, without a day, why it is left out. What a
    second person was asked to decide lapses: it was about what stood there.

    Raises `WrongState`, `ChangedMeanwhile`, `DayInFuture`, `WordsMissing`, `ContactTold`, Http404.
    """
    check_may(by, WORK)
    check_person(by)
    case = locked(by, case_id, seen)
    check_writes(case)
    if step not in MeldcodeStep or case.meldcode:
        raise WrongState
    if done_on is not None:
        check_past(done_on, timezone.localdate())
    said = plain_words(words)
    row = case.meldcode_entries.filter(step=step).first() or MeldcodeEntry(
        organisation=by.organisation, case=case, step=step
    )
    row.done_on, row.at, row.by = done_on, timezone.now(), by.user
    row.words = sealed(row, "words", said)
    row.save()
    case.looks.filter(about="report", state="asked").delete()
    changed(case)
    note(by, case, "cases.meldcode_written", step=step, left_out=done_on is None)
    return row


@transaction.atomic
def conclude_meldcode(*, by: Actor, case_id: uuid.UUID, seen: int, outcome: str) -> Case:
    """What comes of the steps: a code of `MeldcodeOutcome`. Without a yes of the person a second person is
    asked, and it holds when they agree. Raises `StepsOpen`, `WrongState`, `ChangedMeanwhile`, Http404."""
    check_may(by, WORK)
    check_person(by)
    case = locked(by, case_id, seen)
    check_writes(case)
    if outcome not in MeldcodeOutcome or case.meldcode:
        raise WrongState
    if still_open(written_steps(case)):
        raise StepsOpen
    # one decision stands: what a second person was asked before must not change it afterwards
    case.looks.filter(about="report", state="asked").delete()
    if needs_second_for_report(case):
        CaseLook.objects.create(
            organisation=by.organisation, case=case, about="report", outcome=outcome, asked_by=by.user,
            asked_at=timezone.now(),
        )  # fmt: skip
        changed(case)
        note(by, case, "cases.look_asked", about="report", outcome=outcome)
    else:
        case.meldcode, case.meldcode_at = outcome, timezone.now()
        changed(case)
        note(by, case, "cases.meldcode_concluded", outcome=outcome)
    return case
