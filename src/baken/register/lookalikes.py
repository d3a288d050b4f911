"""Registrations that could be about the same: suggested to whoever registers, never merged by themselves."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from baken.register.content import Cells, Content
from baken.register.models import Registration

MOST = 5


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A registration with a person in common, at an overlapping time, on the same platform."""

    registration: Registration
    platforms: tuple[str, ...]


def lookalikes(content: Content, *, besides: Registration | None = None) -> list[Lookalike]:
    """The registrations that look like this one; `besides` is the one that is being corrected.

    Same person and overlapping dates (a date that is not known overlaps all), and a platform in common
    where both name one. At most five, newest first.
    """
    persons = [person["person"] for person in content["persons"] if person.get("person")]
    if not persons:
        return []
    named = {mention["platform"] for mention in content["mentions"] if mention.get("platform")}
    found = _overlapping(content["registration"]).filter(participations__person__pseudonym__in=persons)
    if besides:
        found = found.exclude(id=besides.id)
    alike = []
    for registration in found.distinct().order_by("-registered_on", "reference")[: 4 * MOST]:
        theirs = set(
            registration.mentions.filter(platform__isnull=False).values_list("platform__name", flat=True)
        )
        shared = named & theirs
        if shared or not named or not theirs:
            alike.append(Lookalike(registration, tuple(sorted(shared))))
    return alike[:MOST]


def _overlapping(own: Cells) -> QuerySet[Registration]:
    found = Registration.objects.all()
    first, last = (_day(own.get(name)) for name in ("incident_from", "incident_until"))
    if last:
        found = found.filter(Q(incident_from__isnull=True) | Q(incident_from__lte=last))
    if first:
        found = found.filter(Q(incident_until__isnull=True) | Q(incident_until__gte=first))
    return found


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
