"""A small market as tables: records, what extraction finds in them, and their links."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from baken.indicators.derive import Facts, derive
from baken.vocabulary.advert_record import SCHEMA

SPAN = pa.list_(pa.int32())
EXTRACTED = pa.schema(
    [
        ("sighting_id", pa.string()),
        (
            "contacts",
            pa.list_(
                pa.struct(
                    [
                        ("kind", pa.string()),
                        ("value", pa.string()),
                        ("pseudonym", pa.string()),
                        ("obscured", pa.bool_()),
                        ("valid", pa.bool_()),
                        ("span", SPAN),
                        ("field", pa.string()),
                    ]
                )
            ),
        ),
        (
            "places",
            pa.list_(
                pa.struct(
                    [
                        ("name", pa.string()),
                        ("province", pa.string()),
                        ("candidates", pa.list_(pa.string())),
                        ("span", SPAN),
                        ("field", pa.string()),
                    ]
                )
            ),
        ),
        ("languages", pa.list_(pa.struct([("language", pa.string()), ("share", pa.float64())]))),
        ("stated_ages", pa.list_(pa.struct([("age", pa.int16()), ("span", SPAN), ("field", pa.string())]))),
        (
            "prices",
            pa.list_(
                pa.struct(
                    [
                        ("amount", pa.string()),
                        ("currency", pa.string()),
                        ("unit", pa.string()),
                        ("span", SPAN),
                    ]
                )
            ),
        ),
    ]
)
MONDAY = datetime(2025, 1, 6, tzinfo=UTC)
SECRET = "+31600000000"
"""The value of every contact here: no output may hold it."""


def contact(
    pseudonym: str, *, kind: str = "phone", obscured: bool = False, span: Any = (0, 4)
) -> dict[str, Any]:
    """A contact as extraction gives it."""
    value = SECRET if kind == "phone" else f"{SECRET}@example.org"
    found = None if span is None else list(span)
    return {
        "kind": kind,
        "value": value,
        "pseudonym": pseudonym,
        "obscured": obscured,
        "valid": True,
        "span": found,
    }


@dataclass
class Market:
    """Sightings, added one by one, each a day after the one before."""

    records: list[dict[str, Any]] = field(default_factory=list)
    extracted: list[dict[str, Any]] = field(default_factory=list)
    links: list[tuple[str, str, str]] = field(default_factory=list)
    hubs: list[dict[str, Any]] = field(default_factory=list)

    def see(
        self,
        sighting: str,
        advertiser: str = "a1",
        unique_advert: str = "u1",
        *,
        text: str = "Relaxing massage, private reception",
        contacts: list[dict[str, Any]] | None = None,
        ages: list[int] | None = None,
        price: str | None = None,
        province: str | None = None,
        account: dict[str, Any] | None = None,
        images: list[str] | None = None,
        title: str | None = None,
        gender: str | None = None,
        language: str | None = None,
        town: str | None = None,
    ) -> None:
        """Adds a sighting with what was extracted from it and to what it was linked."""
        self.records.append(
            {
                "record_version": 1,
                "sighting_id": sighting,
                "platform": "example",
                "captured_at": MONDAY + timedelta(days=len(self.records)),
                "title": title,
                "text": text,
                "advertised_gender": gender,
                "account": account,
                "image_hashes": [{"algorithm": "pdq", "value": value} for value in images or []],
            }
        )
        self.extracted.append(
            {
                "sighting_id": sighting,
                "contacts": contacts or [],
                "places": [{"name": town or "somewhere", "province": province}] if town or province else [],
                "languages": [{"language": language, "share": 1.0}] if language else [],
                "stated_ages": [{"age": age, "span": [10, 12]} for age in ages or []],
                "prices": [{"amount": price, "currency": "EUR", "unit": "hour", "span": [5, 8]}]
                if price
                else [],
            }
        )
        self.links.append((sighting, unique_advert, advertiser))

    def tables(self, *, linked: bool = True) -> tuple[pa.Table, pa.Table, pa.Table | None, pa.Table | None]:
        """Records, extraction, assignments and hubs."""
        records = pa.Table.from_pylist(self.records, schema=SCHEMA)
        extracted = pa.Table.from_pylist(self.extracted, schema=EXTRACTED)
        if not linked:
            return records, extracted, None, None
        names = ("sighting_id", "unique_advert", "advertiser")
        columns = list(zip(*self.links, strict=True)) or [(), (), ()]
        assignments = pa.table(
            {name: pa.array(c, pa.string()) for name, c in zip(names, columns, strict=True)}
        )
        kinds = [
            ("contact", pa.string()),
            ("kind", pa.string()),
            ("texts", pa.int64()),
            ("sightings", pa.int64()),
        ]
        return records, extracted, assignments, pa.Table.from_pylist(self.hubs, schema=pa.schema(kinds))

    def facts(self, *, linked: bool = True) -> Facts:
        """The facts of this market."""
        return derive(*self.tables(linked=linked))


def sighting(facts: Facts, name: str) -> dict[str, Any]:
    """The facts of one sighting."""
    return facts.sightings.filter(sighting_id=name).row(0, named=True)


def advertiser(facts: Facts, name: str) -> dict[str, Any]:
    """The facts of one advertiser."""
    return facts.advertisers.filter(advertiser=name).row(0, named=True)
