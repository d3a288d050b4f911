"""One hidden number that stands alone is read as the whole search reads it, without that search."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.extraction import phones as phones_module
from baken.extraction.disguises import ClearText, clear_texts
from baken.extraction.figures import every_figure, figures
from baken.extraction.marks import AGED, PRICED
from baken.extraction.phones import phones
from baken.extraction.row_signs import AT_SIGN

HIDDEN = {
    "said": "nul zes nul nul een twee drie vier vijf zes",
    "said with commas": "nul, zes, nul, nul, een, twee, drie, vier, vijf, zes",
    "said in tens": "nul zes nul nul twaalf vierendertig zesenvijftig",
    "said in tens and units": "zero six zero zero twelve thirty four fifty six",
    "double": "nul zes dubbel nul een twee drie vier vijf zes",
    "said and written": "nul 6 nul nul 12 drie 4 vijf 6",
    "brackets": "(0)(6)(0)(0)(1)(2)(3)(4)(5)(6)",
    "signs": "06#00#12#34#56",
    "words between": "06 daarna 0012 daarna 3456",
    "look-alikes": "O6OO1234S6",
    "groups of two kinds": "06-0012.3456",
}
_SAID = (
    "nul|zes|een|twee|drie|vijf|twaalf|vierendertig|dubbel|vier keer|O|o|l|S|zero|six|thirty|four|dix|sept"
)
_WRITTEN = "06|0|6|00|12|34|56|0012|3456|(0)|(6)|#|*|-|.|,|:|/| |, |. | en | daarna | y | de |\n"
_ELSE = (
    "bel|tel |ordernummer |90 euro|10:00|22:00 uur|01-03-2025|per keer|het huis|o|+|plus|!|'|trenul|snap: "
)
PIECES = st.sampled_from([*HIDDEN.values(), *_SAID.split("|"), *_WRITTEN.split("|"), *_ELSE.split("|")])
ADVERTS = st.lists(
    st.tuples(PIECES, st.sampled_from(["", " ", " ", ". ", ", ", " rustige kamer "])), max_size=9
)


def searched(words: str) -> list[object]:
    clear = ClearText(words)
    return list(phones(clear, every_figure(clear)))


@settings(max_examples=300, deadline=None)
@given(st.lists(ADVERTS.map(lambda pairs: "".join(map("".join, pairs))), min_size=1, max_size=12))
def test_numbers_of_a_batch_are_those_that_the_search_finds(adverts: list[str]) -> None:
    together = [phones(clear, figures(clear)) for clear in clear_texts(adverts)]

    assert together == [searched(words) for words in adverts]


@pytest.mark.parametrize("hidden", HIDDEN.values(), ids=HIDDEN)
def test_number_that_stands_alone_needs_no_search(hidden: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = f"Rustige kamer, van 10:00 tot 22:00 en een uur 120 euro. Graag bellen, tel {hidden}. Tot ziens."
    wanted = searched(words)
    monkeypatch.delattr(phones_module, "Search")
    (clear,) = clear_texts([words])

    found = phones(clear, figures(clear))

    assert found == wanted
    assert [one.value for one in found] == ["+31600123456"]
    assert found[0].obscured == (hidden != HIDDEN["groups of two kinds"])


@pytest.mark.parametrize(
    "words",
    [
        "tel nul zes nul nul een twee drie vier vijf zes of nul zes nul nul een twee drie vier vijf zeven",
        "tel 06#00#12#34#56 of +31 6 0012 3457",
        "tel nul zes nul nul een twee drie vier vijf",
        "ordernummer nul zes nul nul een twee drie vier vijf zes",
    ],
)
def test_what_is_not_one_number_alone_is_left_to_the_search(words: str) -> None:
    (clear,) = clear_texts([words])

    assert phones(clear, figures(clear)) == searched(words)


def test_number_that_is_taken_for_something_else_is_none() -> None:
    words = f"tel {HIDDEN['said']}"
    (clear,) = clear_texts([words])

    assert phones(clear, [(4, len(words))]) == []


def test_number_over_title_and_text_is_left_to_the_search() -> None:
    words = "nul zes nul nul\neen twee drie vier vijf zes"
    (clear,) = clear_texts([words])

    (found,) = phones(clear, [], title_end=15)

    assert (found.value, found.obscured) == ("+31600123456", True)


def test_signs_and_likely_figures_are_looked_for_when_they_are_asked_for() -> None:
    (clear,) = clear_texts(["\n90 euro, naam@example.nl, nul zes"])

    assert clear.may_show(AT_SIGN)
    assert clear.having(PRICED) and clear.has(PRICED)
    assert not clear.has(AGED)
