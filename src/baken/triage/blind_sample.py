"""The blind sample as it stands: its rates, whom it draws, and while what a lead says is out of sight."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings

from baken.indicators.bands import Band
from baken.tenancy.acting import Actor
from baken.triage.blind_draw import Rates, drawn, even, in_order
from baken.triage.models import Lead, SampleRates
from baken.triage.policies import UNDO_WITHIN
from baken.triage.states import IN_QUEUE, STATES
from baken.vocabulary.code_list import Label

BLIND = Band("blind", Label("zonder redenen", "without reasons"), 0.0, 0)
"""What stands in the place of the band while it is out of sight."""


def sample_rates() -> Rates:
    """The rates of the organisation that is acted for; nothing is drawn before somebody sets them."""
    row = SampleRates.objects.first()
    return Rates(row.flagged, row.unflagged) if row else Rates()


def unflagged_drawn(*, by: Actor, advertisers: Iterable[str]) -> list[str]:
    """Of the advertisers that no rule set brings forward, those that may enter the queue blind."""
    rates = sample_rates()
    return [] if rates.off else drawn(_key(by), advertisers, rates.unflagged / 1000)


def judged_blind(
    *, by: Actor, flagged: Sequence[str], unflagged: Sequence[str], standing: dict[str, Lead]
) -> frozenset[str]:
    """Who of a run is judged blind; `flagged` leads without those that stop outreach.

    A lead that stood with its reasons in sight never becomes blind. One that somebody has begun on stays
    blind, also when the rates went down.
    """
    rates = sample_rates()
    begun = {name for name, lead in standing.items() if lead.blind and lead.touched}

    def can_be(advertisers: Iterable[str]) -> list[str]:
        return [one for one in advertisers if one not in standing or standing[one].blind]

    if rates.off:
        return frozenset(begun & {*flagged, *unflagged})
    may = can_be(flagged)
    chosen = set(drawn(_key(by), may, rates.flagged / 100)) | begun & set(may)
    return even([one for one in may if one in chosen], can_be(unflagged), begun)


def queue_order(*, by: Actor, seen: Sequence[str], blind: Iterable[str], first: int) -> list[str]:
    """The order of the queue; of `seen` the first `first` are those to look at first."""
    return in_order(_key(by), seen, blind, first)


def _key(by: Actor) -> bytes:
    return settings.BAKEN_KEYRING.key(str(by.organisation.id), "blind sample")


def is_blind(lead: Lead, now: datetime) -> bool:
    """Whether band and reasons are out of sight: until it was decided and that can't be undone any more.

    What is urgent is never blind: whoever acts must see everything.
    """
    if not lead.blind or STATES[lead.state].urgent:
        return False
    return lead.state in IN_QUEUE or lead.decided_at is None or now - lead.decided_at <= UNDO_WITHIN
