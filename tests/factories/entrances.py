"""A platform's test entrance as an auditor reaches it, without a network: its API behind the test client."""

from typing import Any

import httpx
from django.test import Client

from baken.door.audits.actions import start_entrance
from baken.door.audits.entrances.client import EntranceClient
from baken.door.audits.models import DoorAudit
from baken.tenancy.acting import Actor, acting_for
from tests.factories.doors import make_policy
from tests.factories.organisations import make_organisation
from tests.factories.programs import make_key
from tests.factories.users import make_person

ADDRESS = "https://proef.kleinegids.example"


class Wire(httpx.BaseTransport):
    """Every request to an entrance, in order; `fails_after` so many the line is cut."""

    def __init__(self, fails_after: int | None = None, **answers: Any) -> None:
        self.asked: list[tuple[str, str]] = []
        self.fails_after, self._answers = fails_after, answers

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self.fails_after is not None and len(self.asked) >= self.fails_after:
            raise httpx.ConnectError("cut")
        name = request.headers.get("Idempotency-Key", "")
        self.asked.append((request.url.path, name))
        kept = ("authorization", "idempotency-key")
        answer = Client().generic(
            request.method, request.url.path, request.read(), content_type="application/json",
            headers={one: request.headers[one] for one in kept if one in request.headers},
        )  # fmt: skip
        headers = {"Retry-After": answer["Retry-After"]} if "Retry-After" in answer else {}
        return httpx.Response(answer.status_code, content=answer.content, headers=headers)


def make_entrance(**asks: Any) -> str:
    """The secret of a key to the door of a platform of its own."""
    organisation = make_organisation()
    with acting_for(organisation.id):
        make_policy(make_person(organisation, "moderator"), **{"age_evidence": ["in_person", "idin"]} | asks)
    return make_key(organisation, "door:check").secret


def reached(secret: str, wire: httpx.BaseTransport, address: str = ADDRESS) -> EntranceClient:
    """A connection through a wire, that never waits."""
    return EntranceClient(address, secret, transport=wire, sleep=lambda seconds: None)


def make_entrance_audit(by: Actor, address: str = ADDRESS) -> DoorAudit:
    """An open audit of a test entrance, with the document that allows it."""
    return start_entrance(by=by, reference="afspraak met het platform, 3 maart", address=address)
