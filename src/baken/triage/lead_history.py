"""What happened to a lead beside decisions, what was decided elsewhere about its sightings, and what a second
person is not shown before they looked themselves."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When

from baken.accounts.models import User
from baken.adverts.models import Link
from baken.adverts.vault import Vault
from baken.tenancy.acting import Actor
from baken.tenancy.permission import may
from baken.triage.models import Assessment, Draft, Lead, LeadStep, Pace, WorkSettings
from baken.triage.own_words import DRAFT, STEP_WORDS, OwnWords, open_words
from baken.triage.permissions import WORK
from baken.triage.states import URGENT_OPEN


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody reopened the lead, handed it to a colleague, or split a part off."""

    kind: str
    who: str
    to: str | None
    words: str
    at: datetime
    until: datetime | None
    mine: bool


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A decision that stands on another lead about the same advertiser: `joined` when that lead rests
    under this one, else this advertiser was split off from it. While two people look there (`looking`)
    nobody is told what one of them found."""

    lead_id: uuid.UUID
    case_number: str
    joined: bool
    looking: bool
    who: str | None
    outcome: str | None
    at: datetime | None


def about(by: Actor) -> dict[str, Any]:
    """What the page of a lead asks in the same statement as the lead itself: whether there is more to read
    of it, how its reader wants to read, and what tells whether the advertiser is gone."""
    mine = Link.objects.filter(advertiser=OuterRef(OuterRef("advertiser"))).values("sighting_id")
    parted = LeadStep.objects.filter(kind="parted", sighting__in=mine).exclude(lead=OuterRef("pk"))
    newest = Lead.objects.exclude(last_seen=None).order_by("-last_seen").values("last_seen")[:1]
    return {
        "has_steps": Exists(LeadStep.objects.filter(lead=OuterRef("pk"))),
        "has_elsewhere": Exists(Lead.objects.filter(rests_under=OuterRef("pk"))) | Exists(parted),
        "texts_open": Subquery(Pace.objects.filter(user=by.user).values("texts_open")[:1]),
        "stale_days": Subquery(WorkSettings.objects.values("stale_days")[:1]),
        "newest": Subquery(newest),
    }


def steps_of(lead: Lead, by: Actor, vault: Vault) -> tuple[Step, ...]:
    """What people did with it, the newest first."""
    rows = LeadStep.objects.filter(lead=lead).select_related("user", "to").order_by("-created_at", "id")
    return tuple(
        Step(
            row.kind, row.user.name, row.to.name if row.to else None,
            vault.open(row.words, STEP_WORDS, row.id), row.created_at, row.until, row.user_id == by.user.id,
        )
        for row in rows
    )  # fmt: skip


def elsewhere(lead: Lead, known: Q) -> tuple[Elsewhere, ...]:
    """What was decided on the leads that rest under this one, and on the one it was split off from; of
    decisions those that the reader may know."""
    mine = Link.objects.filter(advertiser=lead.advertiser).values("sighting_id")
    parted = LeadStep.objects.filter(kind="parted", sighting__in=mine).values("lead")
    others = Lead.objects.filter(Q(rests_under=lead.id) | Q(id__in=parted)).exclude(id=lead.id)
    found = []
    for other in others.only("id", "case_number", "state", "rests_under").order_by("case_number"):
        joined, looking = other.rests_under == lead.id, other.state in URGENT_OPEN
        standing = (
            None
            if looking
            else Assessment.objects.filter(known, lead=other, undone_at__isnull=True)
            .select_related("user")
            .order_by("-version")
            .first()
        )
        if standing is None:
            found.append(Elsewhere(other.id, other.case_number, joined, looking, None, None, None))
        else:
            told = standing.user.name, standing.outcome, standing.created_at
            found.append(Elsewhere(other.id, other.case_number, joined, looking, *told))
    return tuple(found)


def looked_blind(lead: Lead, by: Actor, rows: Sequence[Assessment]) -> set[uuid.UUID]:
    """The decisions that this reader does not see yet: what others found of something urgent, until the
    reader looked too. So the second of two people says what they see themselves."""
    if lead.state not in URGENT_OPEN or lead.urgent_since is None:
        return set()
    looks = [row for row in rows if row.outcome.startswith("urgent") and row.created_at >= lead.urgent_since]
    if any(row.user_id == by.user.id and row.undone_at is None for row in looks):
        return set()
    # one that was taken back tells as much; one's own is no secret
    return {row.id for row in looks if row.user_id != by.user.id}


def draft_here(lead: Lead, by: Actor, vault: Vault) -> tuple[OwnWords, str | None]:
    """What somebody was writing about it; else what they were writing about a lead that rests under it,
    with that one's case number."""
    mine = Draft.objects.filter(Q(lead=lead) | Q(lead__rests_under=lead.id), user=by.user)
    own_first = Case(When(lead=lead, then=0), default=1)
    found = mine.select_related("lead").order_by(own_first, "-created_at").first()
    if found is None:
        return OwnWords(), None
    words = open_words(vault, DRAFT, found.id, found.facts, found.explanation)
    return words, None if found.lead_id == lead.id else found.lead.case_number


def colleagues(by: Actor) -> list[User]:
    """Who else works on leads here."""
    active = User.objects.filter(is_active=True, is_system=False).exclude(id=by.user.id).order_by("name")
    return [user for user in active if may(user, WORK)]


def own_drafts(*, by: Actor) -> QuerySet[Draft]:
    """What somebody was writing and did not record yet, the newest first, without the words."""
    return (
        Draft.objects.filter(user=by.user)
        .select_related("lead")
        .defer("facts", "explanation", "lead__known_sightings")
        .order_by("-created_at")
    )
