"""The advert record, version 1, as columns: one row is one sighting of one advert.

The JSON Schema beside this file is the published contract; the Arrow schema here has the same
columns, where null means absent. Every stage reads batches of it.
"""

import json
from functools import cache
from importlib import resources
from typing import Any

import pyarrow as pa

RECORD_VERSION = 1

CONTACT = pa.struct([("kind", pa.string()), ("value", pa.string())])
MOMENT = pa.timestamp("us", tz="UTC")

SCHEMA = pa.schema(
    [
        pa.field("record_version", pa.int8(), nullable=False),
        pa.field("sighting_id", pa.string(), nullable=False),
        pa.field("platform", pa.string(), nullable=False),
        pa.field("platform_advert_id", pa.string()),
        pa.field("url", pa.string()),
        pa.field("captured_at", MOMENT, nullable=False),
        pa.field("published_at", MOMENT),
        pa.field("title", pa.string()),
        pa.field("text", pa.string(), nullable=False),
        pa.field("advertised_gender", pa.string()),
        pa.field("stated_age", pa.int16()),
        pa.field("place", pa.string()),
        pa.field("contacts", pa.list_(CONTACT)),
        pa.field(
            "account",
            pa.struct(
                [
                    ("account_id", pa.string()),
                    ("created_at", MOMENT),
                    ("verified_at", MOMENT),
                    ("payer_hash", pa.string()),
                    ("device_hash", pa.string()),
                ]
            ),
        ),
        pa.field(
            "image_hashes",
            pa.list_(pa.struct([("algorithm", pa.string()), ("value", pa.string())])),
        ),
        pa.field(
            "capture",
            pa.struct([("warc", pa.string()), ("offset", pa.int64()), ("payload_sha256", pa.string())]),
        ),
    ]
)


@cache
def json_schema() -> dict[str, Any]:
    """The published JSON Schema, as a dictionary."""
    text = resources.files(__package__).joinpath("advert-record.schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def words(title: str | None, text: str) -> str:
    """The words of an advert as every span counts them: title, newline, text, in code points.

    Without a title the newline stands all the same, so that a span means one thing.
    """
    return f"{title or ''}\n{text}"
