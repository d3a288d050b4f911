"""The closed list of facts that a rule may read.

Nothing about nationality, ethnicity, migration, language, gender, religion or health is in it, nor
the country of a phone number, nor change of place: a rule that names one is refused.

Every fact is known at every level. A sighting has the facts of its advertiser too; an advertiser
has those of its sightings put together, as `over_sightings` says. What nobody told is missing, and
a comparison with a missing fact is unknown.
"""

from dataclasses import dataclass
from typing import Literal

import polars as pl

from baken.vocabulary.code_list import Label

FactKind = Literal["text", "boolean", "integer", "number", "integers", "texts"]
Origin = Literal["text", "extraction", "links", "account"]
Level = Literal["sighting", "advertiser"]
Together = Literal["joined", "any", "largest", "smallest", "united"]

DATA_TYPES: dict[FactKind, pl.DataType] = {
    "text": pl.String(),
    "boolean": pl.Boolean(),
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "integers": pl.List(pl.Int64()),
    "texts": pl.List(pl.String()),
}
"""The column type of each kind of fact; lists hold each value once, in order."""

LISTS: tuple[FactKind, ...] = ("integers", "texts")
NUMBERS: tuple[FactKind, ...] = ("integer", "number")

LEGAL_MINIMUM_AGE = 18
"""Years; a stated age under it stops everything but the protocol for minors."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its name in rules, its type, what it means, and who knows it.

    `never_positive`: known not to point to exploitation, so no rule that reads it may carry a
    positive weight. `over_sightings`: how an advertiser gets it from its sightings; None for a fact
    that belongs to the advertiser itself.
    """

    name: str
    kind: FactKind
    meaning: Label
    origin: Origin
    over_sightings: Together | None = None
    never_positive: bool = False

    @property
    def level(self) -> Level:
        """Whether the fact is first known of a sighting or of an advertiser."""
        return "advertiser" if self.over_sightings is None else "sighting"


def _fact(
    name: str,
    kind: FactKind,
    origin: Origin,
    nl: str,
    en: str,
    over_sightings: Together | None = None,
    *,
    never_positive: bool = False,
) -> Fact:
    return Fact(name, kind, Label(nl, en), origin, over_sightings, never_positive)


ALL_FACTS: tuple[Fact, ...] = (
    _fact(
        "text", "text", "text",
        "De woorden van de advertentie: titel, nieuwe regel, tekst.",
        "The words of the advert: title, newline, text.",
        "joined",
    ),
    _fact(
        "contact_obscured", "boolean", "extraction",
        "Ten minste één contactgegeven is met opzet moeilijk leesbaar gemaakt.",
        "At least one contact was deliberately made hard to read.",
        "any",
    ),
    _fact(
        "contacts_count", "integer", "extraction",
        "Het aantal verschillende contactgegevens in één advertentie, zonder websites.",
        "The number of different contacts in one advert, websites apart.",
        "largest",
    ),
    _fact(
        "contact_kinds", "texts", "extraction",
        "De soorten contactgegevens in de advertentie (phone, email, telegram, …).",
        "The kinds of contact in the advert (phone, email, telegram, …).",
        "united",
    ),
    _fact(
        "stated_ages", "integers", "extraction",
        "De leeftijden die de advertentie noemt, in jaren.",
        "The ages that the advert states, in years.",
        "united", never_positive=True,
    ),
    _fact(
        "stated_age_min", "integer", "extraction",
        "De laagste leeftijd die de advertentie noemt, in jaren.",
        "The lowest age that the advert states, in years.",
        "smallest", never_positive=True,
    ),
    _fact(
        "stated_age_max", "integer", "extraction",
        "De hoogste leeftijd die de advertentie noemt, in jaren.",
        "The highest age that the advert states, in years.",
        "largest", never_positive=True,
    ),
    _fact(
        "stated_age_spread", "integer", "extraction",
        "Het verschil in jaren tussen de hoogste en de laagste leeftijd in de waarnemingen van één unieke "
        "advertentie.",
        "The difference in years between the highest and lowest age in the sightings of one unique advert.",
        "largest",
    ),
    _fact(
        "advertised_persons", "integer", "extraction",
        "Hoeveel personen één advertentie ten minste aanbiedt: groepen van genoemde leeftijden die meer dan "
        "twee jaar uit elkaar liggen.",
        "How many persons one advert presents at the least: groups of stated ages more than two years apart.",
        "largest",
    ),
    _fact(
        "price_ratio_to_local_median", "number", "extraction",
        "De laagste uurprijs gedeeld door de mediaan in dezelfde provincie; alleen waar ten minste twintig "
        "adverteerders een uurprijs noemen.",
        "The lowest hourly price divided by the median in the same province; only where at least twenty "
        "advertisers state an hourly price.",
        "smallest",
    ),
    _fact(
        "sightings_count", "integer", "links",
        "Het aantal waarnemingen van deze adverteerder.",
        "The number of sightings of this advertiser.",
    ),
    _fact(
        "unique_adverts", "integer", "links",
        "Het aantal unieke advertenties van deze adverteerder.",
        "The number of unique adverts of this advertiser.",
    ),
    _fact(
        "texts_per_contact_max", "integer", "links",
        "Het grootste aantal unieke advertenties waarin één contactgegeven van deze adverteerder staat, hubs "
        "niet meegeteld.",
        "The largest number of unique adverts in which one contact of this advertiser stands, hubs apart.",
    ),
    _fact(
        "persons_per_contact_max", "integer", "links",
        "Hoeveel personen ten minste onder één contactgegeven staan: groepen van genoemde leeftijden die "
        "meer dan twee jaar uit elkaar liggen.",
        "How many persons stand with one contact at the least: groups of ages more than two years apart.",
    ),
    _fact(
        "similar_texts_over_contacts", "integer", "links",
        "Het grootste aantal contactgegevens van één soort waarmee deze adverteerder één unieke advertentie "
        "plaatst.",
        "The largest number of contacts of one kind with which this advertiser publishes one unique advert.",
    ),
    _fact(
        "persons_per_text_max", "integer", "links",
        "Hoeveel personen deze adverteerder ten minste met één unieke advertentie aanbiedt: groepen van "
        "genoemde leeftijden die meer dan twee jaar uit elkaar liggen.",
        "How many persons this advertiser presents with one unique advert at the least: groups of ages more "
        "than two years apart.",
    ),
    _fact(
        "hub_kind", "text", "links",
        "Wat voor hub bij deze adverteerder staat, een contactgegeven dat te velen delen om op te koppelen: "
        "switchboard (een telefoonnummer), mailbox of handle.",
        "What hub stands with this advertiser, a contact that too many share to link through: switchboard (a "
        "phone number), mailbox or handle.",
    ),
    _fact(
        "accounts_per_contact_max", "integer", "account",
        "Het grootste aantal accounts waarop één contactgegeven van deze adverteerder staat.",
        "The largest number of accounts on which one contact of this advertiser stands.",
    ),
    _fact(
        "contacts_per_account_max", "integer", "account",
        "Het grootste aantal contactgegevens van één soort op één account van deze adverteerder.",
        "The largest number of contacts of one kind on one account of this advertiser.",
    ),
    _fact(
        "accounts_per_payer_max", "integer", "account",
        "Het aantal accounts dat dezelfde betaler heeft als dit account; alleen het platform ziet dit.",
        "The number of accounts with the same payer as this account; only the platform sees this.",
        "largest",
    ),
    _fact(
        "accounts_per_device_max", "integer", "account",
        "Het aantal accounts dat hetzelfde apparaat gebruikt als dit account; alleen het platform ziet dit.",
        "The number of accounts on the same device as this account; only the platform sees this.",
        "largest",
    ),
    _fact(
        "account_changes_after_verification", "integer", "account",
        "Hoeveel van deze vier na de controle van het account geheel anders werden: telefoon, betaler, "
        "apparaat, foto's.",
        "How many of these four became wholly different after the account was verified: phone, payer, "
        "device, photos.",
        "largest",
    ),
)  # fmt: skip

FACTS: dict[str, Fact] = {fact.name: fact for fact in ALL_FACTS}


def is_missing(value: object) -> bool:
    """Whether a value says nothing: None, or a number that is none (NaN)."""
    return value is None or value != value
