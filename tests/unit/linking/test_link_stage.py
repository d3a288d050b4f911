"""The stage as a whole: a row a sighting, the same in any order, explained by edges."""

import hashlib
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.linking.settings import LinkSettings
from baken.linking.sightings import SCHEMA
from baken.linking.stage import link
from tests.unit.linking.linking_sightings import linked, partition, sighting, text

CONTACTS = st.lists(
    st.sampled_from(["phone:A", "phone:B", "phone:C", "email:D", "telegram:E", "website:F"]), max_size=3
)
WORDS = st.one_of(
    st.integers(0, 4).map(text),
    st.integers(0, 4).map(lambda number: " ".join(text(number).upper().split()[1:])),
    st.sampled_from(["", "massage", "massage 80"]),
)


@st.composite
def many_sightings(draw: st.DrawFn) -> list[dict[str, Any]]:
    return [
        sighting(
            f"s{number:02}",
            draw(WORDS),
            *draw(CONTACTS),
            day=draw(st.sampled_from([0, 1, 30, 500])),
            account=draw(st.sampled_from([None, None, None, "P", "Q"])),
            images=tuple(draw(st.lists(st.sampled_from("xy"), max_size=1))),
        )
        for number in range(draw(st.integers(0, 12)))
    ]


@settings(max_examples=80, deadline=None)
@given(many_sightings(), st.randoms(use_true_random=False))
def test_order_of_rows_makes_no_difference(rows: list[dict[str, Any]], shuffle: Any) -> None:
    choice = LinkSettings(hub_texts=3)
    straight = link(pa.Table.from_pylist(rows, SCHEMA), settings=choice)
    other = list(rows)
    shuffle.shuffle(other)
    shuffled = link(pa.Table.from_pylist(other, SCHEMA), settings=choice)
    assert shuffled.assignments["sighting_id"].to_pylist() == [row["sighting_id"] for row in other]
    assert shuffled.assignments.sort_by("sighting_id").equals(straight.assignments.sort_by("sighting_id"))
    assert shuffled.edges.equals(straight.edges)
    assert shuffled.hubs.equals(straight.hubs)


@settings(max_examples=80, deadline=None)
@given(many_sightings())
def test_every_sighting_has_one_row_and_ids_of_its_cluster(rows: list[dict[str, Any]]) -> None:
    links = linked(*rows)
    assert links.assignments["sighting_id"].to_pylist() == [row["sighting_id"] for row in rows]
    for level, prefix in [("unique_advert", "u"), ("advertiser", "a")]:
        names = {row["sighting_id"]: row[level] for row in links.assignments.to_pylist()}
        for group in partition(links, level):
            expected = prefix + hashlib.sha256(group[0].encode()).hexdigest()[:16]
            assert {names[one] for one in group} == {expected}


@settings(max_examples=80, deadline=None)
@given(many_sightings())
def test_exact_copies_share_a_unique_advert_and_edges_stay_within_clusters(
    rows: list[dict[str, Any]],
) -> None:
    links = linked(*rows)
    assigned = {row["sighting_id"]: row for row in links.assignments.to_pylist()}
    by_words: dict[str, set[str]] = {}
    for row in rows:
        if row["words"]:
            by_words.setdefault(row["words"], set()).add(assigned[row["sighting_id"]]["unique_advert"])
    assert all(len(adverts) == 1 for adverts in by_words.values())
    for edge in links.edges.to_pylist():
        left, right = assigned[edge["left"]], assigned[edge["right"]]
        assert edge["left"] < edge["right"]
        assert 0 < edge["strength"] <= 1
        if edge["refused"] is None:
            assert left[edge["level"]] == right[edge["level"]]
            if edge["level"] == "unique_advert":
                assert edge["strength"] >= LinkSettings().near_representative


@settings(max_examples=80, deadline=None)
@given(many_sightings())
def test_edges_that_were_not_refused_explain_every_cluster(rows: list[dict[str, Any]]) -> None:
    links = linked(*rows)
    for level in ("unique_advert", "advertiser"):
        groups = {row["sighting_id"]: {row["sighting_id"]} for row in rows}
        for edge in links.edges.to_pylist():
            if edge["level"] == level and edge["refused"] is None:
                joined = groups[edge["left"]] | groups[edge["right"]]
                groups.update(dict.fromkeys(joined, joined))
        assert sorted({tuple(sorted(group)) for group in groups.values()}) == [
            tuple(group) for group in partition(links, level)
        ]


@settings(max_examples=40, deadline=None)
@given(many_sightings())
def test_hub_never_merges(rows: list[dict[str, Any]]) -> None:
    choice = LinkSettings(hub_texts=2)
    links = link(pa.Table.from_pylist(rows, SCHEMA), settings=choice)
    hubs = {(row["kind"], row["contact"]) for row in links.hubs.to_pylist()}
    without = [
        row
        | {
            "contacts": [one for one in row["contacts"] if (one["kind"], one["pseudonym"]) not in hubs],
            "image_hashes": [one for one in row["image_hashes"] if ("image", one) not in hubs],
        }
        for row in rows
    ]
    assert link(pa.Table.from_pylist(without, SCHEMA), settings=choice).assignments.equals(links.assignments)


def test_number_of_edges_grows_with_the_number_of_sightings() -> None:
    links = linked(*[sighting(f"s{number:03}", 1, "phone:A") for number in range(200)])
    assert links.edges.num_rows == 2 * 199


def test_edges_tell_kind_strength_and_level() -> None:
    links = linked(sighting("s1", 1, "telegram:T"), sighting("s2", 2, "telegram:T"))
    assert links.edges.to_pylist() == [
        {
            "left": "s1",
            "right": "s2",
            "kind": "handle",
            "strength": 0.5,
            "refused": None,
            "level": "advertiser",
        }
    ]


def test_doubled_sighting_id_is_an_error() -> None:
    with pytest.raises(ValueError, match="'s1' stands there more than once"):
        linked(sighting("s1", 1), sighting("s1", 2))


def test_missing_column_is_an_error() -> None:
    with pytest.raises(ValueError, match="lacks image_hashes"):
        link(SCHEMA.empty_table().drop_columns(["image_hashes"]))


def test_missing_lists_count_as_empty() -> None:
    rows = [sighting("s1", 1) | {"contacts": None, "image_hashes": None}, sighting("s2", 2, "phone:A")]
    assert partition(linked(*rows), "advertiser") == [["s1"], ["s2"]]


def test_table_in_several_pieces_is_one_table() -> None:
    rows = [sighting(f"s{number}", number % 3, f"phone:{number % 2}") for number in range(9)]
    whole = pa.Table.from_pylist(rows, SCHEMA)
    pieces = pa.concat_tables([whole.slice(0, 4), whole.slice(4, 1), whole.slice(5)])
    assert link(pieces).assignments.equals(link(whole).assignments)


@pytest.mark.parametrize(
    "wrong", [{"similar": 0.3}, {"similar": 1.5}, {"bands": 0}, {"rows": 7}, {"hub_texts": 0}]
)
def test_settings_that_mean_nothing_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"must hold|at least|rows is"):
        LinkSettings(**wrong)
