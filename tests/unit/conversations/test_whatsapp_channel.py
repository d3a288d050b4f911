"""WhatsApp: what goes out and comes in, against a simulator that refuses and loses what Meta's does."""

import json
from typing import Any

import httpx
import pytest
from hypothesis import given

from baken.conversations.channels.protocol import Delivery, Forged, Incoming, NobodyKnows, NotSent
from baken.conversations.channels.whatsapp import FAULTS, WhatsApp, payload, signature
from baken.demo.channels.faults import SEND_FAULTS, Faults
from baken.demo.channels.whatsapp import ACCOUNT, SimulatedWhatsApp
from baken.vocabulary.channels import ChannelFault
from tests.factories.channels import (
    NOON,
    NUMBER,
    READ,
    Clock,
    anything,
    outgoing,
    templated,
    whatsapp_to,
)

KEYS = (
    "entry", "changes", "value", "messages", "statuses", "contacts", "metadata", "phone_number_id", "id",
    "from",
    "type", "text", "edit", "user_preferences", "errors", "timestamp",
)  # fmt: skip
BSUID = "NL.10000000000000000001"


def answering(status: int, body: Any = None) -> WhatsApp:
    transport = httpx.MockTransport(lambda request: httpx.Response(status, json=body))
    return WhatsApp(SimulatedWhatsApp().account, transport=transport)


def written(provider: SimulatedWhatsApp, content: dict[str, Any], **more: Any) -> list[Incoming]:
    hook = provider.writes(more.pop("sender", NUMBER[1:]), content, **more)
    told = whatsapp_to(provider).read(dict(hook.headers), hook.body)
    return [one for one in told if isinstance(one, Incoming)]


def text(body: str) -> dict[str, Any]:
    return {"type": "text", "text": {"body": body}}


def test_text_goes_once_without_preview_and_comes_back_with_our_key() -> None:
    provider = SimulatedWhatsApp(faults=Faults(now=Clock()))
    channel = whatsapp_to(provider)
    written(provider, text("hallo"))
    provider.hooks()

    sent = channel.send(outgoing())

    told = [one for hook in provider.hooks() for one in channel.read(dict(hook.headers), hook.body)]
    assert provider.accepted == {outgoing().key: 1} and provider.doubled == 0
    assert [one.state for one in told if isinstance(one, Delivery)] == ["sent", "delivered", "read"]
    assert {(one.provider_id, one.key) for one in told if isinstance(one, Delivery)} == {
        (sent.provider_id, outgoing().key)
    }
    assert payload(outgoing())["text"] == {"body": "Goedemiddag.", "preview_url": False}


def test_free_text_after_a_day_is_taken_and_then_fails_with_the_reason() -> None:
    clock = Clock()
    provider = SimulatedWhatsApp(faults=Faults(now=clock))
    channel = whatsapp_to(provider)
    written(provider, text("hallo"))
    provider.hooks()
    clock.turn(hours=24, seconds=1)

    channel.send(outgoing())

    (hook,) = provider.hooks()
    (told,) = channel.read(dict(hook.headers), hook.body)
    assert isinstance(told, Delivery) and (told.state, told.reason) == ("failed", "window_closed")
    assert not provider.accepted


def test_template_goes_outside_the_window_and_a_wrong_one_is_refused() -> None:
    provider = SimulatedWhatsApp()
    channel = whatsapp_to(provider)

    channel.send(templated())

    assert provider.kept == [(NUMBER[1:], READ)]
    for wrong, reason in (({"template": "niets"}, "template"), ({"values": ()}, "text_differs")):
        with pytest.raises(NotSent) as caught:
            channel.send(templated(**wrong))
        assert (caught.value.reason, caught.value.retry) == (reason, False)


def test_who_has_no_phone_number_is_reached_where_it_is_not_lost() -> None:
    provider = SimulatedWhatsApp()
    (said,) = written(provider, text("hallo"), sender="", user_id=BSUID)

    whatsapp_to(provider).send(outgoing(to=said.sender.lower()))

    assert said.sender == BSUID and not provider.lost
    assert "to" not in payload(outgoing(to=BSUID)) and provider.kept == [(BSUID, "Goedemiddag.")]


def test_one_person_is_known_by_all_their_names() -> None:
    (said,) = written(SimulatedWhatsApp(), text("hallo"), user_id=BSUID)

    assert (said.sender, said.also) == (NUMBER, (BSUID,))


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        (text("hallo"), "text", "hallo"),
        (text(" \n"), "unreadable", ""),
        (text("a\0b"), "text", "ab"),
        ({"type": "button", "button": {"text": "Stop", "payload": "x"}}, "text", "Stop"),
        (
            {"type": "interactive", "interactive": {"type": "button_reply", "button_reply": {"title": "Ja"}}},
            "text",
            "Ja",
        ),
        ({"type": "edit", "edit": {"message": text("toch niet")}}, "text", "toch niet"),
        ({"type": "image", "image": {"id": "1", "url": "https://invalid.invalid/x"}}, "media", ""),
        ({"type": "sticker", "sticker": {"id": "1"}}, "media", ""),
        ({"type": "audio", "audio": {"id": "1", "voice": True}}, "media", ""),
        ({"type": "location", "location": {"latitude": 1.0, "longitude": 2.0}}, "unreadable", ""),
        ({"type": "contacts", "contacts": [{}]}, "unreadable", ""),
        ({"type": "reaction", "reaction": {"emoji": "👍"}}, "unreadable", ""),
        ({"type": "unsupported", "errors": [{"code": 131051}]}, "unreadable", ""),
        ({"type": "system", "system": {"type": "user_changed_number", "body": "x"}}, "unreadable", ""),
        ({"type": "what comes next year"}, "unreadable", ""),
    ],
)
def test_every_kind_of_message_is_told_and_no_picture_kept(
    content: dict[str, Any], kind: str, words: str
) -> None:
    (said,) = written(SimulatedWhatsApp(), content)

    assert (said.kind, said.text) == (kind, words)


def test_words_under_a_picture_are_words() -> None:
    said = written(SimulatedWhatsApp(), {"type": "image", "image": {"id": "1", "caption": "stop"}})

    assert [(one.kind, one.text) for one in said] == [("media", ""), ("text", "stop")]
    assert len({one.provider_id for one in said}) == 2


def test_stop_that_is_pressed_in_the_app_is_a_stop() -> None:
    provider = SimulatedWhatsApp()
    wish = {"wa_id": NUMBER[1:], "category": "marketing_messages", "value": "stop", "timestamp": 1731705721}
    hook = provider._tell({"user_preferences": [wish]})

    (said,) = whatsapp_to(provider).read(dict(hook.headers), hook.body)

    assert isinstance(said, Incoming) and (said.sender, said.text) == (NUMBER, "STOP")


def test_signature_is_of_the_raw_body_and_nothing_is_read_without() -> None:
    provider = SimulatedWhatsApp()
    channel, hook = whatsapp_to(provider), provider.writes(NUMBER[1:], text("hallo"))
    headers = dict(hook.headers)
    assert channel.read({"x-hub-signature-256": headers["X-Hub-Signature-256"]}, hook.body)
    same = json.dumps(json.loads(hook.body), indent=1).encode()
    for wrong in ({}, {"X-Hub-Signature-256": ""}, {"X-Hub-Signature-256": "sha256=é"}):
        with pytest.raises(Forged):
            channel.read(wrong, hook.body)
    for forged in (provider.forged(hook).headers, hook.headers):
        with pytest.raises(Forged):
            channel.read(dict(forged), same if forged is hook.headers else hook.body)


def test_other_number_of_the_same_app_is_none_of_ours() -> None:
    provider = SimulatedWhatsApp()
    hook = provider.writes(NUMBER[1:], text("hallo"))
    body = hook.body.replace(ACCOUNT["phone_number_id"].encode(), b"999")

    told = whatsapp_to(provider).read({"X-Hub-Signature-256": signature(ACCOUNT["app_secret"], body)}, body)

    assert told == ()


@given(anything(KEYS))
def test_whatever_is_signed_is_read_without_a_fault(told: Any) -> None:
    body = json.dumps(told).encode()
    whole = {"entry": {"changes": {"value": {"metadata": {"phone_number_id": ACCOUNT["phone_number_id"]}}}}}
    if isinstance(told, dict):
        whole["entry"]["changes"]["value"] |= {k: v for k, v in told.items() if k != "metadata"}
        body = json.dumps(whole).encode()

    read = whatsapp_to(SimulatedWhatsApp()).read(
        {"X-Hub-Signature-256": signature(ACCOUNT["app_secret"], body)}, body
    )

    assert all(one.provider_id for one in read)


@pytest.mark.parametrize("fault", SEND_FAULTS)
def test_silence_is_told_apart_from_no(fault: str) -> None:
    provider = SimulatedWhatsApp(faults=Faults(named=[fault]))
    with pytest.raises((NotSent, NobodyKnows)) as caught:
        whatsapp_to(provider).send(templated())

    assert bool(provider.accepted) is (fault == "silent_after")
    assert isinstance(caught.value, NotSent) is (fault == "busy")
    if isinstance(caught.value, NotSent):
        assert (caught.value.retry, caught.value.after_seconds) == (True, 30)


def test_hour_of_absence_is_certainly_not_sent() -> None:
    clock = Clock()
    provider = SimulatedWhatsApp(faults=Faults(away_from=NOON, now=clock))
    message = templated()
    with pytest.raises(NotSent) as caught:
        whatsapp_to(provider).send(message)
    assert (caught.value.retry, caught.value.reason) == (True, "away")
    clock.turn(hours=1)

    whatsapp_to(provider).send(message)

    assert provider.accepted == {message.key: 1}


@pytest.mark.parametrize(
    ("status", "body", "reason", "retry"),
    [
        (400, {"error": {"code": 131047}}, "window_closed", False),
        (400, {"error": {"code": 131056}}, "busy", True),
        (503, {"error": {"code": 131016}}, "away", True),
        (401, {"error": {"code": 190}}, "account", False),
        (403, {}, "account", False),
        (404, None, "rejected", False),
        (400, {"error": {"code": 131050}}, "recipient_refuses", False),
    ],
)
def test_refusals_are_certain_and_have_a_reason(status: int, body: Any, reason: str, retry: bool) -> None:
    with pytest.raises(NotSent) as caught:
        answering(status, body).send(outgoing())

    assert (caught.value.reason, caught.value.retry) == (reason, retry)


@pytest.mark.parametrize(
    ("status", "body"), [(500, {}), (500, {"error": {"code": 131000}}), (502, None), (200, {}), (200, [])]
)
def test_what_says_nothing_certain_is_never_taken_for_no(status: int, body: Any) -> None:
    with pytest.raises(NobodyKnows):
        answering(status, body).send(outgoing())


@pytest.mark.parametrize(
    "wrong", [{"to": "0612345678"}, {"to": "iemand"}, {"text": ""}, {"text": "a" * 4097}]
)
def test_what_can_be_no_message_never_leaves(wrong: dict[str, str]) -> None:
    provider = SimulatedWhatsApp()
    with pytest.raises(NotSent):
        whatsapp_to(provider).send(outgoing(**wrong))
    assert not provider.accepted and not provider.lost


def test_simulator_loses_what_the_real_one_loses() -> None:
    provider = SimulatedWhatsApp()
    status, _told = provider.taken({**payload(outgoing()), "to": BSUID})

    assert status == 200 and provider.lost == [outgoing().key] and not provider.hooks()


def test_address_is_confirmed_to_whoever_knows_the_word() -> None:
    channel = whatsapp_to(SimulatedWhatsApp())
    asked = {"hub.mode": "subscribe", "hub.verify_token": ACCOUNT["verify_token"], "hub.challenge": "115"}

    assert channel.answer_challenge(asked) == "115"
    for wrong in ({"hub.verify_token": "x"}, {"hub.mode": "x"}, {"hub.challenge": "<b>"}):
        assert channel.answer_challenge(asked | wrong) is None


def test_every_reason_has_words() -> None:
    assert {reason for reason, _retry in FAULTS.values()} <= set(ChannelFault.codes)


def test_secrets_show_nowhere() -> None:
    account = repr(SimulatedWhatsApp().account)
    assert not any(ACCOUNT[name] in account for name in ("token", "app_secret", "verify_token"))
