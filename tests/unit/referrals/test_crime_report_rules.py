"""States, clocks and packets of reports of a suspected crime, without a database."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.audit.words import ACTIONS
from baken.referrals.reports.clocks import RETRIES, SEND_WITHIN, answer_within, retry_wait, state_at
from baken.referrals.reports.packet import (
    AT_LATEST,
    ITEMS_FOR,
    NEEDED_FOR,
    REQUIRED,
    UNKNOWN,
    is_moment,
    missing,
    packed,
    published_words,
)
from baken.referrals.reports.states import MOVES, STATES
from baken.vocabulary.crime_reports import ReportItem
from baken.vocabulary.notices import SeriousSuspicion
from baken.vocabulary.referrals import ReceiverKind

SERIOUS = SeriousSuspicion.codes_in("serious")


def test_every_state_is_reached_or_follows_from_the_clock() -> None:
    reached = {move.target for move in MOVES.values()} | {one.code for one in STATES.values() if one.by_clock}
    assert reached == set(STATES)


def test_every_open_state_has_an_owner_and_a_way_on() -> None:
    for state in STATES.values():
        ways = [move for move in MOVES.values() if state.code in move.sources]
        assert bool(ways) == (state.owner is not None and not state.by_clock)


def test_no_way_leads_to_settled_but_sending_or_a_reason() -> None:
    settling = {move.kind for move in MOVES.values() if STATES[move.target].settles}
    assert settling == {"send", "acknowledge", "leave"}


def test_every_step_has_its_words_in_the_log() -> None:
    assert all(move.event in ACTIONS for move in MOVES.values())


def test_every_serious_suspicion_goes_to_the_police_and_has_a_clock() -> None:
    assert set(REQUIRED) == set(SEND_WITHIN) == set(SERIOUS)
    assert all("police" in kinds for kinds in REQUIRED.values())
    assert "child_protection" in REQUIRED["minority"]


def test_every_kind_of_receiver_has_its_items() -> None:
    assert set(ITEMS_FOR) == set(NEEDED_FOR) == set(ReceiverKind.codes)


@given(
    st.dictionaries(st.sampled_from(ReportItem.codes), st.text(min_size=1)),
    st.sampled_from(ReceiverKind.codes),
)
def test_packet_holds_nothing_outside_the_list_of_its_receiver(words: dict[str, str], kind: str) -> None:
    made = packed("ABCD-2345", kind, "danger", words)
    assert [item for item, _ in made.items] == [
        item for item in ReportItem.codes if item in words and item in ITEMS_FOR[kind]
    ]
    assert bool(missing(kind, words)) == (not set(NEEDED_FOR[kind]) <= set(words))


def test_help_never_hears_who_or_where_exactly() -> None:
    assert not {"content", "recipient", "where"} & set(ITEMS_FOR["help"])


@given(st.integers(min_value=0, max_value=200), st.sampled_from(SERIOUS))
def test_next_try_is_always_due_and_never_waits_longer_than_the_last_step(tries: int, suspicion: str) -> None:
    wait = retry_wait(tries, suspicion)
    assert RETRIES[0] <= wait <= RETRIES[-1]
    assert wait <= retry_wait(tries + 1, suspicion)
    assert suspicion != "danger" or wait == RETRIES[0]


@pytest.mark.parametrize("kind", ReceiverKind.codes)
def test_danger_is_answered_soonest(kind: str) -> None:
    assert answer_within(kind, "danger") < answer_within(kind, "exploitation")


def test_clock_makes_overdue_what_waits_and_nothing_that_is_over() -> None:
    now = datetime(2026, 6, 1, tzinfo=UTC)
    assert state_at("built", now, now) == "overdue"
    assert state_at("built", now + timedelta(seconds=1), now) == "built"
    assert state_at("acknowledged", None, now) == "acknowledged"


@given(st.datetimes(timezones=st.just(UTC)))
def test_moment_with_its_zone_is_one(moment: datetime) -> None:
    assert is_moment(moment.isoformat())
    assert not is_moment(moment.replace(tzinfo=None).isoformat())


@given(st.text(max_size=30))
def test_any_text_can_be_asked_whether_it_is_a_moment(text: str) -> None:
    assert is_moment(text) in (True, False)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (" 2026-11-20T14:05+01:00 ", "2026-11-20T14:05+01:00"),
        (f"{AT_LATEST}2026-11-20T14:05+01:00", f"{AT_LATEST}2026-11-20T14:05+01:00"),
        ("onbekend", UNKNOWN),
        ("Unknown", UNKNOWN),
        (UNKNOWN, UNKNOWN),
        ("2026-11-20", None),
        (f"{AT_LATEST}gisteren", None),
        ("", None),
    ],
)
def test_moment_of_publication_is_a_moment_or_not_known(said: str, kept: str | None) -> None:
    assert published_words(said) == kept
