"""How often somebody may ask what rules would find: a few times a day is work, more is asking what is stored.

What counts is the log itself, as with looking something up: nothing that somebody can do takes an event out
of it, withdrawing what they proposed included.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction
from django.utils import timezone

from baken.adverts.exceptions import TriedTooOften
from baken.audit.actions import record_event
from baken.audit.models import Event
from baken.tenancy.acting import Actor

ASKED = "adverts.rules_comparison_asked"
REFUSED = "adverts.rules_comparison_refused"
MOST_A_DAY = 5
"""Comparisons that one person asks for in a day, whatever versions they are of."""
DAY = timedelta(days=1)

Given = ParamSpec("Given")
Made = TypeVar("Made")


def within_pace(action: Callable[Given, Made]) -> Callable[Given, Made]:
    """An action (`by=`) that has rules compared, refused to whoever asked too often: raises `TriedTooOften`.
    The refusal is noted outside the transaction of the action, which comes to nothing."""

    @wraps(action)
    def limited(*args: Given.args, **given: Given.kwargs) -> Made:
        by = given["by"]
        assert isinstance(by, Actor)
        with transaction.atomic():
            refused = tried_too_often(by)
            if refused:
                record_event(by=by, action=REFUSED, subject="rules", details={"most": MOST_A_DAY})
        if refused:
            raise TriedTooOften(MOST_A_DAY)
        return action(*args, **given)

    return limited


def tried_too_often(by: Actor) -> bool:
    """Whether this person has to wait; of several requests at the same moment each counts those before it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"rule trial {by.user.id}"])
    since = timezone.now() - DAY
    return Event.objects.filter(user=by.user, action=ASKED, at__gt=since).count() >= MOST_A_DAY
