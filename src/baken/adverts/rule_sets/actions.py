"""What people do with versions of the rules: propose, compare, put in force, withdraw."""

import uuid
from collections.abc import Mapping

from django.db import connection, transaction
from django.db.models import Max
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.adverts.exceptions import FaultyRuleSet, SameRules, WrongRuleSetState
from baken.adverts.permissions import CHANGE_RULES
from baken.adverts.rule_sets import states
from baken.adverts.rule_sets.models import RuleSet, RuleTrial
from baken.adverts.rule_sets.own_words import digest_with, lists_of, seal_lists, untold
from baken.adverts.rule_sets.policies import check_make_live
from baken.adverts.rule_sets.queries import (
    SHIPPED,
    InForce,
    live_row,
    rules_of,
    shipped_digest,
    waiting_trials,
)
from baken.adverts.rule_sets.trial_pace import ASKED, within_pace
from baken.adverts.waiting import INDICATE, TRY_RULES
from baken.audit.actions import record_event
from baken.indicators.compare import Comparison
from baken.indicators.faults import Fault, FaultyRules
from baken.indicators.own_lists import OwnLists, count_phrases, for_rules
from baken.indicators.rule import Weight
from baken.indicators.rulebook import check_texts, digest_of, shipped_texts
from baken.indicators.weighing import weighed_anew
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.tenancy.waiting import put_in_queue


@within_pace
@transaction.atomic
def propose_rules(*, by: Actor, files: Mapping[str, bytes], reason: str) -> RuleSet:
    """A new version out of rule files by name; it counts for nothing until it is put in force, and what it
    would change is asked for at once. The organisation's own word lists go with it as they are in force.

    Raises `FaultyRuleSet` with every fault, `SameRules`, `TriedTooOften`, `NotPermitted`.
    """
    check_may(by, CHANGE_RULES)
    check_person(by)
    lists = lists_of(live_row())
    _, faults = check_texts(files, word_lists=for_rules(lists), for_desk=True)
    if faults:
        raise FaultyRuleSet(untold(faults))
    texts = {name: content.decode("utf-8-sig") for name, content in files.items()}
    return store_proposal(by, texts, lists, reason)


@within_pace
@transaction.atomic
def propose_weights(*, by: Actor, weights: Mapping[str, tuple[float, float, float]], reason: str) -> RuleSet:
    """A new version that is the one in force with other weights: indicator to (log-odds, low, high).

    Of each file these numbers and the version change and nothing else. Raises `FaultyRuleSet`, `SameRules`,
    `TriedTooOften`, `NotPermitted`, and `baken.indicators.weighing.NotWeighed` for an indicator that carries
    no weight.
    """
    check_may(by, CHANGE_RULES)
    check_person(by)
    live = live_row()
    files = weighed_anew(
        live.files if live else shipped_texts(),
        {indicator: Weight(*numbers) for indicator, numbers in weights.items()},
    )
    lists = lists_of(live)
    words = {name: text.encode() for name, text in files.items()}
    _, faults = check_texts(words, word_lists=for_rules(lists), for_desk=True)
    if faults:
        raise FaultyRuleSet(untold(faults))
    return store_proposal(by, files, lists, reason)


def store_proposal(by: Actor, files: dict[str, str], lists: OwnLists, reason: str) -> RuleSet:
    """Stores a version whose files hold with these lists, and asks what it would change. The caller checked
    who may. Raises `SameRules`."""
    _one_at_a_time(by)
    digest = digest_with(by.organisation.id, digest_of(files), lists)
    live = live_row()
    standing = {*RuleSet.objects.filter(state="proposed").values_list("digest", flat=True)}
    if digest in standing | {live.digest if live else shipped_digest()}:
        raise SameRules
    last = RuleSet.objects.aggregate(last=Max("number"))["last"] or SHIPPED
    new = uuid.uuid4()
    row = RuleSet.objects.create(
        id=new,
        organisation=by.organisation,
        number=last + 1,
        files=files,
        words=seal_lists(by.organisation.id, new, lists),
        own_words=count_phrases(lists),
        digest=digest,
        reason=reason,
        proposed_by=by.user,
        proposed_at=timezone.now(),
    )
    record_event(
        by=by,
        action=states.PROPOSED,
        subject=f"rule_set:{row.id}",
        reason=reason,
        details={
            "number": row.number,
            "rules": len(files),
            "own_words": row.own_words,
            "sha256": digest,
        },
    )
    _ask_trial(by, row)
    return row


@within_pace
@transaction.atomic
def ask_comparison(*, by: Actor, rule_set_id: uuid.UUID) -> RuleTrial:
    """Has a proposed version compared with the one in force, in the background; waiting once is enough.

    Raises `WrongRuleSetState`, `TriedTooOften`, `NotPermitted`, Http404.
    """
    check_may(by, CHANGE_RULES)
    check_person(by)
    _one_at_a_time(by)
    row = get_object_or_404(RuleSet, id=rule_set_id)
    if row.state != states.FIRST:
        raise WrongRuleSetState
    return _ask_trial(by, row)


def _ask_trial(by: Actor, row: RuleSet) -> RuleTrial:
    live = live_row()
    waiting, _ = RuleTrial.objects.update_or_create(
        rule_set=row,
        done_at=None,
        defaults={
            "against": live.number if live else SHIPPED,
            "against_digest": live.digest if live else shipped_digest(),
        },
        create_defaults={
            "organisation": by.organisation,
            "against": live.number if live else SHIPPED,
            "against_digest": live.digest if live else shipped_digest(),
            "asked_by": by.user,
            "asked_at": timezone.now(),
        },
    )
    record_event(
        by=by,
        action=ASKED,
        subject=f"rule_set:{row.id}",
        details={"number": row.number, "against": waiting.against},
    )
    put_in_queue(TRY_RULES, by.organisation.id)
    return waiting


@transaction.atomic
def make_live(*, by: Actor, rule_set_id: uuid.UUID) -> RuleSet:
    """Puts a proposed version in force, by another person than its author; the next run follows it.

    What was decided on leads stays. Raises `WrongRuleSetState`, `NotByTheAuthor`, `NotCompared`,
    `FaultyRuleSet` where the program takes its rules no more, `NotPermitted`, Http404.
    """
    check_may(by, CHANGE_RULES)
    check_person(by)
    _one_at_a_time(by)
    row = get_object_or_404(RuleSet, id=rule_set_id)
    check_make_live(row, by)
    if faults := _faults_of(row):
        raise FaultyRuleSet(faults)
    now = timezone.now()
    live = live_row()
    if live is not None:
        live.state, live.replaced_at = states.REPLACE.target, now
        live.save(update_fields=["state", "replaced_at"])
        _note(by, states.REPLACE, live, by_number=row.number)
    row.state, row.made_live_by, row.made_live_at = states.MAKE_LIVE.target, by.user, now
    row.save(update_fields=["state", "made_live_by", "made_live_at"])
    _note(by, states.MAKE_LIVE, row)
    put_in_queue(INDICATE, by.organisation.id)
    return row


@transaction.atomic
def withdraw_rules(*, by: Actor, rule_set_id: uuid.UUID, reason: str) -> RuleSet:
    """Withdraws a version for good, at once and by one person.

    If it was in force, the version that it replaced is in force again, or the one before that where it was
    withdrawn too or can't be used any more, or the shipped one; the next run re-decides. What was decided
    on leads stays. Raises `WrongRuleSetState`, `NotPermitted`, Http404, ValueError without a reason.
    """
    check_may(by, CHANGE_RULES)
    check_person(by)
    if not reason.strip():
        raise ValueError("withdrawing rules needs a reason")
    _one_at_a_time(by)
    row = get_object_or_404(RuleSet, id=rule_set_id)
    step = next((one for one in states.WITHDRAWALS if one.source == row.state), None)
    if step is None:
        raise WrongRuleSetState
    row.state, row.withdrawn_by, row.withdrawn_at = step.target, by.user, timezone.now()
    row.withdrawn_because = reason
    row.save(update_fields=["state", "withdrawn_by", "withdrawn_at", "withdrawn_because"])
    _note(by, step, row, reason=reason)
    if states.STATES[step.source].in_force:
        _resume_the_one_before(by)
        put_in_queue(INDICATE, by.organisation.id)
    return row


def _resume_the_one_before(by: Actor) -> None:
    for earlier in RuleSet.objects.filter(state=states.RESUME.source).order_by("-replaced_at", "-number"):
        if not _faults_of(earlier):
            earlier.state, earlier.replaced_at = states.RESUME.target, None
            earlier.save(update_fields=["state", "replaced_at"])
            _note(by, states.RESUME, earlier)
            return


def keep_comparison(
    *,
    by: Actor,
    trial: RuleTrial,
    against: InForce,
    found: Comparison | None,
    sightings: int,
    advertisers: int,
) -> None:
    """Keeps what a version would change, for a job; `found` is None where its rules are taken no more."""
    from baken.adverts.rule_sets.trial_counts import told

    with transaction.atomic():
        kept = (
            waiting_trials()
            .filter(id=trial.id)
            .update(
                done_at=timezone.now(),
                against=against.number,
                against_digest=against.digest,
                sightings=sightings,
                advertisers=advertisers,
                counts=told(found) if found else {},
            )
        )
        if kept:
            record_event(
                by=by,
                action="adverts.rules_compared",
                subject=f"rule_set:{trial.rule_set_id}",
                details={"against": against.number, "sightings": sightings},
            )


def _faults_of(row: RuleSet) -> tuple[Fault, ...]:
    try:
        rules_of(row)
    except FaultyRules as fault:
        return fault.faults
    return ()


def _one_at_a_time(by: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"rules {by.organisation.id}"]
        )


def _note(
    by: Actor, step: states.Transition, row: RuleSet, *, reason: str | None = None, **details: int
) -> None:
    record_event(
        by=by,
        action=step.event,
        subject=f"rule_set:{row.id}",
        reason=reason,
        details={"number": row.number, **details},
    )
