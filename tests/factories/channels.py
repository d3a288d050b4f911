"""Channels that speak with simulated providers in the same process, and a clock that tests turn."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from hypothesis import strategies as st

from baken.conversations.channels.protocol import Outgoing
from baken.conversations.channels.sms import Sms
from baken.conversations.channels.whatsapp import WhatsApp
from baken.demo.channels.faults import NobodyThere
from baken.demo.channels.sms import SimulatedSms
from baken.demo.channels.whatsapp import SimulatedWhatsApp
from baken.demo.loopback import HungUp

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
NUMBER = "+31600000001"
READ = "Goedemiddag, wij zijn Bureau. Antwoorden hoeft niet."
"""What somebody reads of the simulator's template `opening` with the value "Bureau"."""


class Clock:
    """Stands still until it is turned."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def turn(self, **by: int) -> None:
        self.at += timedelta(**by)


class InProcess(httpx.WSGITransport):
    """Asks a simulated provider without a server; what it keeps silent about is a time-out."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return super().handle_request(request)
        except NobodyThere as fault:
            raise httpx.ConnectError("nobody there", request=request) from fault
        except HungUp as fault:
            raise httpx.ReadTimeout("no answer", request=request) from fault


def whatsapp_to(provider: SimulatedWhatsApp) -> WhatsApp:
    return WhatsApp(provider.account, transport=InProcess(app=provider), now=provider.faults.now)


def sms_to(provider: SimulatedSms) -> Sms:
    return Sms(provider.account, transport=InProcess(app=provider), now=provider.faults.now)


def outgoing(**changes: Any) -> Outgoing:
    """A message to a number of nobody."""
    given = {
        "key": "11111111-1111-4111-8111-111111111111",
        "to": NUMBER,
        "text": "Goedemiddag.",
        "language": "nl",
    }
    return Outgoing(**(given | changes))


def templated(**changes: Any) -> Outgoing:
    """A message that goes as a template of the provider."""
    return outgoing(**({"template": "opening", "values": ("Bureau",), "text": READ} | changes))


def anything(keys: Sequence[str]) -> st.SearchStrategy[Any]:
    """Any JSON, with the keys that a provider uses where they don't belong."""
    return st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(keys), inner, max_size=4),
        max_leaves=20,
    )
