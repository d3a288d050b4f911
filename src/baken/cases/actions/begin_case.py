"""Beginning a case: with the person's yes, or on a ground of the law with a second person."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.accounts.models import User
from baken.cases.actions.keeping import began, note
from baken.cases.exceptions import NotAColleague, WrongState, YesMissing
from baken.cases.models import Case, CaseLook, CaseMember, CaseYes
from baken.cases.permissions import WORK
from baken.cases.policies import check_past, plain_words, review_due
from baken.cases.sealing import sealed
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person, may
from baken.triage.models import Lead
from baken.vocabulary.cases import CaseGround
from baken.vocabulary.referrals import ConsentWay

_LETTERS = "23456789BCDFGHJKMNPQRTVWXYZ"


@dataclass(frozen=True, slots=True)
class Yes:
    """A yes as it was given: the day, how (a code of `ConsentWay`), to which colleague, for what."""

    said_on: date
    way: str
    told_to: uuid.UUID
    what_for: str


def _number() -> str:
    """A number by chance: no vowels, so no words, and nothing that reads as something else."""
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


@transaction.atomic
def begin_case(
    *, by: Actor, called: str, wishes: str, ground: str = "yes", yes: Yes | None = None, why: str = "",
    lead_id: uuid.UUID | None = None,
) -> Case:  # fmt: skip
    """A case of somebody who said yes; or on another ground (a code of `CaseGround`), and why.

    Danger to life is acted on at once and reviewed within a day; without a yes otherwise it waits for a
    second person. Raises `YesMissing`, `WordsMissing`, `ContactTold`, `DayInFuture`, `NotAColleague`,
    `NotPermitted`, Http404.
    """
    check_may(by, WORK)
    check_person(by)
    if ground not in CaseGround:
        raise WrongState("no such ground")
    if (ground == "yes") != (yes is not None):
        raise YesMissing
    lead = get_object_or_404(Lead, id=lead_id) if lead_id else None
    now = timezone.now()
    case = Case(
        organisation=by.organisation, number=_number(), created_at=now, last_at=now, owner=by.user, lead=lead,
        ground=ground, state="waiting" if ground == "reporting_code" else "open",
    )  # fmt: skip
    case.called = sealed(case, "called", plain_words(called))
    case.wishes = sealed(case, "wishes", plain_words(wishes, needed=ground == "yes"))
    case.why = sealed(case, "why", plain_words(why, needed=ground != "yes"))
    case.save()
    CaseMember.objects.create(organisation=by.organisation, case=case, user=by.user, since=now)
    if yes is not None:
        keep_yes(by, case, yes)
    else:
        about = "danger" if ground == "danger" else "ground"
        CaseLook.objects.create(
            organisation=by.organisation, case=case, about=about, asked_by=by.user, asked_at=now,
            due_at=review_due(ground, now),
        )  # fmt: skip
        note(by, case, "cases.look_asked", about=about)
    kind = "begun" if case.state == "open" else "asked"
    began(by, case, kind, "cases.begun", ground=ground, from_lead=lead is not None)
    return case


def keep_yes(by: Actor, case: Case, yes: Yes) -> CaseYes:
    """Writes a yes down, within a transaction. Raises `YesMissing`, `DayInFuture`, `NotAColleague`,
    `WordsMissing`, `ContactTold`."""
    if yes.way not in ConsentWay:
        raise YesMissing
    check_past(yes.said_on, timezone.localdate())
    row = CaseYes(
        organisation=by.organisation, case=case, said_on=yes.said_on, way=yes.way,
        told_to=colleague(yes.told_to), recorded_at=timezone.now(), recorded_by=by.user,
    )  # fmt: skip
    row.what_for = sealed(row, "what_for", plain_words(yes.what_for))
    row.save()
    return row


def colleague(user_id: uuid.UUID) -> User:
    """Somebody who accompanies people. Raises `NotAColleague`."""
    found = User.objects.filter(id=user_id, is_system=False, is_active=True).first()
    if found is None or not may(found, WORK):
        raise NotAColleague
    return found
