"""The facts of one advert: its contacts, the ages that it states, its price beside others."""

import polars as pl

SAME_PERSON_YEARS = 2
"""Stated ages this close may be one person: a birthday, a typing error, vanity."""

ENOUGH_PRICES = 20
"""Advertisers with an hourly price in a province, before a median says anything about it."""

NOT_REACHABLE = ("website", "other")
"""Kinds of contact that are often the platform's own, and reach nobody in particular."""


def contacts(extracted: pl.DataFrame, sightings: pl.DataFrame) -> pl.DataFrame:
    """A row for each place where a contact was found: `sighting_id`, `kind`, `pseudonym`, `obscured`,
    `span`, and the subject columns of its sighting. Websites are left out; values are never read."""
    found = (
        extracted.select("sighting_id", "contacts")
        .explode("contacts")
        .drop_nulls("contacts")
        .select(
            "sighting_id",
            *(pl.col("contacts").struct.field(name) for name in ("kind", "pseudonym", "obscured", "span")),
        )
        .filter(~pl.col("kind").is_in(NOT_REACHABLE))
    )
    return found.join(
        sightings.drop("text", "image_hashes"), on="sighting_id", how="left", maintain_order="left"
    )


def derive_adverts(
    sightings: pl.DataFrame, extracted: pl.DataFrame, found: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The facts of each sighting, by `sighting_id`, and the evidence for them."""
    ages = _ages(extracted)
    facts = sightings.select("sighting_id", "unique_advert", "advertiser")
    for part in (_contact_facts(found), _age_facts(ages)):
        facts = facts.join(part, on="sighting_id", how="left", maintain_order="left")
    of_advert = facts.group_by("advertiser", "unique_advert").agg(
        stated_age_spread=pl.col("stated_age_max").max() - pl.col("stated_age_min").min()
    )
    prices, ratios = _prices(extracted, sightings)
    facts = (
        facts.join(of_advert, on=["advertiser", "unique_advert"], how="left", maintain_order="left")
        .join(
            persons(ages, "sighting_id", "advertised_persons"),
            on="sighting_id",
            how="left",
            maintain_order="left",
        )
        .join(ratios, on="sighting_id", how="left", maintain_order="left")
        .with_columns(
            # extraction has looked at every sighting, so nothing found is known and not missing
            pl.col("contact_obscured").fill_null(False),
            pl.col("contacts_count").fill_null(0),
            pl.col("contact_kinds").fill_null(pl.lit([], dtype=pl.List(pl.String))),
        )
        .drop("unique_advert", "advertiser")
    )
    evidence = pl.concat(
        [
            _spans(found.filter("obscured"), "contact_obscured", identify=True),
            _spans(found, "contacts_count", identify=True),
            _spans(found, "contact_kinds", identify=True),
            *(_spans(ages, name) for name in ("stated_ages", "stated_age_spread", "advertised_persons")),
            _spans(ages.filter(pl.col("age") == pl.col("age").min().over("sighting_id")), "stated_age_min"),
            _spans(ages.filter(pl.col("age") == pl.col("age").max().over("sighting_id")), "stated_age_max"),
            _spans(prices, "price_ratio_to_local_median"),
        ]
    )
    return facts, evidence


def _contact_facts(found: pl.DataFrame) -> pl.DataFrame:
    return found.group_by("sighting_id").agg(
        contact_obscured=pl.col("obscured").any(),
        contacts_count=pl.col("pseudonym").n_unique(),
        contact_kinds=pl.col("kind").unique().sort(),
    )


def _ages(extracted: pl.DataFrame) -> pl.DataFrame:
    return (
        extracted.select("sighting_id", "stated_ages")
        .explode("stated_ages")
        .drop_nulls("stated_ages")
        .select("sighting_id", *(pl.col("stated_ages").struct.field(name) for name in ("age", "span")))
        .with_columns(pl.col("age").cast(pl.Int64))
        .drop_nulls("age")
    )


def _age_facts(ages: pl.DataFrame) -> pl.DataFrame:
    return ages.group_by("sighting_id").agg(
        stated_ages=pl.col("age").unique().sort(),
        stated_age_min=pl.col("age").min(),
        stated_age_max=pl.col("age").max(),
    )


def persons(ages: pl.DataFrame, group: str, name: str) -> pl.DataFrame:
    """How many persons the ages of each group show at the least: ages close together are one person."""
    ordered = ages.select(group, "age").unique().sort(group, "age")
    another = pl.col("age").diff().over(group) > SAME_PERSON_YEARS
    return (
        ordered.with_columns(another=another).group_by(group).agg((pl.col("another").sum() + 1).alias(name))
    )


def _prices(extracted: pl.DataFrame, sightings: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Every hourly price with its place in the words, and each sighting's ratio to the local median."""
    prices = (
        extracted.select("sighting_id", "prices")
        .explode("prices")
        .drop_nulls("prices")
        .select(
            "sighting_id",
            *(pl.col("prices").struct.field(name) for name in ("amount", "currency", "unit", "span")),
        )
        .with_columns(pl.col("amount").cast(pl.Float64, strict=False))
        .filter((pl.col("unit") == "hour") & (pl.col("amount") > 0))
    )
    provinces = (
        extracted.select("sighting_id", "places")
        .explode("places")
        .drop_nulls("places")
        .select("sighting_id", pl.col("places").struct.field("province"))
        .drop_nulls()
        .unique()
    )
    lowest = (
        prices.group_by("sighting_id", "currency")
        .agg(pl.col("amount").min())
        .join(provinces, on="sighting_id")
        .join(sightings.select("sighting_id", "advertiser"), on="sighting_id")
    )
    local = (
        lowest.group_by("currency", "province", "advertiser")
        .agg(pl.col("amount").min())
        .group_by("currency", "province")
        .agg(median=pl.col("amount").median(), advertisers=pl.len())
        .filter(pl.col("advertisers") >= ENOUGH_PRICES)
    )
    # in several provinces at once the kindest comparison stands: far under the median in all of them
    ratios = (
        lowest.join(local, on=["currency", "province"])
        .group_by("sighting_id")
        .agg(price_ratio_to_local_median=(pl.col("amount") / pl.col("median")).max())
    )
    return prices, ratios


def _spans(frame: pl.DataFrame, fact: str, *, identify: bool = False) -> pl.DataFrame:
    pseudonym = pl.when(pl.col("span").is_null()).then(pl.col("pseudonym")) if identify else pl.lit(None)
    return frame.select(
        level=pl.lit("sighting"),
        subject=pl.col("sighting_id"),
        fact=pl.lit(fact),
        span=pl.col("span").cast(pl.List(pl.Int32)),
        id=pseudonym.cast(pl.String),
    )
