"""What is told of a batch at once is what a look at each advert finds."""

from hypothesis import given
from hypothesis import strategies as st

from baken.extraction.advert import facts_in, facts_of
from baken.extraction.disguises import ClearText, clear_texts
from baken.extraction.emails import may_hold_emails
from baken.extraction.handles import may_hold_handles
from baken.extraction.price_units import BEHIND, behind, unit_of
from baken.extraction.row_signs import AT_SIGN, DOT_SIGN, ICON, REGION_SIGN

_SIGNS = (
    "@ (a) [à] *a* (ет) naamATvoorbeeld AT a 9 🐒 📷 ✈ 👻 . .nl (.) [.] reg pro İ Σ ΣΑΣ Ĳ é ß ſ Ⓐ &amp; 𝟎"
)
_PHRASES = (
    "\u200b",
    "\n",
    " ",
    "Utrecht",
    "regio NB",
    "06-00123456",
    "120 euro per uur",
    "insta: naam_voorbeeld",
)
_PIECES = st.sampled_from((*_SIGNS.split(), *_PHRASES))
_ADVERTS = st.lists(st.lists(_PIECES, max_size=8).map("".join), min_size=1, max_size=6)


@given(_ADVERTS)
def test_many_adverts_are_looked_at_as_each_alone(adverts: list[str]) -> None:
    for together, one in zip(clear_texts(adverts), adverts, strict=True):
        alone = ClearText(one)

        assert (together.text, together.low) == (alone.text, alone.low)
        assert may_hold_emails(together) == may_hold_emails(alone)
        assert may_hold_handles(together) == may_hold_handles(alone)


@given(_ADVERTS)
def test_facts_of_many_are_those_of_each_alone(adverts: list[str]) -> None:
    titles = [None] * len(adverts)

    together = facts_of(list(clear_texts(adverts)), titles, titles, "NL")

    assert together == [facts_in(ClearText(one), None, None, "NL") for one in adverts]


def test_a_sign_is_told_of_the_advert_it_stands_in() -> None:
    adverts = [
        "naam@voorbeeld",
        "kijk op voorbeeld.nl",
        "volg ons ✈",
        "in de regio",
        "rust en ruimte",
        "na.AT",
    ]

    shown = [
        [sign for sign in (AT_SIGN, DOT_SIGN, ICON, REGION_SIGN) if clear.may_show(sign)]
        for clear in clear_texts(adverts)
    ]

    assert shown == [[AT_SIGN], [DOT_SIGN], [ICON], [REGION_SIGN], [], [DOT_SIGN]]


def test_nothing_is_ruled_out_where_nobody_looked() -> None:
    assert ClearText("rust en ruimte").may_show(AT_SIGN)


_UNITS = "per uur half een voor p u 30 min . , ( / ½ ' keer bezoek hour tje - : | = ! € Bel"
_BEHIND_PRICES = st.lists(st.sampled_from((*_UNITS.split(), " ", "  ", "\n")), max_size=8).map("".join)


@given(_BEHIND_PRICES)
def test_the_unit_behind_a_price_is_what_its_pattern_finds(words: str) -> None:
    whole, quick = BEHIND.match(words), behind(words, 0)

    assert unit_of(whole) == unit_of(quick)
    assert (whole and whole.end()) == (quick and quick.end())
