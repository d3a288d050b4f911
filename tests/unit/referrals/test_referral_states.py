"""The states of a referral: every one owned and reached, its clocks whole, no silence without an owner."""

from datetime import UTC, datetime, timedelta

import pytest

from baken.audit.words import ACTIONS
from baken.referrals.clocks import CLOCKS, IN_DANGER, LINK_HOLDS, clock_for, escalated, state_at
from baken.referrals.exceptions import ReferralsError
from baken.referrals.states import CLOCK, MOVES, OPEN, STATES, moves_from
from baken.referrals.wording import WHY_NOT
from baken.vocabulary.referrals import ReceiverKind, ReferralGround, ReferralState, ReferralStepKind

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def test_every_state_is_reached_and_every_open_one_is_owned() -> None:
    assert tuple(STATES) == ReferralState.codes
    reached = {move.target for move in MOVES.values() if move.target} | set(CLOCK.values())
    assert reached == set(STATES)
    assert {code for code, state in STATES.items() if state.by_clock} == set(CLOCK.values())
    assert [code for code in STATES if not STATES[code].open] == ["done", "withdrawn"]
    assert all(state.owner.nl and state.owner.en for state in STATES.values() if state.owner)


def test_every_move_is_a_kind_of_step_with_an_event_in_words() -> None:
    assert tuple(sorted(MOVES)) == tuple(sorted(ReferralStepKind.codes))
    assert all(move.event in ACTIONS for move in MOVES.values())
    assert all(set(move.sources) <= set(STATES) for move in MOVES.values())


@pytest.mark.parametrize("code", OPEN)
def test_no_open_state_is_an_end(code: str) -> None:
    assert "withdrawn" in {move.kind for move in moves_from(code)}


def test_what_is_offered_is_overdue_by_the_clock_alone() -> None:
    assert state_at("offered", LATER, NOW) == "offered"
    assert state_at("offered", NOW, NOW) == "overdue"
    assert state_at("accepted", NOW - timedelta(days=9), NOW) == "accepted"
    assert not escalated("offered", LATER, NOW)
    assert escalated("offered", NOW, NOW)
    assert not escalated("accepted", NOW, NOW)


@pytest.mark.parametrize("receiver", ReceiverKind.codes)
@pytest.mark.parametrize("ground", ReferralGround.codes)
def test_silence_escalates_while_the_address_still_answers(receiver: str, ground: str) -> None:
    clock = clock_for(receiver, ground)
    assert timedelta(0) < clock.answer < clock.escalate < LINK_HOLDS
    assert (clock == IN_DANGER) == (ground == "acute_danger")
    assert tuple(CLOCKS) == ReceiverKind.codes


def test_every_refusal_has_its_words() -> None:
    assert set(WHY_NOT) == set(ReferralsError.__subclasses__())
