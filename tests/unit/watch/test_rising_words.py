"""Rising words: what is cut out, what is counted, what rises and what does not."""

from datetime import timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.watch.language.bursts import bursting, weeks_bursting
from baken.watch.language.context import AROUND, windows
from baken.watch.language.counting import SCHEMA, Texts, count_week, packed, unpacked
from baken.watch.language.rising import rising_terms
from baken.watch.language.tokens import CUT, masked, terms
from tests.factories.word_weeks import FIRST, corpus, parts

SPANS = st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=4)


def said(words: str, *, left_out: tuple[str, ...] = ()) -> set[str]:
    return set(terms(pl.DataFrame({"words": [words]}), left_out)["term"])


def week(*texts: tuple[str, str, str]) -> pl.DataFrame:
    """Counts of texts given as words, advertiser, platform."""
    return count_week(
        [
            Texts(
                [str(place) for place in range(len(texts))], [text for text, _, _ in texts],
                [()] * len(texts), ["nl"] * len(texts), [[(who, where)] for _, who, where in texts],
            )
        ]
    )  # fmt: skip


def row(counts: pl.DataFrame, term: str) -> dict[str, object]:
    return counts.row(by_predicate=pl.col("term") == term, named=True)


# cutting out


@given(st.lists(st.tuples(st.text(max_size=40), SPANS), max_size=5))
def test_what_spans_cover_is_cut_and_nothing_else(rows: list[tuple[str, list[tuple[int, int]]]]) -> None:
    found = masked([text for text, _ in rows], [spans for _, spans in rows])
    for (text, spans), cut in zip(rows, found, strict=True):
        covered = {at for start, end in spans for at in range(max(start, 0), end)}
        expected = "".join(CUT if at in covered else letter for at, letter in enumerate(text))
        assert cut == expected


@pytest.mark.parametrize(
    "words",
    ["bel 06 00 00 00 42", "mail naam@example.org", "zie voorbeeld.nl/x", "www.voorbeeld", "app 0600000042"],
)
def test_what_looks_like_a_contact_is_no_term(words: str) -> None:
    assert not any(
        "example" in term or "voorbeeld" in term or any(map(str.isdigit, term)) for term in said(words)
    )


def test_terms_are_words_pairs_and_emoji_in_lower_case() -> None:
    assert said("Rustige  MASSAGE, 💋 vandaag. Morgen niet") == {
        "rustige", "massage", "💋", "vandaag", "morgen", "niet", "rustige massage", "massage 💋",
        "💋 vandaag", "morgen niet",
    }  # fmt: skip


def test_pair_reaches_over_no_sentence_cut_or_name_of_a_platform() -> None:
    found = said("een. twee kleinmarkt drie 7 vier", left_out=("kleinmarkt",))
    assert found == {"een", "twee", "drie", "vier"}


def test_invisible_characters_hide_no_word() -> None:
    assert "zwaluwstaart" in said("zwa\u200bluw\u00adstaart ｚｗ")


# counting


def test_spammer_is_one_advertiser_and_not_kept() -> None:
    spam = [("zwaluwstaart hier", "a1", "x.example")] * 50
    counts = week(*spam, ("rustig hier", "a2", "x.example"), ("rustig hier", "a3", "y.example"))
    assert "zwaluwstaart" not in set(counts["term"])
    assert row(counts, "rustig")["users"] == 2
    assert row(counts, "hier")["texts"] == 52
    assert row(counts, "")["users"] == 3


def test_text_published_by_two_advertisers_is_one_text() -> None:
    counts = count_week(
        [Texts(["s"], ["rustig hier"], [()], ["nl"], [[("a1", "x.example"), ("a2", "y.example")]])]
    )
    found = row(counts, "rustig")
    assert (found["texts"], found["users"], found["platforms"]) == (1, 2, ["x.example", "y.example"])


@settings(max_examples=15)
@given(st.integers(1, 40))
def test_counting_in_parts_gives_the_same(size: int) -> None:
    texts = next(iter(corpus(weeks=1, advertisers=25, vocabulary=60).weeks.values()))
    counts = count_week([texts])
    again = count_week(parts(texts, size))
    assert counts.drop("samples").equals(again.drop("samples"))


def test_counts_come_out_of_their_packing_as_they_went_in() -> None:
    counts = week(("rustig hier", "a1", "x.example"), ("rustig daar", "a2", "y.example"))
    assert unpacked(packed(counts)).equals(counts)
    assert counts.schema == SCHEMA


# bursts


def test_burst_is_found_where_it_is_and_nowhere_else() -> None:
    used = np.array([[2.0] * 8 + [20.0, 22.0], [5.0] * 10, [0.0] * 10])
    everybody = np.full((3, 10), 200.0)
    states = bursting(used, everybody)
    assert states[0].tolist() == [False] * 8 + [True] * 2
    assert not states[1:].any()
    assert weeks_bursting(states).tolist() == [2, 0, 0]


@given(st.lists(st.integers(0, 50), min_size=1, max_size=8))
def test_burst_is_the_cheapest_path(series: list[int]) -> None:
    used, everybody = np.array([series], dtype=float), np.full((1, len(series)), 60.0)
    base = min(max(sum(series) / everybody.sum(), 1e-9), 0.9999)
    rates = (base, min(2 * base, 0.9999))

    def cost(path: tuple[bool, ...]) -> float:
        total, before = 0.0, False
        for state, count in zip(path, series, strict=True):
            rate = rates[state]
            total -= count * np.log(rate) + (60 - count) * np.log1p(-rate)
            total += np.log(max(len(series), 2)) * (state and not before)
            before = state
        return float(total)

    paths = [
        tuple(bool(number >> bit & 1) for bit in range(len(series))) for number in range(2 ** len(series))
    ]
    found = tuple(bursting(used, everybody)[0].tolist())
    assert cost(found) == pytest.approx(min(map(cost, paths)))


# rising


def test_planted_words_rise_and_a_spammer_does_not() -> None:
    made = corpus(seed=3, advertisers=300, vocabulary=1_500)
    found = rising_terms([(monday, count_week(parts(texts))) for monday, texts in made.weeks.items()])
    words = {word for term in found["term"] for word in term.split(" ")}
    assert len(words & made.planted) >= 6
    assert not words & made.spammed
    assert sum(not set(term.split(" ")) & made.planted for term in found["term"]) <= 2


def test_nothing_rises_where_nothing_is_planted() -> None:
    made = corpus(seed=4, planted=0, advertisers=200, vocabulary=1_000)
    found = rising_terms([(monday, count_week(parts(texts))) for monday, texts in made.weeks.items()])
    assert len(found) <= 1


def test_nothing_rises_before_there_are_weeks_enough() -> None:
    counts = week(("rustig hier", "a1", "x.example"), ("rustig daar", "a2", "y.example"))
    assert rising_terms([]).is_empty()
    assert rising_terms([(FIRST + timedelta(weeks=number), counts) for number in range(4)]).is_empty()


def test_order_of_the_weeks_does_not_matter() -> None:
    made = corpus(seed=5, advertisers=150, vocabulary=500)
    weeks = [(monday, count_week([texts])) for monday, texts in made.weeks.items()]
    assert rising_terms(weeks).equals(rising_terms(weeks[::-1]))


# in context


def test_window_shows_some_words_and_no_contact_or_town() -> None:
    text = f"{'x ' * 30}in Tilburg is de zwaluwstaart, bel 0600000042 nu {'y ' * 30}"
    town, phone = text.index("Tilburg"), text.index("0600000042")
    (window,) = windows(text, "zwaluwstaart", contacts=[(phone, phone + 10)], places=[(town, town + 7)])
    told = " ".join(piece.text or f"[{piece.cut}]" for piece in window)
    assert "[place] is de zwaluwstaart, bel [contact] nu" in told
    assert len(window) == 2 * AROUND + 1
    assert [piece.text for piece in window if piece.hit] == ["zwaluwstaart,"]


def test_window_hides_long_numbers_that_nothing_read_as_a_contact() -> None:
    (window,) = windows("roos 12345678 blad", "roos")
    assert [piece.cut for piece in window] == ["", "number", ""]


def test_window_of_a_pair_and_of_an_emoji() -> None:
    assert windows("Eerst ROOS Blad dan", "roos blad")
    assert windows("vandaag💋open", "💋")
    assert not windows("roos geel blad", "roos blad")
