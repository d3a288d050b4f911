"""The states of a conversation and of a message of ours, and every way between them, as tables: who owns
each, and what the log says."""

from dataclasses import dataclass

from baken.vocabulary.code_list import Label
from baken.vocabulary.conversations import ConversationState, MessageState

OWNER = Label("wie het gesprek heeft", "whoever has the conversation")
TEAM = Label("het hele team", "the whole team")
SECOND = Label("een tweede persoon", "a second person")
SENDER = Label("de taak die verstuurt", "the job that sends")
PROVIDER = Label("de aanbieder van het kanaal", "the channel's provider")


@dataclass(frozen=True, slots=True)
class State:
    """A state and who is to do something; None: nobody, it ended."""

    code: str
    owner: Label | None


@dataclass(frozen=True, slots=True)
class Move:
    """A step: from which states, to which, and its event in the log."""

    kind: str
    sources: tuple[str, ...]
    target: str
    event: str


CONVERSATION_STATES: dict[str, State] = {
    state.code: state for state in (State("open", OWNER), State("paused", TEAM), State("closed", None))
}
assert tuple(CONVERSATION_STATES) == ConversationState.codes

CONVERSATION_MOVES: dict[str, Move] = {
    move.kind: move
    for move in (
        Move("begun", (), "open", "conversations.begun"),
        Move("paused", ("open",), "paused", "conversations.paused"),
        Move("resumed", ("paused",), "open", "conversations.resumed"),
        Move("closed", ("open", "paused"), "closed", "conversations.closed"),
        Move("reopened", ("closed",), "open", "conversations.reopened"),
    )
}

MESSAGE_STATES: dict[str, State] = {
    state.code: state
    for state in (
        State("second", SECOND),
        State("waiting", SENDER),
        State("sending", SENDER),
        State("sent", PROVIDER),
        State("delivered", PROVIDER),
        State("read", None),
        State("unknown", OWNER),
        State("failed", OWNER),
        State("refused", OWNER),
        State("dropped", None),
        State("received", None),
    )
}
assert tuple(MESSAGE_STATES) == MessageState.codes

MESSAGE_MOVES: tuple[Move, ...] = (
    Move("approved", (), "waiting", "conversations.message_approved"),
    Move("approved_for_second", (), "second", "conversations.message_approved"),
    Move("second_approved", ("second",), "waiting", "conversations.message_second"),
    Move("second_declined", ("second",), "dropped", "conversations.message_second"),
    Move("asks_second", ("waiting",), "second", "conversations.message_held"),
    Move("refused", ("waiting",), "refused", "conversations.message_held"),
    Move("dropped", ("second", "waiting"), "dropped", "conversations.message_dropped"),
    Move("set_aside", ("waiting",), "failed", "conversations.message_not_sent"),
    Move("put_off", ("waiting",), "waiting", "conversations.message_not_sent"),
    Move("begun", ("waiting",), "sending", "conversations.message_going"),
    Move("sent", ("sending", "unknown"), "sent", "conversations.message_sent"),
    Move("not_sent", ("sending",), "waiting", "conversations.message_not_sent"),
    Move("given_up", ("sending",), "failed", "conversations.message_not_sent"),
    Move("nobody_knows", ("sending",), "unknown", "conversations.message_unknown"),
    Move("said_not_sent", ("unknown",), "waiting", "conversations.message_settled"),
    Move("said_sent", ("unknown",), "sent", "conversations.message_settled"),
    Move("delivered", ("sent", "unknown"), "delivered", "conversations.message_told"),
    Move("read", ("sent", "unknown", "delivered"), "read", "conversations.message_told"),
    Move("told_failed", ("sent", "unknown"), "failed", "conversations.message_told"),
    Move("received", (), "received", "conversations.message_received"),
)
_MOVES = {move.kind: move for move in MESSAGE_MOVES}
assert len(_MOVES) == len(MESSAGE_MOVES)


def message_move(kind: str, state: str) -> Move | None:
    """The step from this state; None where there is none."""
    move = _MOVES[kind]
    return move if state in move.sources else None


STATED = ("sent", "delivered", "read")
"""How far a message came: what a provider tells out of order never takes it back."""
