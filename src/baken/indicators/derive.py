"""Derives the facts that rules read, in columns, from records, what was extracted, and links."""

from dataclasses import dataclass

import polars as pl
import pyarrow as pa

from baken.indicators import derive_accounts, derive_adverts, derive_links
from baken.indicators.facts import ALL_FACTS, DATA_TYPES, Fact

EVIDENCE = {
    "level": pl.String(),
    "subject": pl.String(),
    "fact": pl.String(),
    "span": pl.List(pl.Int32()),
    "id": pl.String(),
}
"""Where a fact comes from: a span of the words, or the pseudonym of a contact or id of an advert."""


@dataclass(frozen=True)
class Facts:
    """What is known of each subject.

    `sightings`: a row a sighting, in the order of the records: `sighting_id`, `advertiser`,
    `unique_advert` (an id), and a column for each fact. `advertisers`: a row an advertiser, in the
    order of their first sighting: `advertiser` and a column for each fact but `text`, which
    `joined_texts` makes when a rule asks. `evidence`: the columns of EVIDENCE; never a contact in clear.
    """

    sightings: pl.DataFrame
    advertisers: pl.DataFrame
    evidence: pl.DataFrame

    def joined_texts(self) -> pl.DataFrame:
        """`advertiser` and `text`: the different texts of its sightings with a blank line between."""
        return self.sightings.group_by("advertiser", maintain_order=True).agg(
            pl.col("text").unique(maintain_order=True).str.join("\n\n")
        )


def derive(
    records: pa.Table, extracted: pa.Table, assignments: pa.Table | None, hubs: pa.Table | None
) -> Facts:
    """The facts of every sighting and every advertiser.

    `records` are advert records, `extracted` what extraction found, row for row; `assignments` and
    `hubs` come from linking. Without assignments each sighting is its own advertiser and what links
    would tell is missing; so it is for a sighting that the assignments leave out. Raises ValueError
    when the two tables are not about the same sightings.
    """
    sightings = subjects(records, extracted, assignments)
    found = pl.DataFrame(pl.from_arrow(extracted))
    contacts = derive_adverts.contacts(found, sightings)
    hub_frame = None if hubs is None else pl.DataFrame(pl.from_arrow(hubs))
    shared_by_many = derive_links.find_hubs(contacts, hub_frame)
    own_contacts = contacts.join(shared_by_many, on="pseudonym", how="anti", maintain_order="left")
    adverts, advert_evidence = derive_adverts.derive_adverts(sightings, found, contacts)
    account, of_contacts, account_evidence = derive_accounts.derive_accounts(sightings, own_contacts)
    sightings = sightings.join(adverts, on="sighting_id", how="left", maintain_order="left")
    sightings = sightings.join(account, on="sighting_id", how="left", maintain_order="left")
    advertisers = sightings.group_by("advertiser", maintain_order=True).agg(
        _together(fact) for fact in ALL_FACTS if fact.over_sightings and fact.name != "text"
    )
    advertisers = advertisers.join(of_contacts, on="advertiser", how="left", maintain_order="left")
    evidence = [advert_evidence, account_evidence]
    if assignments is not None:
        links, link_evidence = derive_links.derive_links(sightings, contacts, shared_by_many)
        advertisers = advertisers.join(links, on="advertiser", how="left", maintain_order="left")
        evidence.append(link_evidence)
    advertisers = _with_all_facts(advertisers, without=("text",))
    own = [fact.name for fact in ALL_FACTS if fact.over_sightings is None]
    sightings = sightings.join(
        advertisers.select("advertiser", *own), on="advertiser", how="left", maintain_order="left"
    )
    sightings = _with_all_facts(sightings).select(
        "sighting_id", "advertiser", "unique_advert", *(fact.name for fact in ALL_FACTS)
    )
    return Facts(sightings, advertisers, _evidence(evidence))


def subjects(records: pa.Table, extracted: pa.Table, assignments: pa.Table | None) -> pl.DataFrame:
    """A row a record: its id, its words, its account, to what it was assigned, and its text as counted."""
    frame = pl.DataFrame(pl.from_arrow(records)).select(
        "sighting_id",
        "platform",
        "captured_at",
        pl.concat_str(pl.col("title").fill_null(""), pl.lit("\n"), pl.col("text")).alias("text"),
        "account",
        "image_hashes",
    )
    found = pl.Series("found", extracted.column("sighting_id"), dtype=pl.String)
    if not frame["sighting_id"].equals(found):
        raise ValueError("records and extraction are not about the same sightings")
    if assignments is None:
        linked = frame.select("sighting_id", unique_advert=None, advertiser="sighting_id")
    else:
        linked = pl.DataFrame(pl.from_arrow(assignments)).select(
            pl.col("sighting_id", "unique_advert", "advertiser").cast(pl.String)
        )
    return (
        frame.join(linked, on="sighting_id", how="left", maintain_order="left")
        .with_columns(
            pl.col("advertiser").fill_null(pl.col("sighting_id")),
            pl.col("unique_advert").cast(pl.String).fill_null(pl.col("sighting_id")),
        )
        .with_columns(
            # pages without a word count as one text, or a few of them would pass for many texts
            told=pl.when(pl.col("text").str.contains(r"[\p{L}\p{N}]")).then("unique_advert")
        )
    )


def _together(fact: Fact) -> pl.Expr:
    column = pl.col(fact.name)
    match fact.over_sightings:
        case "any":
            # a fact that nobody told stays missing, and one sighting that has it is enough
            return pl.when(column.is_not_null().any()).then(column.any(ignore_nulls=True)).alias(fact.name)
        case "largest":
            return column.max()
        case "smallest":
            return column.min()
        case _:
            united = column.drop_nulls().explode(empty_as_null=False).unique().sort()
            return pl.when(column.is_not_null().any()).then(united.implode()).alias(fact.name)


def _with_all_facts(frame: pl.DataFrame, without: tuple[str, ...] = ()) -> pl.DataFrame:
    wanted = {fact.name: DATA_TYPES[fact.kind] for fact in ALL_FACTS if fact.name not in without}
    return frame.with_columns(
        (pl.col(name).cast(kind) if name in frame.columns else pl.lit(None, dtype=kind).alias(name))
        for name, kind in wanted.items()
    )


def _evidence(parts: list[pl.DataFrame]) -> pl.DataFrame:
    whole = pl.concat(
        [part.select(pl.col(name).cast(kind) for name, kind in EVIDENCE.items()) for part in parts]
    )
    return whole.filter(pl.col("span").is_not_null() | pl.col("id").is_not_null())
