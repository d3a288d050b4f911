"""How fast a host is asked: never faster than anybody allows."""

import io
import os
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.collection.crawl.frames import BrokenFrame, read_frame, write_frame
from baken.collection.crawl.pace import LONGEST_DELAY, Pace, read_retry_after
from baken.collection.crawl.robots import rules_from

SECONDS = st.floats(0, 500)


@given(st.floats(0.05, 30), st.lists(st.tuples(SECONDS, st.booleans()), max_size=20))
def test_turn_never_comes_sooner_after_an_answer_than_the_least_delay(
    least: float, answers: list[tuple[float, bool]]
) -> None:
    pace, now, before = Pace(least), 0.0, None
    for latency, well in answers:
        at = pace.turn(now)
        if before is not None:
            assert at >= before + least - 1e-6
        before = now = at + latency
        pace.answered(now, latency, well=well)
        assert least <= pace.delay <= max(least, LONGEST_DELAY)


def test_slow_site_is_asked_less_often_and_faults_never_make_it_faster() -> None:
    pace = Pace(1.0)
    pace.answered(9.0, 9.0, well=True)
    assert pace.delay == 5.0
    pace.answered(14.1, 0.1, well=False)
    assert (pace.delay, pace.turn(14.1)) == (5.0, pytest.approx(19.1))
    pace.answered(19.2, 0.1, well=True)
    assert pace.delay < 5.0


def test_longer_delay_of_the_site_counts() -> None:
    pace = Pace(1.0)
    pace.ask_at_least(0, 7.0)
    assert (pace.turn(0), pace.turn(0)) == (7.0, 14.0)
    pace.asked(15.0)
    assert pace.turn(15.0) == 22.0
    pace.ask_at_least(0, 2.0)
    assert pace.least == 7.0


@given(st.floats(0.05, 30), st.none() | st.floats(0, 1000))
def test_site_that_asks_to_slow_down_is_waited_for(least: float, after: float | None) -> None:
    pace = Pace(least)
    pace.turn(0)
    wait = pace.told_to_slow_down(10.0, after)
    assert wait >= (after if after is not None else 2 * least)
    assert pace.turn(10.0) >= 10.0 + wait - 1e-6


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120), ("0.5", 0.5), ("-3", 0), ("Thu, 01 Jan 1970 00:01:40 GMT", 50), ("soon", None),
     (None, None), ("nan", None), ("inf", None)],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_date(value: str | None, seconds: float | None) -> None:
    assert read_retry_after(value, 50) == seconds


@pytest.mark.parametrize(
    ("status", "body", "allowed"),
    [(200, b"User-agent: *\nDisallow: /a", False), (200, b"User-agent: *\nDisallow: /b", True),
     (200, b"\xef\xbb\xbfUser-agent: Baken\nDisallow: /a", False), (404, b"", True),
     (410, b"", True), (401, b"", False), (403, b"", False), (429, b"", False), (500, b"", False),
     (200, b"\x00\xff" * 99, True)],
)  # fmt: skip
def test_robots_that_is_not_there_allows_and_one_that_is_closed_does_not(
    status: int, body: bytes, allowed: bool
) -> None:
    assert rules_from(status, body).allows("https://kleinmarkt.example/a") is allowed


def test_crawl_delay_and_request_rate_are_read() -> None:
    assert rules_from(200, b"User-agent: *\nCrawl-delay: 3.5").delay == 3.5
    assert rules_from(200, b"User-agent: *\nRequest-rate: 1/10s").delay == 10
    assert rules_from(200, b"User-agent: *\nDisallow: /").delay == 0


@given(st.dictionaries(st.text(max_size=9), st.text(max_size=9) | st.integers()), st.binary(max_size=300))
def test_frame_comes_as_it_went(header: dict[str, Any], body: bytes) -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as stream:
        write_frame(writing, header, body)
        os.close(writing)
        assert read_frame(stream) == (header, body)
        assert read_frame(stream) is None


@given(st.binary(min_size=1, max_size=60))
def test_what_is_no_frame_is_refused(data: bytes) -> None:
    stream = io.BytesIO(data)
    try:
        found = read_frame(stream)
    except BrokenFrame:
        return
    assert found is not None
    assert isinstance(found[0], dict)
