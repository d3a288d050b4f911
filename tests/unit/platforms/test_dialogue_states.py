"""The states of points and meetings: every one owned and reached, none without a way on."""

import pytest

from baken.platforms.dialogue.states import (
    MEETING_MOVES,
    MEETING_STATES,
    MOVES,
    OPEN,
    PLAN,
    RAISE,
    STATES,
    meeting_moves_from,
    moves_from,
)
from baken.vocabulary.dialogue import (
    DialogueMeetingState,
    DialogueMeetingStepKind,
    DialogueState,
    DialogueStepKind,
    DialogueTurn,
)

NO_MOVES = {"corrected", "taken_back"}
"""Kinds of step that change what another says."""


def test_every_state_of_a_point_is_owned_and_reached() -> None:
    assert tuple(STATES) == DialogueState.codes
    assert all(state.turn in DialogueTurn and state.owner.nl and state.owner.en for state in STATES.values())
    assert {move.target for move in MOVES.values()} - {None} == set(STATES)
    assert [code for code, state in STATES.items() if state.open] == list(OPEN)
    assert all(state.open == (state.turn != "nobody") for state in STATES.values())


def test_every_move_is_a_kind_of_step_and_has_its_event() -> None:
    assert set(MOVES) | NO_MOVES == set(DialogueStepKind.codes)
    for move in MOVES.values():
        assert set(move.sources) <= set(STATES)
        assert move.event.startswith("platforms.")
    assert RAISE.sources == ()


@pytest.mark.parametrize("code", STATES)
def test_no_state_is_an_end(code: str) -> None:
    assert moves_from(code)


@pytest.mark.parametrize("code", OPEN)
def test_every_open_point_can_be_closed_both_ways(code: str) -> None:
    assert {"done", "dropped"} <= {move.kind for move in moves_from(code)}


def test_every_state_of_a_meeting_is_reached_and_leads_on() -> None:
    assert tuple(MEETING_STATES) == DialogueMeetingState.codes
    assert tuple(MEETING_MOVES) == DialogueMeetingStepKind.codes
    assert {move.target for move in MEETING_MOVES.values()} == set(MEETING_STATES)
    assert PLAN.sources == ()
    assert all(meeting_moves_from(code) for code in MEETING_STATES)
    assert [code for code, state in MEETING_STATES.items() if state.takes_minutes] == ["planned"]
