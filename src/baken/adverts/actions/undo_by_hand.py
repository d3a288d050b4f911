"""Takes back what one recorded by hand, soon after: a mistake is cheap."""

import uuid

from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.adverts.by_hand import check_undo
from baken.adverts.exceptions import TooLateToUndo
from baken.adverts.models import AdvertContact, ByHand, ContactMention, Signal
from baken.adverts.permissions import BY_HAND
from baken.adverts.waiting import LINK
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.tenancy.waiting import put_in_queue


@transaction.atomic
def undo_by_hand(*, by: Actor, sighting_id: uuid.UUID) -> None:
    """Erases the sighting, its capture and whatever was made of it.

    Raises `TooLateToUndo`, `NotPermitted`, Http404.
    """
    check_may(by, BY_HAND)
    check_person(by)
    mine = get_object_or_404(
        ByHand.objects.select_for_update(of=("self",)).select_related("sighting__capture"),
        sighting_id=sighting_id,
        recorded_by=by.user,
    )
    check_undo(mine, by, timezone.now())
    sighting = mine.sighting
    contacts = list(ContactMention.objects.filter(sighting=sighting).values_list("contact_id", flat=True))
    linked = hasattr(sighting, "link")
    capture = sighting.capture
    Signal.objects.filter(subject_kind="sighting", subject=str(sighting.id)).delete()
    try:
        sighting.delete()
    except ProtectedError as fault:
        raise TooLateToUndo from fault
    if capture is not None:
        # the files drop what no row points at, with the next run of retention
        capture.delete()
    mentioned = ContactMention.objects.filter(contact=OuterRef("pk"))
    AdvertContact.objects.filter(~Exists(mentioned), id__in=contacts).delete()
    record_event(by=by, action="adverts.by_hand_undone", subject=f"sighting:{sighting_id}")
    if linked:
        put_in_queue(LINK, by.organisation.id)
