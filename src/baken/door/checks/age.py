"""Whether age evidence still holds for an advert: a verified account may have been sold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from baken.door.checks.beside import Shown
from baken.door.checks.submission import AgeEvidence
from baken.vocabulary.door import EvidenceBond


@dataclass(frozen=True, slots=True)
class Fallen:
    """Evidence of the account that is in time, and what it was bound to that changed or is told no longer."""

    evidence: AgeEvidence
    bonds: tuple[str, ...]


def evidence_for(
    advert: Mapping[str, Any],
    given: Iterable[AgeEvidence],
    methods: Iterable[str],
    shown: Mapping[str, Shown],
) -> AgeEvidence | Fallen | None:
    """Evidence by one of `methods` that holds for the advert; else the latest that fell away; else None.

    Evidence of another account, or one that is not valid at the moment of the advert, is none.
    """
    now, wanted = shown[advert["sighting_id"]], frozenset(methods)
    latest: Fallen | None = None
    for one in sorted(given, key=lambda each: (each.checked_at, each.given_for, each.method), reverse=True):
        if (
            one.method not in wanted
            or now.account != one.account_id
            or not _in_time(one, advert["captured_at"])
        ):
            continue
        bonds = fallen_bonds(shown.get(one.given_for), now)
        if not bonds:
            return one
        latest = latest or Fallen(one, bonds)
    return latest


def fallen_bonds(then: Shown | None, now: Shown) -> tuple[str, ...]:
    """Of what evidence was bound to the parts of which nothing is left. Evidence is bound to what its advert
    showed; of an advert of another account, or that nobody knows, nothing is left at all."""
    if then is None or then.account != now.account:
        return EvidenceBond.codes
    return tuple(
        bond
        for bond in EvidenceBond.codes
        if getattr(then, bond) and getattr(then, bond).isdisjoint(getattr(now, bond))
    )


def _in_time(one: AgeEvidence, moment: datetime) -> bool:
    return one.checked_at <= moment and (one.valid_until is None or moment < one.valid_until)
