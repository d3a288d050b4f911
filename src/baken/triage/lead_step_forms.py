"""The forms beside the decision on the page of a lead: handing it over, and reopening it."""

from collections.abc import Mapping
from typing import Any

from django import forms

from baken.triage.forms import HandForm, ReopenForm
from baken.triage.models import Lead
from baken.triage.queries import OpenedLead


def pass_on_forms(opened: OpenedLead, sent: Mapping[str, forms.Form]) -> dict[str, Any]:
    """What the template needs: `hand_form`, where the reader may hand it over; `reopen_form`, where they
    may reopen it. A form that was `sent` and refused comes back with its words."""
    hand = sent.get("hand")
    if hand is None and opened.may_hand and opened.colleagues:
        hand = HandForm(people=opened.colleagues)
    reopen = sent.get("reopen")
    if reopen is None and opened.may_reopen:
        reopen = ReopenForm(initial={"version": opened.lead.version})
    stands = Lead.objects.filter(id=opened.lead.rests_under).first() if opened.lead.rests_under else None
    return {"hand_form": hand, "reopen_form": reopen, "stands": stands, "sent": set(sent)}
