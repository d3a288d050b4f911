"""SMS: what goes out and comes in, against a simulator of the gateway."""

import json
from contextlib import suppress
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.conversations.channels.protocol import (
    Delivery,
    Forged,
    Incoming,
    NobodyKnows,
    NotSent,
    NotUnderstood,
)
from baken.conversations.channels.sms import ADDRESS_SECRET, FAULTS, Sms, payload
from baken.demo.channels.faults import SEND_FAULTS, Faults
from baken.demo.channels.sms import ACCOUNT, SimulatedSms
from baken.vocabulary.channels import ChannelFault
from tests.factories.channels import NOON, NUMBER, Clock, anything, outgoing, sms_to

KEYS = (
    "messages", "msg", "reference", "status", "code", "received", "from", "number", "message", "text",
    "media",
    "timeUtc",
)  # fmt: skip
OTHERS = "00" + NUMBER[1:]
SECRET = {ADDRESS_SECRET: ACCOUNT["address_secret"]}


def answering(status: int, body: Any = None) -> Sms:
    transport = httpx.MockTransport(lambda request: httpx.Response(status, json=body))
    return Sms(SimulatedSms().account, transport=transport)


def test_text_goes_once_over_sms_alone_and_is_told_of_under_our_key() -> None:
    provider = SimulatedSms()
    channel = sms_to(provider)

    sent = channel.send(outgoing())

    told = [one for hook in provider.hooks() for one in channel.read(dict(hook.headers), hook.body)]
    assert [(one.state, one.provider_id, one.key) for one in told if isinstance(one, Delivery)] == [
        ("sent", sent.provider_id, outgoing().key),
        ("delivered", sent.provider_id, outgoing().key),
    ]
    assert list(provider.accepted.values()) == [1] and provider.kept == [(OTHERS, "Goedemiddag.")]
    one = payload(outgoing(), "x")["messages"]["msg"][0]
    assert one["allowedChannels"] == ["SMS"] and len(one["reference"]) <= 32


def test_report_after_silence_says_what_nobody_knew() -> None:
    provider = SimulatedSms(faults=Faults(named=["silent_after"]))
    channel = sms_to(provider)
    with pytest.raises(NobodyKnows):
        channel.send(outgoing())

    told = [one for hook in provider.hooks() for one in channel.read(dict(hook.headers), hook.body)]

    assert {one.key for one in told if isinstance(one, Delivery)} == {outgoing().key}


def test_answer_comes_in_with_its_sender_and_once_however_often_it_is_told() -> None:
    provider = SimulatedSms(faults=Faults(now=Clock()))
    hook = provider.writes(OTHERS, "stop")

    (said,) = sms_to(provider).read(dict(hook.headers), hook.body)
    again = sms_to(provider).read(dict(hook.headers), hook.body)

    assert isinstance(said, Incoming)
    assert (said.sender, said.kind, said.text, said.at) == (NUMBER, "text", "stop", NOON)
    assert again == (said,)


def test_picture_is_known_to_have_come_and_nothing_more() -> None:
    provider = SimulatedSms()
    hook = provider.writes(OTHERS, "", media=True)

    (said,) = sms_to(provider).read(dict(hook.headers), hook.body)

    assert isinstance(said, Incoming) and (said.kind, said.text) == ("media", "")


def test_nothing_is_read_from_who_does_not_know_the_address() -> None:
    provider = SimulatedSms()
    hook = provider.writes(OTHERS, "stop")
    for wrong in ({}, {ADDRESS_SECRET: ""}, dict(provider.forged(hook).headers)):
        with pytest.raises(Forged):
            sms_to(provider).read(wrong, hook.body)


@given(anything(KEYS) | st.binary(max_size=30))
def test_whatever_is_told_is_read_without_a_fault(told: Any) -> None:
    body = told if isinstance(told, bytes) else json.dumps(told).encode()

    # a body that is nothing of the gateway's is refused as such, by one name
    with suppress(NotUnderstood):
        assert all(one.provider_id for one in sms_to(SimulatedSms()).read(SECRET, body))


@pytest.mark.parametrize("fault", SEND_FAULTS)
def test_silence_is_told_apart_from_no(fault: str) -> None:
    provider = SimulatedSms(faults=Faults(named=[fault]))
    with pytest.raises((NotSent, NobodyKnows)) as caught:
        sms_to(provider).send(outgoing())

    assert bool(provider.accepted) is (fault == "silent_after")
    assert isinstance(caught.value, NotSent) is (fault == "busy")


def test_hour_of_absence_is_certainly_not_sent() -> None:
    with pytest.raises(NotSent) as caught:
        sms_to(SimulatedSms(faults=Faults(away_from=NOON, now=Clock()))).send(outgoing())
    assert caught.value.retry


def test_who_is_refused_or_nowhere_is_told_apart() -> None:
    provider = SimulatedSms()
    provider.refusing.add(OTHERS)
    with pytest.raises(NotSent) as caught:
        sms_to(provider).send(outgoing())
    assert (caught.value.reason, caught.value.retry) == ("recipient_refuses", False)
    provider.refusing.clear()
    provider.nowhere.add(OTHERS)

    sms_to(provider).send(outgoing())

    (hook,) = provider.hooks()
    (told,) = sms_to(provider).read(dict(hook.headers), hook.body)
    assert isinstance(told, Delivery) and (told.state, told.reason) == ("failed", "recipient")


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (400, {"errorCode": 101, "messages": []}, "account"),
        (400, {"errorCode": 201, "messages": [{"messageErrorCode": 303}]}, "recipient"),
        (400, None, "rejected"),
        (401, None, "account"),
    ],
)
def test_refusals_are_certain_and_have_a_reason(status: int, body: Any, reason: str) -> None:
    with pytest.raises(NotSent) as caught:
        answering(status, body).send(outgoing())
    assert caught.value.reason == reason


@pytest.mark.parametrize(("status", "body"), [(500, None), (503, {}), (200, {}), (200, {"messages": [{}]})])
def test_what_says_nothing_certain_is_never_taken_for_no(status: int, body: Any) -> None:
    with pytest.raises(NobodyKnows):
        answering(status, body).send(outgoing())


def test_simulator_refuses_what_the_gateway_refuses() -> None:
    provider = SimulatedSms()
    one = payload(outgoing(), ACCOUNT["sender"])["messages"]["msg"][0]
    for change in ({"from": "a name too long for it"}, {"to": [{"number": NUMBER}]}, {"body": {}}):
        status, told = provider.taken({"messages": {"msg": [one | change]}})
        assert status == 400 and told["messages"][0]["messageErrorCode"] in FAULTS
    assert not provider.accepted


@pytest.mark.parametrize(
    "wrong", [{"to": "0612345678"}, {"to": "NL.123"}, {"text": ""}, {"text": "a" * 1001}]
)
def test_what_can_be_no_sms_never_leaves(wrong: dict[str, str]) -> None:
    provider = SimulatedSms()
    with pytest.raises(NotSent):
        sms_to(provider).send(outgoing(**wrong))
    assert not provider.accepted


def test_every_reason_has_words() -> None:
    assert set(FAULTS.values()) <= set(ChannelFault.codes)
