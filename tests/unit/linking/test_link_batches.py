"""Texts as batches: read, counted and signed in parts, they are what they are in one piece."""

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from baken.linking.batches import (
    COUNTS,
    SIGNATURES,
    added,
    counted,
    counted_own,
    read_words,
    signatures_in,
    signed,
    tally_of,
    texts_in,
    weights_batch,
    weights_in,
)
from baken.linking.candidates import band_keys
from baken.linking.settings import LinkSettings
from baken.linking.shingles import shingles_of
from baken.linking.tally import Tally
from baken.linking.weights import weigh
from baken.linking.words import read_texts
from tests.unit.linking.linking_sightings import text

SETTINGS = LinkSettings(passage_texts=3)
FOOTER = " bel of app voor een afspraak in het centrum"
CONTENTS = st.lists(
    st.one_of(
        st.integers(0, 60).map(lambda number: text(number % 20, 4 + number % 17) + FOOTER),
        st.sampled_from(["", "kort", "Тест kort", "één twee 3", "knippen en verven 12,50"]),
        st.none(),
    ),
    max_size=40,
)


def added_up(batches: Iterable[pa.RecordBatch]) -> pa.Table:
    table = pa.Table.from_batches(batches, COUNTS)
    stretches = sorted({(row["table"], row["stretch"]) for row in table.to_pylist()})
    parts = [
        table.filter((pa.compute.field("table") == name) & (pa.compute.field("stretch") == at))
        for name, at in stretches
    ]
    return pa.concat_tables([COUNTS.empty_table(), *(added(part) for part in parts)])


@given(contents=CONTENTS)
def test_texts_come_back_from_their_batch(contents: list[str | None]) -> None:
    column = pa.chunked_array([pa.array(contents, pa.string())])

    batch = read_words(column)
    back = texts_in(batch.slice(len(contents) // 2))

    known = read_texts(column).take(np.arange(len(contents) // 2, len(contents)))
    for name in ("hashes", "words", "word_offsets", "letters", "letter_offsets"):
        np.testing.assert_array_equal(getattr(back, name), getattr(known, name))


@given(contents=CONTENTS, cut=st.integers(0, 40))
def test_work_in_parts_gives_what_one_piece_gives(contents: list[str | None], cut: int) -> None:
    column = pa.chunked_array([pa.array(contents, pa.string())])
    texts = read_texts(column)
    wordy = np.flatnonzero(texts.word_counts() > 0)
    _, first = np.unique(texts.hashes[wordy], return_index=True)
    different, rows = texts.take(wordy[first]), read_words(column).take(pa.array(wordy[first][::-1]))
    parts, words = [rows.slice(0, cut), rows.slice(cut)], len(different.words)

    counts = added_up(batch for part in parts for batch in counted([part], words))
    known = tally_of(counts, words)
    own = added_up(batch for part in parts for batch in counted_own([part], known))
    tally = tally_of(pa.concat_tables([counts, own]), words)
    weights = weights_in(weights_batch(weigh(tally, SETTINGS)))
    found = signatures_in(
        pa.Table.from_batches([signed(part, weights, SETTINGS) for part in parts], SIGNATURES)
    )

    whole = Tally.of(different)
    for name in ("texts_with", "own_beside", "surroundings"):
        np.testing.assert_array_equal(getattr(tally, name), getattr(whole, name))
    shingles = shingles_of(different, weigh(whole, SETTINGS))
    for name in ("values", "offsets", "weights", "short"):
        np.testing.assert_array_equal(getattr(found.shingles, name), getattr(shingles, name))
    np.testing.assert_array_equal(found.hashes, different.hashes)
    if len(wordy):
        np.testing.assert_array_equal(found.keys, np.stack(list(band_keys(shingles, SETTINGS))))
