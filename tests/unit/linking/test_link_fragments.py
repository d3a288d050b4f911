"""Fragments are held against many texts of a cluster; clusters that have grown are found anew."""

import numpy as np
import pytest

from baken.linking.anew import STEP, came_by_a_step
from baken.linking.fragments import HELD_AGAINST, fragments, sampled, sides
from baken.linking.kernels import Codes
from baken.linking.settings import LinkSettings
from baken.linking.shingles import Shingles

SETTINGS = LinkSettings()
WHOLE = range(20)
EDITED = [*range(10), *range(20, 30)]
"""Near to WHOLE and no more."""
EXCERPT = [*range(5), *range(20, 30)]
"""Much of EDITED, and far from WHOLE."""


def shingles_of(*sets: "list[int] | range") -> Shingles:
    """Texts of words that are all of one's own."""
    rows = [np.array(sorted(number << 4 | 15 for number in one), dtype=np.uint32) for one in sets]
    lengths = [len(row) for row in rows]
    return Shingles(
        np.concatenate(rows),
        np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)]),
        15.0 * np.array(lengths, dtype=np.float64),
        np.zeros(len(rows), dtype=np.bool_),
        np.zeros((6, len(rows)), dtype=np.uint32),
    )


def taken(shingles: Shingles, representative: list[int]) -> list[tuple[int, int]]:
    """Which texts the cluster of the first takes up, asked about all others, and into which."""
    of_each = np.array(representative, dtype=np.int64)
    sizes = np.bincount(of_each, minlength=len(of_each))
    every = np.arange(len(of_each), dtype=np.int64)
    small, large = sides(of_each, sizes, every, np.zeros_like(every))
    found = fragments(shingles, of_each, small, large, SETTINGS)
    assert all(found.nearness >= SETTINGS.near_representative)
    return list(zip(found.texts.tolist(), found.into.tolist(), strict=True))


def test_excerpt_far_from_the_representative_is_taken_up_by_what_it_is_near_to() -> None:
    shingles = shingles_of(WHOLE, *[EDITED] * 7, EXCERPT)
    assert taken(shingles, [0] * 8 + [8]) == [(8, 0)]


@pytest.mark.parametrize("alike", [0, 1])
def test_text_near_to_one_member_only_is_not_taken_up(alike: int) -> None:
    shingles = shingles_of(*[WHOLE] * (8 - alike), *[EDITED] * alike, EXCERPT)
    assert taken(shingles, [0] * 8 + [8]) == []


def test_cluster_of_few_texts_takes_up_nothing() -> None:
    assert taken(shingles_of(WHOLE, EDITED, EDITED, EXCERPT), [0, 0, 0, 3]) == []


def test_text_of_a_fragment_that_is_near_to_nothing_stands_alone() -> None:
    shingles = shingles_of(WHOLE, *[EDITED] * 11, EXCERPT, EXCERPT, range(40, 55))
    assert taken(shingles, [0] * 12 + [12] * 3) == [(12, 0), (13, 0), (14, 14)]


def test_sample_has_the_representatives_and_no_more_than_are_held_against() -> None:
    representative = np.array([3] * 100 + [100] * 5, dtype=np.int64)
    found = sampled(representative, np.array([3, 100]))
    assert {3, 100} <= set(found.tolist())
    assert np.count_nonzero(found >= 100) == 5
    assert HELD_AGAINST <= np.count_nonzero(found < 100) <= HELD_AGAINST + 1
    assert sampled(representative, np.array([100])).tolist() == [100, 101, 102, 103, 104]


def labels(*sizes: int) -> Codes:
    """Clusters of so many texts, one after another."""
    ends = np.cumsum(sizes, dtype=np.int64)
    return np.repeat(ends - sizes, sizes).astype(np.int64)


def grown_by(before: Codes, root: int, more: int) -> list[int]:
    now = np.concatenate([before, np.full(more, root, dtype=np.int64)])
    return np.flatnonzero(came_by_a_step(before, now)).tolist()


def test_cluster_that_doubled_came_by_a_step() -> None:
    assert grown_by(labels(10, 10), 10, 10) == [10]


def test_cluster_that_did_not_grow_came_by_none() -> None:
    before = labels(50, 50)
    assert not came_by_a_step(before, before).any()


def test_small_cluster_is_left() -> None:
    assert grown_by(labels(2, 2), 0, 4) == []


def test_first_texts_came_by_none() -> None:
    assert not came_by_a_step(labels(), labels(20)).any()


def test_clusters_that_grow_evenly_come_by_their_steps_in_turn() -> None:
    """Text by text to many times the size: as many steps as STEP says, not all at the same size."""
    clusters, first = 20, 100
    reached: list[list[int]] = [[] for _ in range(clusters)]
    before = labels(*[first] * clusters)
    roots = np.unique(before)
    for size in range(first, 4 * first, 10):
        now = np.concatenate([before, np.repeat(roots, 10)])
        for root in np.flatnonzero(came_by_a_step(before, now)).tolist():
            reached[root // first].append(size)
        before = now
    expected = np.log(4) / np.log(STEP)
    assert all(expected - 1 <= len(sizes) <= expected + 1 for sizes in reached)
    assert len({sizes[0] for sizes in reached}) > 1
