"""Reads of leads. Each one is logged."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may
from baken.triage.actions.claim_lead import urgent_for, waiting_for
from baken.triage.blind_sample import BLIND, is_blind
from baken.triage.models import Assessment, Draft, Lead
from baken.triage.own_words import ASSESSMENT, DRAFT, OwnWords, open_words
from baken.triage.permissions import LOOK_UP, URGENT, WORK
from baken.triage.policies import SECOND_WITHIN, UNDO_WITHIN, can_assess, can_look, can_undo, is_held
from baken.triage.states import STATES, URGENT_OPEN
from baken.vocabulary.code_list import Label
from baken.vocabulary.triage import AssessmentOutcome


def first_leads(*, by: Actor, band: str, count: int) -> list[Lead]:
    """The first leads of a band, strongest first; logged as a read."""
    leads = list(Lead.objects.filter(band=band).order_by("-log_odds", "advertiser")[:count])
    record_event(by=by, action="triage.leads_read", subject=f"band:{band}", details={"leads": len(leads)})
    return leads


@dataclass(frozen=True, slots=True)
class Hold:
    """Who has a lead in hand at this moment, and until when; nobody when `free`."""

    mine: bool
    free: bool
    holder: str | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided on a lead, in their own words. `undo_until` only where they may undo it."""

    id: uuid.UUID
    who: str
    outcome: str
    kind: str | None
    words: OwnWords
    reasons: tuple[str, ...]
    at: datetime
    undone_at: datetime | None
    can_undo: bool
    undo_until: datetime | None
    blind: bool = False

    @property
    def outcome_words(self) -> Label:
        """What was decided, in words."""
        return AssessmentOutcome[self.outcome].label

    @property
    def facts(self) -> str:
        """What was seen."""
        return self.words.facts

    @property
    def explanation(self) -> str:
        """Why this was decided."""
        return self.words.explanation


@dataclass(frozen=True, slots=True)
class UrgentClock:
    """How long something urgent stands, and by when a second person must have looked."""

    kind: str
    since: datetime
    minutes: int
    second_due: datetime | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class OpenedLead:
    """A lead with everything people did with it. `added_reasons` are the indicators that came since
    the last decision that stands; `waiting` is how many are free in the queue; `blind` whether band and
    reasons are out of sight."""

    lead: Lead
    now: datetime
    hold: Hold
    decisions: tuple[Decision, ...]
    added_reasons: tuple[str, ...]
    draft: OwnWords
    may_assess: bool
    may_look: bool
    looked_last: bool
    urgent: UrgentClock | None
    waiting: int
    blind: bool = False

    @property
    def draft_facts(self) -> str:
        """What the reader was writing under facts."""
        return self.draft.facts

    @property
    def draft_explanation(self) -> str:
        """What the reader was writing under explanation."""
        return self.draft.explanation

    @property
    def last_decision(self) -> Decision | None:
        """The newest decision that stands."""
        return next((one for one in self.decisions if one.undone_at is None), None)


def open_lead(*, by: Actor, lead_id: uuid.UUID) -> OpenedLead:
    """One lead with its decisions and the reader's own draft, decrypted; logged as a read under its
    case number. Raises Http404, `NotPermitted`."""
    check_may(by, WORK)
    lead = get_object_or_404(Lead.objects.select_related("holder").defer("known_sightings"), id=lead_id)
    if STATES[lead.state].urgent:
        check_may(by, URGENT)
    now = timezone.now()
    rows = list(Assessment.objects.filter(lead=lead).select_related("user").order_by("-version"))
    draft = Draft.objects.filter(lead=lead, user=by.user).first()
    vault = Vault(by.organisation.id)
    standing = next((row for row in rows if row.undone_at is None), None)
    blind = is_blind(lead, now)
    compared = () if standing is None or blind else standing.reasons
    record_event(
        by=by,
        action="triage.lead_opened",
        subject=f"lead:{lead.id}",
        reason=f"{by.reason}: {lead.case_number}",
        details={"decisions": len(rows)},
    )
    return OpenedLead(
        lead=lead,
        now=now,
        hold=hold_of(lead, by, now),
        decisions=tuple(_decision(row, lead, by, vault, now) for row in rows),
        added_reasons=tuple(one for one in lead.reasons if compared and one not in compared),
        draft=open_words(vault, DRAFT, draft.id, draft.facts, draft.explanation) if draft else OwnWords(),
        may_assess=can_assess(lead),
        may_look=can_look(lead, by),
        looked_last=lead.state == "urgent_second" and lead.first_look_by_id == by.user.id,
        urgent=clock_of(lead, now),
        waiting=waiting_for(by, now).count(),
        blind=blind,
    )


def _decision(row: Assessment, lead: Lead, by: Actor, vault: Vault, now: datetime) -> Decision:
    undoable = can_undo(row, lead, by, now)
    return Decision(
        id=row.id,
        who=row.user.name,
        outcome=row.outcome,
        kind=row.kind,
        words=open_words(vault, ASSESSMENT, row.id, row.facts, row.explanation),
        reasons=tuple(row.reasons),
        at=row.created_at,
        undone_at=row.undone_at,
        can_undo=undoable,
        undo_until=row.created_at + UNDO_WITHIN if undoable else None,
        blind=row.blind,
    )


def hold_of(lead: Lead, by: Actor, now: datetime) -> Hold:
    """Who has the lead in hand; its holder was read with it."""
    if not is_held(lead, now) or lead.holder is None:
        return Hold(mine=False, free=True, holder=None, until=None)
    mine = lead.holder_id == by.user.id
    return Hold(mine=mine, free=False, holder=lead.holder.name, until=lead.held_until)


def clock_of(lead: Lead, now: datetime) -> UrgentClock | None:
    """The clock of a lead on the urgent list; None for any other."""
    if lead.state not in URGENT_OPEN or lead.urgent_kind is None or lead.urgent_since is None:
        return None
    due = lead.urgent_since + SECOND_WITHIN if lead.urgent_kind == "danger_to_life" else None
    minutes = int((now - lead.urgent_since).total_seconds() // 60)
    return UrgentClock(lead.urgent_kind, lead.urgent_since, minutes, due, due is not None and now > due)


def queued_leads(*, by: Actor, holds: Collection[str]) -> QuerySet[Lead]:
    """What the queue shows: every lead that a run raises and that waits for an assessment; `hold` says
    whether it is "free", "mine" or an "other"'s at this moment; `holds` are those that are shown."""
    check_may(by, WORK)
    held = Q(held_until__gt=timezone.now())
    hold = Case(
        When(held & Q(holder=by.user), then=Value("mine")),
        When(held, then=Value("other")),
        default=Value("free"),
    )
    # what waits and is judged blind says nothing of its band, in no order and by no choice
    band = Case(When(blind=True, then=Value(BLIND.code)), default=F("band"))
    return _shown().annotate(hold=hold, shown_band=band).filter(hold__in=holds, state="waiting", raised=True)


def urgent_leads(*, by: Actor) -> QuerySet[Lead]:
    """What the urgent list shows, raised or not: nothing leaves it but by two people."""
    check_may(by, URGENT)
    return _shown().filter(state__in=URGENT_OPEN).select_related("holder", "first_look_by")


def _shown() -> QuerySet[Lead]:
    return Lead.objects.select_related("holder").defer("known_sightings", "log_odds", "low", "high")


def own_assessments(*, by: Actor) -> QuerySet[Assessment]:
    """What somebody decided themselves, without the words."""
    check_may(by, WORK)
    return (
        Assessment.objects.filter(user=by.user)
        .select_related("lead", "lead__holder")
        .defer("facts", "explanation", "lead__known_sightings")
    )


def urgent_count(*, by: Actor) -> int:
    """How many urgent leads wait for somebody, this person or another."""
    return Lead.objects.filter(state__in=URGENT_OPEN).count()


def urgent_for_me(*, by: Actor) -> int:
    """How many of them wait for this person."""
    return urgent_for(by, timezone.now()).count()


def note_list_read(*, by: Actor, which: str, shown: int) -> None:
    """Notes that somebody read a page of a list of leads."""
    record_event(by=by, action="triage.list_read", subject=f"list:{which}", details={"shown": shown})


def lead_of_case(*, by: Actor, case_number: str) -> Lead | None:
    """The lead with exactly this case number, or None; noted either way, without the number."""
    check_may(by, LOOK_UP)
    lead = Lead.objects.filter(case_number=case_number).only("id", "state").first()
    record_event(
        by=by,
        action="triage.case_looked_up",
        subject=f"lead:{lead.id}" if lead else "lead:none",
        details={"found": lead is not None},
    )
    return lead
