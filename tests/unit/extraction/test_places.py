"""Places with their province, and what stays ambiguous."""

import csv
from importlib import resources

import pytest

from baken.extraction.advert import facts
from baken.extraction.gazetteer import PROVINCES, names

Found = tuple[str, str | None, tuple[str, ...] | None]


def places_in(text: str, field: str | None = None) -> list[Found]:
    return [(one.name, one.province, one.candidates) for one in facts(None, text, field, "NL").places]


@pytest.mark.parametrize(
    ("text", "name", "province"),
    [
        ("Massage in Tilburg en omgeving", "Tilburg", "NL-NB"),
        ("ontvangst den bosch", "'s-Hertogenbosch", "NL-NB"),
        ("ontvangst in 's-Gravenhage", "Den Haag", "NL-ZH"),
        ("den-haag", "Den Haag", "NL-ZH"),
        ("hartje A'dam", "Amsterdam", "NL-NH"),
        ("R’dam zuid", "Rotterdam", "NL-ZH"),
        ("Amsterdam-Zuidoost", "Amsterdam", "NL-NH"),
        ("Nieuw-Amsterdam", "Nieuw-Amsterdam", "NL-DR"),
        ("Capelle a/d IJssel", "Capelle aan den IJssel", "NL-ZH"),
        ("Bergen op Zoom", "Bergen op Zoom", "NL-NB"),
        ("heel Brabant", "Noord-Brabant", "NL-NB"),
        ("Fryslân", "Friesland", "NL-FR"),
        ("regio NB", "Noord-Brabant", "NL-NB"),
        ("de Achterhoek", "Achterhoek", "NL-GE"),
        ("zuid-limburg", "Zuid-Limburg", "NL-LI"),
        ("Hengelo (Ov)", "Hengelo", "NL-OV"),
        ("Rijswijk ZH", "Rijswijk", "NL-ZH"),
        ("ontvangst in Best", "Best", "NL-NB"),
        ("omgeving goes", "Goes", "NL-ZE"),
        ("Ik woon in Houten", "Houten", "NL-UT"),
        ("Hoek van Holland", "Hoek van Holland", "NL-ZH"),
        ("Bergen NH", "Bergen", "NL-NH"),
        ("MASSAGE LEIDEN", "Leiden", "NL-ZH"),
        ("in Opende", "Opende", "NL-GR"),
        ("in Hága", "Den Haag", "NL-ZH"),
    ],
)
def test_place_has_its_province(text: str, name: str, province: str) -> None:
    assert places_in(text) == [(name, province, None)]


def test_region_over_several_provinces_has_an_entry_for_each() -> None:
    assert places_in("hele Randstad") == [("Randstad", one, None) for one in ("NL-NH", "NL-UT", "NL-ZH")]


@pytest.mark.parametrize(
    ("text", "name", "candidates"),
    [
        ("ontvangst in Bergen", "Bergen", ("NL-LI", "NL-NH")),
        ("Hengelo", "Hengelo", ("NL-GE", "NL-OV")),
        ("in Beek", "Beek", ("NL-GE", "NL-LI", "NL-NB")),
    ],
)
def test_place_that_stays_ambiguous_has_candidates(text: str, name: str, candidates: tuple[str, ...]) -> None:
    assert places_in(text) == [(name, None, candidates)]


def test_place_is_settled_by_the_province_in_the_field() -> None:
    assert places_in("ontvangst in Bergen", "Limburg") == [
        ("Bergen", "NL-LI", None),
        ("Limburg", "NL-LI", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Best massage in town, in best condition, GOED IN BEST PRIJS",
        "made with love, well done, goes on, echt leuk, Echt leuk",
        "Houten vloer, houten huis, huizen en bergen, dieren welkom",
        "om de hoek, met een groet, wij openden en opende, Opende in 2020",
        "ik kan jou leiden, naar goes@example.nl",
    ],
)
def test_ordinary_words_are_no_place(text: str) -> None:
    assert places_in(text) == []


def test_field_for_the_place_needs_no_sign() -> None:
    assert places_in("", "best / NB") == [("Best", "NL-NB", None)]
    assert places_in("", "Tilburg, Breda") == [("Tilburg", "NL-NB", None), ("Breda", "NL-NB", None)]


def test_gazetteer_knows_only_the_twelve_provinces() -> None:
    codes = {code for some in names().values() for _, one in some for code in one.provinces}

    assert codes == set(PROVINCES.values())


@pytest.mark.parametrize("file", ["places.csv", "regions.csv", "spellings.csv", "ordinary_words.csv"])
def test_gazetteer_table_is_whole(file: str) -> None:
    source = resources.files("baken.extraction").joinpath("data", file)

    rows = list(csv.DictReader(source.read_text("utf-8").splitlines()))

    assert rows
    assert all(None not in row and all(value is not None for value in row.values()) for row in rows)
