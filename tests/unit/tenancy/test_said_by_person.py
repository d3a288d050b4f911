"""Which of a person's answers stands, and which may be written down."""

from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from baken.tenancy.said_by_person import NO_ANSWER, UNWELCOME, standing
from baken.vocabulary.said import SaidOfContact


@dataclass(frozen=True)
class Said:
    answer: str
    said_on: date
    place: int


def answers() -> st.SearchStrategy[list[Said]]:
    one = st.builds(
        Said,
        st.sampled_from(SaidOfContact.codes),
        st.dates(date(2026, 1, 1), date(2026, 1, 9)),
        st.integers(0, 99),
    )
    return st.lists(one, unique_by=lambda said: said.place, max_size=8)


@given(answers())
def test_last_answer_stands_by_the_day_it_was_given(said: list[Said]) -> None:
    found = standing(said)
    assert (found is None) == (not said)
    spoken = [one for one in said if one.answer != NO_ANSWER]
    for one in spoken:
        assert found is not None
        assert (found.said_on, found.place) >= (one.said_on, one.place)


@given(answers())
def test_silence_never_takes_the_place_of_an_answer(said: list[Said]) -> None:
    found = standing(said)
    spoken = any(one.answer != NO_ANSWER for one in said)
    assert found is None or (found.answer != NO_ANSWER) == spoken


@given(answers())
def test_what_is_taken_back_lets_what_stood_before_stand_again(said: list[Said]) -> None:
    found = standing(said)
    rest = [one for one in said if one is not found]
    added = standing([*rest, found]) if found else standing(rest)
    assert added == found


def test_answers_after_which_nothing_goes_are_of_the_list() -> None:
    assert set(UNWELCOME) <= set(SaidOfContact.codes_in("said"))
    assert set(SaidOfContact.codes) - set(SaidOfContact.codes_in("said")) == {NO_ANSWER}
