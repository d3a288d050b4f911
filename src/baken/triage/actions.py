"""Writes to leads."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from baken.adverts.bulk import insert_rows
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.triage.models import Lead


@transaction.atomic
def place_leads(*, by: Actor, leads: Mapping[str, Sequence[Any]]) -> int:
    """Replaces the leads by these: columns advertiser, band, log_odds, low, high, hard_stop, reasons.

    Nobody has assessed any of them in this version, so there is no judgement that could be lost.
    """
    organisation = by.organisation.id
    count = len(leads["advertiser"])
    Lead.objects.all().delete()
    insert_rows(
        Lead,
        {
            "id": [uuid.uuid5(organisation, f"lead {advertiser}") for advertiser in leads["advertiser"]],
            "organisation_id": [organisation] * count,
            **{name: leads[name] for name in ("advertiser", "band", "log_odds", "low", "high", "hard_stop")},
            "reasons": ["{" + ",".join(reasons) + "}" for reasons in leads["reasons"]],
            "created_at": [timezone.now()] * count,
        },
    )
    record_event(by=by, action="triage.leads_placed", subject="leads", details={"leads": count})
    return count
