"""Setting a case aside, taking it up, closing it with a reason, opening it again with a new yes."""

import uuid

from django.db import transaction

from baken.cases.actions.begin_case import Yes, keep_yes
from baken.cases.actions.keeping import happened, locked
from baken.cases.exceptions import WrongState
from baken.cases.models import Case
from baken.cases.permissions import WORK
from baken.cases.policies import check_resume, plain_words
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.vocabulary.cases import CaseClosure


@transaction.atomic
def pause_case(*, by: Actor, case_id: uuid.UUID, seen: int, words: str) -> Case:
    """Sets it aside, with why. Raises `WrongState`, `ChangedMeanwhile`, `WordsMissing`, `ContactTold`,
    Http404."""
    return _moved(by, case_id, seen, "paused", plain_words(words))


@transaction.atomic
def resume_case(*, by: Actor, case_id: uuid.UUID, seen: int, words: str = "") -> Case:
    """Takes it up again. Raises `WrongState`, `ChangedMeanwhile`, `ContactTold`, `YesMissing` where a second
    person declined what began in danger and the person said no yes since, Http404."""
    return _moved(by, case_id, seen, "resumed", plain_words(words, needed=False))


@transaction.atomic
def close_case(*, by: Actor, case_id: uuid.UUID, seen: int, closure: str, words: str = "") -> Case:
    """Closes it, for a reason (a code of `CaseClosure`). Raises `WrongState`, `ChangedMeanwhile`,
    `ContactTold`, Http404."""
    if closure not in CaseClosure:
        raise WrongState("no such reason")
    case = _moved(by, case_id, seen, "closed", plain_words(words, needed=False), closure=closure)
    case.closure = closure
    case.save(update_fields=["closure"])
    return case


@transaction.atomic
def reopen_case(*, by: Actor, case_id: uuid.UUID, seen: int, yes: Yes) -> Case:
    """Opens it again: the person says yes anew. Raises `WrongState`, `ChangedMeanwhile`, `YesMissing`,
    `DayInFuture`, `NotAColleague`, `WordsMissing`, `ContactTold`, Http404."""
    case = _moved(by, case_id, seen, "reopened", "", way=yes.way)
    keep_yes(by, case, yes)
    case.closure, case.ground = "", "yes"
    case.save(update_fields=["closure", "ground"])
    return case


def _moved(by: Actor, case_id: uuid.UUID, seen: int, kind: str, words: str, **details: str) -> Case:
    check_may(by, WORK)
    check_person(by)
    case = locked(by, case_id, seen)
    if kind == "resumed":
        check_resume(case)
    happened(by, case, kind, words, **details)
    return case
