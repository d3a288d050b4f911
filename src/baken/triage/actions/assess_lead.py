"""One named person decides on a lead, with facts and an explanation."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.triage.actions.follow_leads import touch
from baken.triage.actions.keep_stops import stop_leads
from baken.triage.blind_sample import is_blind
from baken.triage.exceptions import WrongState
from baken.triage.load import check_day
from baken.triage.models import Assessment, Draft, Lead
from baken.triage.own_words import ASSESSMENT, OwnWords, seal_words
from baken.triage.permissions import WORK
from baken.triage.policies import (
    UNDO_WITHIN,
    can_take,
    check_assessable,
    check_conclusion,
    check_free,
    check_marking,
    check_stands,
    check_turn,
    check_unchanged,
    check_words,
)
from baken.triage.second_looks import answers, is_drawn, second_look_rate
from baken.triage.states import DRAWN, QUEUE_OUTCOMES, check_move, outcome_state
from baken.vocabulary.triage import UrgentKind


@transaction.atomic
def assess_lead(
    *,
    by: Actor,
    lead_id: uuid.UUID,
    version: int,
    outcome: str,
    facts: str,
    explanation: str,
    kind: str | None = None,
) -> Assessment:
    """The decision, and the lead in the state it leads to.

    `version` is that of the lead when its maker saw it; `kind` is told with the outcome "urgent" and
    with no other. Marking a lead as urgent is the first of the two looks, and a suspicion of minority
    stops outreach for good; that waits for nobody, so a lead in hand of a colleague goes out of it. Sending
    the same decision twice decides once. On a part a second person answers apart (`second_looks`): the
    first and the second decide here alike, and so does whoever concludes where the two differ. Raises
    `DecidedMeanwhile`, `LookedMeanwhile`, `ChangedMeanwhile`, `HeldByAnother`, `HandedToAnother`,
    `RestsElsewhere`, `SamePerson`, `OwnAnswer`, `DayIsFull`, `WrongState`, `WordsMissing`, `NotPermitted`,
    Http404.
    """
    check_person(by)
    check_may(by, WORK)
    if outcome not in QUEUE_OUTCOMES or (outcome == "urgent") != (kind in UrgentKind):
        raise WrongState("no such outcome")
    check_words(outcome, facts, explanation)
    lead = get_object_or_404(Lead.objects.select_for_update(of=("self",)), id=lead_id)
    newest = newest_assessment(lead)
    if newest and _sent_twice(newest, lead, by, version, outcome):
        return newest
    now = timezone.now()
    check_unchanged(lead, by, version, newest)
    if kind:
        # whoever sees danger says so at once, also of what a colleague has in hand: their draft stays
        check_marking(lead, kind)
    else:
        check_free(lead, by, now)
        check_stands(lead)
        check_assessable(lead)
        check_turn(lead, by)
        check_day(by, now, lead)
    course = course_of(by, lead, outcome)
    move = check_move(course.action, lead.state, course.target)
    was, before = lead.state, (lead.decided_at, lead.reopened_by)
    outranked = not can_take(lead, by, now)
    assessment = store_assessment(
        by=by,
        lead=lead,
        outcome=outcome,
        kind=kind,
        words=OwnWords(facts, explanation),
        now=now,
        second_to=course.second_to,
    )
    lead.state = course.target
    if was == "second_look":
        lead.first_look_by = lead.second_from = None
    if course.target == "second_look":
        # to everybody else it waits as it did
        lead.decided_at, lead.reopened_by = before
        lead.first_look_by, lead.second_from = by.user, now + UNDO_WITHIN
    if kind:
        lead.urgent_kind, lead.urgent_since = kind, now
        lead.first_look_by, lead.second_look_by = by.user, None
        lead.outreach_stopped = lead.outreach_stopped or kind == "minority"
    lead.save()
    if kind == "minority":
        stop_leads(by=by)
    details = {"outcome": outcome, "band": lead.band, "reasons": len(lead.reasons)}
    details |= {"blind": True} if assessment.blind else {}
    details |= {"in_hand_of_another": True} if outranked else {}
    details |= {"kind": kind} if kind else {}
    details |= {"same": course.target == outcome} if course.second_to else {}
    record_event(by=by, action=move.event, subject=f"lead:{lead.id}", details=details)
    if course.target == "second_look":
        record_event(
            by=by,
            action=DRAWN,
            subject=f"lead:{lead.id}",
            details={"of_100": second_look_rate()},
        )
    return assessment


@dataclass(frozen=True, slots=True)
class Course:
    """Which way a decision goes: the move, its target, and the answer it is the second to."""

    action: str
    target: str
    second_to: Assessment | None = None


def course_of(by: Actor, lead: Lead, outcome: str) -> Course:
    """The way of this decision. The caller holds the lead's lock. Raises `OwnAnswer`."""
    if lead.state == "second_look":
        standing = Assessment.objects.filter(lead=lead, user=lead.first_look_by, undone_at__isnull=True)
        first = standing.order_by("-version").first()
        assert first is not None
        second_to = None if first.user_id == by.user.id else first
        if outcome == "urgent":
            return Course("assess", outcome_state(outcome), second_to)
        return Course("answer", outcome if outcome == first.outcome else "differing", second_to)
    if outcome == "urgent":
        return Course("assess", outcome_state(outcome))
    if lead.state == "differing":
        rows = Assessment.objects.filter(lead=lead).order_by("-version")
        check_conclusion(outcome, by, answers(list(rows)))
        return Course("conclude", outcome)
    return Course("assess", "second_look" if is_drawn(by, lead) else outcome)


def newest_assessment(lead: Lead) -> Assessment | None:
    """The last decision on a lead, undone or not."""
    return Assessment.objects.filter(lead=lead).select_related("user").order_by("-version").first()


def _sent_twice(newest: Assessment, lead: Lead, by: Actor, version: int, outcome: str) -> bool:
    return (
        newest.user_id == by.user.id
        and newest.outcome == outcome
        and newest.version == lead.version == version + 1
        and newest.undone_at is None
    )


def store_assessment(
    *,
    by: Actor,
    lead: Lead,
    outcome: str,
    kind: str | None,
    words: OwnWords,
    now: datetime,
    second_to: Assessment | None = None,
) -> Assessment:
    """The row of a decision, and the lead out of hand with its new version; the caller moves and
    saves the lead."""
    row = uuid.uuid4()
    blind = is_blind(lead, now)
    # urgent goes the urgent way, in full sight; and who decides again sees what the rules said
    lead.blind = blind and not outcome.startswith("urgent")
    lead.version += 1
    lead.holder = lead.held_until = None
    lead.handed_to = lead.handed_until = lead.reopened_by = lead.escalated_at = None
    lead.decided_at = now
    touch(lead)
    # what one wrote on a lead that rests under this one was shown here, and went into this
    Draft.objects.filter(Q(lead=lead) | Q(lead__rests_under=lead.id), user=by.user).delete()
    return Assessment.objects.create(
        id=row,
        organisation=by.organisation,
        lead=lead,
        user=by.user,
        outcome=outcome,
        kind=kind,
        **seal_words(Vault(by.organisation.id), ASSESSMENT, row, words),
        reasons=lead.reasons,
        band=lead.band,
        state_before=lead.state,
        version=lead.version,
        created_at=now,
        blind=blind,
        unknown=lead.unknown,
        counting=lead.counting,
        rule_versions=lead.rule_versions,
        second_to=second_to,
    )
