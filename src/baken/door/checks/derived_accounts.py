"""What the accounts behind a few adverts tell, record by record: `indicators.derive_accounts` for a door."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from baken.indicators.derive_accounts import PARTS


@dataclass(frozen=True, slots=True)
class Owned:
    """An advert of a known account. `account` is one platform's: two platforms never share one."""

    sighting_id: str
    platform: str
    account: tuple[str, str]
    captured_at: datetime
    verified_at: datetime | None
    payer: str | None
    device: str | None
    photos: frozenset[str]


def owned_rows(rows: Iterable[Mapping[str, Any]]) -> dict[str, Owned]:
    """Those of the adverts whose account was told, by sighting id."""
    found = {}
    for row in rows:
        account = row.get("account") or {}
        if account.get("account_id") is None:
            continue
        found[row["sighting_id"]] = Owned(
            row["sighting_id"],
            row["platform"],
            (row["platform"], account["account_id"]),
            row["captured_at"],
            account.get("verified_at"),
            account.get("payer_hash"),
            account.get("device_hash"),
            frozenset(one["value"] for one in row.get("image_hashes") or ()) - {None},
        )
    return found


def changes_of(
    owned: Mapping[str, Owned], phones: Mapping[str, frozenset[str]]
) -> dict[tuple[str, str], int]:
    """How many parts of each account changed since its verification, as `derive_accounts` counts them; an
    account that nothing is known of after a verification is left out. `phones` are pseudonyms by sighting."""
    after: dict[tuple[str, str], list[Owned]] = defaultdict(list)
    for one in owned.values():
        if one.verified_at is not None and one.captured_at >= one.verified_at:
            after[one.account].append(one)
    return {
        account: _changed(sorted(shown, key=lambda one: (one.captured_at, one.sighting_id)), phones)
        for account, shown in after.items()
    }


def _changed(shown: Sequence[Owned], phones: Mapping[str, frozenset[str]]) -> int:
    told = {
        "phone": [phones.get(one.sighting_id, frozenset()) for one in shown],
        "payer": [_one(one.payer) for one in shown],
        "device": [_one(one.device) for one in shown],
        "photos": [one.photos for one in shown],
    }
    return sum(_differs(part, [each for each in told[part] if each]) for part in PARTS)


def _differs(part: str, known: Sequence[frozenset[str]]) -> bool:
    if not known:
        return False
    first, last = known[0], known[-1]
    # photos may be added: only where none is left did they change
    return 2 * len(first & last) <= (0 if part == "photos" else len(last))


def _one(value: str | None) -> frozenset[str]:
    return frozenset() if value is None else frozenset((value,))
