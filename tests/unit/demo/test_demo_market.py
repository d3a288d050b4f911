"""The synthetic market: exact counts, the same every time, and nothing in it about anybody."""

import re

import polars as pl
import pytest

from baken.demo.market import TRUTH, generate
from baken.demo.people import KINDS, PATTERNS
from baken.demo.towns import PROVINCE_OF
from baken.vocabulary.advert_record import SCHEMA

PUBLISHED = {"women": (25_000, 4_600), "men": (17_000, 2_600)}
AROUND = re.compile(r" en omgeving$|^Omgeving ")


def together(market):
    """Records and truth in one frame, with the province of each sighting's place."""
    frame = pl.from_arrow(market.records).join(pl.from_arrow(market.truth), on="sighting_id")
    place = pl.col("place").str.replace(AROUND.pattern, "")
    return frame.with_columns(province=place.replace_strict(PROVINCE_OF))


@pytest.fixture(scope="module")
def market():
    return generate(0.01)


@pytest.fixture(scope="module")
def frame(market):
    return together(market)


@pytest.mark.parametrize(("scale", "seed"), [(0.005, 2021), (0.0071, 3), (0.02, 7), (0.05, 2021)])
def test_market_has_the_published_counts_at_any_scale(scale, seed):
    frame = together(generate(scale, seed))

    for gender, (country, brabant) in PUBLISHED.items():
        adverts = frame.filter(pl.col("advertised_gender") == gender)
        there = adverts.filter(pl.col("province") == "NL-NB")
        assert adverts["unique_advert"].n_unique() == round(country * scale)
        assert there["unique_advert"].n_unique() == round(brabant * scale)


def test_market_has_adverts_in_several_provinces(frame):
    women = frame.filter(pl.col("advertised_gender") == "women")

    per_province = women.group_by("province").agg(pl.col("unique_advert").n_unique())

    assert per_province["unique_advert"].sum() > women["unique_advert"].n_unique()
    assert per_province.height == 12


def test_market_is_the_same_for_the_same_scale_and_seed(market):
    again = generate(0.01)

    assert again.records.equals(market.records)
    assert again.truth.equals(market.truth)


def test_market_differs_with_another_seed(market):
    assert not generate(0.01, 2022).records.equals(market.records)


@pytest.mark.parametrize("scale", [0.0, 0.0049, 1.01, -1.0, float("nan")])
def test_market_refuses_a_scale_that_breaks_its_promises(scale):
    with pytest.raises(ValueError, match="scale"):
        generate(scale)


def test_market_tables_have_their_schemas(market):
    assert market.records.schema == SCHEMA
    assert market.truth.schema == TRUTH
    assert market.records["sighting_id"].equals(market.truth["sighting_id"])
    market.records.validate(full=True)


def test_market_identifiers_count_in_order_of_capture(frame):
    assert frame["captured_at"].is_sorted()
    for (platform,), seen in frame.group_by("platform", maintain_order=True):
        stem = platform.partition(".")[0]
        assert seen["sighting_id"].to_list() == [f"{stem}-{number:06d}" for number in range(1, len(seen) + 1)]


def test_market_lies_between_january_and_mid_july(frame):
    assert str(frame["captured_at"].min()) >= "2025-01-06"
    assert str(frame["captured_at"].max()) < "2025-07-14"
    assert (frame["published_at"] <= frame["captured_at"]).all()


def test_market_has_every_kind_of_advertiser_and_pattern_when_smallest():
    truth = generate(0.005).truth

    assert set(truth["advertiser_kind"].unique().to_pylist()) == set(KINDS)
    assert set(truth["pattern"].unique().to_pylist()) == {*PATTERNS, None}


def test_market_has_some_sightings_per_unique_advert(frame):
    times = frame.filter(pl.col("advertiser_kind") != "spam").group_by("unique_advert").len()["len"]

    assert 2.0 < times.mean() < 3.0
    assert times.max() <= 11  # eight of its owner, three of who copied it


def test_market_states_no_age_under_twenty_one(frame):
    assert frame["stated_age"].min() >= 21
    assert frame["stated_age"].max() <= 60
    assert frame["stated_age"].null_count() > 0


def test_market_numbers_can_belong_to_nobody(frame):
    shown = frame.explode("contacts").unnest("contacts").filter(pl.col("kind").is_in(["phone", "whatsapp"]))
    in_texts = frame["text"].str.replace_all(r"[ \-()*]", "").str.extract_all(r"(?:\+31|0)[1-9]\d{8,}")

    assert shown["value"].str.contains(r"^(\+316|06)0\d{7}$").all()
    assert in_texts.list.len().sum() > 0
    assert in_texts.explode().drop_nulls().str.contains(r"^(\+316|06)0\d{7}$").all()


def test_market_addresses_are_reserved_ones(frame):
    shown = frame.explode("contacts").unnest("contacts").filter(pl.col("kind") == "email")

    assert shown.height > 0
    assert shown["value"].str.contains(r"^[a-z0-9.]+@example\.(nl|org)$").all()
    assert frame["url"].str.contains(r"^https://[a-z]+\.example/").all()


def test_market_hides_one_contact_behind_a_script_of_many_names(frame):
    scripts = frame.filter(pl.col("pattern") == "script").group_by("unique_advert")

    for _, copies in scripts:
        assert copies["advertiser"].n_unique() == 1
        assert copies["title"].n_unique() > 1
        assert copies["contacts"].list.len().fill_null(0).max() <= 0


def test_market_contradicts_ages_where_it_says_so(frame):
    contradicting = frame.filter(pl.col("pattern") == "contradicting_ages").group_by("advertiser")

    assert all(ages["stated_age"].n_unique() > 1 for _, ages in contradicting)


def test_market_accounts_stand_on_one_platform_only(frame):
    with_account = frame.filter(pl.col("account").struct.field("account_id").is_not_null())

    assert with_account["platform"].unique().to_list() == ["avondplein.example"]


def test_market_recycled_numbers_change_hands_after_a_silence(frame):
    recycled = frame.filter(pl.col("advertiser_kind") == "recycled_number")
    spans = recycled.group_by("advertiser").agg(
        first=pl.col("captured_at").min(), last=pl.col("captured_at").max()
    )

    assert (spans["first"].dt.month() >= 5).any()
    assert ((spans["first"].dt.month() >= 5) | (spans["last"].dt.month() <= 4)).all()
