"""Facts of an advert as they are numbered, and what changed between two captures of it."""

from hypothesis import given
from hypothesis import strategies as st

from baken.adverts.reading.differences import differences
from baken.adverts.reading.facts import facts_of, marks_of
from baken.adverts.reading.segments import Contact, likely_contacts, segments
from baken.adverts.reading.versions import tokens
from baken.collection.try_out import LONGEST_SHOWN, without_contacts

words = st.lists(st.sampled_from(["massage", "Tilburg", "Breda", "rust", ".", "60", "euro"]), max_size=40)


def test_same_place_twice_is_one_fact_with_two_spans() -> None:
    place = {"name": "Tilburg", "province": "NL-NB", "candidates": None, "field": None}
    (fact,) = facts_of({"places": [place | {"span": [9, 16]}, place | {"span": [1, 8]}]})
    assert fact.spans == ((1, 8), (9, 16))
    assert [mark.note for mark in marks_of((fact,))] == [1, 1]


def test_region_over_provinces_is_one_fact() -> None:
    both = [
        {"name": "Randstad", "province": code, "candidates": None, "span": [0, 8], "field": None}
        for code in ("NL-NH", "NL-ZH", "NL-UT")
    ]
    (fact,) = facts_of({"places": both})
    assert [one["province"] for one in fact.found] == ["NL-NH", "NL-ZH", "NL-UT"]
    assert not fact.uncertain


def test_facts_are_numbered_as_they_are_read() -> None:
    stored = {
        "stated_ages": [{"age": 34, "span": [40, 42], "field": None}, {"age": 35, "field": "stated_age"}],
        "prices": [{"amount": "60.00", "currency": "EUR", "unit": "hour", "span": [10, 17]}],
        "languages": [{"language": "nl", "share": 1.0}],
    }
    assert [fact.kind for fact in facts_of(stored)] == ["price", "age", "age", "language"]


@given(words, words)
def test_changes_tell_both_captures_whole(before: list[str], after: list[str]) -> None:
    old, new = tokens(" ".join(before), []), tokens(" ".join(after), [])
    pieces = differences(old, new)
    assert bool(pieces) == ([token.word for token in old] != [token.word for token in new])
    said = "".join("".join(piece.words.split()) for piece in pieces if piece.kind != "went")
    if pieces and "…" not in said:
        assert said == "".join(after)


@given(st.text(alphabet="ab 0123456789.@", max_size=120))
def test_changes_hold_no_contact(text: str) -> None:
    cut = [Contact(0, len(text), "phone", "AB12")] if text else []
    told = " ".join(piece.words for piece in differences(tokens("massage", []), tokens(text, cut)))
    assert not any(letter.isdigit() and letter not in "12" for letter in told)


@given(st.text(alphabet="ab .-0123456789@", max_size=600))
def test_try_out_cuts_what_looks_like_a_contact(text: str) -> None:
    shown = without_contacts(text)[:LONGEST_SHOWN]
    pieces = segments(f"\n{shown}", (), likely_contacts(f"\n{shown}"))
    assert not any(piece.contacts for piece in pieces)
