"""Numbers that a look at the batch settles are those that the search in one advert finds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from baken.extraction.advert import facts_in
from baken.extraction.disguises import ClearText, clear_texts
from baken.extraction.figures import every_figure, figures
from baken.extraction.phones import phones

_SAID = (
    "06-00123456|0600123456|06 00 12 34 56|06-0012 3456|(06) 00123456|(020) - 000 00 00|+31 6 00123456|(|)|"
    "+31600123456|0031600123456|06 – 00 12 34 – 56|10:00|22:00|10h00|01-03-2025|06|12|34|00|0|1|2034|90 euro|"
    "uur|ref|order|bel|plus|plus 31|+|een|nul|zes|dubbel|O|od|l|!|-|/|.|:|0800-0000|NL00 BANK 0417 1643 00|"
    "24/7|altijd|massage in een rustige kamer|is|a|06-12-10-2034|12345678|316 00123456|"
    "+31 (0)6 00123456|+31(0)600 12 34 56|(+31) 6 0012 3456|(+31)|0031 6 00 12 34 56|0031|(0)|tien|zero|"
    "dertig|driemaal|zegoso|OSSS|IS"
)
PARTS = st.sampled_from(_SAID.split("|"))
JOINTS = st.sampled_from(["", " ", " ", " ", ", ", ". ", "\n", "\N{NO-BREAK SPACE}", " - "])
ADVERTS = st.lists(st.tuples(PARTS, JOINTS), max_size=9).map(
    lambda pairs: "".join(part + joint for part, joint in pairs)
)


@settings(max_examples=300, deadline=None)
@given(st.lists(ADVERTS, min_size=1, max_size=12))
def test_contacts_in_a_batch_are_those_of_each_advert_alone(adverts: list[str]) -> None:
    together = [facts_in(clear, None, None, "NL").contacts for clear in clear_texts(adverts)]

    assert together == [facts_in(ClearText(words), None, None, "NL").contacts for words in adverts]


def test_advert_with_one_plain_number_is_settled() -> None:
    words = "Ontspannende massage, bel 06-00123456. 90 euro per uur, van 10:00 tot 22:00 sinds 01-03-2025."
    (clear,) = clear_texts([words])

    assert clear.settled_numbers("NL") == [(26, 37, "0600123456")]
    assert clear.settled_numbers("BE") is None
    assert figures(clear) == [] and figures(clear, "BE") == every_figure(clear) != []


def test_number_behind_its_country_code_is_settled_however_that_is_written() -> None:
    written = ("+31 (0)6 00123456", "+31(0)600 12 34 56", "(+31) 6 0012 3456", "0031 6 00 12 34 56")

    for clear in clear_texts([f"bel {one} of app" for one in written]):
        assert clear.is_settled("NL")
        (contact,) = phones(clear, [])
        assert (contact.value, contact.obscured) == ("+31600123456", False)
        assert contact.span == (4, len(clear.text) - len(" of app"))


def test_reference_behind_double_zeros_is_no_number() -> None:
    (clear,) = clear_texts(["ordernummer 0031600123456"])

    assert phones(clear, []) == []


def test_words_that_begin_no_number_leave_an_advert_settled() -> None:
    words = "Bel 06-00123456, tien minuten lopen van het station, zegoso 110 euro."
    (clear,) = clear_texts([words])

    assert clear.is_settled("NL")
    assert [one.value for one in phones(clear, [])] == ["+31600123456"]


def test_number_that_is_taken_for_something_else_is_none() -> None:
    (clear,) = clear_texts(["bel 06-00123456"])

    assert phones(clear, [(4, 15)]) == []


def test_said_reference_is_no_number_though_it_looks_plain() -> None:
    (clear,) = clear_texts(["ordernummer 0600123456"])

    assert phones(clear, []) == []


def test_advert_with_a_hidden_number_beside_is_left_to_the_search() -> None:
    (clear,) = clear_texts(["bel 06-00123456 of nul zes nul nul een twee drie vier vijf zeven"])

    assert clear.settled_numbers("NL") is None
    assert [one.value for one in phones(clear, figures(clear))] == ["+31600123456", "+31600123457"]


def test_times_said_with_an_h_begin_no_number() -> None:
    (clear,) = clear_texts(["de 10h00 à 22h00, 0600123456"])

    assert [one.value for one in phones(clear, figures(clear))] == ["+31600123456"]


def test_numbers_at_the_edges_of_endless_repeats_are_found() -> None:
    words = "bel 06 00 12 34 56 " + "+31 " * 2_000 + " bel 06*00*12*34*57"

    found = {one.value for one in phones(ClearText(words), [])}

    assert {"+31600123456", "+31600123457"} <= found


def test_hidden_number_said_very_often_is_found_each_time() -> None:
    words = "06*00*12*34*56, " * 200

    assert len(phones(ClearText(words), [])) == 200
