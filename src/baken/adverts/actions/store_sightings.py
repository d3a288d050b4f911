"""Stores a batch of sightings, each once."""

import uuid
from dataclasses import dataclass

import pyarrow as pa
from django.db import transaction

from baken.adverts.bulk import insert_rows
from baken.adverts.models import Sighting
from baken.adverts.record_json import to_json
from baken.adverts.vault import RECORD_COLUMN, Vault
from baken.audit.actions import record_event
from baken.collection.models import LawfulBasis
from baken.tenancy.acting import Actor


@dataclass(frozen=True)
class Stored:
    """How many sightings came in, and how many were new."""

    seen: int
    new: int


def sighting_row(organisation: uuid.UUID, platform: str, sighting_id: str, captured_at: str) -> uuid.UUID:
    """The row of a sighting: the same capture always has the same one, so a second read adds nothing."""
    return uuid.uuid5(organisation, "\0".join((platform, sighting_id, captured_at)))


def store_sightings(
    *, by: Actor, basis: LawfulBasis, records: pa.RecordBatch, evidence: pa.RecordBatch
) -> Stored:
    """Stores advert records (advert-record columns) with where their evidence lies, in one transaction.

    `evidence` has sighting_id, file, offset, sha256 and captured_at, row for row. Writes one audit
    event for the batch. What stands already is left as it is.
    """
    if not records.num_rows:
        return Stored(0, 0)
    organisation = by.organisation
    vault = Vault(organisation.id)
    captured = records.column("captured_at")
    platforms, sighting_ids = (
        records.column("platform").to_pylist(),
        records.column("sighting_id").to_pylist(),
    )
    rows = [
        sighting_row(organisation.id, platform, sighting_id, str(moment))
        for platform, sighting_id, moment in zip(
            platforms, sighting_ids, captured.cast(pa.int64()).to_pylist(), strict=True
        )
    ]
    sealed = [vault.seal(text, RECORD_COLUMN, row) for text, row in zip(to_json(records), rows, strict=True)]
    columns = {
        "id": rows,
        "organisation_id": [organisation.id] * len(rows),
        "sighting_id": sighting_ids,
        "platform": platforms,
        "captured_at": captured.to_pylist(),
        "published_at": records.column("published_at").to_pylist(),
        "advertised_gender": [
            gender or "unknown" for gender in records.column("advertised_gender").to_pylist()
        ],
        "record": sealed,
        "evidence_file": evidence.column("file").to_pylist(),
        "evidence_offset": evidence.column("offset").to_pylist(),
        "evidence_sha256": evidence.column("sha256").to_pylist(),
        "basis_id": [basis.id] * len(rows),
    }
    with transaction.atomic():
        new = insert_rows(Sighting, columns)
        record_event(
            by=by,
            action="adverts.sightings_stored",
            subject=f"basis:{basis.code}",
            purpose=basis.purpose,
            details={"seen": len(rows), "new": new},
        )
    return Stored(len(rows), new)
