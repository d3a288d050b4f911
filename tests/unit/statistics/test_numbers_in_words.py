"""The numbers that a second person is shown before a publication goes out."""

import pytest

from baken.statistics.publications.checking import numbers_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("In 2019 waren het er 12,5 en 1.030.", ["2019", "12,5", "1.030"]),
        (
            "Drie personen, van wie één in dat jaar; vijfentwintig meldingen.",
            ["Drie", "één", "vijfentwintig"],
        ),
        ("Three people and twenty-five reports; dozens more.", ["Three", "twenty-five", "dozens"]),
        ("Tweehonderd, tweeëntwintig en honderdtwaalf.", ["Tweehonderd", "tweeëntwintig", "honderdtwaalf"]),
        ("Een registratie kan meer platforms noemen; one report, often.", []),
        ("Achteraf tweede gewicht sixth wooden.", []),
    ],
)
def test_numbers_are_found_in_figures_and_in_words(text: str, numbers: list[str]) -> None:
    assert numbers_in([text]) == numbers
    assert numbers_in([text, text]) == numbers
