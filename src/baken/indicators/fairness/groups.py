"""Whom a set of rules may weigh on unequally: groups of advertisers, read for this report only.

What an advert says of gender, in which language it is written, whether its advertiser travels, works
in a duo, through an agency or with a shared phone: no rule may read it, and none can, because nothing
here is a fact. It is read after the rules have spoken, to see on whom they fell. A test holds that no
module of the rules imports this one.

Groups come from what adverts themselves say and from links. An advertiser is in one group of gender and
one of language, the one that most of its sightings say, and in any of the others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

import polars as pl
import pyarrow as pa

from baken.indicators.derive import Facts, subjects
from baken.indicators.derive_adverts import contacts, persons
from baken.indicators.derive_links import find_hubs
from baken.indicators.folding import fold
from baken.indicators.wordlists import read_word_list
from baken.vocabulary.adverts import AdvertisedGender
from baken.vocabulary.code_list import Label

UNKNOWN = "unknown"
"""The code of a gender or language that no advert tells: those who say nothing are no group."""

AGENCY_TEXTS = 5
"""Unique adverts with one contact or on one account, from which somebody seems to place them for others:
of those who work alone few have more than four."""

AGENCY_PERSONS = 3
"""Persons with one contact, from which it is no duo."""


@dataclass(frozen=True, slots=True)
class GroupKind:
    """What groups are told apart by. `several`: it has a group for each code, else it is one group."""

    code: str
    label: Label
    meaning: Label
    several: bool = False


KINDS = (
    GroupKind(
        "gender",
        Label("geslacht volgens de advertentie", "advertised gender"),
        Label("wat de meeste waarnemingen zeggen", "what most of the sightings say"),
        several=True,
    ),
    GroupKind(
        "language",
        Label("taal", "language"),
        Label("de taal van de meeste waarnemingen", "the language of most of the sightings"),
        several=True,
    ),
    GroupKind(
        "touring",
        Label("reizend", "touring"),
        Label(
            "een unieke advertentie stond eerst in de ene en later in een andere plaats",
            "a unique advert stood first in one town and later in another",
        ),
    ),
    GroupKind(
        "agency",
        Label("bureau", "agency"),
        Label(
            f"één contact of account met ten minste {AGENCY_TEXTS} unieke advertenties, of één contact met "
            f"ten minste {AGENCY_PERSONS} personen",
            f"one contact or account with at least {AGENCY_TEXTS} unique adverts, or one contact with at "
            f"least {AGENCY_PERSONS} persons",
        ),
    ),
    GroupKind(
        "duo",
        Label("duo", "duo"),
        Label(
            "een advertentie biedt er twee aan, of met één contact staan er twee",
            "an advert presents two, or two stand with one contact",
        ),
    ),
    GroupKind(
        "shared_phone",
        Label("gedeelde telefoon", "shared phone"),
        Label(
            "één telefoonnummer bij meer personen, adverteerders of accounts; knooppunten niet meegeteld",
            "one phone number with several persons, advertisers or accounts; hubs apart",
        ),
    ),
)
"""In the order of the report."""

CODES = tuple(kind.code for kind in KINDS)


@dataclass(frozen=True, slots=True)
class Group:
    """One group: its kind, and its code where the kind has several."""

    kind: str
    code: str = ""

    @property
    def name(self) -> str:
        """As reports and files name it: `gender:women`, `language:ro`, `touring`."""
        return f"{self.kind}:{self.code}" if self.code else self.kind

    @property
    def says_nothing(self) -> bool:
        """Whether these are the advertisers of whom it is not told."""
        return self.code == UNKNOWN


def is_group_name(name: str) -> bool:
    """Whether a group of some market can bear this name."""
    kind, _, code = name.partition(":")
    match kind:
        case "gender":
            return code in AdvertisedGender and code != UNKNOWN
        case "language":
            return len(code) == 2 and code.isascii() and code.isalpha() and code.islower()
        case _:
            return name in CODES


def groups_of(belongs: pl.DataFrame) -> Iterator[tuple[Group, pl.Series]]:
    """Each group that somebody is in, with a mark for each advertiser of `memberships`."""
    for kind in KINDS:
        column = belongs[kind.code]
        if kind.several:
            for code in sorted(column.unique(), key=lambda code: (code == UNKNOWN, _place(kind, code))):
                yield Group(kind.code, code), column == code
        elif column.any():
            yield Group(kind.code), column


def _place(kind: GroupKind, code: str) -> tuple[int, str]:
    codes = [each.code for each in AdvertisedGender] if kind.code == "gender" else []
    return (codes.index(code) if code in codes else 0, code)


def memberships(
    records: pa.Table,
    extracted: pa.Table,
    assignments: pa.Table | None,
    hubs: pa.Table | None,
    facts: Facts,
) -> pl.DataFrame:
    """A row for each advertiser of `facts`, in their order: `advertiser`, the code of its gender and
    language, and true or false for the other kinds. The tables are those of `derive.derive`."""
    found = pl.DataFrame(pl.from_arrow(extracted))
    sightings = _sightings(records, extracted, assignments)
    reachable = contacts(found, sightings)
    own = reachable.join(
        find_hubs(reachable, None if hubs is None else pl.DataFrame(pl.from_arrow(hubs))),
        on="pseudonym",
        how="anti",
    )
    languages = found.select(
        "sighting_id", said=pl.col("languages").list.first().struct.field("language")
    ).join(sightings.select("sighting_id", "advertiser"), on="sighting_id")
    genders = sightings.select("advertiser", said="advertised_gender")
    belongs = facts.advertisers.select("advertiser")
    for name, part in (
        ("gender", _said_most(genders)),
        ("language", _said_most(languages)),
        ("touring", _touring(found, sightings)),
        ("agency", _agencies(facts, sightings)),
        ("duo", _duos(facts)),
        ("shared_phone", _shared_phones(facts, own)),
    ):
        belongs = belongs.join(
            part.rename({"said": name}), on="advertiser", how="left", maintain_order="left"
        )
    return belongs.select(
        "advertiser",
        *(pl.col(kind.code).fill_null(pl.lit(UNKNOWN) if kind.several else pl.lit(False)) for kind in KINDS),
    )


def advertised_genders(records: pa.Table, facts: Facts) -> pl.DataFrame:
    """`advertiser` and `advertised_gender` of the advertisers of `facts`, in their order: what most of its
    sightings say, unknown where none says anything."""
    told = pl.DataFrame(pl.from_arrow(records.select(["sighting_id", "advertised_gender"])))
    said = _said_most(
        told.join(facts.sightings.select("sighting_id", "advertiser"), on="sighting_id").select(
            "advertiser", said="advertised_gender"
        )
    )
    return (
        facts.advertisers.select("advertiser")
        .join(said, on="advertiser", how="left", maintain_order="left")
        .select("advertiser", advertised_gender=pl.col("said").fill_null(UNKNOWN))
    )


def _sightings(records: pa.Table, extracted: pa.Table, assignments: pa.Table | None) -> pl.DataFrame:
    """The sightings as the facts know them, with what each says of gender and the account it stands on."""
    said = pl.DataFrame(pl.from_arrow(records.select(["sighting_id", "advertised_gender"])))
    account = pl.col("account").struct.field("account_id")
    return (
        subjects(records, extracted, assignments)
        .join(said, on="sighting_id", maintain_order="left")
        .with_columns(account=pl.concat_str("platform", pl.lit("\0"), account))
    )


def _said_most(said: pl.DataFrame) -> pl.DataFrame:
    """`advertiser` and `said`: what most of its sightings say; of as many, the first in the alphabet."""
    return (
        said.drop_nulls("said")
        .filter(pl.col("said") != UNKNOWN)
        .group_by("advertiser", "said")
        .len()
        .sort("advertiser", "len", "said", descending=[False, True, False])
        .group_by("advertiser", maintain_order=True)
        .agg(pl.col("said").first())
    )


def _touring(found: pl.DataFrame, sightings: pl.DataFrame) -> pl.DataFrame:
    """Two towns at a time are no journey: the last day in one lies before the first in another."""
    towns = (
        found.select("sighting_id", "places")
        .explode("places")
        .drop_nulls("places")
        .select("sighting_id", town=pl.col("places").struct.field("name"))
        .drop_nulls()
        .join(sightings.select("sighting_id", "advertiser", "unique_advert", "captured_at"), on="sighting_id")
        .group_by("advertiser", "unique_advert", "town")
        .agg(
            first=pl.col("captured_at").dt.date().min(),
            last=pl.col("captured_at").dt.date().max(),
        )
    )
    return (
        towns.group_by("advertiser", "unique_advert")
        .agg(said=pl.col("last").min() < pl.col("first").max())
        .group_by("advertiser")
        .agg(pl.col("said").any())
    )


def _agencies(facts: Facts, sightings: pl.DataFrame) -> pl.DataFrame:
    on_account = (
        sightings.drop_nulls("account")
        .group_by("advertiser", "account")
        .agg(texts=pl.col("unique_advert").n_unique())
        .group_by("advertiser")
        .agg(pl.col("texts").max())
    )
    return facts.advertisers.join(on_account, on="advertiser", how="left", maintain_order="left").select(
        "advertiser",
        said=pl.any_horizontal(
            (pl.col("texts_per_contact_max") >= AGENCY_TEXTS).fill_null(False),
            (pl.col("texts") >= AGENCY_TEXTS).fill_null(False),
            (pl.col("persons_per_contact_max") >= AGENCY_PERSONS).fill_null(False),
        ),
    )


def _duos(facts: Facts) -> pl.DataFrame:
    words = facts.sightings["text"].map_elements(fold, return_dtype=pl.String)
    says_so = facts.sightings.select(
        "advertiser",
        said=words.str.contains_any(list(_as_two())) | (pl.col("advertised_persons") == 2).fill_null(False),
    )
    with_contact = facts.advertisers.select(
        "advertiser", said=(pl.col("persons_per_contact_max") == 2).fill_null(False)
    )
    return pl.concat([says_so, with_contact]).group_by("advertiser").agg(pl.col("said").any())


@cache
def _as_two() -> tuple[str, ...]:
    text = (resources.files(__package__) / "as_two.txt").read_text("utf-8")
    return tuple(dict.fromkeys(fold(phrase) for phrase in read_word_list(text)))


def _shared_phones(facts: Facts, own: pl.DataFrame) -> pl.DataFrame:
    phones = own.filter(pl.col("kind") == "phone").select(
        "pseudonym", "sighting_id", "advertiser", "platform", "account"
    )
    ages = (
        phones.select("pseudonym", "sighting_id")
        .unique()
        .join(facts.sightings.select("sighting_id", age="stated_ages"), on="sighting_id")
        .explode("age")
        .drop_nulls("age")
    )
    # accounts on two platforms may be one person's; two on one platform hardly are
    accounts = (
        phones.drop_nulls("account")
        .group_by("pseudonym", "platform")
        .agg(accounts=pl.col("account").n_unique())
        .group_by("pseudonym")
        .agg(pl.col("accounts").max())
    )
    shared = (
        phones.group_by("pseudonym")
        .agg(advertisers=pl.col("advertiser").n_unique())
        .join(persons(ages, "pseudonym", "persons"), on="pseudonym", how="left")
        .join(accounts, on="pseudonym", how="left")
        .filter(
            pl.any_horizontal(
                (pl.col(name) >= 2).fill_null(False) for name in ("advertisers", "persons", "accounts")
            )
        )
    )
    return phones.join(shared, on="pseudonym").select("advertiser", said=pl.lit(True)).unique("advertiser")
