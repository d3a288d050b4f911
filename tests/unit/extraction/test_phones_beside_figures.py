"""Phone numbers among what else has digits in an advert: labels, dates, hours, prices, parts of numbers.

All numbers lie in ranges that can't be assigned or that are kept for fiction.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.extraction.advert import facts
from baken.extraction.digit_words import digits_of, misspelt, units_of


def numbers(text: str, region: str = "NL", title: str | None = None) -> list[str]:
    return [one.value for one in facts(title, text, None, region).contacts if one.kind == "phone"]


@pytest.mark.parametrize(
    ("region", "text"),
    [
        ("NL", "relatienummer 0600123456"),
        ("NL", "onderdeelnummer 06-00123456"),
        ("NL", "kortingscode 0600123456"),
        ("NL", "Kamer van Koophandel 0600123456"),
        ("NL", "wachtwoord: 0600123456"),
        ("GB", "company number 07700900123"),
        ("GB", "policy number 07700 900123"),
        ("GB", "Gift card no. 0770 0900 123"),
        ("DE", "St.-Nr. 0171/392/0012"),
        ("DE", "Mitgliedsnummer 01713920012"),
        ("FR", "numéro d'adhérent 06 39 98 01 23"),
        ("FR", "Bon cadeau n° 0639-2025-45"),
        ("FR", "n° client 0639980123"),
        ("NL", "lidnr. 0600123456"),
    ],
)
def test_number_that_a_label_names_as_something_else_is_no_phone(region: str, text: str) -> None:
    assert numbers(text, region) == []


@pytest.mark.parametrize(
    "lead",
    [
        "nieuw nummer ",
        "werknummer ",
        "privénummer: ",
        "telefoonnr. ",
        "geen pin, ",
        "geen code nodig. ",
        "alleen contant, geen pin.\n",
        "voor de reservering: ",
        "op bestelling ",
        "contant of met pin\n",
        "de zaak ",
    ],
)
def test_number_behind_words_that_name_no_other_is_dialled(lead: str) -> None:
    assert numbers(lead + "06-00123456") == ["+31600123456"]


@pytest.mark.parametrize(
    ("region", "text"),
    [
        ("NL", "Vrij op 06-01, 06-02, 06-03 en 06-04-2025, daarna weer 06-10."),
        ("GB", "away 01/09-08/09 and 10/09"),
        ("DE", "Urlaub 01.08.-15.08."),
        ("GB", "07-07-25 08-07-25 09-07-25"),
        ("GB", "open 0900 to 1700"),
        ("DE", "Mo 0900-1700 Di 1000-1800"),
        ("FR", "06h00 12h30 14h45 19h00"),
        ("DE", "08.00 10.30 12.00 Uhr"),
        ("ES", "600 700 800"),
        ("PL", "cennik: 150-250-350"),
        ("DE", "DE00 0171 3920 0123 4567 89"),
        ("GB", "(certificate 0077-00-900, 2014)"),
        ("NL", "leden 0612, likes 3456, volgers 78"),
    ],
)
def test_dates_hours_prices_and_accounts_are_no_phone(region: str, text: str) -> None:
    assert numbers(text, region) == []


@pytest.mark.parametrize(
    ("region", "text"),
    [
        ("GB", "07700 900 and the last three you get by message"),
        ("GB", "07700 900xxx"),
        ("DE", "0171 39 20 und der Rest per Nachricht"),
        ("DE", "0171-392***** nach Anmeldung"),
        ("GB", "07700 9001"),
    ],
)
def test_part_of_a_number_is_no_phone(region: str, text: str) -> None:
    assert numbers(text, region) == []


def test_whole_number_with_more_told_elsewhere_is_found() -> None:
    assert numbers("07700 900123 and the rest by chat", "GB") == ["+447700900123"]


@pytest.mark.parametrize(
    ("region", "text", "value"),
    [
        ("NL", "nul zes vier keer nul zevenenveertig twaalf", "+31600004712"),
        ("NL", "nul zes twee nullen een twee drie vier vijf zes", "+31600123456"),
        ("NL", "06 2x0 1 2 3 4 5 6", "+31600123456"),
        ("NL", "#06 #00 #12 #34 #56", "+31600123456"),
        ("NL", "nul zes nul acht een twee dire negen acht zeven", "+31608123987"),
        ("GB", "zero sevn seven zero zero nine zero zero six five four", "+447700900654"),
        ("GB", "oh seventy seven, double oh, nine hundred, three two one", "+447700900321"),
        ("GB", "zero, double seven, double zero, nine, double zero, one, two, three", "+447700900123"),
        ("DE", "erst 0171, dann 392, dann 0012", "+491713920012"),
        ("FR", "d'abord 06 39 puis 98 01 et enfin 23", "+33639980123"),
        ("GB", "call 7700 900123", "+447700900123"),
        ("GB", "447700900123", "+447700900123"),
        ("NL", "nulla hat nulla nulla tizenkettő harmincnégy ötvenhat", "+31600123456"),
    ],
)
def test_number_said_in_an_unusual_way_is_read(region: str, text: str, value: str) -> None:
    assert numbers(text, region) == [value]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Massage 06 00 12",
            "Twee adressen gezocht. Rest van mijn nummer: 34 56, het begin staat in de titel",
        ),
        ("Bel 06-0012", "Vijf minuten lopen. -3456 is het vervolg van het nummer in de titel"),
    ],
)
def test_piece_that_words_name_is_put_to_the_title(title: str, text: str) -> None:
    assert numbers(text, title=title) == ["+31600123456"]


@pytest.mark.parametrize(
    ("word", "digits"),
    [("százhuszonhárom", "123"), ("négyszázötvenhat", "456"), ("negenhonderd", "900"), ("nulzes", "06")],
)
def test_hundred_takes_the_rest_of_its_word(word: str, digits: str) -> None:
    assert digits_of(word) == digits


@given(st.sampled_from(["zero", "seven", "three", "eight"]), st.integers(0, 10))
def test_digit_word_with_one_slip_says_its_digit(word: str, where: int) -> None:
    at = where % (len(word) - 1)
    units = units_of(["one", "two", "nine"])

    changed = word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    if changed != word:
        assert misspelt(changed, units) == digits_of(word)
    assert misspelt(word + "xyz", units) is None


@pytest.mark.parametrize(
    ("region", "text", "value"),
    [
        ("NL", "ordernr. 06-00123456.\n06~01~23~45~67", "+31601234567"),
        ("GB", "VAT number GB 077 0090 01.\n07 seven 00 nine 00 one 23", "+447700900123"),
        ("FR", "ouvert 0900-1700 - zero six trois neuf neuf huit zero un deux trois", "+33639980123"),
        ("DE", "Handelsregister 0171392 - 0171 3920012", "+491713920012"),
        (
            "GB",
            "Gift card no. 0770 0900 123.\nzero seven seven zero zero nine zero zero one two three",
            "+447700900123",
        ),
    ],
)
def test_digits_of_something_else_lead_into_no_phone(region: str, text: str, value: str) -> None:
    assert numbers(text, region) == [value]
