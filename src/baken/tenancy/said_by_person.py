"""What a person said of our contact with them: their own answer on a day, as a code and never in words.

One answer stands at a time, the last that they gave; what they said before stays as history. Whoever wrote
one down by mistake takes it back. That it did harm a colleague sees, also where it was taken back: nobody
hides it alone.
"""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from django.db import models
from django.db.models import Case, F, Q, QuerySet, When
from django.utils import timezone

from baken.privacy.retention import RetentionClass
from baken.tenancy.acting import Actor
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.vocabulary.said import SaidOfContact

HARMED = "harmed"
NO_ANSWER = "no_answer"
UNWELCOME = (HARMED, "not_wanted")
"""After which nothing goes that was approved before."""
_FIELDS = ("answer", "said_on", "place", "at", "by", "back_at", "back_by", "seen_at", "seen_by")


class SaidByPerson(OrganisationOwned):
    """One answer: a code of `SaidOfContact`, the day it was said, and who wrote it down when. `place` is its
    place among what happened there. `back_at`: it was written by mistake. `seen_at`: of harm, a colleague
    talked it over with whoever wrote it down.
    """

    answer = models.CharField(max_length=20)
    said_on = models.DateField()
    place = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    back_at = models.DateTimeField(null=True)
    back_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def said_retention(keep: RetentionClass, of: str) -> dict[str, RetentionClass]:
    """The classes of a table of answers; `of` names what they are about."""
    return OWNED_RETENTION | dict.fromkeys((of, *_FIELDS), keep)


def said_constraints(of: str) -> list[models.BaseConstraint]:
    """What the database itself holds: known codes, one row a place, taken back by who wrote it, and only harm
    is talked over, by somebody else. `of` names what they are about."""
    back = Q(back_at__isnull=False, back_by__isnull=False, back_by=F("by"))
    seen = Q(seen_at__isnull=False, seen_by__isnull=False, answer=HARMED) & ~Q(seen_by=F("by"))
    return [
        models.UniqueConstraint(fields=[of, "place"], name=f"{of}_said_once"),
        models.CheckConstraint(name=f"{of}_said_known", condition=Q(answer__in=SaidOfContact.codes)),
        models.CheckConstraint(
            name=f"{of}_said_back_by_writer",
            condition=Q(back_at__isnull=True, back_by__isnull=True) | back,
        ),
        models.CheckConstraint(
            name=f"{of}_said_seen_by_another",
            condition=Q(seen_at__isnull=True, seen_by__isnull=True) | seen,
        ),
    ]


class Answer(Protocol):
    """What decides which answer stands."""

    @property
    def answer(self) -> str:
        """The code."""

    @property
    def said_on(self) -> date:
        """The day."""

    @property
    def place(self) -> int:
        """Its place."""


_Answer = TypeVar("_Answer", bound=Answer)
_Said = TypeVar("_Said", bound=SaidByPerson)


def standing(answers: Iterable[_Answer]) -> _Answer | None:
    """The answer that stands among those that were not taken back: the last they gave, by the day they gave
    it; silence only where they never gave one."""
    return max(answers, key=lambda one: (one.answer != NO_ANSWER, one.said_on, one.place), default=None)


def in_order(rows: QuerySet[_Said]) -> QuerySet[_Said]:
    """The same in the database: what was not taken back, the answer that stands first."""
    silent = Case(When(answer=NO_ANSWER, then=1), default=0)
    return rows.filter(back_at=None).order_by(silent, "-said_on", "-place")


def harm_to_see(rows: QuerySet[_Said]) -> QuerySet[_Said]:
    """Harm that nobody talked over yet, taken back or not, the oldest first."""
    return rows.filter(answer=HARMED, seen_at=None).order_by("at", "id")


def can_be_said(answer: str, said_on: date, first: date) -> bool:
    """Whether it can be written down: a code of the list, on a day since `first` that has come."""
    return answer in SaidOfContact and first <= said_on <= timezone.localdate()


def can_take_back(row: SaidByPerson, by: Actor) -> bool:
    """Whether who acts wrote it down, and it was not taken back."""
    return row.back_at is None and row.by_id == by.user.id


def can_see_harm(row: SaidByPerson, by: Actor, owner_id: object) -> bool:
    """Whether who acts can talk it over: it is harm, not seen yet, and neither written down by them nor of
    what they have."""
    waits = row.answer == HARMED and row.seen_at is None
    return waits and not by.user.is_system and by.user.id not in (row.by_id, owner_id)
