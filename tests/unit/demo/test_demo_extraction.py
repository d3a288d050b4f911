"""What extraction finds in the market is what was put there, and nothing else."""

import pytest

from baken.demo.market import generate
from baken.demo.towns import PROVINCE_OF
from baken.extraction.stage import extract


@pytest.fixture(scope="module")
def sightings():
    """Each record with what extraction found in it."""
    records = generate(0.005).records
    found = [
        row
        for batch in records.combine_chunks().to_batches()
        for row in extract(batch, key=bytes(32)).to_pylist()
    ]
    return list(zip(records.to_pylist(), found, strict=True))


def test_market_texts_name_no_place_but_their_own(sightings):
    for record, found in sightings:
        town = record["place"].replace(" en omgeving", "").replace("Omgeving ", "")
        assert {place["province"] for place in found["places"]} == {PROVINCE_OF[town]}


def test_market_texts_hold_only_numbers_that_belong_to_nobody(sightings):
    phones = [
        contact["value"]
        for _, found in sightings
        for contact in found["contacts"]
        if contact["kind"] == "phone"
    ]

    assert len(phones) > len(sightings) / 2
    assert all(phone.startswith("+3160") for phone in phones)


def test_market_texts_say_no_age_under_twenty_one(sightings):
    ages = [age["age"] for _, found in sightings for age in found["stated_ages"]]

    assert min(ages) >= 21
