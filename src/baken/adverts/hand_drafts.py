"""What somebody is recording and did not send yet: kept sealed, for its writer alone, for some days."""

import json
import uuid
from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from baken.adverts.models import HandDraft
from baken.adverts.permissions import BY_HAND
from baken.adverts.vault import Vault
from baken.privacy.data_uris import cut_data_uris
from baken.privacy.encryption import NotDecryptable
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person

DRAFT_HOLDS = timedelta(days=3)
"""Counted from the last time it was kept: what one saw is fresh, or it is not worth recording."""

MOST_KEPT = 100_000
_COLUMN = "adverts_handdraft.sealed"
_OWN_WORDS = ("text", "title", "place", "url")


@transaction.atomic
def keep_hand_draft(*, by: Actor, fields: Mapping[str, str]) -> None:
    """Keeps what its writer has now, in place of what was kept before; nothing at all while nothing was
    written. Writes no event: nobody else sees it, and it is no sighting yet. Raises `NotPermitted`."""
    check_may(by, BY_HAND)
    check_person(by)
    held = {name: cut_data_uris(value[:MOST_KEPT]) for name, value in fields.items() if value.strip()}
    if not any(name in held for name in _OWN_WORDS) and not any("value" in name for name in held):
        forget_hand_draft(by=by)
        return
    row = _row(by)
    now = timezone.now()
    sealed = Vault(by.organisation.id).seal(json.dumps(held, ensure_ascii=False), _COLUMN, row)
    HandDraft.objects.update_or_create(
        id=row,
        defaults={"sealed": sealed, "saved_at": now, "expires_at": now + DRAFT_HOLDS},
        create_defaults={
            "organisation": by.organisation, "user": by.user, "sealed": sealed, "saved_at": now,
            "expires_at": now + DRAFT_HOLDS,
        },
    )  # fmt: skip


def open_hand_draft(*, by: Actor) -> dict[str, str]:
    """What its writer kept; nothing where there is none, or where it can't be opened any more."""
    kept = HandDraft.objects.filter(id=_row(by), expires_at__gt=timezone.now()).first()
    if kept is None:
        return {}
    try:
        found: dict[str, str] = json.loads(Vault(by.organisation.id).open(kept.sealed, _COLUMN, kept.id))
    except NotDecryptable:
        return {}
    return found


def forget_hand_draft(*, by: Actor) -> None:
    """It became a sighting, or was thrown away."""
    HandDraft.objects.filter(id=_row(by)).delete()


def _row(by: Actor) -> uuid.UUID:
    # the row is known beforehand, so two saves at the same moment meet in one row
    return uuid.uuid5(by.user.id, "hand draft")
