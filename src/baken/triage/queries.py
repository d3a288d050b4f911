"""Reads of leads. Each one is logged."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.accounts.models import User
from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may
from baken.triage.blind_sample import BLIND, is_blind
from baken.triage.lead_history import (
    Elsewhere,
    Step,
    about,
    colleagues,
    draft_here,
    elsewhere,
    looked_blind,
    steps_of,
)
from baken.triage.models import Assessment, Lead, WorkSettings
from baken.triage.own_words import ASSESSMENT, OwnWords, open_words
from baken.triage.permissions import LOOK_UP, URGENT, WORK
from baken.triage.policies import (
    SECOND_WITHIN,
    UNDO_WITHIN,
    can_ask_again,
    can_assess,
    can_look,
    can_mark,
    can_take,
    can_undo,
    is_handed,
    is_held,
)
from baken.triage.queue_order import (
    free_for,
    handed_to,
    queued,
    urgent_for,
)
from baken.triage.second_looks import as_seen_by, open_outcomes, unseen_answers
from baken.triage.states import STATES, URGENT_OPEN
from baken.vocabulary.code_list import Label
from baken.vocabulary.triage import AssessmentOutcome

MOST_COUNTED = 200
"""How far what waits is counted on a lead's page: past it nobody's day depends on the number."""


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
    """What somebody decided on a lead, in their own words. `undo_until` only where they may undo it.

    `blind`: it was judged without the reasons in sight. Of a mark only the facts are told to who looks
    second and has not looked yet.
    """

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
    blind: bool

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
    the last decision that stands; `waiting` is how many are free in the queue, none where more than
    `MOST_COUNTED` are; `blind` whether band and
    reasons are out of sight; `may_mark` whether one may mark as urgent what a colleague has, or what waits
    for them.
    `hidden_looks` of colleagues are not told yet; `draft_from` is the lead that the draft was begun on, where
    it rests under this one; `gone_days` how long the advertiser was not seen, where that is long.
    `open_outcomes` are those of the queue that the reader may choose from.
    """

    lead: Lead
    now: datetime
    hold: Hold
    decisions: tuple[Decision, ...]
    added_reasons: tuple[str, ...]
    draft: OwnWords
    open_outcomes: tuple[str, ...]
    may_assess: bool
    may_look: bool
    may_take: bool
    may_hand: bool
    may_reopen: bool
    may_mark: bool
    looked_last: bool
    urgent: UrgentClock | None
    waiting: int | None
    blind: bool
    hidden_looks: int
    draft_from: str | None
    steps: tuple[Step, ...]
    elsewhere: tuple[Elsewhere, ...]
    gone_days: int | None
    texts_open: bool
    colleagues: tuple[User, ...]

    @property
    def handed(self) -> Step | None:
        """By whom and to whom it was handed, while it waits for that colleague."""
        if not is_handed(self.lead, self.now):
            return None
        return next((one for one in self.steps if one.kind == "handed"), None)

    @property
    def handed_to_me(self) -> bool:
        """Whether the colleague is the reader."""
        return self.handed is not None and self.may_take

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
    shown = Lead.objects.select_related("holder", "handed_to").defer("known_sightings")
    lead = get_object_or_404(shown.annotate(**about(by)), id=lead_id)
    beside: Any = lead
    if STATES[lead.state].urgent:
        check_may(by, URGENT)
    now = timezone.now()
    rows = list(Assessment.objects.filter(lead=lead).select_related("user").order_by("-version"))
    lead.state, rows = as_seen_by(by, lead, rows)
    vault = Vault(by.organisation.id)
    withheld = looked_blind(lead, by, rows)
    told = [row for row in rows if row.id not in withheld or row.outcome == "urgent"]
    standing = next((row for row in told if row.undone_at is None), None)
    blind = is_blind(lead, now)
    compared = () if standing is None or blind else standing.reasons
    draft, draft_from = draft_here(lead, by, vault)
    record_event(
        by=by,
        action="triage.lead_opened",
        subject=f"lead:{lead.id}",
        reason=f"{by.reason}: {lead.case_number}",
        details={"decisions": len(told)},
    )
    stands = lead.rests_under is None
    may_take = can_take(lead, by, now)
    newest = min(beside.newest, now) if beside.newest else None
    return OpenedLead(
        lead=lead,
        now=now,
        hold=hold_of(lead, by, now),
        decisions=tuple(_decision(row, lead, by, vault, now, row.id in withheld) for row in told),
        added_reasons=tuple(one for one in lead.reasons if compared and one not in compared),
        draft=draft,
        open_outcomes=open_outcomes(by, lead, rows),
        may_assess=can_assess(lead) and (stands or lead.state == "urgent_lifted"),
        may_look=can_look(lead, by),
        may_take=may_take,
        may_hand=stands and may_take and lead.state == "waiting",
        may_reopen=may_take and can_ask_again(lead),
        may_mark=stands and can_mark(lead, by, now),
        looked_last=lead.state == "urgent_second" and lead.first_look_by_id == by.user.id,
        urgent=clock_of(lead, now),
        waiting=_count(free_for(by, now)),
        blind=blind,
        hidden_looks=len(withheld),
        draft_from=draft_from,
        steps=steps_of(lead, by, vault) if beside.has_steps else (),
        elsewhere=elsewhere(lead, unseen_answers(by)) if beside.has_elsewhere else (),
        gone_days=gone_days(lead, newest, beside.stale_days or WorkSettings().stale_days),
        texts_open=bool(beside.texts_open),
        colleagues=tuple(colleagues(by)) if stands and may_take and lead.state == "waiting" else (),
    )


def _count(waiting: QuerySet[Lead]) -> int | None:
    count = waiting[: MOST_COUNTED + 1].count()
    return count if count <= MOST_COUNTED else None


def gone_days(lead: Lead, newest: datetime | None, stale_days: int) -> int | None:
    """How many days an advertiser that is gone was not seen, up to the last collecting; None for one that
    is not gone."""
    if newest is None or lead.last_seen is None or newest - lead.last_seen <= timedelta(days=stale_days):
        return None
    return (newest - lead.last_seen).days


def _decision(
    row: Assessment, lead: Lead, by: Actor, vault: Vault, now: datetime, withheld: bool
) -> Decision:
    undoable = can_undo(row, lead, by, now)
    words = open_words(vault, ASSESSMENT, row.id, row.facts, row.explanation)
    return Decision(
        id=row.id,
        who=row.user.name,
        outcome=row.outcome,
        kind=row.kind,
        words=OwnWords(words.facts) if withheld else words,
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
    """What the queue shows: every lead that waits for an assessment; `hold` says whether it is "free",
    "mine" (in hand, or handed to the reader) or an "other"'s at this moment; `holds` are those that are
    shown."""
    check_may(by, WORK)
    now = timezone.now()
    held, mine = Q(held_until__gt=now), Q(holder=by.user)
    given, to_me = Q(handed_until__gt=now), handed_to(by, now)
    hold = Case(
        When(held & mine, then=Value("mine")),
        When(held, then=Value("other")),
        When(to_me, then=Value("mine")),
        When(given, then=Value("other")),
        default=Value("free"),
    )
    unheld = Q(held_until__isnull=True) | Q(held_until__lte=now)
    is_so = {
        "free": unheld & (Q(handed_until__isnull=True) | Q(handed_until__lte=now)),
        "mine": held & mine | unheld & to_me,
        "other": held & ~mine | unheld & given & ~Q(handed_to=by.user),
    }
    # said of the columns and not of `hold`, which the database would have to work out for each row
    asked = reduce(or_, (is_so[name] for name in holds))
    # what waits and is judged blind says nothing of its band, in no order and by no choice
    band = Case(When(blind=True, then=Value(BLIND.code)), default=F("band"))
    # people are read for the rows of a page, and not for all that the database puts in order
    shown = _shown().select_related(None).prefetch_related("holder", "handed_to")
    return shown.annotate(hold=hold, shown_band=band).filter(asked, queued(by, now))


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
