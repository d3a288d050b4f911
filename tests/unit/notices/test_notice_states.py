"""Every state is owned and can be reached and left; every move has words in the log."""

import pytest

from baken.audit.words import ACTIONS
from baken.notices.received import exceptions, states
from baken.notices.received.codes import new_code, read_code
from baken.notices.received.exceptions import NoticesError
from baken.notices.received.policies import can_move, check_move, comes_first, is_set_aside, may_be_anonymous
from baken.notices.received.statement import _DONE
from baken.notices.received.wording import WHY_NOT
from baken.vocabulary.notices import NoticeOutcome, NoticeSubject, NotifierKind

TABLES = {
    "notice": (states.NOTICE_STATES, states.NOTICE_MOVES),
    "decision": (states.DECISION_STATES, states.DECISION_MOVES),
    "complaint": (states.COMPLAINT_STATES, states.COMPLAINT_MOVES),
    "suspension": (states.SUSPENSION_STATES, states.SUSPENSION_MOVES),
}


@pytest.mark.parametrize("name", TABLES)
def test_every_state_is_owned_reached_and_left(name: str) -> None:
    known, moves = TABLES[name]
    assert {move.target for move in moves.values()} == set(known)
    for code, state in known.items():
        assert state.owner.nl
        left = {move.target for move in moves.values() if code in move.sources}
        # a closed decision can still be overturned, and its notices are open again then
        again = {("decision", "closed"), ("notice", "decided")}
        assert bool(left) != state.ended or (name, code) in again


@pytest.mark.parametrize("name", TABLES)
def test_every_move_is_allowed_from_its_states_alone(name: str) -> None:
    known, moves = TABLES[name]
    for move in moves.values():
        assert move.event in ACTIONS
        for code in known:
            if code in move.sources:
                assert check_move(name, move.name, code) is move
            else:
                assert not can_move(name, move.name, code)
                with pytest.raises(exceptions.WrongState):
                    check_move(name, move.name, code)


def test_every_fault_has_its_sentence() -> None:
    told = {
        one for one in vars(exceptions).values() if isinstance(one, type) and issubclass(one, NoticesError)
    }
    assert told - {NoticesError} == set(WHY_NOT)


def test_every_measure_becomes_a_statement() -> None:
    assert set(_DONE) == set(NoticeOutcome.codes_in("measure"))


def test_only_abuse_of_minors_may_be_anonymous() -> None:
    assert [code for code in NoticeSubject.codes if may_be_anonymous(code)] == ["minor"]


def test_danger_comes_first_and_never_waits_apart() -> None:
    for subject in ("minor", "exploitation"):
        assert all(comes_first(kind, subject) for kind in NotifierKind.codes)
        assert not is_set_aside(subject=subject, suspended=True)
    assert is_set_aside(subject="other", suspended=True)
    assert not is_set_aside(subject="other", suspended=False)
    assert comes_first("trusted_flagger", "other")


def test_codes_are_long_and_read_as_they_are_typed() -> None:
    code = new_code()
    assert len(read_code(code)) == 25
    assert read_code(f" {code.upper().replace('-', ' ')} ") == read_code(code)
    assert new_code() != code
