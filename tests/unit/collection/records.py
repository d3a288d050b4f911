"""Advert records, plain and generated, and reading them in one call."""

import io
import json
from datetime import UTC
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from baken.collection.profile import Profile
from baken.collection.readers import Batch, read_records
from baken.vocabulary.advert_record import SCHEMA

PLAIN: dict[str, Any] = {
    "record_version": 1,
    "sighting_id": "s-1",
    "platform": "voorbeeld.example",
    "captured_at": "2026-01-02T03:04:05Z",
    "text": "Ontspannende massage, privé ontvangst",
}


def line(**changes: Any) -> bytes:
    """One line of JSON: the plain record with changes; None takes a field away."""
    record = {name: value for name, value in {**PLAIN, **changes}.items() if value is not None}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def read(
    data: bytes, format: str = "jsonl", *, profile: Profile | None = None, batch_rows: int = 5000
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """Records, rejects and evidence of a file."""
    batches = read_batches(data, format, profile=profile, batch_rows=batch_rows)
    return (
        [row for batch in batches for row in batch.records.to_pylist()],
        [reject.as_dict() for batch in batches for reject in batch.rejects],
        [row for batch in batches for row in batch.evidence.to_pylist()],
    )


def read_batches(
    data: bytes, format: str = "jsonl", *, profile: Profile | None = None, batch_rows: int = 5000
) -> list[Batch]:
    stream = io.BytesIO(data)
    return list(
        read_records(stream, format=format, source="the file", profile=profile, batch_rows=batch_rows)
    )


def table(batches: list[Batch]) -> pa.Table:
    return pa.Table.from_batches([batch.records for batch in batches], SCHEMA)


moments = st.datetimes(timezones=st.just(UTC)).map(
    lambda moment: moment.replace(tzinfo=None).isoformat() + "Z"
)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20)
hashes = st.from_regex(r"\A[0-9a-f]{64}\Z")
kinds = st.sampled_from(["phone", "email", "whatsapp", "website", "other"])

records = st.fixed_dictionaries(
    {
        "record_version": st.just(1),
        "sighting_id": names,
        "platform": names,
        "captured_at": moments,
        "text": texts,
    },
    optional={
        "platform_advert_id": texts,
        "url": texts,
        "published_at": moments,
        "title": texts,
        "advertised_gender": st.sampled_from(["women", "men", "trans", "couples", "other", "unknown"]),
        "stated_age": st.integers(0, 120),
        "place": texts,
        "contacts": st.lists(st.fixed_dictionaries({"kind": kinds, "value": names}), max_size=3),
        "account": st.fixed_dictionaries(
            {},
            optional={
                "account_id": texts,
                "created_at": moments,
                "verified_at": moments,
                "payer_hash": texts,
                "device_hash": texts,
            },
        ),
        "image_hashes": st.lists(
            st.fixed_dictionaries({"algorithm": st.sampled_from(["pdq", "sha256"]), "value": hashes}),
            max_size=2,
        ),
        "capture": st.fixed_dictionaries(
            {}, optional={"warc": texts, "offset": st.integers(0, 2**53), "payload_sha256": hashes}
        ),
    },
)
files = st.lists(records, max_size=8, unique_by=lambda record: record["sighting_id"])
