"""Reading texts: what makes no difference between two texts, and what does."""

import itertools

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.linking.words import SHORT_WORDS, joined, read_texts


def texts(*contents: str | None):
    return read_texts(pa.chunked_array([pa.array(contents, pa.string())]))


@pytest.mark.parametrize(
    "same",
    [
        "ONTSPANNENDE MASSAGE, bel 06-00000001!",
        "Ontspannende  massage\n(bel)  06 0000 0002",
        "ont\u00adspannende mas\u200bsage bel 0600000003",
        "Öntspannendé mässage bel 5",
        "\uff2f\uff4e\uff54\uff53\uff50\uff41\uff4e\uff4e\uff45\uff4e\uff44\uff45 𝓂𝒶𝓈𝓈𝒶ℊℯ bel ⓪⑥①②",
        "ontsp\u0430nnende m\u0430ssage bel 6\ufe0f\u20e3 7\ufe0f\u20e3",  # one Cyrillic letter a word
        "\u03bfntspannende massage bel ٠٦",  # a Greek letter; Arabic digits
        "🅾🅽🆃🆂🅿🅰🅽🅽🅴🅽🅳🅴 ᴍᴀssᴀɢᴇ bel 1.250,50",
        "✨ ontspannende ✨ massage ✨ bel 1 2 3 4 ✨",
    ],
)
def test_text_with_other_writing_is_the_same_text(same: str) -> None:
    found = texts("Ontspannende massage bel 06 00000000", same)
    assert found.hashes[0] == found.hashes[1]


@pytest.mark.parametrize(
    "other",
    [
        "massage ontspannende bel 06",  # another order
        "ontspannende massage bel",  # no number
        "ontspannende massages bel 06",
        "ontspannendemassage bel 06",
    ],
)
def test_text_with_other_words_is_another_text(other: str) -> None:
    found = texts("Ontspannende massage bel 06 00000000", other)
    assert found.hashes[0] != found.hashes[1]


def test_word_wholly_in_another_alphabet_stays_what_it_is() -> None:
    found = texts("\u0441\u043e\u0440", "cop")
    assert found.hashes[0] != found.hashes[1]


def test_scripts_without_spaces_have_a_word_a_letter() -> None:
    found = texts("東京 massage")
    assert found.word_counts().tolist() == [3]


def test_text_without_words_has_none() -> None:
    found = texts("", None, " \n ✨ — ", "\u200b")
    assert found.word_counts().tolist() == [0, 0, 0, 0]


def test_slice_of_a_column_reads_its_own_rows() -> None:
    column = pa.chunked_array([pa.array(["een", "twee woorden", "drie hele woorden", ""])])
    found = read_texts(column.slice(1, 2))
    assert found.word_counts().tolist() == [2, 3]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=5))
def test_any_texts_are_read_alike_together_and_alone(contents: list[str]) -> None:
    contents = [content.encode("utf-8", "ignore").decode() for content in contents]
    together = texts(*contents)
    alone = [texts(content).hashes[0] for content in contents]
    counts = together.word_counts()
    assert together.hashes.tolist() == alone
    assert len(together.words) == together.word_offsets[-1]
    assert len(together.letters) == together.letter_offsets[-1]
    ends = together.letter_offsets
    in_letters = [int((together.letters[begin:end] == 0).sum()) for begin, end in itertools.pairwise(ends)]
    assert in_letters == np.where(counts < SHORT_WORDS, counts, 0).tolist()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=6), st.data())
def test_texts_taken_and_joined_are_what_they_were(contents: list[str], data: st.DataObject) -> None:
    contents = [content.encode("utf-8", "ignore").decode() for content in contents]
    cut = data.draw(st.integers(0, len(contents)))
    whole = texts(*contents)
    parts = joined([texts(*contents[:cut]), texts(*contents[cut:])])
    again = parts.take(np.arange(len(contents))[::-1]).take(np.arange(len(contents))[::-1])
    for name in ("hashes", "words", "word_offsets", "letters", "letter_offsets"):
        assert getattr(again, name).tolist() == getattr(whole, name).tolist()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abcé дя0 9,.", min_size=1, max_size=40), st.data())
def test_invisible_characters_and_other_digits_change_nothing(content: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(content)))
    hidden = content[:place] + data.draw(st.sampled_from("\u200b\u00ad\u2060\ufeff")) + content[place:]
    digits = content.translate(str.maketrans("09", data.draw(st.sampled_from(["12", "88", "90"]))))
    found = texts(content, hidden, digits)
    assert len(set(found.hashes.tolist())) == 1
