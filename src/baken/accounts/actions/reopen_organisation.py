"""An organisation that closed opens again, within the time for it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from baken.accounts.exceptions import NotReopened
from baken.accounts.models import Organisation
from baken.accounts.permissions import CLOSE_ORGANISATION
from baken.accounts.queries import hold_organisation
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may

REOPENS = timedelta(days=30)
"""So long after it closed it can be opened again."""


@transaction.atomic
def reopen_organisation(*, by: Actor) -> Organisation:
    """People can sign in again, with what they had; nothing that was taken back goes.

    Nobody of it can sign in, so whoever keeps the installation does this. Raises `NotReopened`.
    """
    check_may(by, CLOSE_ORGANISATION)
    ours = hold_organisation(by.organisation.id)
    if ours.closed_at is None or timezone.now() - ours.closed_at > REOPENS:
        raise NotReopened
    ours.closed_at = None
    ours.save(update_fields=["closed_at"])
    record_event(by=by, action="accounts.organisation_reopened", subject=f"organisation:{ours.id}")
    return ours
