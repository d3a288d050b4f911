"""Invented proven cases to be run again, so that the page that looks back is not empty: the analyst asks, the
officer agrees, a worker runs them, as everywhere. No court said anything about anybody here."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

from baken.accounts.models import User
from baken.adverts.models import Link
from baken.tenancy.acting import Actor
from baken.triage.hindsight.actions import Ground, ask_review, decide_review
from baken.triage.hindsight.models import HindsightReview
from baken.triage.models import Lead

SEEN, MISSED = 6, 2
"""Cases that are run: leads, and advertisers that no rule brought forward, so that the page also shows what
rules miss. It tells what five or more of the cases have in common, and nothing of fewer."""
WAITING = 1
"""Cases that still wait for a second person."""
FEWEST, MOST = 3, 9
"""Adverts of a case that no rule brought forward."""

CAME_TO_LIGHT = (9, 2, 20, 5, 34, 13, 6, 15, 3)
"""How many days after the last of its adverts each case came to light in another way."""

_WHY = "Verzonnen voorbeeld: nagaan wat de regels gezien zouden hebben, en hoeveel eerder."


@transaction.atomic
def look_back(*, by: Actor) -> None:
    """Asks for the cases and agrees, if nobody asked for any yet; in a small market as many as there are.

    The leads are those that people saw with their reasons, in the order of their ranks; which others it are
    follows from the key of the installation, as everywhere.
    """
    if HindsightReview.objects.exists():
        return
    asker, officer = _as(by, "bram", "statistics"), _as(by, "wout", "accountability")
    leads = Lead.objects.filter(blind=False).order_by("rank", "advertiser")
    seen = list(leads.values_list("advertiser", flat=True)[: SEEN + WAITING])
    for number, advertiser in enumerate([*seen[:SEEN], *_passed_over(), *seen[SEEN:]]):
        asked = ask_review(
            by=asker,
            advertiser=advertiser,
            known_on=_came_to_light(advertiser, CAME_TO_LIGHT[number]),
            ground=Ground("ruling", f"Verzonnen uitspraak {number + 1}", _WHY),
        )
        if advertiser not in seen[SEEN:]:
            decide_review(by=officer, review_id=asked.id, approve=True)


def _passed_over() -> list[str]:
    """Advertisers that are no lead at all."""
    some = Link.objects.exclude(advertiser__in=Lead.objects.values("advertiser")).values("advertiser")
    counted = some.annotate(adverts=Count("id")).filter(adverts__gte=FEWEST, adverts__lte=MOST)
    return list(counted.order_by("advertiser").values_list("advertiser", flat=True)[:MISSED])


def _came_to_light(advertiser: str, days: int) -> date:
    """So many days after its last advert, and never a day to come: some adverts were seen today."""
    seen = Link.objects.filter(advertiser=advertiser).aggregate(last=Max("sighting__captured_at"))
    return min(timezone.localdate(seen["last"]) + timedelta(days=days), timezone.localdate())


def _as(by: Actor, login: str, purpose: str) -> Actor:
    return Actor(User.objects.get(login=login), by.organisation, purpose=purpose, reason="demo")
