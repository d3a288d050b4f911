"""A serious suspicion behind a refusal becomes a report in the room below; the refusal closes with it."""

import uuid
from typing import Any

from django.utils import timezone

from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.door.broken import note_broken
from baken.door.exceptions import Broken
from baken.door.kept import opened_record
from baken.door.models import DoorCheck, DoorRefusal
from baken.referrals.reports.actions.open_report import open_report
from baken.tenancy.acting import Actor

KIND = "door-check"
REFERRED = "door.referral_recorded"
REFUSED = "Niet gepubliceerd: geweigerd aan de deur. Not published: refused at the door."


def about_of(check: DoorCheck) -> str:
    """How the report names this check."""
    return f"{KIND}:{check.id}"


def report_refusal(by: Actor, check: DoorCheck, suspicion: str) -> None:
    """Opens the report with the advert as it came in; where that can't be read any more the suspicion is not
    lost with it, and somebody writes down what they saw. Within a transaction."""
    items = {"published": check.standing.captured_at.isoformat(timespec="minutes"), "where": REFUSED}
    try:
        row = opened_record(Vault(by.organisation.id), check.standing)
    except Broken as broken:
        note_broken(by, broken)
    else:
        items |= {
            "content": "\n".join(filter(None, (row.get("title"), row["text"]))),
            "where": f"{row['platform']}, {row['sighting_id']}. {REFUSED}",
            "recipient": _recipient(row),
        }
    open_report(by=by, about=about_of(check), suspicion=suspicion, items=items)


def _recipient(row: dict[str, Any]) -> str:
    account = (row.get("account") or {}).get("account_id")
    lines = [f"account: {account}"] if account else []
    lines += [f"{one['kind']}: {one['value']}" for one in row.get("contacts") or ()]
    return "\n".join(lines)


def hear_of_report(by: Actor, about: str, standing: str) -> None:
    """Closes the refusal, or opens it again where a sending failed after all. Within a transaction."""
    key = uuid.UUID(about.removeprefix(f"{KIND}:"))
    refusal = DoorRefusal.objects.select_for_update(of=("self",)).filter(check_at_door=key).first()
    if refusal is None or refusal.suspicion == "none" or (refusal.state == "closed") == bool(standing):
        return
    refusal.state, refusal.referral = "closed" if standing else "open", standing
    refusal.referral_by = by.user if standing else None
    refusal.referral_at = timezone.now() if standing else None
    refusal.referral_words = None
    refusal.save(update_fields=["state", "referral", "referral_by", "referral_at", "referral_words"])
    record_event(
        by=by, action=REFERRED, subject=f"door_check:{key}", details={"referral": standing or "open"}
    )
