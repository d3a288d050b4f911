"""A moderator takes a notice, puts it back, or unties it from others about the same place."""

import uuid

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.adverts.vault import Vault
from baken.api.webhooks.outbox import queue_webhook
from baken.audit.actions import record_event
from baken.notices.permissions import HANDLE
from baken.notices.received.exceptions import NotTied
from baken.notices.received.models import NoticedThing, ReceivedNotice
from baken.notices.received.policies import check_move
from baken.notices.received.sealing import seal, unseal
from baken.notices.received.states import OPEN
from baken.privacy.pseudonyms import pseudonym
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person


def locked(notice_id: uuid.UUID) -> ReceivedNotice:
    """The notice, for this transaction alone. Raises Http404."""
    rows = ReceivedNotice.objects.select_for_update(of=("self",)).select_related("thing")
    return get_object_or_404(rows, id=notice_id)


@transaction.atomic
def take_notice(*, by: Actor, notice_id: uuid.UUID) -> ReceivedNotice:
    """The notice in the hand of this person. Raises `WrongState`, Http404."""
    return _moved(by, notice_id, "take")


@transaction.atomic
def put_back_notice(*, by: Actor, notice_id: uuid.UUID) -> ReceivedNotice:
    """The notice back with all. Raises `WrongState`, Http404."""
    return _moved(by, notice_id, "put_back")


def _moved(by: Actor, notice_id: uuid.UUID, name: str) -> ReceivedNotice:
    check_may(by, HANDLE)
    check_person(by)
    notice = locked(notice_id)
    move = check_move("notice", name, notice.state)
    notice.state = move.target
    notice.holder = by.user if move.target == "in_hand" else None
    notice.save(update_fields=["state", "holder"])
    record_event(by=by, action=move.event, subject=f"notice:{notice.id}")
    tell_programs(by, notice.id, notice.state)
    return notice


def tell_programs(by: Actor, notice_id: uuid.UUID, state: str) -> None:
    """Programs that asked for it hear that a notice stands otherwise. In the transaction of that."""
    queue_webhook(
        organisation=by.organisation,
        kind="notice.state_changed",
        payload={"notice": notice_id, "state": state},
    )


@transaction.atomic
def untie_notice(*, by: Actor, notice_id: uuid.UUID) -> ReceivedNotice:
    """The notice stands alone from now on, to be decided on by itself. Raises `NotTied`, Http404."""
    check_may(by, HANDLE)
    check_person(by)
    notice = locked(notice_id)
    if notice.state not in OPEN or notice.thing.notices.count() < 2:
        raise NotTied
    vault = Vault(by.organisation.id)
    thing = NoticedThing(
        organisation=by.organisation,
        # nothing that comes in later is tied to it: no place has this key
        key=pseudonym("untied", str(notice.id), vault.pseudonym_key),
        last_at=timezone.now(),
    )
    seal(vault, thing, "location", unseal(notice.thing, "location"))
    thing.save()
    notice.thing, notice.tied = thing, False
    notice.save(update_fields=["thing", "tied"])
    record_event(by=by, action="notices.untied", subject=f"notice:{notice.id}")
    return notice
