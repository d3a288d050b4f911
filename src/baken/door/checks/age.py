"""Whether age evidence still holds for an advert: a verified account may have been sold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from baken.door.checks.beside import Shown
from baken.door.checks.submission import AgeEvidence
from baken.vocabulary.door import EvidenceBond

REACHED_BY = frozenset({"phone", "payer", "device"})
"""What somebody has one of, as a rule: another one beside it may be another person."""


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


@dataclass(frozen=True, slots=True)
class Standing:
    """How one piece of evidence stands for an advert: a code of `EvidenceState`, of what fell away what
    changed, and what it was bound to at all."""

    evidence: AgeEvidence
    state: str
    changed: tuple[str, ...]
    bound_to: tuple[str, ...]


def standing_of(
    advert: Mapping[str, Any], one: AgeEvidence, methods: Iterable[str], shown: Mapping[str, Shown]
) -> Standing:
    """Why a piece of evidence holds for the advert, or not; it holds exactly when `evidence_for` may give
    it."""
    now, then = shown[advert["sighting_id"]], shown.get(one.given_for)
    bound = tuple(bond for bond in EvidenceBond.codes if then is not None and getattr(then, bond))
    changed: tuple[str, ...] = ()
    if now.account != one.account_id:
        state = "other_account"
    elif one.checked_at > advert["captured_at"]:
        state = "not_yet"
    elif not _in_time(one, advert["captured_at"]):
        state = "ended"
    elif changed := fallen_bonds(then, now):
        state = "fallen_away"
    else:
        state = "holds" if one.method in frozenset(methods) else "not_asked"
    return Standing(one, state, changed, bound)


def fallen_bonds(then: Shown | None, now: Shown) -> tuple[str, ...]:
    """Of what evidence was bound to the parts that changed. Evidence is bound to what its advert showed; of
    an advert of another account, or that nobody knows, nothing is left at all.

    A phone, payer or device changed when at least half of what is shown now was not there then: who keeps the
    old number beside a new one has a new number all the same. Photos may be added; they changed when none is
    left.
    """
    if then is None or then.account != now.account:
        return EvidenceBond.codes
    return tuple(
        bond
        for bond in EvidenceBond.codes
        if getattr(then, bond) and _changed(bond, getattr(then, bond), getattr(now, bond))
    )


def _changed(bond: str, then: frozenset[str], now: frozenset[str]) -> bool:
    return 2 * len(then & now) <= len(now) if bond in REACHED_BY else then.isdisjoint(now)


def _in_time(one: AgeEvidence, moment: datetime) -> bool:
    return one.checked_at <= moment and (one.valid_until is None or moment < one.valid_until)
