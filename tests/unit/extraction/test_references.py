"""Numbers that are introduced as something else are no phones; a plain one reads as the search reads it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.extraction import beginnings
from baken.extraction.advert import facts
from baken.extraction.references import is_reference


@pytest.mark.parametrize(
    "lead",
    [
        *(
            "order ",
            "ordernummer: ",
            "bestelling nr. ",
            "kvk-nummer ",
            "btw nl ",
            "numéro de série ",
            "cuenta ",
        ),
        *("referentie is ", "iban: ", "# ", "klantnummer ", "cégjegyzékszám ", "nip: ", "код "),
        *("zaaknummer c/", "batch ", "item no. ", "megrendelés: ", "vlucht ", "versie "),
    ],
)
def test_number_behind_a_word_for_another_is_a_reference(lead: str) -> None:
    assert is_reference(lead + "0600123456", len(lead))


@pytest.mark.parametrize(
    "lead", ["bel ", "mijn nummer is ", "telefoonnummer: ", "app of sms ", "tel. nr. ", "", "06 "]
)
def test_number_behind_other_words_is_no_reference(lead: str) -> None:
    assert not is_reference(lead + "0600123456", len(lead))


GROUPS = st.sampled_from(
    ["0600123456", "06-00123456", "06 00 12 34 56", "06.001.234.56", "+31600123456", "+31 6 0012 3456"]
)
AROUND = st.sampled_from(
    [
        "",
        "bel ",
        "35 jaar, ",
        "order ",
        "12 ",
        "10:00 ",
        "(",
        "0",
        "x",
        "12-",
        "tel:",
        "+",
        "18+ ",
        "1 2 3 ",
        "nr.",
    ]
)
BEHIND = st.sampled_from(
    ["", ".", " 12", " 12 34", "-12", ", 35 jaar", ")", "x", " 100 euro", "\n06-00654321", " / 0600654321"]
)


@given(st.lists(st.tuples(AROUND, GROUPS, BEHIND), min_size=1, max_size=2))
@settings(max_examples=200, deadline=None)
def test_number_read_at_once_is_read_the_same_by_the_search(parts: list[tuple[str, str, str]]) -> None:
    text = " ".join("".join(part) for part in parts)
    quick = facts(None, text, None, "NL").contacts

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(beginnings, "plain_number", lambda *given: None)
        assert quick == facts(None, text, None, "NL").contacts
