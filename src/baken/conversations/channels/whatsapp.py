"""WhatsApp through Meta's Cloud API.

Source: developers.facebook.com/documentation/business-messaging/whatsapp, webhooks/reference/messages,
support/error-codes and business-scoped-user-ids (as of 2026); the payloads in the tests of david-lev/pywa.

- A message goes to POST /{phone number id}/messages; 200 with an id means taken, not delivered. Free text is
  delivered within 24 hours of the last message of the person only; outside it fails with 131047, mostly in a
  later webhook.
- Who has a username may have no phone number: then there is a business-scoped id (`NL.` and up to 128 letters
  and digits), which goes in `recipient`. In `to` it would be answered with 200 and silently lost.
- Of a template only its name travels, and the person reads Meta's copy: see `whatsapp_texts`, which compares
  it each time.
- A template stands there under Meta's own code of a language, which knows Portuguese as pt_PT and pt_BR only:
  the account says which is meant where the code is another than ours.
- A webhook is signed with the app secret over the raw body. Webhooks come twice and out of order.
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any

import httpx

from baken.conversations.channels.asking import client_for, object_of, objects, post, words
from baken.conversations.channels.protocol import (
    Delivery,
    Forged,
    Incoming,
    NobodyKnows,
    NotSent,
    Outgoing,
    Sent,
)
from baken.conversations.channels.whatsapp_texts import check_text
from baken.vocabulary.languages import ADVERT_LANGUAGES

LONGEST_TEXT = 4096
LONGEST_ID = 200
SIGNATURE = "x-hub-signature-256"
BSUID = re.compile(r"([A-Za-z]{2}\.(?:[Ee][Nn][Tt]\.)?)([A-Za-z0-9]{1,128})")
META_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?")
_MEDIA = frozenset({"image", "video", "audio", "voice", "document", "sticker"})
_STATES = MappingProxyType(
    {"sent": "sent", "delivered": "delivered", "read": "read", "played": "read", "failed": "failed"}
)
FAULTS: Mapping[int, tuple[str, bool]] = MappingProxyType(
    {
        **dict.fromkeys((0, 3, 10, 190, 368, 131031, 131042, 131045, 133010), ("account", False)),
        **dict.fromkeys((4, 80007, 130429, 131048, 131056, 131064), ("busy", True)),
        **dict.fromkeys((2, 131016), ("away", True)),
        131047: ("window_closed", False),
        **dict.fromkeys((131021, 131026, 131030, 131062), ("recipient", False)),
        131050: ("recipient_refuses", False),
        **dict.fromkeys(
            (132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016), ("template", False)
        ),
        **dict.fromkeys((33, 100, 130472, 130497, 131008, 131009, 131049, 131051), ("rejected", False)),
    }
)
"""What Meta's codes mean here, and whether a later try can do better. With each it says that nothing
was sent; 1, 131000 and whatever is not here may come after the message left."""


@dataclass(frozen=True)
class WhatsAppAccount:
    """A phone number at Meta. `address` ends in the version: https://graph.facebook.com/v25.0.
    `business_id` is the id of the WhatsApp business account that holds the templates; without it none goes,
    and what people write still comes in and is answered. `languages` says under which code of Meta the
    templates in a language stand, where that is another than ours: "pt=pt_PT, en=en_GB"."""

    address: str
    phone_number_id: str
    token: str = field(repr=False)
    app_secret: str = field(repr=False)
    verify_token: str = field(repr=False)
    business_id: str = ""
    languages: str = ""


def codes_of(languages: str) -> dict[str, str]:
    """Meta's code of a language by ours, out of "pt=pt_PT, en=en_GB". Raises ValueError for anything else."""
    found: dict[str, str] = {}
    for one in filter(None, map(str.strip, languages.split(","))):
        ours, _is, theirs = map(str.strip, one.partition("="))
        if ours not in ADVERT_LANGUAGES or ours in found or not META_LANGUAGE.fullmatch(theirs):
            raise ValueError(f"{one}: write our code, = and that of Meta once, such as pt=pt_PT")
        found[ours] = theirs
    return found


class WhatsApp:
    """The channel of one account."""

    code = "whatsapp"

    def __init__(
        self,
        account: WhatsAppAccount,
        *,
        transport: httpx.BaseTransport | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._account, self._now, self._transport = account, now, transport
        self._checked: Outgoing | None = None

    @cached_property
    def _client(self) -> httpx.Client:
        # what only reads needs none
        return client_for(
            self._account.address, {"Authorization": f"Bearer {self._account.token}"}, self._transport
        )

    def check(self, message: Outgoing) -> None:
        """Asks for the words of the template at Meta, before anything is sent; `send` of exactly this message
        asks no second time, once. Raises `NotSent`."""
        self._checked = None
        language = self._language(message)
        payload(message, language)
        if message.template is not None:
            check_text(
                self._client, self._account.business_id, name=message.template, language=language,
                values=message.values, text=message.text,
            )  # fmt: skip
        self._checked = message

    def send(self, message: Outgoing) -> Sent:
        """Free text without a preview of what it links to, or an approved template whose words at Meta are
        those of `message` at this moment."""
        written = payload(message, self._language(message))
        if self._checked != message:
            self.check(message)
        self._checked = None
        answer = post(self._client, f"/{self._account.phone_number_id}/messages", written)
        told = object_of(answer.content)
        if answer.is_success:
            for one in objects(told.get("messages")):
                if isinstance(one.get("id"), str) and one["id"]:
                    return Sent(one["id"][:LONGEST_ID])
            raise NobodyKnows("broken")
        reason, retry = FAULTS.get(_code(told.get("error")), ("", False))
        if reason:
            raise NotSent(retry=retry, after_seconds=60 if reason == "busy" else None, reason=reason)
        if answer.is_client_error:
            raise NotSent(retry=False, reason="account" if answer.status_code in (401, 403) else "rejected")
        raise NobodyKnows("broken")

    def _language(self, message: Outgoing) -> str:
        """The language of a message as Meta calls it for this account."""
        return codes_of(self._account.languages).get(message.language, message.language)

    def answer_challenge(self, asked: Mapping[str, str]) -> str | None:
        """What Meta wants to read back when the address is set there; None for anybody else."""
        given = asked.get("hub.verify_token", "")
        fits = hmac.compare_digest(given.encode(), self._account.verify_token.encode())
        challenge = asked.get("hub.challenge", "")
        if asked.get("hub.mode") == "subscribe" and fits and re.fullmatch(r"[A-Za-z0-9_-]{1,200}", challenge):
            return challenge
        return None

    def read(self, headers: Mapping[str, str], body: bytes) -> tuple[Incoming | Delivery, ...]:
        """Messages and their fate at this phone number; of other numbers of the same app, nothing."""
        given = next((value for name, value in headers.items() if name.lower() == SIGNATURE), "")
        if not hmac.compare_digest(
            given.encode("utf-8", "replace"), signature(self._account.app_secret, body).encode()
        ):
            raise Forged
        found: list[Incoming | Delivery] = []
        for entry in objects(object_of(body).get("entry")):
            for change in objects(entry.get("changes")):
                value = change.get("value")
                if isinstance(value, dict) and self._is_ours(value):
                    found.extend(self._told(value))
        return tuple(found)

    def _is_ours(self, value: Mapping[str, Any]) -> bool:
        about = value.get("metadata")
        return isinstance(about, dict) and about.get("phone_number_id") == self._account.phone_number_id

    def _told(self, value: Mapping[str, Any]) -> Iterator[Incoming | Delivery]:
        contacts = objects(value.get("contacts"))
        for message in objects(value.get("messages")):
            yield from self._incoming(message, contacts)
        for wish in objects(value.get("user_preferences")):
            yield from self._wish(wish)
        for status in objects(value.get("statuses")):
            yield from self._delivery(status)

    def _incoming(self, message: Mapping[str, Any], contacts: list[dict[str, Any]]) -> Iterator[Incoming]:
        name = words(message.get("id"), LONGEST_ID)
        sender, also = _sender(message, contacts)
        if not name or not sender:
            return
        at, (kind, text) = self._time(message.get("timestamp")), _content(message)
        yield Incoming(name, sender, at, kind, text if kind == "text" else "", also)
        if kind == "media" and text:
            # what somebody wrote under a picture are words: a no among them counts
            yield Incoming(f"{name}#words", sender, at, "text", text, also)

    def _wish(self, wish: Mapping[str, Any]) -> Iterator[Incoming]:
        """Who presses "stop" in the app itself said so as plainly as in words."""
        sender, also = _sender({"from": wish.get("wa_id"), "from_user_id": wish.get("user_id")}, [])
        if wish.get("value") == "stop" and sender:
            at = self._time(wish.get("timestamp"))
            yield Incoming(f"stop.{sender}.{int(at.timestamp())}", sender, at, "text", "STOP", also)

    def _delivery(self, status: Mapping[str, Any]) -> Iterator[Delivery]:
        name, state = words(status.get("id"), LONGEST_ID), _STATES.get(str(status.get("status")), "")
        if not name or not state:
            return
        reason = ""
        if state == "failed":
            codes = (_code(one) for one in objects(status.get("errors")))
            reason = next((FAULTS[code][0] for code in codes if code in FAULTS), "rejected")
        key = words(status.get("biz_opaque_callback_data"), LONGEST_ID)
        yield Delivery(name, state, self._time(status.get("timestamp")), reason, key)

    def _time(self, given: Any) -> datetime:
        stated = str(given)
        if stated.isascii() and stated.isdecimal() and len(stated) <= 10:
            return datetime.fromtimestamp(int(stated), UTC)
        return self._now()


def signature(secret: str, body: bytes) -> str:
    """What Meta writes in X-Hub-Signature-256 with this raw body."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def payload(message: Outgoing, language: str = "") -> dict[str, Any]:
    """The request; `language` is Meta's code of the language where that is another than ours. Raises
    `NotSent` for what can't be a message of this channel."""
    told: dict[str, Any] = {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "biz_opaque_callback_data": message.key,
    }
    if scoped := BSUID.fullmatch(message.to):
        # what was kept in small letters goes as Meta writes it
        told["recipient"] = scoped[1].upper() + scoped[2]
    elif re.fullmatch(r"\+[1-9][0-9]{5,14}", message.to):
        told["to"] = message.to[1:]
    else:
        raise NotSent(retry=False, reason="recipient")
    if message.template is None:
        if not 0 < len(message.text) <= LONGEST_TEXT:
            raise NotSent(retry=False, reason="too_long" if message.text else "rejected")
        return {**told, "type": "text", "text": {"body": message.text, "preview_url": False}}
    template: dict[str, Any] = {"name": message.template, "language": {"code": language or message.language}}
    if message.values:
        values = [{"type": "text", "text": value} for value in message.values]
        template["components"] = [{"type": "body", "parameters": values}]
    return {**told, "type": "template", "template": template}


def _code(error: Any) -> int:
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, int) else -1


def _sender(message: Mapping[str, Any], contacts: list[dict[str, Any]]) -> tuple[str, tuple[str, ...]]:
    """The phone number where there is one, and the business-scoped ids beside it."""
    phone, ids = (
        str(message.get("from") or ""),
        [message.get("from_user_id"), message.get("from_parent_user_id")],
    )
    for contact in contacts:
        if len(contacts) == 1 or (phone and contact.get("wa_id") == phone):
            phone = phone or str(contact.get("wa_id") or "")
            ids += [contact.get("user_id"), contact.get("parent_user_id")]
    known = [f"+{phone}"] if re.fullmatch(r"[0-9]{6,15}", phone) else []
    known += [one for one in dict.fromkeys(ids) if isinstance(one, str) and BSUID.fullmatch(one)]
    return (known[0], tuple(known[1:])) if known else ("", ())


def _content(message: Mapping[str, Any]) -> tuple[str, str]:
    """The kind, and the words: of a text, a pressed button, a corrected text, or under a picture."""
    kind = message.get("type")
    held = message.get(str(kind))
    held = held if isinstance(held, dict) else {}
    if kind == "edit":
        inner = held.get("message")
        return (
            _content(inner) if isinstance(inner, dict) and inner.get("type") != "edit" else ("unreadable", "")
        )
    if kind in _MEDIA:
        return "media", words(held.get("caption"), LONGEST_TEXT)
    if kind == "interactive":
        held = next((one for one in held.values() if isinstance(one, dict)), {})
    said = {"text": "body", "button": "text", "interactive": "title"}.get(str(kind), "")
    text = words(held.get(said), LONGEST_TEXT) if said else ""
    return ("text", text) if text.strip() else ("unreadable", "")
