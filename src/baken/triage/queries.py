"""Reads of leads. Each one is logged."""

from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.triage.models import Lead


def first_leads(*, by: Actor, band: str, count: int) -> list[Lead]:
    """The first leads of a band, strongest first; logged as a read."""
    leads = list(Lead.objects.filter(band=band).order_by("-log_odds", "advertiser")[:count])
    record_event(by=by, action="triage.leads_read", subject=f"band:{band}", details={"leads": len(leads)})
    return leads
