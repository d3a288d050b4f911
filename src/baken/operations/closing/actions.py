"""One asks to close the organisation, another decides; from then on nothing goes out and nobody comes in."""

import uuid

from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.accounts.exceptions import AskedBefore, StillOpen
from baken.accounts.models import AskedClosing, Session, StartLink
from baken.accounts.permissions import CLOSE_ORGANISATION, DECIDE_CLOSING
from baken.accounts.queries import hold_organisation
from baken.api.webhooks.sending import drop_waiting
from baken.audit.actions import record_event
from baken.conversations.models import Message
from baken.operations.closing.still_open import still_open
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted, check_may, check_person
from baken.tenancy.second_person import DecidedAlready, decide_as_second


@transaction.atomic
def ask_closing(*, by: Actor, why: str) -> AskedClosing:
    """Asks to close the organisation; it can be asked while people still wait, and not be granted. Raises
    `AskedBefore`."""
    check_may(by, CLOSE_ORGANISATION)
    check_person(by)
    try:
        with transaction.atomic():
            asked = AskedClosing.objects.create(
                organisation=by.organisation, why=why.strip()[:500], asked_by=by.user, asked_at=timezone.now()
            )
    except IntegrityError as fault:
        raise AskedBefore from fault
    record_event(
        by=by, action="accounts.closing_asked", subject=f"organisation:{by.organisation.id}", reason=why
    )
    return asked


@transaction.atomic
def decide_closing(*, by: Actor, asked_id: uuid.UUID, approve: bool) -> AskedClosing:
    """Somebody else decides. Approved, the organisation is closed: what waited to go is taken back, everybody
    is signed out, and from this moment no message, report, crawl or program of it does anything.

    Raises `StillOpen` while anybody waits for it, `DecidedAlready`, `NotPermitted` for who asked, Http404.
    """
    check_may(by, DECIDE_CLOSING)
    # before anything else, as sending does: a message goes before this or not at all
    ours = hold_organisation(by.organisation.id)
    if approve and still_open():
        raise StillOpen
    asked = decide_as_second(
        AskedClosing.objects.all(), by=by, request_id=asked_id, approve=approve, what="closing"
    )
    subject = f"organisation:{ours.id}"
    if not approve:
        record_event(by=by, action="accounts.closing_declined", subject=subject)
        return asked
    waiting = Message.objects.filter(state__in=("second", "waiting"))
    dropped = waiting.update(state="dropped", next_try_at=None)
    told = drop_waiting()
    ours.closed_at = asked.decided_at
    ours.save(update_fields=["closed_at"])
    sessions, _by_model = Session.objects.all().delete()
    StartLink.objects.all().delete()
    details = {"messages": dropped, "deliveries": told, "sessions": sessions}
    record_event(
        by=by, action="accounts.organisation_closed", subject=subject, reason=asked.why, details=details
    )
    return asked


@transaction.atomic
def take_back_closing(*, by: Actor, asked_id: uuid.UUID) -> None:
    """Who asked takes it back before anybody decided. Raises `DecidedAlready`, `NotPermitted`, Http404."""
    check_may(by, CLOSE_ORGANISATION)
    check_person(by)
    asked = get_object_or_404(AskedClosing.objects.select_for_update(of=("self",)), id=asked_id)
    if asked.asked_by_id != by.user.id:
        raise NotPermitted("who asked takes it back")
    if asked.state != "asked":
        raise DecidedAlready
    asked.delete()
    record_event(by=by, action="accounts.closing_taken_back", subject=f"organisation:{by.organisation.id}")
