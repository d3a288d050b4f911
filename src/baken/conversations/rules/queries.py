"""Reads: what an organisation settled, what waits for a second person, and what ends soon. Of no person."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from baken.conversations.models import AskedRules, ContactGround, ContactRules, MessageTemplate
from baken.conversations.rules.texts import text_faults
from baken.vocabulary.conversations import ContactGroundKind

ENDS_SOON = timedelta(days=30)


def standing_rules() -> ContactRules:
    """What stands; without a row, what everybody begins with."""
    return ContactRules.objects.select_related("set_by").first() or ContactRules()


def today_of(rules: ContactRules) -> date:
    """Today by the organisation's own clock: by it a ground and a text end."""
    return timezone.now().astimezone(ZoneInfo(rules.zone)).date()


def asked_rules() -> AskedRules | None:
    """What waits for a second person, if anything."""
    return AskedRules.objects.filter(state="asked").select_related("asked_by").first()


def decided_rules() -> QuerySet[AskedRules]:
    """What was decided on, the newest first."""
    rows = AskedRules.objects.exclude(state="asked").select_related("asked_by", "decided_by")
    return rows.order_by("-decided_at", "id")


def grounds() -> QuerySet[ContactGround]:
    """All grounds that were ever asked, the newest first."""
    return ContactGround.objects.select_related("asked_by", "decided_by", "withdrawn_by").order_by(
        "-asked_at", "id"
    )


def how_it_stands(ground: ContactGround, today: date) -> str:
    """on, over, asked, declined or withdrawn."""
    if ground.withdrawn_at is not None:
        return "withdrawn"
    if ground.state != "approved":
        return ground.state
    return "on" if ground.valid_until >= today else "over"


@dataclass(frozen=True, slots=True)
class KindOfGround:
    """One of the closed list, and the ground of that kind that is on now, if any."""

    code: str
    on: ContactGround | None


def kinds_of_grounds(today: date) -> list[KindOfGround]:
    """The closed list, each with what is on; the one that ends last where there are more."""
    standing: dict[str, ContactGround] = {}
    for ground in grounds().filter(state="approved", withdrawn_at=None, valid_until__gte=today):
        known = standing.get(ground.kind)
        if known is None or known.valid_until < ground.valid_until:
            standing[ground.kind] = ground
    return [KindOfGround(code, standing.get(code)) for code in ContactGroundKind.codes]


def templates() -> QuerySet[Any]:
    """All texts."""
    return MessageTemplate.objects.select_related("asked_by", "decided_by")


def ending_soon(today: date) -> QuerySet[Any]:
    """The reviewed texts that end within a month, the first first."""
    ends = templates().filter(state="approved", valid_until__gte=today, valid_until__lte=today + ENDS_SOON)
    return ends.order_by("valid_until", "name", "id")


def waiting_texts() -> QuerySet[Any]:
    """The texts that wait for a second person, the oldest first."""
    return templates().filter(state="asked").order_by("asked_at", "id")


def faults_now(template: MessageTemplate, rules: ContactRules) -> tuple[str, ...]:
    """What rule 7 says of a text today: the neutral page may have changed since it was reviewed."""
    return text_faults(template.text, kind=template.kind, neutral_page=rules.neutral_page)


def can_be_sent(template: MessageTemplate, rules: ContactRules, today: date) -> bool:
    """Whether two people stand by it, it did not end, and it still says nothing that can harm."""
    stands = template.state == "approved" and template.valid_until >= today
    return stands and not faults_now(template, rules)
