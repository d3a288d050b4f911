"""Counting a corpus: in parts or whole, the counts are the same; estimates are near what is true."""

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.linking.tally import Tally, different_surroundings
from baken.linking.words import Texts, read_texts

WORDS = st.sampled_from(["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"])
CORPORA = st.lists(st.lists(WORDS, max_size=14).map(" ".join), unique=True, max_size=8)


def texts(contents: list[str]) -> Texts:
    return read_texts(pa.chunked_array([pa.array(contents, pa.string())]))


def columns(tally: Tally) -> list[list[int]]:
    return [tally.texts_with.tolist(), tally.own_beside.tolist(), tally.surroundings.tolist()]


@settings(max_examples=40, deadline=None)
@given(CORPORA, st.data())
def test_parts_counted_apart_add_up_to_the_whole(contents: list[str], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(contents)))
    whole, total = Tally.for_words(0), Tally.for_words(0)
    whole.count(texts(contents))
    parts = [texts(contents[:cut]), texts(contents[cut:])]
    for part in parts:
        counted = Tally.for_words(0)
        counted.count(part)
        total.add(counted)
    whole.count_own(texts(contents))
    own = Tally.for_words(0)
    for part in parts:
        counted = Tally(total.texts_with, np.zeros_like(total.own_beside), total.surroundings)
        counted.count_own(part)
        own.add(Tally(np.zeros_like(total.texts_with), counted.own_beside, np.zeros_like(total.surroundings)))
    assert columns(whole) == columns(Tally(total.texts_with, own.own_beside, total.surroundings))


def test_passage_that_a_text_repeats_counts_once() -> None:
    tally = Tally.of(texts(["een twee drie vier een twee drie vier een twee drie vier"]))
    assert tally.texts_with.max() == 1


def test_full_count_stays_full() -> None:
    tally = Tally.for_words(0)
    tally.texts_with[:] = 65_535
    other = Tally.for_words(0)
    other.texts_with[:] = 2
    tally.add(other)
    tally.count(texts(["een twee drie vier vijf"]))
    assert tally.texts_with.min() == 65_535


def test_estimate_of_surroundings_is_near_the_truth() -> None:
    errors = []
    for word, true in enumerate([10, 30, 100, 300, 1000]):
        contents = [f"w{'x' * number}a midden{'y' * word} w{'z' * number}b" for number in range(true)]
        counted = Tally.for_words(100_000)
        counted.count(texts(contents))
        errors.append(abs(np.log(different_surroundings(counted.surroundings).max() / true)))
    assert np.mean(errors) < 0.35
