"""Clusters that a frame holds together fall apart, copies of one text do not; what a second look joins."""

import random

import numpy as np
import pyarrow as pa
import pytest

from baken.linking.central import looked_again
from baken.linking.clusters import Clusters, Joined
from baken.linking.frames import without_frames
from baken.linking.settings import LinkSettings
from baken.linking.shingles import Shingles, shingles_of
from baken.linking.weights import FULL_LEVEL, Weights
from baken.linking.words import read_texts

ANCHORED = np.array([0])
NOBODY = np.zeros(0, dtype=np.int64)


def words(seed: int, count: int) -> list[str]:
    draw = random.Random(seed)
    return ["".join(draw.choices("bdfgklmnprstvz", k=5)) for _ in range(count)]


def shingles(texts: list[list[str]]) -> Shingles:
    """Of texts in which every word says as much as another."""
    alike = Weights(np.full(1 << 12, FULL_LEVEL, np.uint8), np.zeros(1 << 12, np.bool_))
    return shingles_of(read_texts(pa.chunked_array([[" ".join(text) for text in texts]])), alike)


def in_one(count: int) -> Clusters:
    """All in one cluster, around the first."""
    nobody, nothing = np.full(count, -1), np.zeros(count)
    return Clusters(np.zeros(count, np.int64), np.full(count, 0.6), nobody, nothing, nobody, nothing)


def filled_in(dealers: int, copies: int) -> list[list[str]]:
    frame = words(0, 24)
    return [frame + words(1 + at % dealers, 20) for at in range(dealers * copies)]


def test_texts_that_share_a_frame_are_taken_apart_each_with_its_copies() -> None:
    texts = filled_in(dealers=5, copies=3)
    every = np.arange(len(texts))
    found = without_frames(shingles(texts), in_one(len(texts)), LinkSettings(), every, NOBODY)
    _, labels = np.unique(found.representative % 5, return_inverse=True)
    assert labels.tolist() == [at % 5 for at in range(len(texts))]
    assert len(np.unique(found.representative)) == 5
    apart = found.representative != found.representative[0]
    assert found.template_pairs[apart].tolist() == [0] * apart.sum()
    assert (found.template_pairs[~apart] == -1).all()


def test_copies_that_were_edited_stay_together() -> None:
    draw = random.Random(5)
    texts = []
    for _ in range(20):
        copy = words(0, 50)
        for at in draw.sample(range(50), 5):
            copy[at] = draw.choice(words(9, 400))
        texts.append(copy)
    every = np.arange(len(texts))
    found = without_frames(shingles(texts), in_one(len(texts)), LinkSettings(), every, NOBODY)
    assert set(found.representative.tolist()) == {0}


@pytest.mark.parametrize(("dealers", "anchored"), [(5, ANCHORED), (3, NOBODY)])
def test_cluster_that_stood_before_or_is_small_is_left(dealers: int, anchored: np.ndarray) -> None:
    texts = filled_in(dealers, copies=2)
    every = np.arange(len(texts))
    found = without_frames(shingles(texts), in_one(len(texts)), LinkSettings(), every, anchored)
    assert set(found.representative.tolist()) == {0}


def test_few_words_beside_a_frame_tell_no_text_from_another_but_lose_none() -> None:
    texts = [*filled_in(dealers=9, copies=1), words(0, 24)]
    every = np.arange(len(texts))
    found = without_frames(shingles(texts), in_one(len(texts)), LinkSettings(), every, NOBODY)
    assert (found.representative[found.representative] == found.representative).all()
    assert found.representative[9] == 9


def met(texts: list[list[str]], *nearly: tuple[int, int]) -> Joined:
    """Texts on their own, of which some were found nearly similar."""
    nobody = np.full(len(texts), -1)
    rows = np.full((len(texts), 2), -1, dtype=np.int32)
    for one, other in nearly:
        rows[one, 1 if rows[one, 0] >= 0 else 0] = other
    return Joined(np.arange(len(texts)), nobody, np.zeros(len(texts)), rows)


def with_in_common(count: int, seed: int) -> list[str]:
    return words(0, count) + words(seed, 40 - count)


def joined_roots(texts: list[list[str]], joined: Joined, anchored: np.ndarray = NOBODY) -> list[int]:
    roots = looked_again(shingles(texts), joined, LinkSettings(), anchored).root
    return [int(np.flatnonzero(roots == root)[0]) for root in roots]


def test_two_that_are_less_near_stay_two() -> None:
    texts = [with_in_common(16, 1), with_in_common(16, 2)]
    assert joined_roots(texts, met(texts, (0, 1))) == [0, 1]


def test_clusters_are_joined_by_what_stands_in_their_middle() -> None:
    middle = words(0, 40)
    edges = [middle[:at] + words(at + 1, 9) + middle[at + 9 :] for at in (0, 10, 20)]
    texts = [*edges, middle, middle[:28] + words(50, 12)]
    joined = met(texts, (0, 4))
    joined.root[:4] = 0
    assert joined_roots(texts, joined) == [0] * 5
    assert looked_again(shingles(texts), joined, LinkSettings(), NOBODY).root[0] == 3
    assert looked_again(shingles(texts), joined, LinkSettings(), ANCHORED).root[1] == 0
