"""Cases in each state. Everything is invented and bland."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from baken.accounts.models import User
from baken.cases.actions.begin_case import Yes, begin_case
from baken.cases.actions.follow_meldcode import write_meldcode_step
from baken.cases.actions.tell_event import tell_event
from baken.cases.actions.write_case import add_party, agree_task
from baken.cases.models import Case
from baken.tenancy.acting import Actor
from baken.vocabulary.cases import MeldcodeStep

CALLED = "Roos"
WISHES = "Wil ander werk en een rustige kamer."
WHAT_FOR = "Samen kijken wat er kan."
WHY = "Verzonnen: kan nu zelf niet antwoorden."
STORY = "Toen begon ik bij de eerste baan."


def a_yes(user: User, *, days_ago: int = 0, what_for: str = WHAT_FOR) -> Yes:
    """A yes said to somebody, some days ago."""
    return Yes(timezone.localdate() - timedelta(days=days_ago), "spoken", user.id, what_for)


def make_case(by: Actor, **given: Any) -> Case:
    """One that somebody said yes to."""
    return begin_case(by=by, **{"called": CALLED, "wishes": WISHES, "yes": a_yes(by.user)} | given)


def without_yes(by: Actor, ground: str = "reporting_code") -> Case:
    """One on a ground of the law."""
    return begin_case(by=by, called=CALLED, wishes="", ground=ground, why=WHY)


def fresh(case: Case) -> Case:
    """The case as it stands now."""
    return Case.objects.get(id=case.id)


def filled_case(by: Actor, **given: Any) -> Case:
    """One with a step, an organisation and something told."""
    case = make_case(by, **given)
    agree_task(by=by, case_id=case.id, words="Samen een brief lezen.", doer="together", due_on=None)
    add_party(
        by=by, case_id=case.id, name="Stichting Rustig Begin", role="guidance", since=timezone.localdate()
    )
    tell_event(by=by, case_id=case.id, words=STORY, begins="2024", when="na de zomer")
    return fresh(case)


def all_steps_written(by: Actor, case: Case) -> Case:
    """With every step of the reporting code taken today."""
    for step in MeldcodeStep.codes:
        write_meldcode_step(
            by=by, case_id=case.id, seen=fresh(case).change_count, step=step, done_on=timezone.localdate(),
            words="Verzonnen: besproken.",
        )  # fmt: skip
    return fresh(case)
