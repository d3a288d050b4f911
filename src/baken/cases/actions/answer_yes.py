"""The person's yes afterwards: said later, said again, or taken back, at any time."""

import uuid

from django.db import transaction
from django.utils import timezone

from baken.cases.actions.begin_case import Yes, keep_yes
from baken.cases.actions.keeping import changed, erase_words, happened, locked
from baken.cases.models import Case
from baken.cases.permissions import WORK
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person


@transaction.atomic
def record_yes(*, by: Actor, case_id: uuid.UUID, seen: int, yes: Yes) -> Case:
    """The person says yes, now or again: from then on that is the ground, and the case runs.

    Raises `WrongState`, `ChangedMeanwhile`, `YesMissing`, `DayInFuture`, `NotAColleague`, `WordsMissing`,
    `ContactTold`, Http404.
    """
    check_may(by, WORK)
    check_person(by)
    case = locked(by, case_id, seen)
    happened(by, case, "said_yes", way=yes.way)
    keep_yes(by, case, yes)
    case.ground = "yes"
    # nobody needs to decide any more whether it may begin without one
    case.looks.filter(about="ground", state="asked").delete()
    case.save()
    return case


@transaction.atomic
def take_back_yes(*, by: Actor, case_id: uuid.UUID) -> Case:
    """The person takes their yes back, whoever was writing meanwhile: at once every word goes that the law
    does not keep, and nothing is done any more. Raises `WrongState`, Http404."""
    check_may(by, WORK)
    check_person(by)
    case = locked(by, case_id)
    happened(by, case, "yes_back", reported=case.meldcode == "report")
    case.answers.filter(back_at=None).update(back_at=timezone.now(), back_by=by.user)
    erase_words(case)
    changed(case)
    return case
