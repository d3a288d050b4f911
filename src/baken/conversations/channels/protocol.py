"""What every channel does, in the same words: send one message, and read what a provider tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Outgoing:
    """One message to one person, as a human approved it.

    `key` is ours and never used twice; a provider gives it back where it can. `to` is +digits, an address, or
    what the channel knew the sender by. `text` is what the person reads; with a `template` it is sent as that
    approved template with `values` in its places, if what the provider holds under that name is this `text`.
    `language` is a code as `nl`.
    """

    key: str
    to: str
    text: str
    language: str
    template: str | None = None
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sent:
    """The provider took it. `provider_id` is the name under which it will tell of it."""

    provider_id: str


@dataclass(frozen=True)
class Incoming:
    """What somebody sent to us.

    `kind` is text, media (a picture, sound, film, file or sticker: never fetched, nothing of it is kept) or
    unreadable (anything else). `text` is empty unless the kind is text. `also` are other names by which the
    provider knows the same sender: who says no under one of them says no under all.
    """

    provider_id: str
    sender: str
    at: datetime
    kind: str
    text: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Delivery:
    """How a message fares: sent, delivered, read or failed. They come out of order, and more than once.

    `reason` is a code of ChannelFault where it failed. `key` is our key where the provider gives it back: so
    a message of which nobody knew whether it was sent is known after all.
    """

    provider_id: str
    state: str
    at: datetime
    reason: str = ""
    key: str = ""


def proves_sender(channel: str) -> bool:
    """Whether the provider vouches for who wrote. The number of an SMS and the address of a mail are what
    whoever writes says that they are."""
    return channel == "whatsapp"


class NotUnderstood(Exception):
    """It comes from who may tell us, but it is nothing that this provider tells."""


class NotSent(Exception):
    """It was certainly not sent. `reason` is a code of ChannelFault; with `retry` it may be tried later, not
    before `after_seconds`."""

    def __init__(self, retry: bool, after_seconds: int | None = None, reason: str = "") -> None:
        super().__init__(reason)
        self.retry, self.after_seconds, self.reason = retry, after_seconds, reason


class NobodyKnows(Exception):
    """The provider can't say whether it was sent: it is never sent again by itself. `reason` is a code of
    ChannelFault."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)
        self.reason = reason


class Forged(Exception):
    """The signature does not fit the body as it came in; nothing of it is read."""


class Channel(Protocol):
    """One account of an organisation at one provider; `code` is whatsapp, sms or email."""

    code: str

    def send(self, message: Outgoing) -> Sent:
        """Hands the message to the provider. Raises `NotSent`, `NobodyKnows`."""
        ...

    def read(self, headers: Mapping[str, str], body: bytes) -> tuple[Incoming | Delivery, ...]:
        """What the provider tells, in its order; header names in any case. Raises `Forged`, and
        `NotUnderstood` for a body that is not even in the provider's format.

        What is not about a message of this account is left out; a part that can't be understood never raises.
        """
        ...
