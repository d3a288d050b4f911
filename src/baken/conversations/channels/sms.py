"""SMS through the gateway of CM.com.

Source: developers.cm.com/messaging/docs: integration, shared-features, responses-errors-json,
incoming-messages, incoming-status-report; the codes in TextClientStatusCodes of cmdotcom/text-sdk-php.
The gateway at gw.messaging.cm.com passes Cloudflare, Inc. in the United States; gw.cmtelecom.com does not,
and is what the how-to names.

- A message goes to POST /v1.0/message. `reference` is our key, and the only name under which the gateway
  tells of it. The gateway tries for 24 hours to reach a phone.
- What could be read of those pages tells of no signature, and another who connected to it says that there is
  none. So the address that it calls holds a secret, which is compared before anything is read; whoever calls
  another address is a stranger. It calls again, every 5 minutes, until the answer is 200.
- What comes in has no name of its own: the same words of the same sender in the same second are one message.
"""

import hashlib
import hmac
import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
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
    NotUnderstood,
    Outgoing,
    Sent,
)

PATH = "/v1.0/message"
LONGEST_TEXT = 1000
"""Eight parts of an SMS with letters outside the Latin alphabet hold 536 characters, of plain ones 1224."""
LONGEST_READ = 4096
MOST_PARTS = 8
ADDRESS_SECRET = "baken-address-secret"  # noqa: S105  (the name of a header)
"""Where the view puts what stood in the address; a header of that name from outside never gets through."""
FAULTS: Mapping[int, str] = MappingProxyType(
    {
        **dict.fromkeys((101, 102, 103), "account"),
        **dict.fromkeys((202, 203, 301, 304, 305, 401, 403), "rejected"),
        **dict.fromkeys((302, 303), "recipient"),
        402: "recipient_refuses",
    }
)
"""Codes with which nothing was sent; 500, 999 and what is not here may come after the message left."""
_STATES = MappingProxyType({"0": "sent", "1": "failed", "2": "delivered", "3": "failed", "4": "read"})


@dataclass(frozen=True)
class SmsAccount:
    """A sender at the gateway: `sender` is a number that takes answers, or a name of at most 11 letters."""

    address: str
    sender: str
    product_token: str = field(repr=False)
    address_secret: str = field(repr=False)


class Sms:
    """The channel of one account."""

    code = "sms"

    def __init__(
        self,
        account: SmsAccount,
        *,
        transport: httpx.BaseTransport | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._account, self._now, self._transport = account, now, transport

    @cached_property
    def _client(self) -> httpx.Client:
        # what only reads needs none
        return client_for(
            self._account.address, {"X-CM-PRODUCTTOKEN": self._account.product_token}, self._transport
        )

    def send(self, message: Outgoing) -> Sent:
        """Plain text over SMS and over nothing else."""
        answer = post(self._client, PATH, payload(message, self._account.sender))
        told = object_of(answer.content)
        one = next(iter(objects(told.get("messages"))), {})
        if answer.is_success and one.get("status") == "Accepted" and one.get("messageErrorCode") == 0:
            return Sent(reference_of(message.key))
        for code in (one.get("messageErrorCode"), told.get("errorCode")):
            if isinstance(code, int) and code in FAULTS:
                raise NotSent(retry=False, reason=FAULTS[code])
        if answer.is_client_error:
            raise NotSent(retry=False, reason="account" if answer.status_code in (401, 403) else "rejected")
        raise NobodyKnows("broken")

    def read(self, headers: Mapping[str, str], body: bytes) -> tuple[Incoming | Delivery, ...]:
        """A message, or how one fares; the address must have held the secret."""
        given = next((value for name, value in headers.items() if name.lower() == ADDRESS_SECRET), "")
        secret = self._account.address_secret
        if not secret or not hmac.compare_digest(given.encode("utf-8", "replace"), secret.encode()):
            raise Forged
        told = object_of(body)
        if not told:
            raise NotUnderstood
        reports = told.get("messages")
        if isinstance(reports, dict):
            return tuple(self._deliveries(reports))
        return tuple(self._incoming(told))

    def _deliveries(self, reports: Mapping[str, Any]) -> Iterator[Delivery]:
        for report in objects(reports.get("msg")):
            status = report.get("status")
            held = status if isinstance(status, dict) else {}
            key, state = words(report.get("reference"), 200), _STATES.get(str(held.get("code")), "")
            if key and state:
                reason = "recipient" if str(held.get("code")) == "3" else "rejected"
                at = self._time(report.get("received"))
                yield Delivery(key, state, at, reason if state == "failed" else "", _key_of(key))

    def _incoming(self, told: Mapping[str, Any]) -> Iterator[Incoming]:
        sender, message = _number(told.get("from")), told.get("message")
        if not sender or not isinstance(message, dict) or told.get("channel") not in (None, "SMS"):
            return
        text, media = words(message.get("text"), LONGEST_READ), message.get("media")
        kind = "text" if text.strip() else "unreadable"
        if kind != "text" and isinstance(media, dict) and media.get("mediaUri"):
            kind = "media"
        stated = words(told.get("timeUtc"), 40)
        # without a time the same word may be a new one: told again within the day it is one message
        moment = stated or self._now().date().isoformat()
        whole = "\n".join((sender, moment, kind, text)).encode()
        name = "mo." + hashlib.sha256(whole).hexdigest()[:40]
        yield Incoming(name, sender, self._time(stated), kind, text if kind == "text" else "")

    def _time(self, given: Any) -> datetime:
        try:
            at = datetime.fromisoformat(str(given))
        except ValueError:
            return self._now()
        return at if at.tzinfo else at.replace(tzinfo=UTC)


def payload(message: Outgoing, sender: str) -> dict[str, Any]:
    """The request. Raises `NotSent` for what can't be an SMS."""
    if not re.fullmatch(r"\+[1-9][0-9]{5,14}", message.to):
        raise NotSent(retry=False, reason="recipient")
    if not 0 < len(message.text) <= LONGEST_TEXT:
        raise NotSent(retry=False, reason="too_long" if message.text else "rejected")
    one = {
        "from": sender,
        "to": [{"number": f"00{message.to[1:]}"}],
        "body": {"type": "auto", "content": message.text},
        "reference": reference_of(message.key),
        "allowedChannels": ["SMS"],
        "minimumNumberOfMessageParts": 1,
        "maximumNumberOfMessageParts": MOST_PARTS,
    }
    return {"messages": {"msg": [one]}}


def reference_of(key: str) -> str:
    """Our key as the gateway takes it: a UUID without its hyphens, should longer ones be cut."""
    with suppress(ValueError):
        return uuid.UUID(key).hex
    return key


def _key_of(reference: str) -> str:
    with suppress(ValueError):
        return str(uuid.UUID(reference))
    return reference


def _number(given: Any) -> str:
    """+digits, of a number or of the object that holds it."""
    stated = str(given.get("number") if isinstance(given, dict) else given or "")
    digits = re.sub(r"^(?:\+|00)", "", stated.replace(" ", ""))
    return f"+{digits}" if re.fullmatch(r"[0-9]{6,15}", digits) else ""
