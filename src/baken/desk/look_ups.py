"""Looking something up by its whole number: a few times is work, many times is guessing (rule 15).

What counts is the log itself: nothing that somebody can do, signing in anew or on another machine
included, takes an event out of it.
"""

from datetime import timedelta

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from baken.audit.actions import record_event
from baken.audit.models import Event
from baken.tenancy.acting import Actor

LOOK_UPS = ("triage.case_looked_up", "register.searched", "rights.hold_sought")
"""What the log calls looking something up; each event tells whether it was `found`."""

MISSES = 20
"""Numbers that do not exist, in an hour."""
MOST = 100
"""Numbers at all, in an hour."""
READS = ("adverts.capture_read",)
MOST_READ = 300
"""Adverts that one person reads in an hour, on the pages of their captures: more is leafing through."""
HOUR = timedelta(hours=1)


def looked_up_too_often(*, by: Actor) -> bool:
    """Whether this person has to wait; noted when they do. Asked before the look-up, in its transaction:
    of several at the same moment each counts those before it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"look-up {by.user.id}"])
    recent = _last_hour(by, LOOK_UPS)
    if recent.count() < MOST and recent.filter(details__found=False).count() < MISSES:
        return False
    record_event(by=by, action="desk.look_up_refused", subject="look-ups")
    return True


def read_too_often(*, by: Actor) -> bool:
    """Whether this person read so many adverts in an hour that they have to wait; noted when they do."""
    if _last_hour(by, READS).count() < MOST_READ:
        return False
    record_event(by=by, action="desk.look_up_refused", subject="captures")
    return True


def _last_hour(by: Actor, actions: tuple[str, ...]) -> QuerySet[Event]:
    return Event.objects.filter(user=by.user, action__in=actions, at__gt=timezone.now() - HOUR)
