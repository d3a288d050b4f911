"""What is passed over as no price, age or postcode is none: adverts give the same looked at or not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.extraction.ages import stated_ages
from baken.extraction.disguises import ClearText, clear_texts
from baken.extraction.marks import AGED, NUMBER, POSTAL, PRICED
from baken.extraction.postcodes import postcodes
from baken.extraction.prices import prices

_SAID = (
    "06-00123456|06 00 12 34 56|+31600123456|10:00|01-03-2025|90|100|1.000|1,50|1 200|2.500,00|80,-|100.-|50|"
    "120/150|€|£|$|euro|EUR|euro's|zł|lei|de|d'|k|mille|duizend|per|p/u|pu|uur|half uur|30 min|kost|vanaf|is|"
    "tarief:|voor|tot|t/m|en|-|\u2013|/|.|,|=|:|(|)|'|!|ik ben|jaar|25|30|years old|ans|lat|jr|age|van|"
    "1234 AB|3511ab|postcode|honderd|vijftig|Anna,|(44)|+|x|%|massage|e|v.a.|la|de ani"
)
PARTS = st.sampled_from(_SAID.split("|"))
JOINTS = st.sampled_from(["", " ", " ", " ", "  ", ", ", ". ", "\n", "\N{NO-BREAK SPACE}", " - ", "/", ": "])
ADVERTS = st.lists(st.tuples(PARTS, JOINTS), max_size=12).map(
    lambda pairs: "\n" + "".join(part + joint for part, joint in pairs)
)


@settings(max_examples=300, deadline=None)
@given(st.lists(ADVERTS, min_size=1, max_size=12))
def test_figures_in_a_batch_are_those_of_each_advert_alone(adverts: list[str]) -> None:
    alone = [ClearText(words) for words in adverts]

    for together, one in zip(clear_texts(adverts), alone, strict=True):
        assert prices(together) == prices(one)
        assert stated_ages(together) == stated_ages(one)
        assert postcodes(together) == postcodes(one)


@pytest.mark.parametrize(
    "words",
    ["\nbel 06 00 12 34 56. Tot dan", "\nom 10:00 open", "\nop 01-03-25 open", "\n06-00123456"],
)
def test_numbers_and_times_are_passed_over(words: str) -> None:
    (clear,) = clear_texts([words])

    assert clear.has(NUMBER)
    assert not clear.has(PRICED | AGED | POSTAL)


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("\neen uur 90 euro", PRICED),
        ("\n€ 90", PRICED),
        ("\ntarief 1 uur: 90", PRICED),
        ("\nhonderd euro", PRICED),
        ("\n100 - 120 zł", PRICED),
        ("\nI'm 44", AGED),
        ("\nAnna (44)", AGED),
        ("\n44 - jaar", AGED),
        ("\n3511 AB", POSTAL),
    ],
)
def test_figure_that_may_be_meant_is_marked(words: str, mark: int) -> None:
    (clear,) = clear_texts([words])

    assert clear.has(mark)
