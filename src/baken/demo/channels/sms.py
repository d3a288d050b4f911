"""The gateway of CM.com on this machine: it takes and refuses what the real one does, and signs nothing.

See `baken.conversations.channels.sms` for where each fact is from. What it tells goes to an address that
holds a secret; a forger does not know it.
"""

import json
import re
from datetime import UTC
from typing import Any

from baken.conversations.channels.sms import ADDRESS_SECRET, PATH, SmsAccount
from baken.demo.channels.faults import Hook
from baken.demo.channels.provider import Provider

ACCOUNT = {
    "sender": "31600000000",
    "product_token": "00000000-0000-0000-0000-000000000000",
    "address_secret": "proef-geheim-van-het-adres",
}
"""What the simulator takes; it opens nothing else."""


class SimulatedSms(Provider):
    """The app of one account."""

    def __init__(self, account: SmsAccount | None = None, **more: Any) -> None:
        super().__init__(**more)
        self.account = account or SmsAccount(address="http://127.0.0.1", **ACCOUNT)
        self.nowhere: set[str] = set()
        self.refusing: set[str] = set()

    def path(self) -> str:
        return PATH

    def lets_in(self, environ: dict[str, Any]) -> bool:
        return bool(environ.get("HTTP_X_CM_PRODUCTTOKEN") == self.account.product_token)

    def stranger(self) -> tuple[int, Any]:
        return 400, _told("No account found for the given authentication", 101)

    def taken(self, given: dict[str, Any]) -> tuple[int, Any]:
        held = given.get("messages")
        messages = held.get("msg") if isinstance(held, dict) else None
        if not isinstance(messages, list) or len(messages) != 1 or not isinstance(messages[0], dict):
            return 400, _told("The request is malformed", 202)
        one = messages[0]
        to, text, reference = _number(one), _content(one), str(one.get("reference", ""))
        code = self._refusal(one, to, text)
        line = {"to": to, "reference": reference, "messageErrorCode": code}
        if code:
            line |= {"status": "Rejected", "parts": 0, "messageDetails": "Refused"}
            return 400, {**_told("Created 0 message(s)", 201), "messages": [line]}
        line |= {"status": "Accepted", "parts": 1, "messageDetails": None}
        if to in self.nowhere:
            self._report(reference, to, 3)
        else:
            self.accept(reference, to, text)
            self._report(reference, to, 0)
            self._report(reference, to, 2)
        return 200, {**_told("Created 1 message(s)", 0), "messages": [line]}

    def _refusal(self, one: dict[str, Any], to: str, text: str) -> int:
        sender = one.get("from")
        if not isinstance(sender, str) or not re.fullmatch(r"\d{1,16}|[A-Za-z0-9 ]{1,11}", sender):
            return 301
        if not re.fullmatch(r"00[1-9]\d{5,14}", to):
            return 303
        if not text:
            return 304
        return 402 if to in self.refusing else 0

    def writes(self, sender: str, text: str, *, media: bool = False) -> Hook:
        """Somebody answers: `sender` as 0031600000000."""
        message: dict[str, Any] = {"text": text, "media": {"mediaUri": "", "contentType": "", "title": ""}}
        if media:
            message["media"]["mediaUri"] = "https://invalid.invalid/never-fetched"
        return self._tell(
            {
                "from": {"number": sender, "name": ""},
                "to": {"number": f"00{self.account.sender}"},
                "message": message,
                "reference": "None",
                "groupings": ["", "", ""],
                "timeUtc": self._clock(),
                "channel": "SMS",
            }
        )

    def forged(self, hook: Hook) -> Hook:
        return Hook(((ADDRESS_SECRET, "een-ander-geheim"),), hook.body)

    def _report(self, reference: str, to: str, state: int) -> None:
        status = {"code": str(state), "errorCode": "", "errorDescription": ""}
        report = {"received": self._clock(), "to": to, "reference": reference, "status": status}
        self._tell({"messages": {"msg": report}})

    def _clock(self) -> str:
        return self.faults.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")

    def _tell(self, told: dict[str, Any]) -> Hook:
        hook = Hook(((ADDRESS_SECRET, self.account.address_secret),), json.dumps(told).encode())
        self._hooks.append(hook)
        return hook


def _told(details: str, code: int) -> dict[str, Any]:
    return {"details": details, "errorCode": code, "messages": []}


def _number(one: dict[str, Any]) -> str:
    to = one.get("to")
    first = to[0] if isinstance(to, list) and len(to) == 1 else None
    return str(first.get("number", "")) if isinstance(first, dict) else ""


def _content(one: dict[str, Any]) -> str:
    body = one.get("body")
    content = body.get("content") if isinstance(body, dict) else None
    return content if isinstance(content, str) else ""
