"""One person at a time, one decision that stands, two people for what is urgent."""

import random
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.utils import timezone

from baken.audit.models import Event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from baken.triage.actions.assess_lead import assess_lead
from baken.triage.actions.claim_lead import claim_lead, claim_next
from baken.triage.actions.look_at_urgent import look_at_urgent
from baken.triage.actions.release_lead import release_lead
from baken.triage.actions.save_draft import save_draft
from baken.triage.actions.undo_assessment import undo_assessment
from baken.triage.exceptions import (
    ChangedMeanwhile,
    DecidedMeanwhile,
    HeldByAnother,
    OutreachStopped,
    SamePerson,
    TooLateToUndo,
    TriageError,
    WordsMissing,
    WrongState,
)
from baken.triage.models import Assessment, Draft, Lead
from baken.triage.policies import HOLD, SECOND_WITHIN, UNDO_WITHIN, can_be_contacted, check_contactable
from baken.triage.queries import open_lead
from baken.triage.states import URGENT_OPEN
from tests.factories.leads import WORDS, make_lead, make_leads
from tests.factories.organisations import make_actor
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(organisation) -> list[Actor]:
    return [make_person(organisation, "outreach_worker") for _ in range(3)]


@pytest.fixture
def clock(monkeypatch) -> "Clock":
    return Clock(monkeypatch)


class Clock:
    """The time that actions and queries read, moved by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = datetime.fromisoformat("2026-03-03T10:00:00+00:00")
        monkeypatch.setattr(timezone, "now", lambda: self.now)

    def on(self, step: timedelta) -> None:
        self.now += step


def decide(by: Actor, lead: Lead, outcome: str, **more: str) -> Assessment:
    version = Lead.objects.get(id=lead.id).version
    return assess_lead(by=by, lead_id=lead.id, version=version, outcome=outcome, **WORDS, **more)


def look(by: Actor, lead: Lead, outcome: str) -> Assessment:
    version = Lead.objects.get(id=lead.id).version
    return look_at_urgent(by=by, lead_id=lead.id, version=version, outcome=outcome, **WORDS)


def test_next_gives_each_person_another_lead(actor: Actor, team: list[Actor]) -> None:
    make_leads(actor, 3)
    taken = [claim_next(by=one) for one in team]
    assert [lead.rank for lead in taken if lead] == [0, 1, 2]
    assert claim_next(by=team[0]) == taken[0], "what one has in hand comes first"


def test_next_after_a_lead_goes_on_and_begins_again(actor: Actor, team: list[Actor]) -> None:
    make_leads(actor, 3)
    lead, seen = None, []
    for _ in range(4):
        lead = claim_next(by=team[0], after=lead.id if lead else None)
        assert lead
        seen.append(lead.rank)
    assert seen == [0, 1, 2, 0]
    assert Lead.objects.filter(holder=team[0].user).count() == 1


def test_nothing_is_next_when_others_have_all(actor: Actor, team: list[Actor]) -> None:
    make_lead(actor)
    claim_next(by=team[0])
    assert claim_next(by=team[1]) is None


def test_hold_ends_by_itself_and_writing_extends_it(actor: Actor, team: list[Actor], clock: Clock) -> None:
    lead = make_lead(actor)
    claim_lead(by=team[0], lead_id=lead.id)
    clock.on(HOLD - timedelta(minutes=1))
    save_draft(by=team[0], lead_id=lead.id, facts="Eén nummer.", explanation="")
    clock.on(timedelta(minutes=2))
    with pytest.raises(HeldByAnother) as fault:
        claim_lead(by=team[1], lead_id=lead.id)
    assert fault.value.holder == team[0].user.name
    clock.on(HOLD)
    assert claim_lead(by=team[1], lead_id=lead.id).holder == team[1].user


def test_release_frees_ones_own_and_nobody_elses(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor)
    claim_lead(by=team[0], lead_id=lead.id)
    release_lead(by=team[1], lead_id=lead.id)
    with pytest.raises(HeldByAnother):
        claim_lead(by=team[1], lead_id=lead.id)
    release_lead(by=team[0], lead_id=lead.id)
    claim_lead(by=team[1], lead_id=lead.id)


def test_decision_has_a_name_a_reason_and_a_trace(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor)
    decide(team[0], lead, "no_concern")
    opened = open_lead(by=team[1], lead_id=lead.id)
    assert opened.lead.state == "no_concern"
    (decision,) = opened.decisions
    assert (decision.who, decision.facts) == (team[0].user.name, WORDS["facts"])
    event = Event.objects.get(action="triage.lead_assessed")
    assert event.user == team[0].user
    assert event.details == {"outcome": "no_concern", "band": "look_first", "reasons": 2}
    stored = Assessment.objects.get()
    assert WORDS["facts"].encode() not in bytes(stored.facts)


def test_words_never_stand_in_the_log(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor)
    save_draft(by=team[0], lead_id=lead.id, **WORDS)
    decide(team[0], lead, "unsure")
    for event in Event.objects.all():
        assert "nummer" not in f"{event.subject} {event.reason} {event.details}"


@pytest.mark.parametrize("words", [{"facts": "kort"}, {"explanation": " "}, {"facts": "x" * 5_001}])
def test_decision_without_a_reason_in_own_words_is_refused(
    actor: Actor, team: list[Actor], words: dict[str, str]
) -> None:
    lead = make_lead(actor)
    with pytest.raises(WordsMissing):
        assess_lead(by=team[0], lead_id=lead.id, version=0, outcome="unsure", **(WORDS | words))
    assert Lead.objects.get().state == "waiting"


def test_second_of_two_who_decide_is_told_who_decided_what(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor)
    assess_lead(by=team[0], lead_id=lead.id, version=0, outcome="no_concern", **WORDS)
    with pytest.raises(DecidedMeanwhile) as fault:
        assess_lead(by=team[1], lead_id=lead.id, version=0, outcome="unsure", **WORDS)
    assert (fault.value.who, fault.value.outcome) == (team[0].user.name, "no_concern")
    assert Assessment.objects.count() == 1


def test_same_decision_sent_twice_counts_once(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor)
    first = assess_lead(by=team[0], lead_id=lead.id, version=0, outcome="no_concern", **WORDS)
    assert assess_lead(by=team[0], lead_id=lead.id, version=0, outcome="no_concern", **WORDS) == first
    assert Assessment.objects.count() == 1


def test_nobody_decides_what_another_has_in_hand(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor)
    claim_lead(by=team[0], lead_id=lead.id)
    with pytest.raises(HeldByAnother):
        decide(team[1], lead, "no_concern")


def test_undo_restores_the_lead_and_the_words(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor)
    assessment = decide(team[0], lead, "no_concern")
    undo_assessment(by=team[0], assessment_id=assessment.id)
    opened = open_lead(by=team[0], lead_id=lead.id)
    assert (opened.lead.state, opened.hold.mine, opened.lead.decided_at) == ("waiting", True, None)
    assert (opened.draft_facts, opened.draft_explanation) == (WORDS["facts"], WORDS["explanation"])
    assert opened.decisions[0].undone_at is not None


def test_undo_ends_after_a_quarter_of_an_hour(actor: Actor, team: list[Actor], clock: Clock) -> None:
    lead = make_lead(actor)
    assessment = decide(team[0], lead, "no_concern")
    clock.on(UNDO_WITHIN + timedelta(seconds=1))
    with pytest.raises(TooLateToUndo):
        undo_assessment(by=team[0], assessment_id=assessment.id)


def test_undo_is_ones_own_and_only_until_somebody_goes_on(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor)
    assessment = decide(team[0], lead, "unsure")
    with pytest.raises(TooLateToUndo):
        undo_assessment(by=team[1], assessment_id=assessment.id)
    claim_lead(by=team[1], lead_id=lead.id)
    with pytest.raises(TooLateToUndo):
        undo_assessment(by=team[0], assessment_id=assessment.id)
    decide(team[1], lead, "no_concern")
    with pytest.raises(TooLateToUndo):
        undo_assessment(by=team[0], assessment_id=assessment.id)


def test_history_stays_when_a_lead_is_assessed_again(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor)
    decide(team[0], lead, "unsure")
    decide(team[1], lead, "worth_contacting")
    opened = open_lead(by=team[2], lead_id=lead.id)
    assert [one.outcome for one in opened.decisions] == ["worth_contacting", "unsure"]


def test_outreach_needs_a_decision_and_ends_for_good_with_minority(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor)
    assert not can_be_contacted(lead)
    decide(team[0], lead, "worth_contacting")
    lead.refresh_from_db()
    assert can_be_contacted(lead)
    decide(team[1], lead, "urgent", kind="minority")
    look(team[0], lead, "urgent_lifted")
    look(team[1], lead, "urgent_lifted")
    decide(team[2], lead, "worth_contacting")
    lead.refresh_from_db()
    assert lead.state == "worth_contacting"
    with pytest.raises(OutreachStopped):
        check_contactable(lead)


def test_urgent_is_marked_with_facts_alone(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor)
    assess_lead(
        by=team[0], lead_id=lead.id, version=0, outcome="urgent", kind="danger_to_life",
        facts=WORDS["facts"], explanation="",
    )  # fmt: skip
    assert Lead.objects.get().state == "urgent_second"


@pytest.mark.parametrize("kind", [None, "hurry"])
def test_urgent_without_a_kind_is_refused(actor: Actor, team: list[Actor], kind: str | None) -> None:
    lead = make_lead(actor)
    with pytest.raises(WrongState):
        assess_lead(by=team[0], lead_id=lead.id, version=0, outcome="urgent", kind=kind, **WORDS)


def test_who_looked_last_is_not_the_second(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor)
    decide(team[0], lead, "urgent", kind="minority")
    for outcome in ("urgent_confirmed", "urgent_lifted"):
        with pytest.raises(SamePerson):
            look(team[0], lead, outcome)
    look(team[1], lead, "urgent_confirmed")
    lead.refresh_from_db()
    assert (lead.state, lead.first_look_by, lead.second_look_by) == (
        "urgent_confirmed", team[0].user, team[1].user,
    )  # fmt: skip


def test_two_who_differ_leave_it_open_until_two_agree(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor, hard_stop=True)
    look(team[0], lead, "urgent_confirmed")
    look(team[1], lead, "urgent_lifted")
    lead.refresh_from_db()
    assert lead.state == "urgent_second"
    look(team[2], lead, "urgent_confirmed")
    lead.refresh_from_db()
    assert (lead.state, lead.first_look_by_id) == ("urgent_confirmed", team[0].user.id)


def test_marking_as_urgent_cannot_be_undone_alone(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor)
    assessment = decide(team[0], lead, "urgent", kind="minority")
    with pytest.raises(TooLateToUndo):
        undo_assessment(by=team[0], assessment_id=assessment.id)


def test_closing_look_taken_back_opens_it_again(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor)
    decide(team[0], lead, "urgent", kind="minority")
    closing = look(team[1], lead, "urgent_confirmed")
    undo_assessment(by=team[1], assessment_id=closing.id)
    lead.refresh_from_db()
    assert (lead.state, lead.first_look_by, lead.second_look_by) == ("urgent_second", team[0].user, None)


def test_minority_comes_before_danger_and_danger_never_before_minority(
    actor: Actor, team: list[Actor]
) -> None:
    lead = make_lead(actor)
    decide(team[0], lead, "urgent", kind="danger_to_life")
    decide(team[1], lead, "urgent", kind="minority")
    lead.refresh_from_db()
    assert (lead.urgent_kind, lead.outreach_stopped, lead.first_look_by) == ("minority", True, team[1].user)
    with pytest.raises(WrongState):
        decide(team[2], lead, "urgent", kind="danger_to_life")


def test_second_look_at_danger_to_life_is_due_within_a_day(
    actor: Actor, team: list[Actor], clock: Clock
) -> None:
    lead = make_lead(actor)
    decide(team[0], lead, "urgent", kind="danger_to_life")
    clock.on(SECOND_WITHIN - timedelta(minutes=1))
    due = open_lead(by=team[1], lead_id=lead.id).urgent
    assert due
    assert not due.overdue
    clock.on(timedelta(minutes=2))
    late = open_lead(by=team[1], lead_id=lead.id).urgent
    assert late
    assert late.overdue
    assert late.minutes == 24 * 60 + 1


def test_urgent_next_leaves_out_what_one_looked_at_last(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor, hard_stop=True)
    look(team[0], lead, "urgent_confirmed")
    assert claim_next(by=team[0], urgent=True) is None
    assert claim_next(by=team[1], urgent=True) == lead


@pytest.mark.parametrize(
    "change",
    [
        {"state": "urgent_confirmed"},
        {"state": "nonsense"},
        {"outreach_stopped": False},
        {"urgent_kind": None},
        {"held_until": datetime.fromisoformat("2026-03-03T10:00:00+00:00")},
        {"provinces": ["XX"]},
    ],
)
def test_database_itself_refuses_what_the_rules_refuse(actor: Actor, change: dict[str, object]) -> None:
    make_lead(actor, hard_stop=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Lead.objects.update(**change)


@pytest.mark.parametrize("role", ["registrar", "researcher", "data_protection_officer", "admin", "observer"])
def test_others_may_do_nothing_with_leads(actor: Actor, organisation, role: str) -> None:
    lead = make_lead(actor)
    other = make_person(organisation, role)
    for attempt in (
        lambda: claim_lead(by=other, lead_id=lead.id),
        lambda: claim_next(by=other),
        lambda: open_lead(by=other, lead_id=lead.id),
        lambda: assess_lead(by=other, lead_id=lead.id, version=0, outcome="unsure", **WORDS),
        lambda: save_draft(by=other, lead_id=lead.id, **WORDS),
        lambda: look(other, lead, "urgent_lifted"),
    ):
        with pytest.raises(NotPermitted):
            attempt()


def test_system_decides_nothing(actor: Actor) -> None:
    lead = make_lead(actor)
    with pytest.raises(NotPermitted):
        decide(actor, lead, "no_concern")
    with pytest.raises(NotPermitted):
        claim_lead(by=actor, lead_id=lead.id)


def test_lead_of_another_organisation_is_not_there(actor: Actor, team: list[Actor]) -> None:
    from baken.tenancy.acting import acting_for

    other = make_actor()
    with acting_for(other.organisation.id):
        theirs = make_lead(other)
    for attempt in (
        lambda: claim_lead(by=team[0], lead_id=theirs.id),
        lambda: open_lead(by=team[0], lead_id=theirs.id),
        lambda: save_draft(by=team[0], lead_id=theirs.id, **WORDS),
        lambda: assess_lead(by=team[0], lead_id=theirs.id, version=0, outcome="unsure", **WORDS),
    ):
        with pytest.raises((Http404, ObjectDoesNotExist)):
            attempt()


def test_draft_is_its_writers_alone_and_goes_with_the_decision(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor)
    save_draft(by=team[0], lead_id=lead.id, facts="Wat ik zag", explanation="")
    save_draft(by=team[0], lead_id=lead.id, facts="Wat ik zag, langer", explanation="")
    assert open_lead(by=team[0], lead_id=lead.id).draft_facts == "Wat ik zag, langer"
    assert open_lead(by=team[1], lead_id=lead.id).draft_facts == ""
    assert b"Wat ik zag" not in bytes(Draft.objects.get().facts)
    decide(team[0], lead, "unsure")
    assert not Draft.objects.exists()


def test_opening_a_lead_takes_few_statements(
    actor: Actor, team: list[Actor], django_assert_max_num_queries
) -> None:
    lead = make_lead(actor)
    decide(team[0], lead, "unsure")
    with django_assert_max_num_queries(6):
        open_lead(by=team[1], lead_id=lead.id)


@pytest.mark.parametrize("seed", range(12))
def test_no_sequence_of_actions_breaks_the_rules(
    actor: Actor, team: list[Actor], clock: Clock, seed: int
) -> None:
    """Three people do random things with four leads while time passes and runs come by."""
    dice = random.Random(seed)
    leads = [*make_leads(actor, 3), make_lead_more(actor)]
    stopped: set[object] = set()
    for _ in range(40):
        by, lead = dice.choice(team), Lead.objects.get(id=dice.choice(leads).id)
        before = {one.id: one for one in Lead.objects.all()}
        try:
            done = dice.choice(ACTIONS)(by, lead, dice)
        except TriageError:
            done = None
            assert {one.id: one.version for one in Lead.objects.all()} == {
                id: one.version for id, one in before.items()
            }, "what is refused changes nothing"
        clock.on(timedelta(minutes=dice.choice((0, 1, 7, 30))))
        _check_rules(stopped, before, done)
    if connection.features.can_defer_constraint_checks:
        connection.check_constraints()


def make_lead_more(by: Actor) -> Lead:
    from tests.factories.leads import place, run_row

    rows = [run_row(f"a{number:04d}", log_odds=9.0 - number / 100) for number in range(3)]
    place(by, *rows, run_row("a0009", hard_stop=True))
    return Lead.objects.get(advertiser="a0009")


def _undo(by: Actor, lead: Lead, dice: random.Random) -> object:
    newest = Assessment.objects.filter(lead=lead).order_by("-version").first()
    if newest is None:
        return None
    before = Assessment.objects.filter(id=newest.id).values_list("state_before", flat=True).get()
    undo_assessment(by=by, assessment_id=newest.id)
    assert Lead.objects.get(id=lead.id).state == before, "undoing restores"
    return None


ACTIONS = (
    lambda by, lead, dice: claim_lead(by=by, lead_id=lead.id),
    lambda by, lead, dice: claim_next(by=by),
    lambda by, lead, dice: claim_next(by=by, urgent=True),
    lambda by, lead, dice: release_lead(by=by, lead_id=lead.id),
    lambda by, lead, dice: decide(by, lead, dice.choice(("no_concern", "unsure", "worth_contacting"))),
    lambda by, lead, dice: decide(by, lead, "urgent", kind=dice.choice(("minority", "danger_to_life"))),
    lambda by, lead, dice: look(by, lead, dice.choice(("urgent_confirmed", "urgent_lifted"))),
    lambda by, lead, dice: look(by, lead, dice.choice(("urgent_confirmed", "urgent_lifted"))),
    _undo,
    _undo,
)


def _check_rules(stopped: set[object], before: dict[object, Lead], done: object) -> None:
    for lead in Lead.objects.all():
        was = before[lead.id]
        if was.state in URGENT_OPEN and lead.state not in URGENT_OPEN:
            looked = set(
                Assessment.objects.filter(
                    lead=lead, undone_at=None, outcome__startswith="urgent", created_at__gte=lead.urgent_since
                ).values_list("user_id", flat=True)
            )
            assert len(looked) >= 2, "nothing urgent is closed by one person"
        if lead.outreach_stopped:
            stopped.add(lead.id)
        assert (lead.id in stopped) == lead.outreach_stopped, "a stop never goes back"
        assert not (lead.outreach_stopped and can_be_contacted(lead))
        if lead.holder_id and was.holder_id and lead.holder_id != was.holder_id:
            assert (
                was.held_until <= timezone.now()
                or isinstance(done, Assessment)
                or was.version != lead.version
            )


def test_lead_that_changed_under_the_form_says_so(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor)
    assessment = decide(team[0], lead, "unsure")
    undo_assessment(by=team[0], assessment_id=assessment.id)
    release_lead(by=team[0], lead_id=lead.id)
    with pytest.raises(ChangedMeanwhile):
        assess_lead(by=team[1], lead_id=lead.id, version=0, outcome="no_concern", **WORDS)
