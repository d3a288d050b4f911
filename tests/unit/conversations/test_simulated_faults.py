"""Under every fault at once nobody gets a message twice, and what is told amounts to what happened."""

import pytest

from baken.conversations.channels.protocol import Channel, Delivery, Forged, NobodyKnows, NotSent
from baken.demo.channels.faults import Faults
from baken.demo.channels.provider import Provider
from baken.demo.channels.sms import SimulatedSms
from baken.demo.channels.whatsapp import SimulatedWhatsApp
from tests.factories.channels import outgoing, sms_to, templated, whatsapp_to

SEEDS = range(8)
MESSAGES = 25


def made(kind: str, seed: int) -> tuple[Provider, Channel]:
    faults = Faults(seed=seed, rate=0.4)
    if kind == "sms":
        gateway = SimulatedSms(faults=faults)
        return gateway, sms_to(gateway)
    meta = SimulatedWhatsApp(faults=faults)
    return meta, whatsapp_to(meta)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", ["whatsapp", "sms"])
def test_trying_only_what_was_certainly_not_sent_doubles_nothing(kind: str, seed: int) -> None:
    provider, channel = made(kind, seed)
    unsure: set[str] = set()
    sent: set[str] = set()
    certain: set[bool] = set()
    keys = [f"{number:08d}-0000-4000-8000-000000000000" for number in range(MESSAGES)]
    for key in keys:
        for _try in range(50):
            try:
                channel.send(templated(key=key) if kind == "whatsapp" else outgoing(key=key))
                sent.add(key)
            except NotSent as fault:
                certain.add(fault.retry)
                continue
            except NobodyKnows:
                unsure.add(key)
            break

    told: set[str] = set()
    forged = 0
    for hook in provider.hooks():
        try:
            told |= {
                one.key for one in channel.read(dict(hook.headers), hook.body) if isinstance(one, Delivery)
            }
        except Forged:
            forged += 1

    assert certain <= {True}
    assert provider.doubled == 0 and sent | unsure == set(keys)
    assert sum(provider.accepted.values()) == len(provider.accepted)
    # what nobody knew is known by what is told: of these it was taken, of the others it was not
    assert sent <= told and len(told) == len(provider.accepted)
    assert forged > 0


def test_same_seed_gives_the_same_faults() -> None:
    one, other = (Faults(seed=3, rate=0.5) for _ in range(2))
    assert [one.next_send() for _ in range(50)] == [other.next_send() for _ in range(50)]
