"""The facts of an advertiser that links tell: what is shared, and by how much."""

import polars as pl

from baken.indicators.derive_adverts import persons
from baken.linking.settings import LinkSettings

HUB_NAMES = {"phone": "switchboard", "email": "mailbox"}
"""What a contact is called that too many share to link through; any other kind is a handle."""


def find_hubs(contacts: pl.DataFrame, hubs: pl.DataFrame | None) -> pl.DataFrame:
    """The contacts that too many share, as `pseudonym` and `hub_kind`.

    Those are the hubs that linking wrote down; without them, contacts at more unique adverts than
    linking goes through by default, but for those that are all but one advertiser's own.
    """
    if hubs is None:
        settings = LinkSettings()
        texts = pl.col("told").n_unique()
        most = contacts.group_by("pseudonym", "kind", "advertiser").agg(own=texts)
        found = (
            contacts.group_by("pseudonym", "kind")
            .agg(texts=texts)
            .filter(pl.col("texts") > settings.hub_texts)
            .join(most.group_by("pseudonym", "kind").agg(pl.col("own").max()), on=("pseudonym", "kind"))
            .filter(pl.col("own") < settings.majority * pl.col("texts"))
        )
    else:
        found = hubs.select(
            pl.col("contact").cast(pl.String).alias("pseudonym"), pl.col("kind").cast(pl.String)
        )
    named = pl.col("kind").replace_strict(HUB_NAMES, default="handle", return_dtype=pl.String)
    return found.select("pseudonym", hub_kind=named).unique("pseudonym").sort("pseudonym")


def derive_links(
    sightings: pl.DataFrame, contacts: pl.DataFrame, hubs: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The facts of each advertiser, by `advertiser`, and the evidence for them.

    A hub (as `find_hubs` gives them) is nobody's in particular: a platform's own number, a switchboard.
    It is told as `hub_kind` and counts for nothing else, or half a market would share a contact.
    """
    own = contacts.join(hubs, on="pseudonym", how="anti", maintain_order="left")
    at_hubs = contacts.join(hubs, on="pseudonym", maintain_order="left")
    facts = sightings.group_by("advertiser", maintain_order=True).agg(
        sightings_count=pl.len(), unique_adverts=pl.col("unique_advert").n_unique()
    )
    shared = own.select("advertiser", "pseudonym").unique().join(_of_contact(sightings, own), on="pseudonym")
    alike = _of_text(sightings)
    similar = own.group_by("advertiser", "unique_advert", "kind").agg(contacts=pl.col("pseudonym").n_unique())
    for part in (
        shared.group_by("advertiser").agg(
            texts_per_contact_max=pl.col("texts").max(), persons_per_contact_max=pl.col("persons").max()
        ),
        similar.group_by("advertiser").agg(similar_texts_over_contacts=pl.col("contacts").max()),
        alike.group_by("advertiser").agg(persons_per_text_max=pl.col("persons").max()),
        at_hubs.group_by("advertiser").agg(
            # with several hubs the one seen most, so that one name stands for all
            hub_kind=pl.col("hub_kind").sort().mode(maintain_order=True).first()
        ),
    ):
        facts = facts.join(part, on="advertiser", how="left", maintain_order="left")
    evidence = [
        _ids(_at_the_most(shared, "texts"), "texts_per_contact_max", "pseudonym"),
        _ids(_at_the_most(shared, "persons"), "persons_per_contact_max", "pseudonym"),
        _ids(at_hubs, "hub_kind", "pseudonym"),
        _ids(_at_the_most(similar, "contacts"), "similar_texts_over_contacts", "unique_advert"),
        _ids(_at_the_most(alike, "persons"), "persons_per_text_max", "unique_advert"),
        _ids(sightings, "unique_adverts", "unique_advert"),
    ]
    return facts, pl.concat(evidence)


def _of_contact(sightings: pl.DataFrame, contacts: pl.DataFrame) -> pl.DataFrame:
    """Each contact with its unique adverts and the persons that stand with it, over the whole market:
    two advertisers who share it without being linked share it all the same."""
    ages = (
        contacts.select("pseudonym", "sighting_id")
        .unique()
        .join(sightings.select("sighting_id", age="stated_ages"), on="sighting_id")
        .explode("age")
        .drop_nulls("age")
    )
    counted = contacts.group_by("pseudonym").agg(texts=pl.col("told").n_unique().cast(pl.Int64))
    return counted.join(persons(ages, "pseudonym", "persons"), on="pseudonym", how="left")


def _of_text(sightings: pl.DataFrame) -> pl.DataFrame:
    """Each unique advert of each advertiser with the persons that it presents."""
    copies = sightings.select(
        "advertiser", "unique_advert", both=pl.struct("advertiser", "unique_advert"), age="stated_ages"
    )
    counted = persons(copies.explode("age").drop_nulls("age"), "both", "persons")
    return counted.unnest("both")


def _at_the_most(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    return frame.filter(pl.col(column) == pl.col(column).max().over("advertiser"))


def _ids(frame: pl.DataFrame, fact: str, column: str) -> pl.DataFrame:
    return frame.select(
        level=pl.lit("advertiser"),
        subject=pl.col("advertiser"),
        fact=pl.lit(fact),
        span=pl.lit(None, dtype=pl.List(pl.Int32)),
        id=pl.col(column),
    ).unique()
