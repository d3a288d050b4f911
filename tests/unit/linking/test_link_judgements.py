"""What people judged holds, whatever the evidence says; and nothing else moves."""

import random

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.linking.judgements import BadJudgement, Judgement, in_force, read_judgements
from baken.linking.sightings import SCHEMA
from baken.linking.stage import Links, link
from tests.unit.linking.linking_sightings import partition, refusals, sighting

KEYS = ("phone:A", "phone:B", "phone:C", "email:D", "telegram:E")
ROWS = 10


def judged(rows: list[dict[str, object]], *judgements: Judgement) -> Links:
    return link(pa.Table.from_pylist(rows, SCHEMA), judgements=judgements)


def advertisers(rows: list[dict[str, object]], *judgements: Judgement) -> list[list[str]]:
    return partition(judged(rows, *judgements), "advertiser")


def unique_adverts(rows: list[dict[str, object]], *judgements: Judgement) -> list[list[str]]:
    return partition(judged(rows, *judgements), "unique_advert")


def split(left: str, right: str, **more: str) -> Judgement:
    return Judgement("split", tuple(left.split()), tuple(right.split()), **more)


def join(left: str, right: str, **more: str) -> Judgement:
    return Judgement("join", tuple(left.split()), tuple(right.split()), **more)


names = st.integers(0, ROWS + 1).map(lambda number: f"s{number:02}")  # the last two are not there


@st.composite
def some_judgements(draw: st.DrawFn) -> list[Judgement]:
    made = []
    for _ in range(draw(st.integers(0, 4))):
        named = draw(st.lists(names, min_size=2, max_size=6, unique=True))
        cut = draw(st.integers(1, len(named) - 1))
        left, right = named[:cut], named[cut:]
        level = draw(st.sampled_from(["advertiser", "unique_advert"]))
        made.append(Judgement(draw(st.sampled_from(["join", "split"])), tuple(left), tuple(right), level))
    return made


@st.composite
def some_rows(draw: st.DrawFn) -> list[dict[str, object]]:
    return [
        sighting(
            f"s{number:02}",
            draw(st.integers(1, 4)),
            *draw(st.lists(st.sampled_from(KEYS), max_size=2, unique=True)),
            account=draw(st.sampled_from([None, None, "P"])),
        )
        for number in range(ROWS)
    ]


def cluster_of(links: Links, level: str) -> dict[str, str]:
    return {row["sighting_id"]: row[level] for row in links.assignments.to_pylist()}


@settings(max_examples=60, deadline=None)
@given(some_rows(), some_judgements())
def test_whatever_stands_holds_and_nobody_else_moves(
    rows: list[dict[str, object]], judgements: list[Judgement]
) -> None:
    before, after = judged(rows), judged(rows, *judgements)
    for level in ("advertiser", "unique_advert"):
        standing = in_force(judgements, level)
        clusters = cluster_of(after, level)
        for group in standing.together:
            assert len({clusters[one] for one in group if one in clusters}) <= 1
        for left, right in standing.apart:
            sides = [{clusters[one] for one in side if one in clusters} for side in (left, right)]
            assert sides[0].isdisjoint(sides[1])
        named = {one for judgement in judgements if judgement.level == level for one in judgement.left} | {
            one for judgement in judgements if judgement.level == level for one in judgement.right
        }
        untouched = [group for group in partition(before, level) if named.isdisjoint(group)]
        found = partition(after, level)
        assert all(group in found for group in untouched)


@settings(max_examples=25, deadline=None)
@given(some_rows(), some_judgements(), st.randoms(use_true_random=False))
def test_order_of_rows_and_another_run_change_nothing(
    rows: list[dict[str, object]], judgements: list[Judgement], draw: random.Random
) -> None:
    links = judged(rows, *judgements)
    shuffled = draw.sample(rows, len(rows))
    again = judged(shuffled, *judgements)
    assert partition(again, "advertiser") == partition(links, "advertiser")
    assert partition(again, "unique_advert") == partition(links, "unique_advert")
    assert again.edges.equals(links.edges)


@settings(max_examples=60, deadline=None)
@given(some_judgements())
def test_last_judgement_always_stands(judgements: list[Judgement]) -> None:
    for level in ("advertiser", "unique_advert"):
        of_level = [judgement for judgement in judgements if judgement.level == level]
        if not of_level:
            continue
        last, standing = of_level[-1], in_force(judgements, level)
        if last.kind == "split":
            assert (last.left, last.right) in standing.apart
        else:
            assert any({*last.left, *last.right} <= {*group} for group in standing.together)


@settings(max_examples=30, deadline=None)
@given(some_rows(), some_judgements())
def test_edges_that_stand_lie_within_and_refused_judgements_between(
    rows: list[dict[str, object]], judgements: list[Judgement]
) -> None:
    links = judged(rows, *judgements)
    for level in ("advertiser", "unique_advert"):
        clusters = cluster_of(links, level)
        edges = [edge for edge in links.edges.to_pylist() if edge["level"] == level]
        for edge in edges:
            same = clusters[edge["left"]] == clusters[edge["right"]]
            assert same if edge["refused"] is None else not same or edge["refused"] != "judged apart"
        parent = {name: name for name in clusters}

        def root(name: str, parent: dict[str, str] = parent) -> str:
            return name if parent[name] == name else root(parent[name])

        for edge in edges:
            if edge["refused"] is None:
                parent[root(edge["left"])] = root(edge["right"])
        assert len({root(name) for name in clusters}) == len(set(clusters.values()))


def shared(count: int = 6) -> list[dict[str, object]]:
    return [sighting(f"s{number}", number, "phone:A") for number in range(count)]


def test_split_parts_what_one_contact_puts_together() -> None:
    links = judged(shared(), split("s0 s1 s2", "s3 s4 s5"))
    assert partition(links, "advertiser") == [["s0", "s1", "s2"], ["s3", "s4", "s5"]]
    assert ("phone", "judged apart") in refusals(links)


def test_sighting_that_no_split_names_goes_where_most_speaks_for() -> None:
    rows = [sighting("s0", 1, "phone:A"), sighting("s1", 2, "phone:A"), sighting("s2", 2, "phone:A")]
    assert advertisers(rows, split("s0", "s1")) == [["s0"], ["s1", "s2"]]


def test_join_puts_strangers_together_and_says_so() -> None:
    rows = [sighting("s0", 1, "phone:A"), sighting("s1", 2, "phone:B"), sighting("s2", 3, "phone:B")]
    links = judged(rows, join("s0", "s1"))
    assert partition(links, "advertiser") == [["s0", "s1", "s2"]]
    edges = [edge for edge in links.edges.to_pylist() if edge["kind"] == "judgement"]
    assert [(edge["left"], edge["right"], edge["strength"], edge["refused"]) for edge in edges] == [
        ("s0", "s1", 1.0, None)
    ]


def test_undone_judgement_gives_the_earlier_links_back() -> None:
    rows = shared()
    before = judged(rows)
    judged(rows, split("s0", "s1"))
    again = judged(rows)
    assert again.assignments.equals(before.assignments)
    assert again.edges.equals(before.edges)


def test_later_join_replaces_a_split_and_later_split_a_join() -> None:
    rows = shared(3)
    assert advertisers(rows, split("s0", "s1"), join("s0", "s1")) == [["s0", "s1", "s2"]]
    assert advertisers(rows, join("s0", "s1"), split("s0", "s1 s2")) == [["s0"], ["s1", "s2"]]


def test_later_split_replaces_the_join_that_holds_its_sides_together_over_a_third() -> None:
    rows = [sighting(f"s{number}", number) for number in range(3)]
    given = [join("s0", "s1"), join("s1", "s2"), split("s0", "s2")]
    assert advertisers(rows, *given) == [["s0"], ["s1", "s2"]]


def test_ids_that_are_not_there_are_passed_over() -> None:
    rows = shared(2)
    assert advertisers(rows, split("gone", "s0"), join("s1", "later")) == [["s0", "s1"]]


def test_contacts_of_the_parted_side_still_find_each_other() -> None:
    rows = [
        sighting("s0", 1, "phone:A"),
        sighting("s1", 2, "phone:A", "phone:B"),
        sighting("s2", 3, "phone:B"),
        sighting("s3", 4, "phone:B"),
    ]
    assert advertisers(rows, split("s0", "s1")) == [["s0"], ["s1", "s2", "s3"]]


def test_unique_advert_is_split_with_its_words_kept_together() -> None:
    rows = [sighting("s0", 1), sighting("s1", 1), sighting("s2", 1), sighting("s3", 1)]
    rows[2]["words"] = rows[3]["words"] = str(rows[0]["words"]) + " utrecht"
    assert unique_adverts(rows) == [["s0", "s1", "s2", "s3"]]
    one = split("s0", "s2", level="unique_advert")
    assert unique_adverts(rows, one) == [["s0", "s1"], ["s2", "s3"]]
    assert advertisers(rows, one) == advertisers(rows)


def test_sightings_with_the_same_words_part_where_they_are_judged_themselves() -> None:
    rows = [sighting(f"s{number}", 1) for number in range(4)]
    links = judged(rows, split("s0", "s3", level="unique_advert"))
    assert partition(links, "unique_advert") == [["s0", "s1", "s2"], ["s3"]]
    assert {edge["refused"] for edge in links.edges.to_pylist()} == {None, "judged apart"}


def test_two_unique_adverts_are_joined() -> None:
    rows = [sighting("s0", 1), sighting("s1", 1), sighting("s2", 2)]
    assert unique_adverts(rows, join("s1", "s2", level="unique_advert")) == [["s0", "s1", "s2"]]


def test_suppressed_contact_is_not_followed_and_says_so() -> None:
    rows = [
        sighting("s0", 1, "phone:A"),
        sighting("s1", 2, "phone:A"),
        sighting("s2", 2, "phone:A", "phone:B"),
        sighting("s3", 3, "phone:B"),
    ]
    links = link(pa.Table.from_pylist(rows, SCHEMA), suppressed=["A", "of nobody"])
    assert partition(links, "advertiser") == [["s0"], ["s1", "s2", "s3"]]
    assert refusals(links) == {("phone", "suppressed")}


def test_many_sightings_in_one_split_take_no_longer_than_their_number() -> None:
    rows = [sighting(f"s{number:04}", number % 15, "phone:A") for number in range(2000)]
    left = tuple(str(row["sighting_id"]) for row in rows[:1000])
    right = tuple(str(row["sighting_id"]) for row in rows[1000:])
    groups = advertisers(rows, Judgement("split", left, right))
    assert groups == [list(left), list(right)]


def test_file_of_judgements_is_read() -> None:
    lines = [
        '{"kind": "split", "left": "s0", "right": ["s1", "s1"], "by": "an.analyst", "at": "2026-01-02"}\n',
        "\n",
        '{"kind": "join", "level": "unique_advert", "left": ["s0"], "right": ["s1"], "reason": "same"}',
    ]
    assert list(read_judgements(lines)) == [
        Judgement("split", ("s0",), ("s1",), by="an.analyst", at="2026-01-02"),
        Judgement("join", ("s0",), ("s1",), level="unique_advert", reason="same"),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not an object"),
        ('{"kind": "join", "left": "s0"}', "lacks right"),
        ('{"kind": "merge", "left": "s0", "right": "s1"}', "kind is join or split"),
        ('{"kind": ["join"], "left": "s0", "right": "s1"}', "kind is a text"),
        ('{"kind": "join", "level": "all", "left": "s0", "right": "s1"}', "level is"),
        ('{"kind": "join", "left": [], "right": "s1"}', "at least one"),
        ('{"kind": "join", "left": [1], "right": "s1"}', "left is a sighting id"),
        ('{"kind": "join", "left": "", "right": "s1"}', "left is a sighting id"),
        ('{"kind": "split", "left": ["s0", "s1"], "right": "s1"}', "both sides"),
        ('{"kind": "join", "left": "s0", "right": "s1", "by": 7}', "by is a text"),
    ],
)
def test_line_that_is_no_judgement_is_named(line: str, reason: str) -> None:
    good = '{"kind": "join", "left": "s0", "right": "s1"}'
    with pytest.raises(BadJudgement, match=reason) as fault:
        list(read_judgements([good, line]))
    assert fault.value.line == 2
