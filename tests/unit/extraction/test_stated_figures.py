"""Prices and stated ages in words."""

import pytest

from baken.extraction.ages import stated_ages
from baken.extraction.disguises import ClearText
from baken.extraction.prices import prices


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("€ 1.210,50", [("1210.50", "EUR", None)]),
        ("150,- per uur", [("150.00", "EUR", "hour")]),
        ("150 euro per uur", [("150.00", "EUR", "hour")]),
        ("€80 half uur", [("80.00", "EUR", "half_hour")]),
        ("v.a. 100 euro", [("100.00", "EUR", None)]),
        ("half uur €80, uur €150", [("80.00", "EUR", "half_hour"), ("150.00", "EUR", "hour")]),
        ("€80 half uur €150 uur", [("80.00", "EUR", "half_hour"), ("150.00", "EUR", "hour")]),
        ("30 min 80 euro / 60 min 150 euro", [("80.00", "EUR", "half_hour"), ("150.00", "EUR", "hour")]),
        ("100-150 euro", [("100.00", "EUR", None), ("150.00", "EUR", None)]),
        ("tel 06 00 12 34 56 € 100", [("100.00", "EUR", None)]),
        ("150 p/u", [("150.00", "EUR", "hour")]),
        ("1,5 uur €200", [("200.00", "EUR", "90_minutes")]),
        ("£80 per hour", [("80.00", "GBP", "hour")]),
        ("1,200.50 usd", [("1200.50", "USD", None)]),
        ("150 euro 60 min", [("150.00", "EUR", "hour")]),
        ("150 euro 1 uur", [("150.00", "EUR", "hour")]),
        ("80€ 30min 150€ 60min", [("80.00", "EUR", "half_hour"), ("150.00", "EUR", "hour")]),
        ("150 euro 35 jaar", [("150.00", "EUR", None)]),
        ("150 euro 06 00123456", [("150.00", "EUR", None)]),
        ("1 000 euro", [("1000.00", "EUR", None)]),
        ("100 € de l'heure", [("100.00", "EUR", "hour")]),
        ("100 € la hora", [("100.00", "EUR", "hour")]),
        ("hele nacht 500 euro", [("500.00", "EUR", "night")]),
        ("ik ben 35 en 1.75 lang, 10-22 uur", []),
    ],
)
def test_price_has_amount_currency_and_unit(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert [(one.amount, one.currency, one.unit) for one in prices(ClearText(text))] == expected


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Naam, 35 jaar", [35]),
        ("leeftijd: 28", [28]),
        ("35 y/o", [35]),
        ("25 years old", [25]),
        ("28 ans", [28]),
        ("30 años", [30]),
        ("25 ani", [25]),
        ("35 de ani", [35]),
        ("treizeci și cinci de ani", [35]),
        ("treinta y cinco años", [35]),
        ("35y", [35]),
        ("20 jaar massage ervaring", []),
        ("30 éves", [30]),
        ("28 lat", [28]),
        ("30 Jahre alt", [30]),
        ("28 години", [28]),
        ("19 jr", [19]),
        ("vijfendertig jaar", [35]),
        ("thirty-five years old", [35]),
        ("ik ben 24", [24]),
        ("dames van 25 en 30 jaar", [25, 30]),
        ("10 jaar ervaring", []),
        ("al 10 jaar", []),
        ("20 years of experience", []),
        ("heren van 25 tot 60 jaar", []),
        ("vanaf 21 jaar, 21 jaar en ouder, minimum age 21", []),
        ("I am 25 minutes away", []),
    ],
)
def test_stated_age_is_no_duration(text: str, ages: list[int]) -> None:
    assert [one.age for one in stated_ages(ClearText(text))] == ages
