"""Batch after batch: the links of one run over all, ids that stay, and nothing lost on the way."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.linking.incremental import Grown, Standing, link_more
from baken.linking.judgements import Judgement
from baken.linking.reading import ids_of, read_sightings
from baken.linking.sightings import SCHEMA
from baken.linking.stage import link
from baken.linking.standing import SEGMENTS, Segment
from tests.benchmarks.linking.market import Market
from tests.benchmarks.linking.scoring import scores
from tests.unit.linking.linking_sightings import sighting, text

Rows = list[dict[str, Any]]
LEVELS = ("unique_advert", "advertiser")


def added(standing: Standing, rows: Sequence[dict[str, Any]], **wishes: Any) -> Grown:
    return link_more(standing, read_sightings(pa.Table.from_pylist(list(rows), SCHEMA)), **wishes)


def grown(*batches: Sequence[dict[str, Any]], **wishes: Any) -> list[Grown]:
    """What stood after each of the batches."""
    runs: list[Grown] = []
    for rows in batches:
        runs.append(added(runs[-1].standing if runs else Standing.empty(), rows, **wishes))
    return runs


def assigned(standing: Standing, level: str) -> dict[str, str]:
    names = standing.unique_adverts if level == "unique_advert" else standing.advertisers
    return dict(zip(ids_of(standing.facts).to_pylist(), names.to_pylist(), strict=True))


def clusters(assignments: dict[str, str]) -> list[list[str]]:
    groups: dict[str, list[str]] = {}
    for one, name in assignments.items():
        groups.setdefault(name, []).append(one)
    return sorted(sorted(group) for group in groups.values())


def at_once(rows: Rows, level: str, **wishes: Any) -> list[list[str]]:
    links = link(pa.Table.from_pylist(rows, SCHEMA), **wishes)
    return clusters({row["sighting_id"]: row[level] for row in links.assignments.to_pylist()})


CONTACTS = st.lists(st.sampled_from(["phone:A", "phone:B", "email:D", "telegram:E"]), max_size=2, unique=True)
WORDS = st.one_of(
    st.integers(0, 5).map(text),
    st.integers(0, 5).map(lambda number: " ".join(text(number).split()[1:])),
    st.sampled_from(["", "massage"]),
)


@st.composite
def some_rows(draw: st.DrawFn) -> Rows:
    return [
        sighting(f"s{number:02}", draw(WORDS), *draw(CONTACTS), day=draw(st.sampled_from([0, 1, 30, 500])))
        for number in draw(st.permutations(range(draw(st.integers(0, 12)))))
    ]


@st.composite
def some_batches(draw: st.DrawFn) -> list[Rows]:
    rows = draw(some_rows())
    cuts = sorted(draw(st.lists(st.integers(0, len(rows)), max_size=5)))
    return [rows[begin:end] for begin, end in pairwise([0, *cuts, len(rows)])]


@settings(max_examples=60, deadline=None)
@given(some_batches())
def test_each_sighting_stands_once_and_each_batch_has_its_rows(batches: list[Rows]) -> None:
    runs = grown(*batches)
    stood = ids_of(runs[-1].standing.facts).to_pylist()
    assert sorted(stood) == sorted(row["sighting_id"] for rows in batches for row in rows)
    for rows, run in zip(batches, runs, strict=True):
        found = run.links.assignments.to_pylist()
        assert [row["sighting_id"] for row in found] == [row["sighting_id"] for row in rows]
        for level in LEVELS:
            now = assigned(run.standing, level)
            assert all(now[row["sighting_id"]] == row[level] for row in found)


@settings(max_examples=60, deadline=None)
@given(some_batches())
def test_changed_ids_stand_in_the_lines_of_their_run(batches: list[Rows]) -> None:
    runs = grown(*batches)
    for before, after in pairwise(runs):
        assert all(line["run"] == after.standing.run for line in after.changes)
        for level in LEVELS:
            now = assigned(after.standing, level)
            lines = [line for line in after.changes if line["level"] == level]
            moved = {
                (was, now[one]) for one, was in assigned(before.standing, level).items() if was != now[one]
            }
            assert all(any(was in line["from"] and to in line["to"] for line in lines) for was, to in moved)
    assert runs[0].changes == []


@settings(max_examples=60, deadline=None)
@given(some_rows())
def test_one_batch_gives_what_linking_all_gives(rows: Rows) -> None:
    links = link(pa.Table.from_pylist(rows, SCHEMA))
    (run,) = grown(rows)
    assert run.links.assignments.equals(links.assignments)
    assert run.links.edges.equals(links.edges)
    assert run.links.hubs.equals(links.hubs)


@settings(max_examples=60, deadline=None)
@given(some_batches(), st.data())
def test_what_stands_already_changes_nothing(batches: list[Rows], data: st.DataObject) -> None:
    last = grown(*batches)[-1]
    before = {level: assigned(last.standing, level) for level in LEVELS}
    every = [row for rows in batches for row in rows]
    again = data.draw(st.lists(st.sampled_from(every), unique_by=id)) if every else []
    run = added(last.standing, again)
    assert (run.changed, run.changes, run.differs) == (False, [], [])
    for row in run.links.assignments.to_pylist():
        assert all(row[level] == before[level][row["sighting_id"]] for level in LEVELS)
    for level in LEVELS:
        assert assigned(run.standing, level) == before[level]


@settings(max_examples=40, deadline=None)
@given(some_batches())
def test_copies_share_a_unique_advert_whenever_they_came(batches: list[Rows]) -> None:
    now = assigned(grown(*batches)[-1].standing, "unique_advert")
    by_words: dict[str, set[str]] = {}
    for row in (row for rows in batches for row in rows):
        if row["words"]:
            by_words.setdefault(row["words"], set()).add(now[row["sighting_id"]])
    assert all(len(names) == 1 for names in by_words.values())


@pytest.mark.parametrize(("had", "has"), [(1, 2), (1, ""), ("", 1), (1, 3)])
def test_sighting_that_comes_again_with_other_words_is_named(had: int | str, has: int | str) -> None:
    first, second = grown(
        [sighting("s1", had, "phone:A"), sighting("s2", 3)], [sighting("s1", has), sighting("s4", 4)]
    )
    assert first.differs == []
    assert second.differs == ["s1"]
    assert assigned(second.standing, "advertiser")["s1"] == assigned(first.standing, "advertiser")["s1"]
    assert ids_of(second.standing.facts).to_pylist() == ["s1", "s2", "s4"]
    assert added(second.standing, [sighting("s1", had)]).differs == []


def test_doubling_makes_segments_one_and_keeps_ids() -> None:
    rows = [sighting(f"s{number:02}", number // 2, f"phone:{number // 4}") for number in range(40)]
    runs = grown(rows[:16], rows[16:22], rows[22:28], rows[28:])
    assert [len(run.standing.texts.segments) for run in runs] == [1, 2, 3, 1]
    assert [run.standing.texts.weighed for run in runs] == [8, 8, 8, 20]
    assert all(run.changes == [] for run in runs)
    for before, after in pairwise(runs):
        for level in LEVELS:
            assert assigned(before.standing, level).items() <= assigned(after.standing, level).items()


def test_more_batches_than_segments_find_every_text_again() -> None:
    """So many that neighbours are made one, with copies of every earlier text in the last batch."""
    first = [sighting(f"s{number:03}", number) for number in range(40)]
    batches = [[sighting(f"t{number:03}", 100 + number)] for number in range(3 * SEGMENTS)]
    copies = [sighting(f"z{row['sighting_id']}", row["words"]) for rows in [first, *batches] for row in rows]
    runs = grown(first, *batches, copies)
    now = assigned(runs[-1].standing, "unique_advert")
    assert max(len(run.standing.texts.segments) for run in runs) == SEGMENTS
    assert all(now[name] == now[name[1:]] for name in now if name.startswith("z"))
    assert len(set(now.values())) == 40 + len(batches)


def test_batches_without_a_new_text_add_no_segment() -> None:
    rows = [sighting("s1", 1), sighting("s2", 2)]
    runs = grown(*[rows] * (SEGMENTS + 3), [sighting("s3", 3)])
    assert [len(one) for one in runs[-1].standing.texts.segments] == [2, 1]
    assert [assigned(one.standing, "unique_advert") for one in runs[1:-1]] == [
        assigned(runs[0].standing, "unique_advert")
    ] * (SEGMENTS + 2)


def test_empty_segments_that_stood_already_go() -> None:
    texts = grown([sighting("s1", 1)])[0].standing.texts
    (one,) = texts.segments
    empty = Segment.of(1, one.texts.take(np.zeros(0, np.int64)), one.band_keys[:, :0])
    fewer, numbers = replace(texts, segments=(one, *[empty] * SEGMENTS)).in_fewer_segments()
    assert fewer.segments == (one,)
    assert numbers.tolist() == [0]


def test_edited_copy_joins_a_text_of_an_earlier_batch() -> None:
    words = text(1).split()
    first, second = grown(
        [sighting(f"s{number}", number) for number in range(1, 6)],
        [sighting("t1", " ".join([*words[:9], "nieuw", *words[10:]]))],
    )
    assert assigned(second.standing, "unique_advert")["t1"] == assigned(first.standing, "unique_advert")["s1"]
    assert second.changes == []


def test_contact_that_joins_two_advertisers_leaves_a_line() -> None:
    one, two = sighting("s1", 1, "telegram:A"), sighting("s2", 2, "telegram:B")
    first, second = grown([one, two], [sighting("s3", 3, "telegram:A", "telegram:B")])
    was = assigned(first.standing, "advertiser")
    now = assigned(second.standing, "advertiser")
    assert len(set(now.values())) == 1
    assert second.changes == [
        {
            "kind": "merge",
            "level": "advertiser",
            "from": sorted(was.values()),
            "to": [now["s1"]],
            "run": 2,
        }
    ]


@settings(max_examples=25, deadline=None)
@given(some_batches())
def test_judgements_hold_over_batches(batches: list[Rows]) -> None:
    judgements = [
        Judgement("join", ("s00", "s01"), ("s02",)),
        Judgement("split", ("s03",), ("s04", "s05")),
        Judgement("join", ("s06",), ("s07",), "unique_advert"),
    ]
    for run in grown(*batches, judgements=judgements):
        owner, advert = assigned(run.standing, "advertiser"), assigned(run.standing, "unique_advert")
        assert len({owner[one] for one in ("s00", "s01", "s02") if one in owner}) <= 1
        assert "s03" not in owner or owner["s03"] not in {owner.get("s04"), owner.get("s05")}
        assert len({advert[one] for one in ("s06", "s07") if one in advert}) <= 1


def test_judgement_that_came_later_changes_ids_with_a_line_and_undone_brings_them_back() -> None:
    rows = [sighting("s1", 1, "phone:A"), sighting("s2", 2, "phone:A")]
    (first,) = grown(rows)
    was = assigned(first.standing, "advertiser")
    split = added(first.standing, rows, judgements=[Judgement("split", ("s1",), ("s2",))])
    assert split.changed
    assert [line["kind"] for line in split.changes] == ["split"]
    back = added(split.standing, rows)
    assert [line["kind"] for line in back.changes] == ["merge"]
    assert assigned(back.standing, "advertiser") == was


def test_suppressed_contact_joins_nothing_in_any_batch() -> None:
    batches = [[sighting(f"s{number}", number, "phone:A")] for number in range(4)]
    runs = grown(*batches, suppressed=["A"])
    assert len(set(assigned(runs[-1].standing, "advertiser").values())) == 4
    assert len(set(assigned(grown(*batches)[-1].standing, "advertiser").values())) == 1


def test_edges_are_of_the_batch_only() -> None:
    rows = [sighting(f"s{number}", number % 2, "phone:A") for number in range(6)]
    second = grown(rows[:3], rows[3:])[1]
    assert second.links.edges.num_rows > 0
    for edge in second.links.edges.to_pylist():
        assert {edge["left"], edge["right"]} & {"s3", "s4", "s5"}


def test_doubled_sighting_in_one_batch_is_an_error() -> None:
    with pytest.raises(ValueError, match="'s1' stands there more than once"):
        added(Standing.empty(), [sighting("s1", 1), sighting("s1", 2)])


def test_batches_in_any_order_of_rows_give_the_same() -> None:
    rows = [sighting(f"s{number:02}", number // 3, f"phone:{number // 5}") for number in range(30)]
    straight = grown(rows[:12], rows[12:])[1]
    turned = grown(rows[:12][::-1], rows[12:][::-1])[1]
    for level in LEVELS:
        assert assigned(straight.standing, level) == assigned(turned.standing, level)
    assert straight.changes == turned.changes


def market(size: int) -> Rows:
    """Sightings of an invented market in the order of their capture."""
    found = list(islice(Market(3, size).sightings(), size))
    rows = [
        sighting(f"s{at:05}", f"{one.title}\n{one.text}", account=one.account, images=tuple(one.images))
        | {"captured_at": one.captured_at, "contacts": [contact(*shown) for shown in one.contacts]}
        for at, one in enumerate(found)
    ]
    return sorted(rows, key=lambda row: (row["captured_at"], row["sighting_id"]))


def contact(kind: str, value: str) -> dict[str, str]:
    """The last eight digits of a number, however it is written."""
    return {
        "kind": kind,
        "pseudonym": "".join(one for one in value if one.isdigit())[-8:] if kind == "phone" else value,
    }


@pytest.fixture(scope="module")
def ten_batches() -> tuple[Rows, list[Grown]]:
    rows = market(4_000)
    return rows, grown(*[rows[begin : begin + 400] for begin in range(0, 4_000, 400)], explain=False)


@pytest.mark.parametrize("level", LEVELS)
def test_ten_batches_agree_with_one_run(ten_batches: tuple[Rows, list[Grown]], level: str) -> None:
    rows, runs = ten_batches
    links = link(pa.Table.from_pylist(rows, SCHEMA))
    once = {row["sighting_id"]: row[level] for row in links.assignments.to_pylist()}
    now = assigned(runs[-1].standing, level)
    numbers = [pa.array([names[one] for one in once]).dictionary_encode().indices for names in (now, once)]
    assert scores(*[one.to_numpy() for one in numbers]).f1 >= 0.995


@pytest.mark.parametrize("level", LEVELS)
def test_lines_tell_what_became_of_every_id(ten_batches: tuple[Rows, list[Grown]], level: str) -> None:
    _, runs = ten_batches
    for before, after in pairwise(runs):
        lines = [line for line in after.changes if line["level"] == level]
        covered = {(was, to) for line in lines for was in line["from"] for to in line["to"]}
        was, now = assigned(before.standing, level), assigned(after.standing, level)
        assert {(name, now[one]) for one, name in was.items() if name != now[one]} <= covered
