"""What one person asks for and another decides on: nothing leaves by one person alone.

A request says who asked and who decided, and the database itself refuses that these are one person. What may
be taken once it is approved also has an end: it waits some days for a decision, as many again for being
taken, and then goes.
"""

import uuid
from datetime import timedelta
from typing import TypeVar

from django.db import models
from django.db.models import F, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.privacy.retention import RetentionClass
from baken.tenancy.acting import Actor
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.tenancy.permission import NotPermitted, check_person

WAITS = timedelta(days=14)
"""So long a request waits for a decision, and then for being taken; after it everything of it goes."""


class SecondPersonError(Exception):
    """This request can't go on; the docstring is the message."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class DecidedAlready(SecondPersonError):
    """Somebody decided on this request before, or its time is over."""


class NotApproved(SecondPersonError):
    """A second person has not approved this request, or not any more."""


class AskedOfTwo(OrganisationOwned):
    """A request of one person that another approves or declines. `state` begins as "asked"; which states
    follow "approved" is for the table."""

    state = models.CharField(max_length=10, default="asked")
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class TakenByOne(AskedOfTwo):
    """A request for something that who asked may take, again too, once it is approved and until
    `expires_at`."""

    expires_at = models.DateTimeField()

    class Meta:
        abstract = True


ASKED_RETENTION = OWNED_RETENTION | dict.fromkeys(
    ("state", "asked_by", "asked_at", "decided_by", "decided_at"), RetentionClass.SYSTEM
)
"""The classes of the fields of `AskedOfTwo`."""
TAKEN_RETENTION = ASKED_RETENTION | {"expires_at": RetentionClass.SYSTEM}
"""The classes of the fields of `TakenByOne`."""

_Asked = TypeVar("_Asked", bound=AskedOfTwo)
_Taken = TypeVar("_Taken", bound=TakenByOne)


def decided_by_another(name: str) -> models.CheckConstraint:
    """The constraint, with its name in the database, that who decides is never who asked."""
    undecided = Q(state="asked", decided_by__isnull=True, decided_at__isnull=True)
    decided = ~Q(state="asked") & Q(decided_by__isnull=False, decided_at__isnull=False)
    return models.CheckConstraint(name=name, condition=undecided | decided & ~Q(decided_by=F("asked_by")))


def still_asked(rows: QuerySet[_Taken], *, by: Actor) -> _Taken | None:
    """What this person asked for already and still waits: asked again, it stands once."""
    return rows.filter(asked_by=by.user, state="asked", expires_at__gt=timezone.now()).first()


def decide_as_second(
    rows: QuerySet[_Asked], *, by: Actor, request_id: uuid.UUID, approve: bool, what: str
) -> _Asked:
    """Approves or declines a request, within a transaction; the caller checks who may and writes the log.

    `what` is what was asked for, in words. Raises `DecidedAlready`, `NotPermitted` for who asked and for the
    system, Http404.
    """
    check_person(by)
    asked = get_object_or_404(rows.select_for_update(of=("self",)), id=request_id)
    if asked.asked_by_id == by.user.id:
        raise NotPermitted(f"somebody else than who asks for {what} decides on it")
    now = timezone.now()
    if asked.state != "asked" or (isinstance(asked, TakenByOne) and asked.expires_at <= now):
        raise DecidedAlready
    asked.state = "approved" if approve else "declined"
    asked.decided_by, asked.decided_at = by.user, now
    changed = ["state", "decided_by", "decided_at"]
    if isinstance(asked, TakenByOne):
        asked.expires_at = now + WAITS
        changed.append("expires_at")
    asked.save(update_fields=changed)
    return asked


def approved_for(rows: QuerySet[_Taken], *, by: Actor, request_id: uuid.UUID) -> _Taken:
    """What was approved, for who asked for it, until its time is over. Raises `NotApproved`, `NotPermitted`,
    Http404."""
    check_person(by)
    asked = get_object_or_404(rows, id=request_id, asked_by=by.user)
    if asked.state not in ("approved", "taken") or asked.expires_at <= timezone.now():
        raise NotApproved
    return asked
