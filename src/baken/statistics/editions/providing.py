"""An edition for partners goes to one of them in three steps: one person asks, another decides, the file is
taken."""

import uuid
from dataclasses import replace

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.audit.actions import record_event
from baken.statistics.editions.exceptions import WrongState
from baken.statistics.models import Edition, Provision
from baken.statistics.permissions import APPROVE_PROVISION, PROVIDE_EDITION
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted, check_may, check_person
from baken.vocabulary.code_list import Label
from baken.vocabulary.editions import PartnerKind

PURPOSES = ("statistics", "outreach", "moderation")
"""What counts can be used for; a case needs evidence, not a table."""
MOST_PARTNER = 120
DECIDED = Label("Hierover was al beslist.", "This was decided already.")
NOT_APPROVED = Label("Deze verstrekking is niet goedgekeurd.", "This provision is not approved.")


@transaction.atomic
def ask_provision(
    *, by: Actor, edition_id: uuid.UUID, partner_kind: str, partner: str, purpose: str
) -> Provision:
    """Asks whether an edition for partners may go to the organisation `partner`; asked again while it waits,
    it stands once.

    Raises `WrongState` for a public edition, ValueError for another purpose, kind or an empty name,
    `NotPermitted`, Http404.
    """
    check_may(by, PROVIDE_EDITION)
    check_person(by)
    partner = partner.strip()
    if purpose not in PURPOSES or partner_kind not in PartnerKind.codes:
        raise ValueError("an edition goes to a kind of partner, for a purpose, that are on the list")
    if not partner or len(partner) > MOST_PARTNER:
        raise ValueError("a partner has a name of one to 120 characters")
    edition = get_object_or_404(Edition, id=edition_id)
    if edition.kind != "partner":
        raise WrongState(
            Label("Een openbare uitgave heeft iedereen al.", "Everybody has a public edition already.")
        )
    asked = {"edition": edition, "partner_kind": partner_kind, "partner": partner, "purpose": purpose}
    if standing := Provision.objects.filter(state="asked", asked_by=by.user, **asked).first():
        return standing
    made = Provision.objects.create(
        organisation=by.organisation, asked_by=by.user, asked_at=timezone.now(), **asked
    )
    _note(by, made, "statistics.provision_asked")
    return made


@transaction.atomic
def decide_provision(*, by: Actor, provision_id: uuid.UUID, approve: bool) -> Provision:
    """A second person decides, who neither asked nor made the edition. Raises `WrongState`, `NotPermitted`,
    Http404."""
    check_may(by, APPROVE_PROVISION)
    check_person(by)
    locked = Provision.objects.select_for_update(of=("self",)).select_related("edition")
    asked = get_object_or_404(locked, id=provision_id)
    if by.user.id in (asked.asked_by_id, asked.edition.made_by_id):
        raise NotPermitted("somebody else than who made an edition or asks to give it decides on that")
    if asked.state != "asked":
        raise WrongState(DECIDED)
    asked.state = "approved" if approve else "declined"
    asked.decided_by, asked.decided_at = by.user, timezone.now()
    asked.save(update_fields=["state", "decided_by", "decided_at"])
    _note(by, asked, "statistics.provision_approved" if approve else "statistics.provision_declined")
    return asked


def approved_provision(*, by: Actor, provision_id: uuid.UUID) -> tuple[Provision, Actor]:
    """One of which the file may be taken, and who takes it: for the purpose that was approved.

    Raises `WrongState`, `NotPermitted`, Http404.
    """
    check_may(by, PROVIDE_EDITION)
    check_person(by)
    found = get_object_or_404(Provision.objects.select_related("edition"), id=provision_id)
    if found.state != "approved":
        raise WrongState(NOT_APPROVED)
    return found, replace(by, purpose=found.purpose)


def _note(by: Actor, provision: Provision, action: str) -> None:
    record_event(
        by=by,
        action=action,
        subject=f"provision:{provision.id}",
        details={
            "table": provision.edition.table,
            "number": provision.edition.number,
            "kind": provision.partner_kind,
            "purpose": provision.purpose,
        },
    )
