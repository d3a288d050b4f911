"""The facts of a submitted advert, beside what stands on its platform."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from baken.door.checks.derived import Linked, derive_one
from baken.door.checks.submission import Submission
from baken.extraction.stage import extract
from baken.indicators.derive import Facts
from baken.linking.reading import read_sightings
from baken.linking.sightings import few_sightings_of
from baken.linking.stage import link_read
from baken.vocabulary.advert_record import SCHEMA


@dataclass(frozen=True)
class Beside:
    """`facts` are those of the advert's advertiser and its adverts; `advert` those of the advert alone, by
    name; `shown` what each advert of the submission showed, by sighting id."""

    facts: Facts
    advert: Mapping[str, Any]
    shown: Mapping[str, "Shown"]


@dataclass(frozen=True, slots=True)
class Shown:
    """What an advert showed of who placed it: pseudonyms and hashes, and the unique advert of its text. What
    nobody told is an empty set."""

    account: str | None
    phone: frozenset[str]
    payer: frozenset[str]
    device: frozenset[str]
    photos: frozenset[str]
    text: frozenset[str]


def look_beside(
    submission: Submission,
    *,
    key: bytes,
    region: str,
    read: Mapping[str, Mapping[str, Any]] | None = None,
) -> Beside:
    """Reads, links and derives the submission as everything else is; `key` makes the pseudonyms.

    `read` is what extraction found in each advert, by sighting id, for who has read them all already.
    """
    rows = [*submission.standing, submission.advert]
    told = _extracted(rows, key, region) if read is None else [read[row["sighting_id"]] for row in rows]
    sightings = few_sightings_of(rows, [one["contacts"] for one in told], key=key)
    linked = link_read(read_sightings(sightings), explain=False)
    links = {
        one["sighting_id"]: Linked(one["unique_advert"], one["advertiser"])
        for one in linked.assignments.to_pylist()
    }
    hubs = {one["contact"]: one["kind"] for one in linked.hubs.to_pylist()}
    own = submission.advert["sighting_id"]
    facts = derive_one(rows, told, links, hubs, own)
    return Beside(
        facts,
        row_of(facts, own),
        {row["sighting_id"]: _of_row(row, each, links) for row, each in zip(rows, told, strict=True)},
    )


def row_of(facts: Facts, sighting_id: str) -> dict[str, Any]:
    """The facts of one advert, by name."""
    at = facts.sightings["sighting_id"].to_list().index(sighting_id)
    return facts.sightings.row(at, named=True)


def _extracted(rows: Sequence[Mapping[str, Any]], key: bytes, region: str) -> Sequence[Mapping[str, Any]]:
    records = pa.Table.from_pylist([dict(row) for row in rows], SCHEMA)
    return [
        one for batch in records.to_batches() for one in extract(batch, key=key, region=region).to_pylist()
    ]


def _of_row(row: Mapping[str, Any], found: Mapping[str, Any], links: Mapping[str, Linked]) -> Shown:
    account = row.get("account") or {}
    return Shown(
        account.get("account_id"),
        frozenset(one["pseudonym"] for one in found["contacts"] if one["kind"] == "phone"),
        _told(account.get("payer_hash")),
        _told(account.get("device_hash")),
        frozenset(one["value"] for one in row.get("image_hashes") or ()),
        _told(links[row["sighting_id"]].unique_advert),
    )


def _told(value: str | None) -> frozenset[str]:
    return frozenset() if value is None else frozenset((value,))
