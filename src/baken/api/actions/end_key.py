"""Another secret for a key, and its end."""

import uuid
from datetime import timedelta

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.api.models import ApiKey, ApiSecret
from baken.api.permissions import MANAGE_PROGRAMS
from baken.api.policies import check_stands
from baken.api.secrets import new_secret, secret_hash
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person

LONGEST_OVERLAP = timedelta(days=30)


@transaction.atomic
def rotate_key(*, by: Actor, key_id: uuid.UUID, overlap: timedelta) -> str:
    """A new secret, shown once. The one before it holds for `overlap` longer, any older one ends now.

    Raises `KeyEnded`, Http404; ValueError for an overlap that is negative or longer than 30 days.
    """
    check_may(by, MANAGE_PROGRAMS)
    check_person(by)
    if not timedelta(0) <= overlap <= LONGEST_OVERLAP:
        raise ValueError(f"an overlap is 0 to {LONGEST_OVERLAP.days} days")
    key = _found(key_id)
    check_stands(key)
    now = timezone.now()
    key.secrets.filter(valid_until__isnull=False).delete()
    key.secrets.filter(valid_until=None).update(valid_until=now + overlap)
    secret = new_secret()
    ApiSecret.objects.create(
        organisation=by.organisation, key=key, secret_hash=secret_hash(secret), created_at=now
    )
    record_event(
        by=by,
        action="api.key_rotated",
        subject=f"api_key:{key.id}",
        details={"overlap_hours": int(overlap.total_seconds() // 3600)},
    )
    return secret


@transaction.atomic
def revoke_key(*, by: Actor, key_id: uuid.UUID) -> ApiKey:
    """The key opens nothing from now on, for good; what it did stays in the log. Raises `KeyEnded`,
    Http404."""
    check_may(by, MANAGE_PROGRAMS)
    check_person(by)
    key = _found(key_id)
    check_stands(key)
    key.secrets.all().delete()
    key.revoked_by, key.revoked_at = by.user, timezone.now()
    key.save(update_fields=["revoked_by", "revoked_at"])
    record_event(by=by, action="api.key_revoked", subject=f"api_key:{key.id}")
    return key


def _found(key_id: uuid.UUID) -> ApiKey:
    found: ApiKey = get_object_or_404(ApiKey.objects.select_for_update(of=("self",)), id=key_id)
    return found
