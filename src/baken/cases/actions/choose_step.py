"""What the person chooses of a step of the plan for digital safety."""

import uuid

from django.db import transaction
from django.utils import timezone

from baken.cases.actions.keeping import changed, locked, note
from baken.cases.exceptions import WrongState
from baken.cases.models import PlanEntry
from baken.cases.permissions import WORK
from baken.cases.policies import check_choice, check_writes, plain_words
from baken.cases.safety_plan.steps import plan
from baken.cases.sealing import sealed
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.vocabulary.cases import NoticedBy, PlanChoice


@transaction.atomic
def choose_step(
    *, by: Actor, case_id: uuid.UUID, seen: int, step: str, noticed: str, choice: str, words: str = ""
) -> PlanEntry:
    """Whether the other can notice (a code of `NoticedBy`), what the person does with it (one of
    `PlanChoice`), and what was agreed on.

    Raises `NotPreparedYet`, `NotChosenYet`, `WrongState`, `ChangedMeanwhile`, `ContactTold`, Http404.
    """
    check_may(by, WORK)
    check_person(by)
    case = locked(by, case_id, seen)
    check_writes(case)
    text = plan()
    if step not in text.steps or noticed not in NoticedBy or choice not in PlanChoice:
        raise WrongState
    row = case.plan_entries.filter(step=step).first()
    check_choice(noticed=noticed, choice=choice, words=words, before=row.choice if row else None)
    row = row or PlanEntry(organisation=by.organisation, case=case, step=step)
    row.version, row.noticed, row.choice = text.version, noticed, choice
    row.at, row.by = timezone.now(), by.user
    row.words = sealed(row, "words", plain_words(words, needed=False))
    row.save()
    changed(case)
    # not which step nor what was chosen: a yes taken back erases it, and the log stays
    note(by, case, "cases.plan_chosen")
    return row
