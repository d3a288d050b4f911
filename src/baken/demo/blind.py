"""Leads that the invented staff judged without their reasons, so that the page of outcomes is not empty.

Which leads these are follows from the key of the installation, as everywhere; what is said of them follows
from their place. Invented, as everything here: it says nothing of rules or people.
"""

from datetime import timedelta
from itertools import cycle

from django.db import transaction
from django.utils import timezone

from baken.accounts.models import User
from baken.indicators.bands import BANDS
from baken.tenancy.acting import Actor
from baken.triage.actions.assess_lead import assess_lead
from baken.triage.actions.export_outcomes import ask_outcomes, decide_outcomes
from baken.triage.actions.set_sample import set_sample
from baken.triage.models import Assessment, Lead, OutcomeExport, SampleRates

SMALLEST = 0.05
"""In a smaller market there are too few leads to judge some of them blind."""
OF_100_FLAGGED, OF_1000_UNFLAGGED = 30, 30

SHARE, MOST = 0.75, 24
"""How much of each side is judged already, and how many at most; the rest waits in the queue."""

_WORDS = {
    "no_concern": (
        "Verzonnen voorbeeld. Gewone tekst, een vaste stad, eigen woorden.",
        "Niets dat hier om aandacht vraagt.",
    ),
    "unsure": (
        "Verzonnen voorbeeld. Weinig tekst, één keer gezien.",
        "Te weinig om iets van te vinden.",
    ),
    "worth_contacting": (
        "Verzonnen voorbeeld. De tekst verwijst naar iemand anders voor de afspraak.",
        "Een neutraal gesprek kan laten weten dat er hulp is.",
    ),
}
_FLAGGED = ("worth_contacting", "no_concern", "no_concern", "unsure", "worth_contacting", "no_concern")
_UNFLAGGED = ("no_concern", "no_concern", "unsure", "no_concern", "no_concern", "worth_contacting")
_STAFF = ("noor", "daan", "yara")


def draw_some(*, by: Actor, scale: float) -> None:
    """Lets some be judged blind from the first run on, where the market is large enough."""
    if scale >= SMALLEST and not SampleRates.objects.exists():
        set_sample(by=_as(by, "bram", "statistics"), flagged=OF_100_FLAGGED, unflagged=OF_1000_UNFLAGGED)


@transaction.atomic
def judge_some(*, by: Actor) -> None:
    """Judges most of those that were drawn, an hour ago, if nobody did yet: what was decided just now can
    still be taken back, and is told nowhere."""
    drawn = Lead.objects.filter(blind=True, state="waiting").order_by("rank")
    if Assessment.objects.filter(blind=True).exists() or not drawn:
        return
    unflagged = BANDS[-1].code
    sides = (
        ([lead for lead in drawn if lead.band != unflagged], _FLAGGED),
        ([lead for lead in drawn if lead.band == unflagged], _UNFLAGGED),
    )
    for leads, outcomes in sides:
        judged = leads[: min(int(SHARE * len(leads)), MOST)]
        for lead, outcome, login in zip(judged, cycle(outcomes), cycle(_STAFF), strict=False):
            facts, explanation = _WORDS[outcome]
            assess_lead(
                by=_as(by, login, "outreach"), lead_id=lead.id, version=lead.version, outcome=outcome,
                facts=facts, explanation=explanation,
            )  # fmt: skip
    earlier = timezone.now() - timedelta(hours=1)
    Assessment.objects.filter(blind=True).update(created_at=earlier)
    Lead.objects.filter(blind=True, decided_at__isnull=False).update(
        decided_at=earlier, created_at=earlier - timedelta(hours=2)
    )


@transaction.atomic
def ask_for_outcomes(*, by: Actor) -> None:
    """The analyst asks for the outcomes and the officer approves it, so that what they say can be read."""
    if not OutcomeExport.objects.exists():
        asked = ask_outcomes(
            by=_as(by, "bram", "statistics"),
            reason="Verzonnen voorbeeld: nagaan of de gewichten van de regels nog kloppen.",
        )
        decide_outcomes(by=_as(by, "wout", "accountability"), export_id=asked.id, approve=True)


def _as(by: Actor, login: str, purpose: str) -> Actor:
    return Actor(User.objects.get(login=login), by.organisation, purpose=purpose, reason="demo")
