"""Is the log whole?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from baken.audit import anchor, chain
from baken.audit.models import Event, Seal

if TYPE_CHECKING:
    from baken.accounts.models import Organisation


@dataclass(frozen=True)
class Verification:
    """What was read and what does not fit; whole when `faults` is empty."""

    seals: int
    sealed_events: int
    unsealed_events: int
    faults: tuple[str, ...]


def verify_log(organisation: "Organisation") -> Verification:
    """Computes the chain again from the events and holds it against the seals and the anchor."""
    key = settings.BAKEN_KEYRING.key(str(organisation.id), "audit")
    faults: list[str] = []
    previous, number, sealed = chain.FIRST, 0, 0
    anchored = anchor.read(organisation.id)
    for seal in Seal.objects.order_by("number").iterator():
        number += 1
        faults += _faults_of(seal, number, previous, key)
        if anchored and anchored[0] == seal.number and anchored[1] != bytes(seal.hash):
            faults.append(f"seal {seal.number} is not the one that was noted outside the database")
        previous, number, sealed = bytes(seal.hash), seal.number, sealed + seal.events
    if anchored and anchored[0] > number:
        faults.append(
            f"the log ends at seal {number}, but seal {anchored[0]} was written: its end is missing"
        )
    unsealed = Event.objects.filter(seal__isnull=True).count()
    return Verification(seals=number, sealed_events=sealed, unsealed_events=unsealed, faults=tuple(faults))


def _faults_of(seal: Seal, expected: int, previous: bytes, key: bytes) -> Iterator[str]:
    events = list(Event.objects.filter(seal=seal).order_by("position"))
    if seal.number != expected:
        yield f"seal {expected} is missing"
    if bytes(seal.previous_hash) != previous:
        yield f"seal {seal.number} does not follow the seal before it"
    if [event.position for event in events] != list(range(seal.events)):
        yield f"seal {seal.number} closed {seal.events} events, {len(events)} are there"
    elif chain.seal_hash(key, bytes(seal.previous_hash), seal.number, events) != bytes(seal.hash):
        yield f"seal {seal.number}: an event in it was changed"
