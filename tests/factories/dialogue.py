"""Talks with a platform: points, their steps, meetings."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from baken.platforms.actions import load_catalogue
from baken.platforms.dialogue.actions import move_point, plan_meeting, raise_point
from baken.platforms.dialogue.models import DialogueMeeting, DialoguePoint, DialogueStep
from baken.platforms.models import Platform
from baken.tenancy.acting import Actor

WORDS = "De melding van vorige maand is nog niet beantwoord."
TITLE = "Een melding zonder antwoord"


def ago(days: int) -> date:
    """So many days ago; below nought in the future."""
    return timezone.localdate() - timedelta(days=days)


def make_platform(by: Actor, number: int = 0) -> Platform:
    """One of the catalogue."""
    if not Platform.objects.exists():
        load_catalogue(by=by)
    return Platform.objects.filter(status="active").order_by("name")[number]


def make_point(by: Actor, platform: Platform | None = None, **given: Any) -> DialoguePoint:
    """A point raised ten days ago."""
    chosen = platform or make_platform(by)
    facts = {
        "subject": "notice_unanswered", "title": TITLE, "words": WORDS, "on": ago(10), "way": "mail",
    }  # fmt: skip
    return raise_point(by=by, platform_id=chosen.id, **(facts | given))


def happened(by: Actor, point: DialoguePoint, kind: str, **given: Any) -> DialogueStep:
    """A step five days ago; the point is brought up to date."""
    facts = {"words": f"Zo ging het: {kind}.", "on": ago(5), "way": "mail"}
    point.refresh_from_db()
    step = move_point(by=by, point_id=point.id, seen=point.step_count, kind=kind, **(facts | given))
    point.refresh_from_db()
    return step


def make_meeting(by: Actor, *platforms: Platform, on: date | None = None) -> DialogueMeeting:
    """A meeting today, or on another day."""
    met = platforms or (make_platform(by),)
    return plan_meeting(
        by=by, on=on or ago(0), platforms=[one.id for one in met], present="Platform: juridische zaken."
    )
