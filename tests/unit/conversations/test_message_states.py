"""Every state of a conversation and of a message is owned and reachable, and each step has its words."""

from baken.audit.words import ACTIONS
from baken.conversations.states import (
    CONVERSATION_MOVES,
    CONVERSATION_STATES,
    MESSAGE_MOVES,
    MESSAGE_STATES,
    message_move,
)
from baken.vocabulary.conversations import ConversationStepKind

ENDED = {"read", "dropped", "received"}


def test_every_state_is_owned_or_ended() -> None:
    assert {code for code, state in MESSAGE_STATES.items() if state.owner is None} == ENDED
    assert {code for code, state in CONVERSATION_STATES.items() if state.owner is None} == {"closed"}


def test_every_state_can_be_reached_and_every_source_exists() -> None:
    for states, moves in (
        (MESSAGE_STATES, MESSAGE_MOVES),
        (CONVERSATION_STATES, tuple(CONVERSATION_MOVES.values())),
    ):
        assert {move.target for move in moves} == set(states)
        assert {source for move in moves for source in move.sources} <= set(states)


def test_nothing_leads_back_from_what_went() -> None:
    for move in MESSAGE_MOVES:
        if {"sent", "delivered", "read"} & set(move.sources):
            assert move.target in ("delivered", "read", "failed")


def test_what_nobody_knows_is_never_sent_again_by_itself() -> None:
    again = [move for move in MESSAGE_MOVES if "unknown" in move.sources and move.target == "waiting"]
    assert [move.kind for move in again] == ["said_not_sent"]
    assert message_move("begun", "unknown") is None


def test_every_event_has_words() -> None:
    moves = (*MESSAGE_MOVES, *CONVERSATION_MOVES.values())
    assert {move.event for move in moves} <= set(ACTIONS)
    assert set(CONVERSATION_MOVES) <= set(ConversationStepKind.codes)
