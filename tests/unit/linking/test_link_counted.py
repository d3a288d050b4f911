"""A tally in parts: laid one over another they give the tally again."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.linking.counted import Counted, tally_of
from baken.linking.tally import Tally
from baken.linking.words import Texts, read_texts

WORDS = st.lists(st.sampled_from([*"abcdefgh", "12", "rustig"]), max_size=12).map(" ".join)
BATCHES = st.lists(st.lists(WORDS, max_size=20), max_size=4)


def texts_of(rows: list[str]) -> Texts:
    return read_texts(pa.chunked_array([pa.array(rows, pa.string())]))


def columns(tally: Tally) -> list[list[int]]:
    return [tally.texts_with.tolist(), tally.own_beside.tolist(), tally.surroundings.tolist()]


def counts(tally: Tally, rows: list[str]) -> Texts:
    texts = texts_of(rows)
    tally.count(texts)
    tally.count_own(texts)
    return texts


@settings(max_examples=50, deadline=None)
@given(BATCHES)
def test_parts_of_batches_give_the_tally_of_all(batches: list[list[str]]) -> None:
    tally = Tally.for_words(100)
    parts = [Counted.touched(tally, counts(tally, rows)) for rows in batches]
    again = tally_of(len(tally.texts_with), len(tally.surroundings), parts)
    assert columns(again) == columns(tally)


@settings(max_examples=25, deadline=None)
@given(BATCHES)
def test_one_part_holds_all_that_earlier_ones_held(batches: list[list[str]]) -> None:
    tally = Tally.for_words(100)
    for rows in batches:
        counts(tally, rows)
    whole = Counted.all_of(tally)
    assert columns(tally_of(len(tally.texts_with), len(tally.surroundings), [whole])) == columns(tally)
    assert np.count_nonzero(whole.texts_with) == len(whole.passages)


def test_part_has_only_what_its_texts_touch() -> None:
    tally = Tally.for_words(1_000)
    counts(tally, [" ".join(f"woord{chr(97 + one)}" for one in range(26))])
    part = Counted.touched(tally, counts(tally, ["rustig en dicht bij het station"]))
    assert len(part.passages) == 3
    assert len(part.words) == 6


def test_part_of_a_larger_tally_is_an_error() -> None:
    tally = Tally.for_words(100)
    part = Counted(
        np.array([1 << 20], np.uint32),
        np.ones(1, np.uint16),
        np.zeros(1, np.uint16),
        np.zeros(0, np.uint32),
        np.zeros(0, np.uint64),
    )
    with pytest.raises(IndexError):
        tally_of(len(tally.texts_with), len(tally.surroundings), [part])
