"""Stores a batch of sightings, each once."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction

from baken.adverts.bulk import Same, insert_rows
from baken.adverts.models import Sighting
from baken.adverts.record_json import to_json
from baken.adverts.vault import RECORD_COLUMN, Vault
from baken.audit.actions import record_event
from baken.collection.models import LawfulBasis
from baken.privacy.pseudonyms import pseudonym, pseudonyms
from baken.tenancy.acting import Actor
from baken.vocabulary.advert_record import SCHEMA


@dataclass(frozen=True)
class Stored:
    """How many sightings came in, and how many were new."""

    seen: int
    new: int


def sighting_row(organisation: uuid.UUID, name: str, key: bytes) -> uuid.UUID:
    """The row of a sighting: the same capture always has the same one, so a second read adds nothing.

    `name` is its platform, id and moment. Under a key, because some sources name a sighting by the
    advert's address or number, which could be guessed from a plain hash.
    """
    return uuid.uuid5(organisation, pseudonym("sighting", name, key))


def evidence_name(file: str, key: bytes) -> str:
    """The name under which a file of evidence stands in clear: a file's own name may be a number or say
    whom it is about, so that one is inside the encrypted record."""
    return pseudonym("evidence", file, key)


def sighting_rows(organisation_id: uuid.UUID, records: pa.RecordBatch) -> list[uuid.UUID]:
    """The row of each record, whether it stands already or not."""
    moments = records.column("captured_at").cast(pa.int64()).cast(pa.string())
    names = pc.binary_join_element_wise(
        records.column("platform"), records.column("sighting_id"), moments, "\0"
    )
    key = Vault(organisation_id).pseudonym_key
    named = pseudonyms((("sighting", name) for name in names.to_pylist()), key)
    return [uuid.uuid5(organisation_id, one) for one in named]


def store_sightings(
    *,
    by: Actor,
    basis: LawfulBasis,
    records: pa.RecordBatch,
    evidence: pa.RecordBatch,
    captures: Sequence[uuid.UUID | None] = (),
    rows: Sequence[uuid.UUID] = (),
) -> Stored:
    """Stores advert records (advert-record columns) with where their evidence lies, in one transaction.

    `evidence` has sighting_id, file, offset, sha256 and captured_at, row for row; the record notes it
    as its capture. `captures` are the rows of the captures that are kept of them, in the same order, and
    `rows` what `sighting_rows` gave for them, for who has asked it already. Writes one audit event for the
    batch. What stands already is left as it is.
    """
    if not records.num_rows:
        return Stored(0, 0)
    organisation = by.organisation
    vault = Vault(organisation.id)
    captured = records.column("captured_at")
    rows = rows or sighting_rows(organisation.id, records)
    texts = to_json(_with_capture(records, evidence))
    sealed = [vault.seal(text, RECORD_COLUMN, row) for text, row in zip(texts, rows, strict=True)]
    files = evidence.column("file")
    names = {file: evidence_name(file, vault.pseudonym_key) for file in files.unique().to_pylist()}
    columns = {
        "id": rows,
        "organisation_id": Same(organisation.id),
        "platform": records.column("platform").to_pylist(),
        "captured_at": captured.to_pylist(),
        "published_at": records.column("published_at").to_pylist(),
        "advertised_gender": [
            gender or "unknown" for gender in records.column("advertised_gender").to_pylist()
        ],
        "record": sealed,
        "evidence_file": [names[file] for file in files.to_pylist()],
        "evidence_offset": evidence.column("offset").to_pylist(),
        "evidence_sha256": evidence.column("sha256").to_pylist(),
        "basis_id": Same(basis.id),
        "capture_id": list(captures) or Same(None),
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


def _with_capture(records: pa.RecordBatch, evidence: pa.RecordBatch) -> pa.RecordBatch:
    position = records.schema.get_field_index("capture")
    field = SCHEMA.field("capture")
    parts = [evidence.column(name) for name in ("file", "offset", "sha256")]
    capture = pa.StructArray.from_arrays(
        [part.cast(one.type) for part, one in zip(parts, field.type, strict=True)], fields=list(field.type)
    )
    return records.set_column(position, field, capture)
