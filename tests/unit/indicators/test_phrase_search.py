"""Phrases are found in many texts at once as `fold` and `in` find them in one."""

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from baken.indicators import phrase_search, pieces
from baken.indicators.folding import fold
from baken.indicators.folding_table import APART, PICTURES, PLAIN, folding_table

GROUPS = tuple(
    tuple(map(fold, phrases))
    for phrases in (
        ("call her", "her", "never alone"),
        ("straße", "één", "надежда", "24/7"),
        ("€ 5", "🌿", "cafe\u0301", "ﬁne"),
        ("a b a c", "a b a b"),
    )
)
PIECES = [
    "call", "her", "Call  HER!", "never", "alone", "ne\u00adver", "Straße", "STRASSE", "Één",
    "e\u0301e\u0301n", "НАДЕЖДА", "24/7", "24 7", "€5", "🌿", "café", "ﬁne", "fine", "…", "½", "İ", "ſ",
    "각", "東", "a", "b", "c", "",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=8).map(" ".join)


@pytest.fixture(autouse=True)
def _in_bulk_from_the_first_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrase_search, "FEWEST_TEXTS", 1)
    monkeypatch.setattr(pieces, "ROWS", 3)


def said(texts: list[str | None], groups: tuple[tuple[str, ...], ...]) -> list[list[bool | None]]:
    found = phrase_search.search(pl.Series(texts, dtype=pl.String), groups)
    return [column.to_list() for column in found]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.none() | texts, max_size=8))
@example(["a b a b a c", "a b a c b", "x" * 70_000, None])
def test_bulk_finds_what_fold_finds(texts: list[str | None]) -> None:
    alone = [
        [None if text is None else any(phrase in fold(text) for phrase in phrases) for text in texts]
        for phrases in GROUPS
    ]

    assert said(texts, GROUPS) == alone


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=12))
def test_sign_of_the_table_folds_alike_beside_any_other(text: str) -> None:
    table = folding_table()
    rows = [ord(sign) if ord(sign) < PLAIN else ord(sign) - PICTURES[0] + PLAIN for sign in text]
    known = all(ord(sign) < PLAIN or PICTURES[0] <= ord(sign) < PICTURES[1] for sign in text)
    if not known or any(table.lengths[row] == APART for row in rows):
        return
    signs = [
        chr(code)
        for row in rows
        for code in table.folded[table.starts[row] : table.starts[row] + table.lengths[row]]
    ]

    assert "".join(signs).split() == fold(text).split()


def test_more_groups_than_one_pass_tells_apart_are_all_found() -> None:
    groups = tuple((f" w{number} ",) for number in range(130))

    found = said(["w3 w64 w129", "w0"], groups)

    assert [number for number, column in enumerate(found) if column[0]] == [3, 64, 129]
    assert [number for number, column in enumerate(found) if column[1]] == [0]


def test_group_asked_twice_is_answered_twice() -> None:
    assert said(["call her", "none"], (GROUPS[0], GROUPS[0])) == [[True, False], [True, False]]


def test_no_texts_and_no_groups_have_no_answer() -> None:
    assert said([], GROUPS) == [[], [], [], []]
    assert said(["call her"], ()) == []


def test_most_signs_of_european_adverts_need_no_second_look() -> None:
    table = folding_table()

    assert all(table.lengths[ord(sign)] != APART for sign in "aZ0 é ß € ő ж Щ Ω ł ș ğ — “ … ’ ½ ²")
