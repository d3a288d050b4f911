"""What stays and what varies between texts: every text can be read back out of its template."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.linking.variants import MOST_WORDS, Template, template

WORDS = st.lists(st.sampled_from(["rust", "thee", "Tilburg", "tilburg", "bel", ",", "."]), max_size=12)


def parts(found: Template, texts: list[list[str]]) -> list[object]:
    measure = texts[found.measure]
    return [
        {" ".join(value.words): value.times for value in part.values}
        if part.varies
        else " ".join(measure[part.start : part.end])
        for part in found.parts
    ]


def test_words_that_differ_are_slots_with_how_often() -> None:
    texts = [
        line.split()
        for line in ("Anna in Tilburg , bel nu", "Anna in Breda , bel nu", "Anna in Breda , bel nu")
    ]
    assert parts(template(texts), texts) == ["Anna in", {"Breda": 2, "Tilburg": 1}, ", bel nu"]


def test_word_that_some_add_is_a_slot_that_others_leave_out() -> None:
    texts = [line.split() for line in ("rust en thee", "rust en warme thee", "rust en thee")]
    assert parts(template(texts), texts) == ["rust en", {"": 2, "warme": 1}, "thee"]


def test_capitals_make_no_difference_and_are_shown_as_they_are() -> None:
    texts = [["TILBURG", "rust"], ["Tilburg", "Rust"]]
    found = template(texts)
    assert parts(found, texts) == ["TILBURG rust"]
    assert found.different == 1


def test_word_that_nine_of_ten_have_stays() -> None:
    texts = [["rust", "en", "thee"]] * 19 + [["rust", "zonder", "thee"]]
    assert parts(template(texts), texts) == ["rust en thee"]
    assert template(texts[11:]).slots


def test_one_text_is_its_own_template() -> None:
    found = template([["rust", "en", "thee"]])
    assert [(part.start, part.end, part.varies) for part in found.parts] == [(0, 3, False)]


def test_no_text_has_no_template() -> None:
    with pytest.raises(ValueError, match="at least one"):
        template([])


def test_long_text_is_compared_as_far_as_it_goes() -> None:
    found = template([["rust"] * 1_000, ["thee"] * 1_000])
    assert max(part.end for part in found.parts) <= MOST_WORDS


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6))
def test_parts_cover_the_measure_and_values_every_text(texts: list[list[str]]) -> None:
    found = template(texts)
    assert [place for part in found.parts for place in range(part.start, part.end)] == list(
        range(len(texts[found.measure]))
    )
    for part in found.slots:
        assert sum(value.times for value in part.values) == len(texts)
        counts = [value.times for value in part.values]
        assert counts == sorted(counts, reverse=True)
    # two runs of one kind never stand beside each other
    kinds = [part.varies for part in found.parts]
    assert all(one is not other for one, other in pairwise(kinds))


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_order_of_texts_makes_no_difference(texts: list[list[str]], chance: object) -> None:
    folded = [[word.casefold() for word in text] for text in texts]
    shuffled = list(folded)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert parts(template(folded), folded) == parts(template(shuffled), shuffled)


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6))
def test_each_text_is_one_of_the_ways_to_fill_the_slots_when_all_must_stay(texts: list[list[str]]) -> None:
    """With fewer than ten texts whatever stays stands in all of them, so each text can be read back."""
    folded = [tuple(word.casefold() for word in text) for text in texts]
    found = template(folded)
    measure = folded[found.measure]
    for text in folded:
        ways = {()}
        for part in found.parts:
            if part.varies:
                ways = {way + value.words for way in ways for value in part.values}
            else:
                ways = {way + measure[part.start : part.end] for way in ways}
            ways = {way for way in ways if text[: len(way)] == way}
        assert text in ways
