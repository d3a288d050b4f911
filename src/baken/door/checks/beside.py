"""The facts of a submitted advert, beside what stands on its platform."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
import pyarrow as pa

from baken.door.checks.submission import Submission
from baken.extraction.stage import SCHEMA as EXTRACTED
from baken.extraction.stage import extract
from baken.indicators.derive import Facts, derive
from baken.linking.sightings import sightings_of
from baken.linking.stage import link
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
    records = pa.Table.from_pylist([dict(row) for row in rows], SCHEMA)
    found = _extracted(records, key, region) if read is None else _kept(rows, read)
    links = link(sightings_of(records, found["contacts"], key=key))
    facts = derive(records, found, links.assignments, links.hubs)
    own = pl.col("sighting_id") == submission.advert["sighting_id"]
    advert = facts.sightings.filter(own).row(0, named=True)
    of_advertiser = pl.col("advertiser") == advert["advertiser"]
    return Beside(
        Facts(facts.sightings.filter(of_advertiser), facts.advertisers.filter(of_advertiser), facts.evidence),
        advert,
        _shown(rows, found, facts),
    )


def _extracted(records: pa.Table, key: bytes, region: str) -> pa.Table:
    return pa.Table.from_batches([extract(batch, key=key, region=region) for batch in records.to_batches()])


def _kept(rows: Sequence[Mapping[str, Any]], read: Mapping[str, Mapping[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(
        [{**read[row["sighting_id"]], "sighting_id": row["sighting_id"]} for row in rows], EXTRACTED
    )


def _shown(rows: list[Mapping[str, Any]], found: pa.Table, facts: Facts) -> dict[str, Shown]:
    phones = (
        frozenset(one["pseudonym"] for one in contacts if one["kind"] == "phone")
        for contacts in found["contacts"].to_pylist()
    )
    texts = facts.sightings["unique_advert"]
    return {
        row["sighting_id"]: _of_row(row, phone, text)
        for row, phone, text in zip(rows, phones, texts, strict=True)
    }


def _of_row(row: Mapping[str, Any], phone: frozenset[str], text: str | None) -> Shown:
    account = row.get("account") or {}
    return Shown(
        account.get("account_id"),
        phone,
        _told(account.get("payer_hash")),
        _told(account.get("device_hash")),
        frozenset(one["value"] for one in row.get("image_hashes") or ()),
        _told(text),
    )


def _told(value: str | None) -> frozenset[str]:
    return frozenset() if value is None else frozenset((value,))
