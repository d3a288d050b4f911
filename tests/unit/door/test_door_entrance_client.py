"""What an entrance answers is somebody else's: only codes of known form come in."""

from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.door.audits.entrances import exceptions as wrong
from baken.door.audits.entrances.address import read_address
from baken.door.audits.entrances.client import TRIES, Checked, EntranceClient, Told
from baken.door.audits.exceptions import BadAddress

HERE = "https://proef.example"
DIGEST = "a" * 64
ENTRANCE: dict[str, Any] = {
    "test_entrance": True,
    "platform": "kleinegids.example",
    "policy": {"number": 3, "minimum_age": 21, "age_evidence": ["idin"], "required": [], "grade_c_hours": 24},
    "rules": DIGEST,
    "rules_number": 0,
}
HELD: dict[str, Any] = {
    "decision": "hold",
    "check": "x",
    "rules": DIGEST,
    "policy": "kleinegids.example 3",
    "reasons": [
        {"ground": "indicators", "rule": "contact_obscured"},
        {"ground": "fact_unknown", "rule": None},
    ],
}
# anything that JSON can hold
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def client(*answers: httpx.Response, waits: list[float] | None = None) -> EntranceClient:
    """A connection that is answered so, one by one, the last one again and again."""
    left = list(answers)

    def answer(request: httpx.Request) -> httpx.Response:
        assert request.headers["Authorization"] == "Bearer secret"
        return left.pop(0) if len(left) > 1 else left[0]

    slept = waits if waits is not None else []
    return EntranceClient(HERE, "secret", transport=httpx.MockTransport(answer), sleep=slept.append)


def test_entrance_tells_what_decides_there() -> None:
    told = client(httpx.Response(200, json=ENTRANCE)).ask()
    assert told == Told(True, "kleinegids.example", 3, 21, ("idin",), DIGEST)


@pytest.mark.parametrize("said", [False, None, 1, "true", []])
def test_only_a_plain_yes_says_that_it_is_a_test_entrance(said: Any) -> None:
    assert not client(httpx.Response(200, json=ENTRANCE | {"test_entrance": said})).ask().test_entrance


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(ENTRANCE)), values), values, st.integers(200, 499))
def test_whatever_an_address_answers_is_a_door_or_none(changed: Any, whole: Any, status: int) -> None:
    for body in (ENTRANCE | changed, ENTRANCE | {"policy": ENTRANCE["policy"] | changed}, whole):
        door = client(httpx.Response(status, json=body))
        for ask in (door.ask, lambda at=door: at.check({}, "a"), lambda at=door: at.tell_evidence({}, "a")):
            try:
                found = ask()
            except wrong.EntranceError:
                continue
            assert isinstance(found, (Told, Checked, bool))
            if isinstance(found, Told):
                assert 18 <= found.minimum_age <= 120 and len(found.rules) == 64


@settings(deadline=None)
@given(values, values)
def test_grounds_are_short_codes_and_nothing_else(one: Any, other: Any) -> None:
    reasons = [{"ground": one, "rule": other}, one, {"rule": "contact_obscured"}]
    found = client(httpx.Response(200, json=HELD | {"reasons": reasons})).check({}, "a")
    assert found.outcome == "held" and "contact_obscured" in found.grounds
    assert all(len(ground) <= 80 and ground.isascii() and " " not in ground for ground in found.grounds)


def test_advert_is_held_let_through_or_refused() -> None:
    held = client(httpx.Response(200, json=HELD)).check({}, "a")
    assert held == Checked("held", ("contact_obscured", "fact_unknown"), DIGEST, "kleinegids.example 3")
    through = HELD | {"decision": "allow", "reasons": []}
    assert client(httpx.Response(200, json=through)).check({}, "a").outcome == "let_through"
    unread = httpx.Response(422, json={"code": "bad_advert"})
    assert client(unread).check({}, "a") == Checked("refused", ())


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (httpx.Response(401, json={}), wrong.KeyRefused),
        (httpx.Response(403, json={}), wrong.KeyRefused),
        (httpx.Response(404, text="<html>"), wrong.NotTheDoor),
        (httpx.Response(302, headers={"Location": "https://elders.example"}), wrong.NotTheDoor),
        (httpx.Response(409, json={"code": "no_test_entrance"}), wrong.NoTestEntrance),
        (httpx.Response(409, json={"code": "no_policy"}), wrong.NotReady),
        (httpx.Response(200, json=HELD | {"check": None}), wrong.NotLookedAt),
        (httpx.Response(200, json=HELD | {"rules": "newest"}), wrong.NotTheDoor),
        (httpx.Response(200, content=b"{" * 3_000_000), wrong.NotTheDoor),
        (httpx.Response(500, json={}), wrong.Away),
    ],
)
def test_fault_is_told_as_what_it_is(answer: httpx.Response, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        client(answer).check({}, "a")


def test_evidence_that_the_door_does_not_take_is_part_of_the_test() -> None:
    assert client(httpx.Response(200, json={})).tell_evidence({}, "a")
    for status, code in ((404, "no_such_advert"), (422, "wrong_evidence")):
        assert not client(httpx.Response(status, json={"code": code})).tell_evidence({}, "a")
    with pytest.raises(wrong.NotTheDoor):
        client(httpx.Response(422, json={"code": "wrong_fields"})).tell_evidence({}, "a")


def test_busy_entrance_is_asked_again_when_it_says_and_not_for_ever() -> None:
    waits: list[float] = []
    busy = httpx.Response(429, headers={"Retry-After": "7"})
    answered = httpx.Response(409, json={"code": "asked_already"}), httpx.Response(200, json=HELD)
    assert client(busy, *answered, waits=waits).check({}, "a").outcome == "held"
    assert waits == [7.0, 2.0]
    waits.clear()
    with pytest.raises(wrong.Away):
        client(httpx.Response(429, headers={"Retry-After": "99999"}), waits=waits).check({}, "a")
    assert waits == [60.0] * (TRIES - 1)


@pytest.mark.parametrize(
    ("given_", "read"),
    [
        ("https://proef.example", HERE),
        (" https://PROEF.example:443/ ", HERE),
        ("https://proef.example.", HERE),
        ("https://proef.example:8443", "https://proef.example:8443"),
        ("http://127.0.0.1:8001/", "http://127.0.0.1:8001"),
        ("http://[::1]:8001", "http://[::1]:8001"),
    ],
)
def test_address_is_written_one_way(given_: str, read: str) -> None:
    assert read_address(given_) == read == read_address(read)


@pytest.mark.parametrize(
    "given_",
    [
        "", "proef.example", "http://proef.example", "ftp://proef.example", "https://",
        "https://a@proef.example", "https://proef.example/api", "https://proef.example?x",
        "https://proef.example#x", "https://a b.example", "https://proef.example:0x1",
        "https://proef.example\\@b", "https://" + "a" * 200, "https://é.example",
        "http://127.0.0.1.example", "https://proef.example:99999",
    ],
)  # fmt: skip
def test_address_that_could_send_a_key_elsewhere_is_none(given_: str) -> None:
    with pytest.raises(BadAddress):
        read_address(given_)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    for one in (text, f"https://{text}"):
        try:
            read = read_address(one)
        except BadAddress:
            continue
        assert read_address(read) == read
