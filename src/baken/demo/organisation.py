"""The organisation of the demo: plain facts, for whoever enters them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LawfulBasisFacts:
    """The recorded ground on which the demo's adverts are held."""

    identifier: str
    purpose: str
    legal_ground_nl: str
    legal_ground_en: str
    dpia_reference: str
    valid_from: date
    valid_until: date
    responsible_function_nl: str
    responsible_function_en: str


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """An organisation that exists in the demo only."""

    slug: str
    name_nl: str
    name_en: str
    platforms: tuple[str, ...]
    basis: LawfulBasisFacts


ORGANISATION = OrganisationFacts(
    slug="demo",
    name_nl="Voorbeeldorganisatie (verzonnen gegevens)",
    name_en="Example organisation (invented data)",
    platforms=("kleinmarkt.example", "ontmoet.example", "avondplein.example"),
    basis=LawfulBasisFacts(
        identifier="demo-synthetic",
        purpose="outreach",
        legal_ground_nl=(
            "Verzonnen gegevens: de advertenties zijn gemaakt door dit programma en gaan over niemand. "
            "Er worden geen persoonsgegevens verwerkt; deze grondslag geldt niet voor echte gegevens."
        ),
        legal_ground_en=(
            "Synthetic data: the adverts are made by this program and concern nobody. No personal data "
            "are processed; this basis does not hold for real data."
        ),
        dpia_reference="DEMO-DPIA-1",
        valid_from=date(2025, 1, 1),
        valid_until=date(2035, 12, 31),
        responsible_function_nl="functionaris gegevensbescherming",
        responsible_function_en="data protection officer",
    ),
)
