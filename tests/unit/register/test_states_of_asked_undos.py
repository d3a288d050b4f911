from baken.audit.words import ACTIONS
from baken.register.taking_back.states import ACTIVE, ENDED, MOVES, STATES
from baken.vocabulary.imports import AskedUndoState


def test_every_state_is_owned_reached_and_left() -> None:
    assert set(STATES) == set(AskedUndoState.codes) == {*ACTIVE, *ENDED}
    assert all(state.owner.nl and state.owner.en for state in STATES.values())
    assert {move.target for move in MOVES} - {None} == set(STATES)
    assert {code for move in MOVES for code in move.sources} == set(STATES)


def test_who_owns_a_state_can_move_it_on() -> None:
    for state in STATES.values():
        assert any(state.code in move.sources and move.owner == state.owner for move in MOVES), state.code


def test_every_step_but_the_beginning_has_words_in_the_log() -> None:
    assert [move.target for move in MOVES if move.event is None] == ["running"]
    assert {move.event for move in MOVES if move.event} <= set(ACTIONS)


def test_nothing_goes_unless_nobody_works_on_it() -> None:
    for move in MOVES:
        assert move.target is not None or "running" not in move.sources
