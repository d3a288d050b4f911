"""The facts that accounts tell: only a platform knows them, so from a crawl they are missing."""

import polars as pl

PARTS = ("phone", "payer", "device", "photos")
"""What may change when an account changes hands."""


def derive_accounts(
    sightings: pl.DataFrame, contacts: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """The account facts of each sighting, by `sighting_id`; those of each advertiser, by `advertiser`;
    and the evidence for the latter. An account is one platform's: two platforms never share one."""
    owned = (
        sightings.select(
            "sighting_id",
            "advertiser",
            "platform",
            "captured_at",
            "image_hashes",
            *(pl.col("account").struct.field(name) for name in ("verified_at", "payer_hash", "device_hash")),
            account_id=pl.col("account").struct.field("account_id"),
        )
        .drop_nulls("account_id")
        .with_columns(account=pl.concat_str("platform", pl.lit("\0"), "account_id"))
    )
    of_sighting = owned.select("sighting_id", "platform", "account", "payer_hash", "device_hash")
    for column, name in (
        ("payer_hash", "accounts_per_payer_max"),
        ("device_hash", "accounts_per_device_max"),
    ):
        counted = (
            owned.drop_nulls(column)
            .group_by("platform", column)
            .agg(pl.col("account").n_unique().cast(pl.Int64).alias(name))
        )
        of_sighting = of_sighting.join(counted, on=["platform", column], how="left", maintain_order="left")
    of_sighting = of_sighting.join(_changes(owned, contacts), on="account", how="left", maintain_order="left")
    of_advertiser, evidence = _shared(owned, contacts)
    kept = (
        "sighting_id",
        "accounts_per_payer_max",
        "accounts_per_device_max",
        "account_changes_after_verification",
    )
    return of_sighting.select(kept), of_advertiser, evidence


def _shared(owned: pl.DataFrame, contacts: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Contacts over accounts, and accounts over contacts."""
    pairs = contacts.select("sighting_id", "advertiser", "kind", "pseudonym").join(
        owned.select("sighting_id", "account"), on="sighting_id"
    )
    per_contact = pairs.group_by("pseudonym").agg(accounts=pl.col("account").n_unique().cast(pl.Int64))
    per_account = pairs.group_by("account", "kind").agg(
        contacts=pl.col("pseudonym").n_unique().cast(pl.Int64)
    )
    pairs = pairs.join(per_contact, on="pseudonym").join(per_account, on=["account", "kind"])
    facts = pairs.group_by("advertiser").agg(
        accounts_per_contact_max=pl.col("accounts").max(), contacts_per_account_max=pl.col("contacts").max()
    )
    evidence = [
        pairs.filter(pl.col(column) == pl.col(column).max().over("advertiser"))
        .select(
            level=pl.lit("advertiser"),
            subject=pl.col("advertiser"),
            fact=pl.lit(fact),
            span=pl.lit(None, dtype=pl.List(pl.Int32)),
            id=pl.col("pseudonym"),
        )
        .unique()
        for column, fact in (
            ("accounts", "accounts_per_contact_max"),
            ("contacts", "contacts_per_account_max"),
        )
    ]
    return facts, pl.concat(evidence)


def _changes(owned: pl.DataFrame, contacts: pl.DataFrame) -> pl.DataFrame:
    """How many parts of each verified account changed since the first sighting after the verification: at
    least half of what the last one shows is new, so an old number kept beside a new one is a new one; of
    photos, which may be added, none is left. An unverified account says nothing."""
    phones = (
        contacts.filter(pl.col("kind") == "phone")
        .group_by("sighting_id")
        .agg(phone=pl.col("pseudonym").unique())
    )
    after = (
        owned.filter(pl.col("captured_at") >= pl.col("verified_at"))
        .join(phones, on="sighting_id", how="left")
        .sort("account", "captured_at", "sighting_id")
        .select(
            "account",
            "phone",
            payer=pl.concat_list("payer_hash"),
            device=pl.concat_list("device_hash"),
            photos=pl.col("image_hashes").list.eval(pl.element().struct.field("value")),
        )
    )
    known = {part: pl.col(part).filter(pl.col(part).list.drop_nulls().list.len() > 0) for part in PARTS}
    ends = after.group_by("account").agg(
        *(known[part].first().alias(f"{part} first") for part in PARTS),
        *(known[part].last().alias(f"{part} last") for part in PARTS),
    )
    changed = [
        (
            2 * _kept(part)
            <= pl.col(f"{part} last").list.drop_nulls().list.n_unique() * (1 if part != "photos" else 0)
        ).fill_null(False)
        for part in PARTS
    ]
    return ends.select(
        "account", account_changes_after_verification=pl.sum_horizontal(changed).cast(pl.Int64)
    )


def _kept(part: str) -> pl.Expr:
    return pl.col(f"{part} first").list.set_intersection(f"{part} last").list.drop_nulls().list.len()
