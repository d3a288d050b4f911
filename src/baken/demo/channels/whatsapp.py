"""Meta's Cloud API on this machine: it takes, refuses and loses what the real one does.

See `baken.conversations.channels.whatsapp` for where each fact is from. A person is on WhatsApp unless their
number is in `nowhere`; the window of 24 hours opens when they write. `templates` are what was approved there:
they are listed as Meta lists them, and what the person reads is made of them.
"""

import json
import re
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

from baken.conversations.channels.whatsapp import BSUID, LONGEST_TEXT, WhatsAppAccount, signature
from baken.demo.channels.faults import Hook
from baken.demo.channels.provider import Provider

WINDOW = timedelta(hours=24)
ACCOUNT = {
    "phone_number_id": "100000000000001",
    "token": "proef-token-van-whatsapp",
    "app_secret": "proef-geheim-van-de-app",
    "verify_token": "proef-woord-voor-het-adres",
    "business_id": "100000000000002",
}
"""What the simulator takes; it opens nothing else."""
_PLACE = re.compile(r"\{\{\w+\}\}")


@dataclass
class HeldText:
    """What the provider holds under a name and language; `more` are its other components."""

    text: str
    status: str = "APPROVED"
    more: tuple[dict[str, Any], ...] = ()


def shipped_texts() -> dict[tuple[str, str], HeldText]:
    """What a new simulator holds."""
    return {
        ("opening", "nl"): HeldText("Goedemiddag, wij zijn {{1}}. Antwoorden hoeft niet."),
        ("opening", "en"): HeldText("Good afternoon, we are {{1}}. You don't have to answer."),
        ("kennismaking", "nl"): HeldText("Goedemiddag, wij maken graag kennis. Antwoorden hoeft niet."),
    }


class SimulatedWhatsApp(Provider):
    """The app of one account."""

    ON_A_PAGE = 100

    def __init__(self, account: WhatsAppAccount | None = None, **more: Any) -> None:
        super().__init__(**more)
        self.account = account or WhatsAppAccount(address="http://127.0.0.1", **ACCOUNT)
        self.templates = shipped_texts()
        self.asked_texts = 0
        self.nowhere: set[str] = set()
        self.lost: list[str] = []
        self._wrote: dict[str, datetime] = {}

    def path(self) -> str:
        return f"/{self.account.phone_number_id}/messages"

    def lets_in(self, environ: dict[str, Any]) -> bool:
        return bool(environ.get("HTTP_AUTHORIZATION") == f"Bearer {self.account.token}")

    def stranger(self) -> tuple[int, Any]:
        return 401, _error(190, "Invalid OAuth access token.")

    def taken(self, given: dict[str, Any]) -> tuple[int, Any]:
        to = given.get("to") or given.get("recipient")
        if given.get("messaging_product") != "whatsapp" or not isinstance(to, str):
            return 400, _error(100, "Invalid parameter")
        if given.get("recipient_type", "individual") not in ("individual", "group"):
            return 400, _error(100, "Invalid parameter")
        kind, key = given.get("type"), str(given.get("biz_opaque_callback_data", ""))
        if len(key) > 512 or kind not in ("text", "template"):
            return 400, _error(100, "Invalid parameter")
        if "to" not in given and not BSUID.fullmatch(to):
            return 400, _error(131009, "Parameter value is not valid")
        text = self._text(given, str(kind))
        if isinstance(text, int):
            return 400 if text != 132001 else 404, _error(text, "Refused")
        name = f"wamid.{uuid.uuid4().hex.upper()}"
        told = {"messaging_product": "whatsapp", "contacts": [{"input": to}], "messages": [{"id": name}]}
        if "to" in given and BSUID.fullmatch(to):
            # as the real one: taken, sent to nobody, and nothing is ever told of it
            self.lost.append(key)
            return 200, told
        wrote = self._wrote.get(to)
        if kind == "text" and (wrote is None or self.faults.now() - wrote > WINDOW):
            self._status(name, key, to, "failed", 131047)
        elif to in self.nowhere:
            self._status(name, key, to, "failed", 131026)
        else:
            self.accept(key, to, text)
            for state in ("sent", "delivered", "read"):
                self._status(name, key, to, state)
        return 200, told

    def _text(self, given: dict[str, Any], kind: str) -> str | int:
        """The words, or the code with which they are refused."""
        if kind == "text":
            held = given.get("text")
            body = held.get("body") if isinstance(held, dict) else None
            return body if isinstance(body, str) and 0 < len(body) <= LONGEST_TEXT else 100
        held = given.get("template")
        template = held if isinstance(held, dict) else {}
        language = template.get("language")
        code = language.get("code") if isinstance(language, dict) else None
        held_text = self.templates.get((str(template.get("name")), str(code)))
        if held_text is None or held_text.status != "APPROVED":
            return 132001
        values = [
            str(one.get("text")) for part in template.get("components", []) for one in part["parameters"]
        ]
        if len(values) != len(_PLACE.findall(held_text.text)):
            return 132000
        left = iter(values)
        return _PLACE.sub(lambda place: next(left), held_text.text)

    def listed(self, path: str, query: str) -> tuple[int, Any]:
        """The templates of the account, a page at a time, by a part of their name."""
        asked = {name: given[0] for name, given in parse_qs(query).items()}
        if path != f"/{self.account.business_id}/message_templates":
            return 404, _error(100, "Unsupported get request.")
        self.asked_texts += 1
        found = [
            {
                "name": name,
                "language": language,
                "status": held.status,
                "category": "MARKETING",
                "components": [*held.more, {"type": "BODY", "text": held.text}],
                "id": str(300000000000000 + place),
            }
            for place, ((name, language), held) in enumerate(self.templates.items())
            if asked.get("name", "") in name
        ]
        begins, most = int(asked.get("after") or 0), min(int(asked.get("limit") or 25), self.ON_A_PAGE)
        ends = begins + most
        paging: dict[str, Any] = {"cursors": {"before": str(begins), "after": str(ends)}}
        if ends < len(found):
            paging["next"] = f"{self.account.address}{path}?after={ends}"
        return 200, {"data": found[begins:ends], "paging": paging}

    def writes(self, sender: str, content: dict[str, Any], *, user_id: str = "") -> Hook:
        """Somebody writes: `sender` are digits, or empty for who has a username only; `content` is a message
        of the webhook, as {"type": "text", "text": {"body": "…"}}."""
        now = self.faults.now()
        self._wrote[sender or user_id] = now
        message = {
            "id": f"wamid.{uuid.uuid4().hex.upper()}",
            "timestamp": str(int(now.timestamp())),
            **content,
        }
        contact: dict[str, Any] = {"profile": {"name": "Naam"}}
        if sender:
            message["from"] = contact["wa_id"] = sender
        if user_id:
            message["from_user_id"] = contact["user_id"] = user_id
        return self._tell({"contacts": [contact], "messages": [message]})

    def forged(self, hook: Hook) -> Hook:
        return Hook((("X-Hub-Signature-256", signature("een-ander-geheim", hook.body)),), hook.body)

    def _status(self, name: str, key: str, to: str, state: str, code: int = 0) -> None:
        status: dict[str, Any] = {
            "id": name,
            "status": state,
            "timestamp": str(int(self.faults.now().timestamp())),
            "recipient_id": to,
            "biz_opaque_callback_data": key,
        }
        if code:
            status["errors"] = [{"code": code, "title": "Failed", "error_data": {"details": "Failed"}}]
        self._tell({"statuses": [status]})

    def _tell(self, value: dict[str, Any]) -> Hook:
        about = {"display_phone_number": "31600000000", "phone_number_id": self.account.phone_number_id}
        change = {"field": "messages", "value": {"messaging_product": "whatsapp", "metadata": about, **value}}
        told = {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]}
        body = json.dumps(told).encode()
        hook = Hook((("X-Hub-Signature-256", signature(self.account.app_secret, body)),), body)
        self._hooks.append(hook)
        return hook


def _error(code: int, message: str) -> dict[str, Any]:
    return {"error": {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "x"}}
