"""Is the log whole?"""

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from baken.audit import anchor, chain
from baken.audit.models import Event, Seal

if TYPE_CHECKING:
    from baken.accounts.models import Organisation


@dataclass(frozen=True)
class Verification:
    """What was read and what does not fit; whole when `faults` is empty.

    `erased_events` expired: their seals still stand in the chain, without them.
    """

    seals: int
    sealed_events: int
    unsealed_events: int
    erased_events: int
    faults: tuple[str, ...]


def verify_log(organisation: "Organisation") -> Verification:
    """Computes the chain again from the events and holds it against the seals and the anchor."""
    key = settings.BAKEN_KEYRING.key(str(organisation.id), "audit")
    faults: list[str] = []
    changed: list[str] = []
    previous, expected, seals, sealed, erased = chain.FIRST, 1, 0, 0, 0
    anchored = None
    try:
        anchored = anchor.read(organisation.id)
    except anchor.AnchorDamaged as fault:
        faults.append(str(fault))
    else:
        if anchored is None and Seal.objects.count() > 1:
            faults.append(f"the note outside the database is missing: {anchor.path_of(organisation.id)}")
    for seal in Seal.objects.order_by("number").iterator():
        if seal.number != expected:
            faults.append(f"seal {expected} is missing")
        if bytes(seal.previous_hash) != previous:
            faults.append(f"seal {seal.number} does not follow the seal before it")
        if anchored and anchored[0] == seal.number and anchored[1] != bytes(seal.hash):
            faults.append(f"seal {seal.number} is not the one that was noted outside the database")
        if seal.erased_at is not None:
            erased += seal.events
            if _is_erased(key, seal):
                previous, expected, seals = bytes(seal.hash), seal.number + 1, seals + 1
                continue
            faults.append(f"seal {seal.number}: that its events expired was written by somebody else")
        events = list(Event.objects.filter(seal=seal).order_by("position"))
        if [event.position for event in events] != list(range(seal.events)):
            faults.append(f"seal {seal.number} closed {seal.events} events, {len(events)} are there")
        elif chain.seal_hash(key, previous, seal.number, seal.at, events) != bytes(seal.hash):
            changed.append(f"seal {seal.number}: it or an event in it was changed")
        previous, expected, seals, sealed = (
            bytes(seal.hash), seal.number + 1, seals + 1, sealed + seal.events
        )  # fmt: skip
    if anchored and anchored[0] >= expected:
        faults.append(
            f"the log ends at seal {expected - 1}, but seal {anchored[0]} was written: its end is missing"
        )
    if seals > 1 and len(changed) == seals:
        changed = [f"none of the {seals} seals was made with this key: was the key file replaced?"]
    unsealed = Event.objects.filter(seal__isnull=True).count()
    return Verification(
        seals=seals,
        sealed_events=sealed,
        unsealed_events=unsealed,
        erased_events=erased,
        faults=(*faults, *changed),
    )


def _is_erased(key: bytes, seal: Seal) -> bool:
    """Whether it is we who said that its events expired, and whether they are gone."""
    assert seal.erased_at is not None
    proof = chain.erasure_proof(key, bytes(seal.hash), seal.number, seal.erased_at)
    told = bytes(seal.erasure_proof or b"")
    return hmac.compare_digest(proof, told) and not Event.objects.filter(seal=seal).exists()
