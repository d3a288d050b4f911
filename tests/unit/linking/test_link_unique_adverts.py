"""Unique adverts: copies with other slots belong together, texts with shared passages do not."""

import random

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.linking.clusters import EXCERPT, EXCERPT_WEIGHT, similarity_of
from baken.linking.settings import LinkSettings
from baken.linking.shingles import LEVEL_BITS, shingles_of
from baken.linking.tally import Tally
from baken.linking.unique_texts import unique_texts
from baken.linking.weights import weigh
from baken.linking.words import read_texts
from tests.unit.linking.linking_sightings import linked, sighting

SYLLABLES = ["ba", "de", "ki", "lo", "mu", "na", "po", "ri", "sa", "tu", "ve", "zo"]


def invented_words(seed: int, count: int) -> list[str]:
    draw = random.Random(seed)
    return ["".join(draw.choice(SYLLABLES) for _ in range(3)) for _ in range(count)]


def invented_text(seed: int, count: int = 30) -> str:
    return " ".join(invented_words(seed, count))


def found(*contents: str) -> list[int]:
    """Per text the first one of its unique advert."""
    rows = [sighting(f"s{at:04d}", words) for at, words in enumerate(contents)]
    ids = linked(*rows).assignments["unique_advert"].to_pylist()
    return [ids.index(one) for one in ids]


ADVERT = (
    "Rustige privé ontvangst in {town}. Ik ben {name} en geef een ontspannende massage met warme olie. "
    "Een uur kost {price} euro, koffie en thee staan klaar. Mijn praktijk is op de begane grond. "
    "Parkeren kan gratis voor de deur."
)


def test_copy_with_other_slots_is_the_same_advert() -> None:
    one = ADVERT.format(town="Utrecht", name="Sanne", price=80)
    other = ADVERT.format(town="Zwolle", name="Eva", price=95)
    assert found(one, other) == [0, 0]


def test_copy_with_sentences_in_another_order_is_the_same_advert() -> None:
    sentences = ADVERT.format(town="Utrecht", name="Sanne", price=80).split(". ")
    assert found(". ".join(sentences), ". ".join(reversed(sentences))) == [0, 0]


def test_copy_with_a_sentence_more_and_a_sentence_less_is_the_same_advert() -> None:
    one = ADVERT.format(town="Utrecht", name="Sanne", price=80)
    more = one + " Op zondag ben ik er niet, op andere dagen tot laat in de avond."
    less = ". ".join(one.split(". ")[1:])
    assert found(one, more, less) == [0, 0, 0]


def test_copy_with_a_few_changed_words_is_the_same_advert() -> None:
    words = ADVERT.format(town="Utrecht", name="Sanne", price=80).split()
    changed = list(words)
    for place, word in [(2, "bezoek"), (9, "fijne"), (14, "zoete"), (25, "altijd")]:
        changed[place] = word
    assert found(" ".join(words), " ".join(changed)) == [0, 0]


def test_texts_of_their_own_are_different_adverts() -> None:
    assert found(*[invented_text(seed) for seed in range(8)]) == list(range(8))


def test_texts_that_share_one_sentence_are_different_adverts() -> None:
    sentence = " Bel of app mij voor een afspraak, ik ben er elke dag."
    assert found(invented_text(1) + sentence, invented_text(2) + sentence) == [0, 1]


@pytest.mark.parametrize("footer_words", [20, 40, 60])
def test_many_texts_with_one_footer_are_different_adverts(footer_words: int) -> None:
    footer = " " + invented_text(99, footer_words)
    texts = [invented_text(seed) + footer for seed in range(200)]
    assert found(*texts) == list(range(200))


def test_many_copies_stay_one_advert_however_often_they_are_copied() -> None:
    draw = random.Random(3)
    copies = []
    for _ in range(300):
        words = invented_words(7, 40)
        for _ in range(4):
            words[draw.randrange(40)] = draw.choice(SYLLABLES) * 2
        copies.append(" ".join(words))
    assert set(found(*copies)) == {0}


def everyday(draw: random.Random) -> str:
    """Words as everybody's sentences have them: of few, in ever other order."""
    return " ".join(draw.choices(EVERYDAY, k=24))


EVERYDAY = invented_words(21, 40)


@pytest.mark.parametrize("dealers", [6, 30])
def test_one_frame_among_everyday_sentences_does_not_make_one_advert(dealers: int) -> None:
    draw = random.Random(dealers)
    frame = invented_text(31, 18)
    own = [everyday(draw) for _ in range(dealers)]
    texts = []
    for words in own * 4:
        copy = words.split()
        copy[draw.randrange(24)] = draw.choice(EVERYDAY)
        texts.append(" ".join(copy) + " " + frame)
    others = [everyday(draw) + " " + everyday(draw) for _ in range(400)]
    assert found(*texts, *others)[: len(texts)] == [at % dealers for at in range(len(texts))]


def much_edited(words: list[str], seed: int, count: int) -> str:
    draw = random.Random(seed)
    copy = list(words)
    for at in draw.sample(range(len(copy)), count):
        copy[at] = "".join(draw.choices(SYLLABLES, k=3))
    return " ".join(copy)


def test_much_edited_copies_find_the_text_in_their_middle() -> None:
    words = invented_words(41, 60)
    copies = [much_edited(words, seed, 9) for seed in range(12)]
    assert set(found(" ".join(words), *copies)) == {0}


def test_row_of_small_changes_does_not_chain() -> None:
    words = invented_words(5, 400)
    groups = found(*[" ".join(words[at : at + 40]) for at in range(0, 360, 4)])
    reach = [
        max(rows) - min(rows) for rows in [[at for at, one in enumerate(groups) if one == g] for g in groups]
    ]
    assert max(reach) <= 16  # a window of 40 words that moved further than 64 shares nothing


def test_short_texts_with_another_slot_are_different_and_with_a_typing_error_the_same() -> None:
    assert found("Massage in Utrecht", "Massage in Breda") == [0, 1]
    assert found("Ontspannende massage in Utrecht", "Ontspannende masage in Utrecht") == [0, 0]


def test_texts_without_words_are_adverts_of_their_own() -> None:
    assert found("", "", "...") == [0, 1, 2]


def test_no_text_is_lost_when_there_is_none() -> None:
    assert found() == []


WORDS = st.sampled_from(invented_words(1, 60))
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=25).map(" ".join), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_similarity_is_what_it_is_said_to_be(contents: list[str]) -> None:
    texts = read_texts(pa.chunked_array([pa.array(contents)]))
    shingles = shingles_of(texts, weigh(Tally.of(texts), LinkSettings()))
    sets = [
        set(shingles.values[a:b].tolist())
        for a, b in zip(shingles.offsets, shingles.offsets[1:], strict=False)
    ]

    def weight(values: set[int]) -> float:
        return float(sum(value & int(LEVEL_BITS) for value in values))

    for one, left in enumerate(sets):
        for other, right in enumerate(sets):
            weighted, plain = similarity_of(shingles.values, shingles.offsets, shingles.weights, one, other)
            smaller = min(weight(left), weight(right))
            together = weight(left | right)
            if smaller >= EXCERPT_WEIGHT:
                together = min(together, EXCERPT * smaller)
            assert weighted == pytest.approx(weight(left & right) / (together * smaller) ** 0.5)
            assert plain == pytest.approx(
                len(left & right) / (len(left | right) * min(len(left), len(right))) ** 0.5
            )


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_each_member_is_near_its_representative(contents: list[str]) -> None:
    choice = LinkSettings()
    texts = read_texts(pa.chunked_array([pa.array(sorted(set(contents)))]))
    shingles = shingles_of(texts, weigh(Tally.of(texts), choice))
    clusters = unique_texts(texts, choice)
    for text, representative in enumerate(clusters.representative.tolist()):
        weighted, _ = similarity_of(shingles.values, shingles.offsets, shingles.weights, text, representative)
        least = choice.short_similar if shingles.short[text] else choice.near_representative
        assert clusters.similarity[text] >= least
        if weighted != pytest.approx(clusters.similarity[text]):  # a fragment, near to many of the others
            others = np.flatnonzero(clusters.representative == representative)
            reached = [
                similarity_of(shingles.values, shingles.offsets, shingles.weights, text, other)[0]
                for other in others.tolist()
            ]
            assert sum(one >= least for one in reached) >= len(others) / 8  # others came beside it
        assert clusters.representative[representative] == representative
