"""Property: the facts of the one advertiser at a door are those of the same records in columns."""

from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
import pyarrow as pa
from hypothesis import example, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from baken.door.checks.derived import Linked, derive_one
from baken.extraction.stage import SCHEMA as EXTRACTED
from baken.indicators.derive import derive
from baken.indicators.facts import ALL_FACTS
from baken.linking.stage import ASSIGNMENTS, HUBS
from baken.vocabulary.advert_record import SCHEMA

MONDAY = datetime(2026, 6, 1, tzinfo=UTC)
spans = st.none() | st.just([0, 4]) | st.just([5, 9])
moments = st.integers(0, 5).map(lambda days: MONDAY + timedelta(days=days))
contacts = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["phone", "email", "telegram", "website"]),
        "value": st.just("kept out"),
        "pseudonym": st.sampled_from("pqrst"),
        "obscured": st.booleans(),
        "valid": st.just(True),
        "span": spans,
        "field": st.none(),
    }
)
ages = st.fixed_dictionaries({"age": st.none() | st.integers(18, 60), "span": spans, "field": st.none()})
prices = st.fixed_dictionaries(
    {
        "amount": st.sampled_from(["100", "150.00", "80", "0", "-5", "nothing"]),
        "currency": st.sampled_from(["EUR", "GBP", None]),
        "unit": st.sampled_from(["hour", "hour", "night"]),
        "span": spans,
    }
)
places = st.fixed_dictionaries(
    {
        "name": st.just("Ons Dorp"),
        "province": st.sampled_from(["NL-NB", "NL-LI", None]),
        "candidates": st.just([]),
        "span": spans,
        "field": st.none(),
    }
)
accounts = st.none() | st.fixed_dictionaries(
    {
        "account_id": st.sampled_from(["a", "b", None]),
        "created_at": st.none(),
        "verified_at": st.none() | moments,
        "payer_hash": st.sampled_from([None, "p", "q"]),
        "device_hash": st.sampled_from([None, "d", "e"]),
    }
)
images = st.none() | st.lists(
    st.sampled_from("xyz").map(lambda value: {"algorithm": "sha256", "value": value}), max_size=3
)
adverts = st.fixed_dictionaries(
    {
        "platform": st.sampled_from(["one.example", "two.example"]),
        "captured_at": moments,
        "title": st.sampled_from([None, "Massage"]),
        "text": st.sampled_from(["", "  !", "Rustige praktijk.", "Afspraak in de avond."]),
        "account": accounts,
        "image_hashes": images,
        "unique_advert": st.sampled_from(["u1", "u2", "u3"]),
        "advertiser": st.sampled_from(["a1", "a2"]),
        "contacts": st.lists(contacts, max_size=4),
        "stated_ages": st.lists(ages, max_size=3),
        "prices": st.lists(prices, max_size=2),
        "places": st.lists(places, max_size=2),
    }
)
hubs = st.dictionaries(st.sampled_from("st"), st.sampled_from(["phone", "email", "telegram"]), max_size=2)
"""Linking knows a contact by its kind too; one pseudonym is one contact, so one kind."""
_READ = ("contacts", "stated_ages", "prices", "places")

ENOUGH: list[dict[str, Any]] = [
    {
        "platform": "one.example", "captured_at": MONDAY, "title": None, "text": "Rustige praktijk.",
        "account": None, "image_hashes": None, "unique_advert": f"u{at}", "advertiser": f"a{at}",
        "contacts": [], "stated_ages": [],
        "prices": [{"amount": str(100 + 7 * at), "currency": "EUR", "unit": "hour", "span": [0, 4]}],
        "places": [
            {"name": "Ons Dorp", "province": one, "candidates": [], "span": None, "field": None}
            for one in ("NL-NB", "NL-LI")[: 1 + at % 2]
        ],
    }
    for at in range(22)
]  # fmt: skip
"""So many that a province has a median."""


@given(st.lists(adverts, min_size=1, max_size=7), hubs)
@example(ENOUGH, {})
@settings(max_examples=40, deadline=None)
def test_one_advertiser_has_the_facts_that_columns_give(
    given_adverts: list[dict[str, Any]], given_hubs: dict[str, str]
) -> None:
    rows, found, assigned = [], [], []
    for at, one in enumerate(given_adverts):
        named = {"sighting_id": f"s{at}"}
        rows.append(
            named
            | {
                name: one[name]
                for name in ("platform", "captured_at", "title", "text", "account", "image_hashes")
            }
        )
        found.append(named | {"languages": []} | {name: one[name] for name in _READ})
        assigned.append(named | {name: one[name] for name in ("unique_advert", "advertiser")})
    own = rows[-1]["sighting_id"]
    links = {one["sighting_id"]: Linked(one["unique_advert"], one["advertiser"]) for one in assigned}

    facts = derive_one(rows, found, links, given_hubs, own)

    records = pa.Table.from_pylist([{"record_version": 1} | row for row in rows], SCHEMA)
    told = [
        {"contact": name, "kind": kind, "texts": 99, "sightings": 99} for name, kind in given_hubs.items()
    ]
    bulk = derive(
        records,
        pa.Table.from_pylist(found, EXTRACTED),
        pa.Table.from_pylist(assigned, ASSIGNMENTS),
        pa.Table.from_pylist(told, HUBS),
    )
    of_it = pl.col("advertiser") == links[own].advertiser
    assert_frame_equal(facts.sightings, bulk.sightings.filter(of_it))
    assert_frame_equal(facts.advertisers, bulk.advertisers.filter(of_it), check_column_order=False)
    subjects = [links[own].advertiser, *facts.sightings["sighting_id"]]
    wanted = bulk.evidence.filter(pl.col("subject").is_in(subjects)).unique()
    assert_frame_equal(facts.evidence, wanted, check_row_order=False)


def test_every_fact_is_derived_at_a_door() -> None:
    facts = derive_one(
        [{"sighting_id": "s", "platform": "one.example", "captured_at": MONDAY, "text": "Rustig."}],
        [{"contacts": [], "stated_ages": [], "prices": [], "places": []}],
        {"s": Linked("u", "a")},
        {},
        "s",
    )
    assert {fact.name for fact in ALL_FACTS} <= set(facts.sightings.columns)
