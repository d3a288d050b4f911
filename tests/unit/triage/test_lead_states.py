"""The tables of states: every state is owned, reached and labelled, and every move is allowed to somebody."""

import pytest

from baken.tenancy.permission import ALL_PERMISSIONS
from baken.triage.exceptions import WrongState
from baken.triage.states import (
    IN_QUEUE,
    MOVES,
    OPEN,
    QUEUE_OUTCOMES,
    REOPENINGS,
    STARTS,
    STATES,
    UNSETTLED,
    URGENT_OPEN,
    URGENT_OUTCOMES,
    check_move,
    outcome_state,
    reopened,
)
from baken.vocabulary.triage import AssessmentOutcome, LeadState


def test_every_state_has_a_row_and_an_owner() -> None:
    assert tuple(STATES) == LeadState.codes
    for state in STATES.values():
        assert state.owner.nl
        assert state.owner.en
        assert state.asked_by.code in ALL_PERMISSIONS


def test_every_state_is_reached() -> None:
    reached = set(STARTS.values())
    while new := {m.target for m in MOVES if reached & set(m.sources)} - reached:
        reached |= new
    assert reached == set(STATES)


def test_every_open_state_can_be_left_by_a_person() -> None:
    for state in OPEN:
        assert [m for m in MOVES if state in m.sources and m.permission and m.target != state]


def test_every_move_goes_between_states_that_exist_and_leaves_a_trace() -> None:
    for move in MOVES:
        assert set(move.sources) <= set(STATES)
        assert move.target in STATES
        assert move.event.startswith("triage.")


def test_only_a_run_moves_without_a_permission() -> None:
    assert {m.action for m in MOVES if m.permission is None} == {"reopen", "lapse"}


def test_every_outcome_leads_somewhere() -> None:
    assert set(QUEUE_OUTCOMES) | set(URGENT_OUTCOMES) == set(AssessmentOutcome.codes)
    for outcome in QUEUE_OUTCOMES:
        assert check_move("assess", "waiting", outcome_state(outcome))
    for outcome in URGENT_OUTCOMES:
        assert check_move("look", "urgent_second", outcome)


def test_a_second_answer_is_given_once_and_differing_ones_are_concluded() -> None:
    answers = [outcome for outcome in QUEUE_OUTCOMES if outcome != "urgent"]
    for outcome in answers:
        for action, source in (
            ("answer", "second_look"),
            ("conclude", "differing"),
            ("lapse", "second_look"),
        ):
            assert check_move(action, source, outcome)
        for source in UNSETTLED:
            with pytest.raises(WrongState):
                check_move("assess", source, outcome)
    assert check_move("answer", "second_look", "differing")
    for source in UNSETTLED:
        assert check_move("assess", source, "urgent_second")
        with pytest.raises(WrongState):
            check_move("ask_again", source, "waiting")
        assert reopened(source, stop=True, added=True, changed=True) == "urgent_first"
        # what it says of a lead changes nothing of what two people must still agree on
        assert reopened(source, stop=False, added=True, changed=True) is None


def test_what_is_not_settled_waits_in_the_queue() -> None:
    assert set(IN_QUEUE) == {"waiting", *UNSETTLED}
    for state in UNSETTLED:
        assert STATES[state].open
        assert not STATES[state].urgent


def test_nothing_urgent_is_closed_from_the_first_look() -> None:
    for outcome in URGENT_OUTCOMES:
        with pytest.raises(WrongState):
            check_move("look", "urgent_first", outcome)


def test_nobody_assesses_what_is_urgent_away() -> None:
    for state in (*URGENT_OPEN, "urgent_confirmed"):
        for outcome in ("no_concern", "unsure", "worth_contacting"):
            with pytest.raises(WrongState):
                check_move("assess", state, outcome)


def test_a_run_never_takes_anything_off_the_urgent_list() -> None:
    for row in REOPENINGS:
        check_move("reopen", row.state, row.target)
        if row.state in URGENT_OPEN:
            assert row.target in URGENT_OPEN


def test_who_is_worth_contacting_is_not_asked_again_for_another_reason() -> None:
    assert reopened("worth_contacting", stop=False, added=True, changed=True) is None
    assert reopened("worth_contacting", stop=True, added=True, changed=True) == "urgent_first"


def test_who_had_no_concern_is_asked_again_for_a_reason_more_and_not_for_one_fewer() -> None:
    assert reopened("no_concern", stop=False, added=True, changed=True) == "waiting"
    assert reopened("no_concern", stop=False, added=False, changed=True) is None
    assert reopened("unsure", stop=False, added=False, changed=True) == "waiting"
