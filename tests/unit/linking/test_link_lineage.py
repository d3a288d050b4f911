"""Ids of clusters over runs: one id a cluster, kept where one can be, and a line where one could not."""

from typing import Any

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.linking.lineage import NAMES, Lineage, continued
from baken.linking.names import cluster_id

RUN = 7


def first_of(labels: list[int]) -> np.ndarray:
    """Per sighting the place of the first one with the same label."""
    return np.array([labels.index(label) for label in labels], dtype=np.int64)


def ids_from(labels: list[int], *, prefix: str = "a") -> list[str]:
    """The ids of a first run over so many sightings."""
    return went_on(labels, [], prefix=prefix, run=1).ids.to_pylist()


def went_on(labels: list[int], before: list[str], *, prefix: str = "a", run: int = RUN) -> Lineage:
    names = pa.array([f"s{number}" for number in range(len(labels))], pa.string())
    return continued(prefix, names, first_of(labels), pa.array(before, NAMES), run)


@st.composite
def before_and_after(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """The clusters of some sightings, and of these with some more, in a later run."""
    old = draw(st.lists(st.integers(0, 5), max_size=12))
    count = len(old) + draw(st.integers(0, 5))
    new = draw(st.lists(st.integers(0, 6), min_size=count, max_size=count))
    return old, new


def uncovered(before: list[str], after: list[str], changes: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The moves of sightings from one id to another that no line tells."""
    return [
        (was, now)
        for was, now in zip(before, after, strict=False)
        if was != now and not any(was in line["from"] and now in line["to"] for line in changes)
    ]


@settings(max_examples=300, deadline=None)
@given(before_and_after())
def test_clusters_and_ids_are_one_to_one(partitions: tuple[list[int], list[int]]) -> None:
    old, new = partitions
    after = went_on(new, ids_from(old)).ids.to_pylist()
    pairs = set(zip(new, after, strict=True))
    assert len(pairs) == len({label for label, _ in pairs}) == len({name for _, name in pairs})


@settings(max_examples=300, deadline=None)
@given(before_and_after())
def test_changed_id_stands_in_a_line(partitions: tuple[list[int], list[int]]) -> None:
    old, new = partitions
    before = ids_from(old)
    lineage = went_on(new, before)
    assert uncovered(before, lineage.ids.to_pylist(), lineage.changes) == []


@settings(max_examples=300, deadline=None)
@given(before_and_after())
def test_line_tells_only_what_happened(partitions: tuple[list[int], list[int]]) -> None:
    old, new = partitions
    before = ids_from(old)
    lineage = went_on(new, before)
    moves = set(zip(before, lineage.ids.to_pylist(), strict=False))
    for line in lineage.changes:
        one, many = ("from", "to") if line["kind"] == "split" else ("to", "from")
        assert set(line) == {"kind", "from", "to"}
        assert line["kind"] in ("merge", "split")
        assert len(line[one]) == 1
        assert len(line[many]) >= 2
        assert line[many] == sorted(set(line[many]))
        assert all((was, now) in moves for was in line["from"] for now in line["to"])


@settings(max_examples=300, deadline=None)
@given(before_and_after())
def test_each_split_and_each_merge_has_one_line(partitions: tuple[list[int], list[int]]) -> None:
    old, new = partitions
    before = ids_from(old)
    lineage = went_on(new, before)
    moves = set(zip(before, lineage.ids.to_pylist(), strict=False))
    split = sorted(name for name in set(before) if sum(was == name for was, _ in moves) > 1)
    merged = sorted(name for name in {now for _, now in moves} if sum(now == name for _, now in moves) > 1)
    assert sorted(line["from"][0] for line in lineage.changes if line["kind"] == "split") == split
    assert sorted(line["to"][0] for line in lineage.changes if line["kind"] == "merge") == merged


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 5), max_size=12), st.lists(st.integers(0, 8), max_size=5))
def test_ids_stay_when_no_cluster_changes(old: list[int], more: list[int]) -> None:
    before = ids_from(old)
    lineage = went_on(old + more, before)
    assert lineage.ids.to_pylist()[: len(old)] == before
    assert lineage.changes == []


@settings(max_examples=300, deadline=None)
@given(before_and_after())
def test_new_id_is_none_that_another_had(partitions: tuple[list[int], list[int]]) -> None:
    old, new = partitions
    before = ids_from(old)
    after = went_on(new, before).ids.to_pylist()
    for name in set(after) & set(before):
        assert any(was == now == name for was, now in zip(before, after, strict=False))


@settings(max_examples=200, deadline=None)
@given(before_and_after(), st.lists(st.lists(st.integers(0, 6), min_size=17, max_size=17), max_size=4))
def test_lines_lead_from_any_run_to_the_last(
    partitions: tuple[list[int], list[int]], later: list[list[int]]
) -> None:
    old, new = partitions
    runs = [ids_from(old)]
    for run, labels in enumerate([new, *(wide[: len(new)] for wide in later)], start=2):
        lineage = went_on(labels, runs[-1], run=run)
        after = lineage.ids.to_pylist()
        assert uncovered(runs[-1], after, lineage.changes) == []
        pairs = set(zip(labels, after, strict=True))
        assert len({name for _, name in pairs}) == len({label for label, _ in pairs})
        runs.append(after)


def test_larger_share_keeps_the_id_when_a_cluster_splits() -> None:
    before = ids_from([0, 0, 0])
    lineage = went_on([0, 1, 1], before)
    one, two, three = lineage.ids.to_pylist()
    assert two == three == before[0]
    assert one != before[0]
    assert lineage.changes == [{"kind": "split", "from": [before[0]], "to": sorted([one, two])}]


def test_id_of_most_sightings_stays_when_clusters_merge() -> None:
    before = ids_from([0, 1, 1])
    lineage = went_on([0, 0, 0, 0], before)
    assert lineage.ids.to_pylist() == [before[1]] * 4
    assert lineage.changes == [{"kind": "merge", "from": sorted(set(before)), "to": [before[1]]}]


def test_earlier_id_stays_when_two_have_as_many() -> None:
    before = ids_from([0, 1])
    assert went_on([0, 0], before).ids.to_pylist() == [before[0]] * 2


def test_new_cluster_gets_another_id_where_its_own_is_taken() -> None:
    before = ids_from([0, 0, 0])
    one = went_on([0, 1, 1], before).ids.to_pylist()[0]
    assert one == cluster_id("a", f"s0\0{RUN}")
    assert one != cluster_id("a", "s0") == before[0]


def test_id_of_a_first_run_comes_from_the_first_sighting() -> None:
    assert ids_from([0, 1, 0], prefix="u") == [
        cluster_id("u", "s0"),
        cluster_id("u", "s1"),
        cluster_id("u", "s0"),
    ]


def test_nothing_at_all_gives_nothing() -> None:
    lineage = went_on([], [])
    assert lineage.ids.to_pylist() == []
    assert lineage.changes == []
