"""Linking gives back the unique adverts of the market exactly."""

import polars as pl
import pyarrow as pa
import pytest

from baken.demo.market import generate
from baken.linking.sightings import CONTACTS, sightings_of
from baken.linking.stage import link

KEY = bytes(32)


@pytest.mark.parametrize(("scale", "seed"), [(0.005, 1), (0.02, 2021)])
def test_linking_finds_the_unique_adverts_of_the_market(scale, seed):
    market = generate(scale, seed)
    no_contacts = pa.array([[]] * market.records.num_rows, CONTACTS)

    links = link(sightings_of(market.records, no_contacts, key=KEY))

    found = pl.from_arrow(links.assignments).select("sighting_id", found="unique_advert")
    pairs = (
        pl.from_arrow(market.truth).join(found, on="sighting_id").select("unique_advert", "found").unique()
    )
    assert pairs.height == pairs["found"].n_unique() == pairs["unique_advert"].n_unique()
