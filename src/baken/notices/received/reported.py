"""A serious suspicion becomes a report in the room below; the decision closes when that is settled."""

from datetime import date, datetime, time

from django.utils import timezone

from baken.audit.actions import record_event
from baken.notices.received.models import NoticeDecision
from baken.notices.received.sealing import unseal
from baken.notices.received.states import DECISION_MOVES
from baken.referrals.reports.actions.open_report import open_report
from baken.referrals.reports.packet import AT_LATEST
from baken.tenancy.acting import Actor

KIND = "notice-decision"


def about_of(decision: NoticeDecision) -> str:
    """How the report names this decision."""
    return f"{KIND}:{decision.id}"


def report_decision(by: Actor, decision: NoticeDecision, *, begun_on: date | None, seen_at: datetime) -> None:
    """Opens the report with what is known here. Of when it was placed at most a day is known: its time is
    written as midnight, for a person to say better. Where nobody told the day, `seen_at` is when the first
    notice said that it stood there: it was placed at that moment at the latest, and never on the day that
    somebody decided. Within a transaction."""
    kept = decision.thing.preserved.order_by("-at").first()
    items = {
        "content": unseal(kept, "text") if kept else "",
        "published": _published(begun_on, seen_at),
        "where": unseal(decision.thing, "location"),
    }
    open_report(by=by, about=about_of(decision), suspicion=decision.suspicion, items=items)


def _published(begun_on: date | None, seen_at: datetime) -> str:
    if begun_on is None:
        return AT_LATEST + timezone.localtime(seen_at).isoformat(timespec="minutes")
    begun = timezone.make_aware(datetime.combine(begun_on, time.min))
    return begun.isoformat(timespec="minutes")


def hear_of_report(by: Actor, about: str, standing: str) -> None:
    """Closes the decision, or opens it again where a sending failed after all. Within a transaction."""
    key = about.removeprefix(f"{KIND}:")
    decision = NoticeDecision.objects.select_for_update(of=("self",)).filter(id=key).first()
    if decision is None:
        return
    move = DECISION_MOVES["refer" if standing else "reopen"]
    if decision.state not in move.sources:
        return
    decision.state, decision.referral = move.target, standing
    decision.referral_by = by.user if standing else None
    decision.referral_at = timezone.now() if standing else None
    decision.referral_words = None
    decision.save(update_fields=["state", "referral", "referral_by", "referral_at", "referral_words"])
    record_event(
        by=by, action=move.event, subject=f"decision:{decision.id}", details={"referral": standing or "open"}
    )
