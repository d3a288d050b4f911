"""The channel of the demo's conversations: takes every message and gives it to nobody."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from baken.conversations.channels.protocol import Delivery, Incoming, NobodyKnows, NotSent, Outgoing, Sent


@dataclass
class DemoChannel:
    """Takes what is sent. To who stands in `faulty` it is not sent, or nobody knows whether it was."""

    code: str
    faulty: dict[str, type[NotSent] | type[NobodyKnows]] = field(default_factory=dict)

    def send(self, message: Outgoing) -> Sent:
        """Nothing leaves this program. Raises `NotSent`, `NobodyKnows`."""
        fault = self.faulty.get(message.to)
        if fault is NotSent:
            raise NotSent(retry=False, reason="recipient")
        if fault is NobodyKnows:
            raise NobodyKnows(reason="away")
        return Sent(provider_id(message.key))

    def read(self, headers: Mapping[str, str], body: bytes) -> tuple[Incoming | Delivery, ...]:
        """Nothing comes in by itself."""
        return ()


def provider_id(key: str) -> str:
    """What the channel calls the message with this key of ours."""
    return f"demo-{key}"
