"""A platform that is missing from the catalogue: proposed by whoever found it, decided by whoever keeps the
catalogue."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from baken.adverts.permissions import BY_HAND
from baken.audit.actions import record_event
from baken.platforms.catalogue import folded
from baken.platforms.changes import add_platform
from baken.platforms.permissions import MANAGE
from baken.platforms.queries import find_platform
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.watch.campaigns.exceptions import ProposedAlready, WrongState
from baken.watch.models import PlatformProposal


@transaction.atomic
def propose_platform(
    *, by: Actor, name: str, type: str, because: str, campaign_id: uuid.UUID | None = None
) -> PlatformProposal:
    """Proposes a platform for the catalogue. Raises `ProposedAlready` for one that waits or is in it."""
    check_may(by, BY_HAND)
    check_person(by)
    name = " ".join(name.split())
    waiting = PlatformProposal.objects.filter(folded_name=folded(name), state="proposed").first()
    if waiting is not None or find_platform(name) is not None:
        raise ProposedAlready(waiting.id if waiting else None)
    made = PlatformProposal.objects.create(
        organisation=by.organisation,
        campaign_id=campaign_id,
        name=name,
        folded_name=folded(name),
        type=type,
        because=because,
        proposed_by=by.user,
        proposed_at=timezone.now(),
    )
    record_event(
        by=by, action="watch.platform_proposed", subject=f"proposal:{made.id}", details={"type": type}
    )
    return made


def take_proposal(by: Actor, name: str, type: str) -> None:
    """Keeps what recording by hand met; one that is proposed already stays as it is."""
    try:
        propose_platform(
            by=by, name=name, type=type, because="gezien bij het vastleggen / seen while recording"
        )
    except ProposedAlready:
        return


@transaction.atomic
def accept_proposal(
    *, by: Actor, proposal_id: uuid.UUID, name: str, type: str, because: str
) -> PlatformProposal:
    """Adds the platform to the catalogue, under a better name or type if need be.

    Raises `WrongState`, and `baken.platforms.exceptions.NameTaken`.
    """
    check_may(by, MANAGE)
    check_person(by)
    proposal = _waiting(proposal_id)
    proposal.platform = add_platform(by=by, name=name, type=type, because=because)
    return _decide(by, proposal, "accepted", because, timezone.now())


@transaction.atomic
def decline_proposal(*, by: Actor, proposal_id: uuid.UUID, because: str) -> PlatformProposal:
    """Leaves the catalogue as it is. Raises `WrongState`."""
    check_may(by, MANAGE)
    check_person(by)
    return _decide(by, _waiting(proposal_id), "declined", because, timezone.now())


def _waiting(proposal_id: uuid.UUID) -> PlatformProposal:
    proposal = PlatformProposal.objects.select_for_update().get(id=proposal_id)
    if proposal.state != "proposed":
        raise WrongState
    return proposal


def _decide(
    by: Actor, proposal: PlatformProposal, state: str, because: str, now: datetime
) -> PlatformProposal:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by.user, now
    proposal.decided_because = because
    proposal.save()
    record_event(
        by=by, action="watch.proposal_decided", subject=f"proposal:{proposal.id}", details={"state": state}
    )
    return proposal
