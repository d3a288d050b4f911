"""Records at rest come back exactly as they went in."""

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from baken.adverts.record_json import from_json, to_json
from baken.vocabulary.advert_record import SCHEMA

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
moment = st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


record = st.fixed_dictionaries(
    {
        "record_version": st.just(1),
        "sighting_id": text,
        "platform": text,
        "captured_at": moment,
        "text": text,
        "title": maybe(text),
        "published_at": maybe(moment),
        "stated_age": maybe(st.integers(0, 120)),
        "contacts": maybe(st.lists(st.fixed_dictionaries({"kind": text, "value": text}), max_size=3)),
        "account": maybe(
            st.fixed_dictionaries(
                {"account_id": maybe(text), "created_at": maybe(moment)}
                | dict.fromkeys(("verified_at", "payer_hash", "device_hash"), st.none())
            )
        ),
        "image_hashes": maybe(
            st.lists(st.fixed_dictionaries({"algorithm": text, "value": text}), max_size=2)
        ),
        "capture": maybe(
            st.fixed_dictionaries(
                {"warc": maybe(text), "offset": maybe(st.integers(0, 2**60)), "payload_sha256": st.none()}
            )
        ),
    }
)


@given(st.lists(record, max_size=5))
def test_record_json_gives_back_the_same_records(records: list[dict[str, Any]]) -> None:
    batch = pa.RecordBatch.from_pylist(records, schema=SCHEMA)
    assert from_json(to_json(batch)).equals(batch)
