"""Why a message may not go: the policy alone, without a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.conversations.contact_policy import (
    ASKS_SECOND,
    COLD,
    WAITS,
    Facts,
    next_moment,
    refusals,
    within,
)
from baken.vocabulary.conversations import NotAllowed

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
OPENING = Facts(
    now=NOW, channel="whatsapp", kind="opening", began="us", ground=True, lead_stands=True, approved_at=NOW,
    same_text=True, template=True, advert_seen_at=NOW - timedelta(days=1), quiet=(20, 10),
)  # fmt: skip
FOLLOW_UP = replace(OPENING, kind="follow_up", openings=1, last_opening=NOW - timedelta(days=14))
REPLY = Facts(
    now=NOW, channel="whatsapp", kind="reply", began="them", approved_at=NOW, same_text=True,
    wrote_at=NOW - timedelta(hours=1), quiet=(20, 10),
)  # fmt: skip
YOUNG = replace(REPLY, minor=True, supervised=True)

BROKEN = {
    "closed": (REPLY, {"state": "closed"}),
    "paused": (REPLY, {"state": "paused"}),
    "no_ground": (OPENING, {"ground": False}),
    "not_approved": (REPLY, {"same_text": False}),
    "approval_old": (REPLY, {"approved_at": NOW - timedelta(hours=73)}),
    "no_lead": (FOLLOW_UP, {"lead_stands": False}),
    "no_template": (OPENING, {"template": False}),
    "nobody_wrote": (REPLY, {"wrote_at": None}),
    "their_turn": (REPLY, {"unanswered": 3}),
    "window_closed": (REPLY, {"wrote_at": NOW - timedelta(hours=25)}),
    "suppressed": (REPLY, {"suppressed": True}),
    "stop_in_doubt": (REPLY, {"stop_doubted": True}),
    "they_began": (OPENING, {"began": "them"}),
    "opened_before": (OPENING, {"openings": 1, "last_opening": NOW - timedelta(days=900)}),
    "no_opening": (FOLLOW_UP, {"openings": 0}),
    "too_soon": (FOLLOW_UP, {"last_opening": NOW - timedelta(days=13, hours=23)}),
    "never_again": (FOLLOW_UP, {"openings": 2}),
    "answered": (FOLLOW_UP, {"wrote_at": NOW - timedelta(days=1)}),
    "advert_too_old": (OPENING, {"advert_seen_at": NOW - timedelta(days=15)}),
    "minority": (OPENING, {"minor": True, "supervised": True}),
    "supervisor_needed": (YOUNG, {"supervised": False}),
    "threat": (REPLY, {"alarmed": True, "second_approved": True}),
    "second_needed": (REPLY, {"guarded": True}),
    "other_channel": (REPLY, {"chosen_channel": "email"}),
    "preferences_over": (REPLY, {"preferences_until": NOW - timedelta(minutes=5)}),
    "check_word": (REPLY, {"check_word": True}),
    "quiet_hours": (OPENING, {"now": NOW.replace(hour=22), "approved_at": NOW.replace(hour=22)}),
    "safe_hours": (REPLY, {"safe": (18, 20)}),
}


@pytest.mark.parametrize("facts", [OPENING, FOLLOW_UP, REPLY, YOUNG], ids=["opening", "up", "reply", "young"])
def test_what_is_in_order_goes(facts: Facts) -> None:
    assert refusals(facts) == ()


def test_every_reason_has_an_example() -> None:
    assert tuple(BROKEN) == tuple(code for code in NotAllowed.codes if code in BROKEN)
    assert set(BROKEN) == set(NotAllowed.codes)


@pytest.mark.parametrize("reason", BROKEN)
def test_one_thing_wrong_is_the_one_reason(reason: str) -> None:
    facts, wrong = BROKEN[reason]
    assert refusals(replace(facts, **wrong)) == (reason,)  # type: ignore[arg-type]


def test_nobody_approved_is_not_approved() -> None:
    assert refusals(replace(REPLY, approved_at=None)) == ("not_approved",)


def test_whoever_wrote_just_now_is_answered_at_night() -> None:
    night = NOW.replace(hour=23)
    assert refusals(replace(REPLY, now=night, wrote_at=night - timedelta(minutes=10))) == ()
    assert refusals(replace(REPLY, now=night, wrote_at=night - timedelta(minutes=16))) == ("quiet_hours",)


def test_longer_wait_of_the_organisation_counts_and_a_shorter_one_does_not() -> None:
    long = replace(FOLLOW_UP, follow_up_after=timedelta(days=30))
    assert refusals(long) == ("too_soon",)
    short = replace(FOLLOW_UP, follow_up_after=timedelta(days=1), last_opening=NOW - timedelta(days=2))
    assert refusals(short) == ("too_soon",)


def test_what_waits_and_what_asks_are_reasons() -> None:
    assert set(NotAllowed.codes) >= WAITS | ASKS_SECOND
    assert not WAITS & ASKS_SECOND


HOURS = st.integers(0, 23)
ZONES = st.sampled_from(("Europe/Amsterdam", "America/St_Johns", "Pacific/Auckland", "Asia/Kathmandu"))
MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(lambda late: NOW + timedelta(minutes=late))
SPANS = st.tuples(HOURS, HOURS).filter(lambda span: span[0] != span[1])


@given(HOURS, SPANS)
def test_hours_over_midnight_are_those_that_are_not_between(hour: int, span: tuple[int, int]) -> None:
    assert within(hour, *span) != within(hour, span[1], span[0])


@given(MOMENTS, ZONES, SPANS, st.none() | SPANS)
def test_next_moment_lies_ahead_and_outside_the_hours(
    now: datetime, zone: str, quiet: tuple[int, int], safe: tuple[int, int] | None
) -> None:
    facts = replace(OPENING, now=now, zone=zone, quiet=quiet, safe=safe)
    then = next_moment(facts)
    assert now < then <= now + timedelta(days=2)
    hour = then.astimezone(ZoneInfo(zone)).hour
    free = [one for one in range(24) if not within(one, *quiet) and (safe is None or within(one, *safe))]
    # an hour that the clock skips, or one shared by no day, is not waited for for ever
    assert hour in free or then == now + timedelta(days=1)


FLAGS = ("ground", "lead_stands", "same_text", "second_approved", "template", "suppressed", "stop_doubted",
         "minor", "supervised", "alarmed", "guarded", "check_word")  # fmt: skip


@given(
    st.sampled_from((*COLD, "reply")),
    st.sampled_from(("us", "them")),
    st.fixed_dictionaries({flag: st.booleans() for flag in FLAGS}),
    st.integers(0, 3),
    st.none() | st.integers(0, 60),
    st.none() | st.integers(0, 60),
)
def test_what_goes_breaks_no_rule(
    kind: str, began: str, flags: dict[str, bool], openings: int, wrote: int | None, opened: int | None
) -> None:
    facts = Facts(
        now=NOW, channel="sms", kind=kind, began=began, approved_at=NOW, openings=openings,
        last_opening=None if opened is None else NOW - timedelta(days=opened),
        wrote_at=None if wrote is None else NOW - timedelta(days=wrote), advert_seen_at=NOW, **flags,
    )  # fmt: skip
    if refusals(facts):
        return
    assert flags["same_text"] and not flags["suppressed"] and not flags["stop_doubted"]
    assert not flags["alarmed"] and (flags["second_approved"] or not flags["guarded"])
    assert not flags["minor"] or (began == "them" and flags["supervised"])
    if kind == "reply":
        assert wrote is not None
    else:
        assert flags["ground"] and flags["template"] and flags["lead_stands"] and began == "us"
        assert openings == (0 if kind == "opening" else 1)
        assert kind == "opening" or (opened is not None and opened >= 14)
        assert wrote is None
