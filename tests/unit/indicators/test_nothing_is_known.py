"""Sightings of which nothing is known but when and where they were seen: no rule has anything to say."""

from datetime import UTC, datetime

import pyarrow as pa

from baken.extraction.stage import SCHEMA as EXTRACTED
from baken.indicators.rulebook import load_rules
from baken.indicators.stage import indicate
from baken.vocabulary.advert_record import SCHEMA

COUNT = 100_000
SEEN = {
    "record_version": 1,
    "platform": "kleinmarkt.example",
    "captured_at": datetime(2025, 1, 1, tzinfo=UTC),
    "text": "",
}


def _table(schema: pa.Schema, told: dict[str, object]) -> pa.Table:
    """So many rows that tell this and nothing else."""
    columns = []
    for field in schema:
        if field.name == "sighting_id":
            columns.append(pa.array([f"s{number}" for number in range(COUNT)], field.type))
        elif field.name in told:
            columns.append(pa.repeat(pa.scalar(told[field.name], field.type), COUNT))
        else:
            empty = pa.scalar([], field.type) if not field.nullable else pa.scalar(None, field.type)
            columns.append(pa.repeat(empty, COUNT))
    return pa.table(columns, schema=schema)


def test_sightings_with_every_field_missing_fire_no_rule_and_make_no_lead() -> None:
    found = indicate(_table(SCHEMA, SEEN), _table(EXTRACTED, {}), None, None, load_rules())

    assert found.signals.height == 0
    assert found.leads.height == COUNT
    assert found.leads["band"].unique().to_list() == ["no_reason"]
    assert not found.leads["hard_stop"].any()


def test_one_advertiser_of_nothing_but_empty_sightings_is_no_lead() -> None:
    records = _table(SCHEMA, SEEN)
    links = pa.table(
        {
            "sighting_id": records["sighting_id"],
            "unique_advert": records["sighting_id"],
            "advertiser": pa.repeat("a1", COUNT),
        }
    )

    found = indicate(records, _table(EXTRACTED, {}), links, None, load_rules())

    assert found.signals.height == 0
    assert found.leads["band"].to_list() == ["no_reason"]
