"""An organisation that closed opens again: within the time for it, or later while somebody waits for it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from baken.accounts.exceptions import NotReopened
from baken.accounts.models import Organisation
from baken.accounts.permissions import CLOSE_ORGANISATION
from baken.accounts.queries import hold_organisation
from baken.audit.actions import record_event
from baken.operations.closing.came_in import CameIn, came_in
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may

REOPENS = timedelta(days=30)
"""So long after it closed it can be opened again, and later too while somebody who wrote to it waits."""


def can_reopen(organisation: Organisation, waiting: CameIn) -> bool:
    """Whether an organisation can be opened again now, with what came in for it since it closed."""
    closed = organisation.closed_at
    return closed is not None and (timezone.now() - closed <= REOPENS or bool(waiting.counts))


@transaction.atomic
def reopen_organisation(*, by: Actor) -> CameIn:
    """People can sign in again, with what they had; nothing that was taken back goes. Returns what came in
    meanwhile and waits.

    Nobody of it can sign in, so whoever keeps the installation does this. Raises `NotReopened`.
    """
    check_may(by, CLOSE_ORGANISATION)
    ours = hold_organisation(by.organisation.id)
    if ours.closed_at is None:
        raise NotReopened
    waiting = came_in(ours.closed_at)
    if not can_reopen(ours, waiting):
        raise NotReopened
    ours.closed_at = None
    ours.save(update_fields=["closed_at"])
    record_event(
        by=by, action="accounts.organisation_reopened", subject=f"organisation:{ours.id}",
        details=dict(waiting.counts),
    )  # fmt: skip
    return waiting
