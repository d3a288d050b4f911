"""Sightings that are forgotten: gone with what was known through them, and nothing else changes."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.linking.forgetting import Forgotten, without
from baken.linking.incremental import Standing, link_more
from baken.linking.index import opened_index
from baken.linking.judgements import Judgement
from baken.linking.reading import ids_of, read_sightings
from baken.linking.settings import LinkSettings
from baken.linking.sightings import SCHEMA
from tests.unit.linking.linking_sightings import sighting, text

Rows = list[dict[str, Any]]
KEY = b"k" * 32
SETTINGS = LinkSettings()
LEVELS = ("unique_advert", "advertiser")


def grown(*batches: Rows, **wishes: Any) -> Standing:
    standing = Standing.empty()
    for rows in batches:
        read = read_sightings(pa.Table.from_pylist(rows, SCHEMA))
        standing = link_more(standing, read, **wishes).standing
    return standing


def assigned(standing: Standing, level: str) -> dict[str, str]:
    names = standing.unique_adverts if level == "unique_advert" else standing.advertisers
    return dict(zip(ids_of(standing.facts).to_pylist(), names.to_pylist(), strict=True))


def clusters(standing: Standing, level: str) -> list[list[str]]:
    groups: dict[str, list[str]] = {}
    for one, name in assigned(standing, level).items():
        groups.setdefault(name, []).append(one)
    return sorted(sorted(group) for group in groups.values())


def hashes(standing: Standing) -> list[int]:
    return sorted(int(one) for segment in standing.texts.segments for one in segment.texts.hashes)


@st.composite
def some_batches(draw: st.DrawFn) -> list[Rows]:
    contacts = st.lists(st.sampled_from(["phone:A", "phone:B", "telegram:E"]), max_size=2, unique=True)
    words = st.one_of(st.integers(0, 5).map(text), st.sampled_from(["", "massage"]))
    rows = [
        sighting(f"s{number:02}", draw(words), *draw(contacts)) for number in range(draw(st.integers(0, 12)))
    ]
    cuts = sorted(draw(st.lists(st.integers(0, len(rows)), max_size=4)))
    return [rows[begin:end] for begin, end in pairwise([0, *cuts, len(rows)])]


@settings(max_examples=30, deadline=None)
@given(some_batches(), st.sets(st.integers(0, 14)))
def test_what_is_left_stands_as_if_the_rest_had_never_come(batches: list[Rows], gone: set[int]) -> None:
    names = {f"s{number:02}" for number in gone}
    left = [[row for row in rows if row["sighting_id"] not in names] for rows in batches]
    found = without(grown(*batches), names).standing
    never = grown(*left)
    assert ids_of(found.facts).equals(ids_of(never.facts))
    assert found.facts.to_pylist() == never.facts.to_pylist()
    assert hashes(found) == hashes(never)
    for level in LEVELS:
        assert clusters(found, level) == clusters(never, level)
    for segment in found.texts.segments:
        assert segment.band_keys.shape == segment.band_texts.shape == (len(segment.band_keys), len(segment))
        assert all(sorted(row) == list(range(len(segment))) for row in segment.band_texts.tolist())
        assert np.all(np.diff(segment.band_keys.astype(np.int64)) >= 0)


@settings(max_examples=25, deadline=None)
@given(some_batches(), st.sets(st.integers(0, 14)))
def test_ids_stay_or_a_line_tells(batches: list[Rows], gone: set[int]) -> None:
    names = {f"s{number:02}" for number in gone}
    standing = grown(*batches)
    before = {level: assigned(standing, level) for level in LEVELS}
    forgotten = without(standing, names)
    for level in LEVELS:
        lines = [line for line in forgotten.changes if line.get("level") == level]
        for one, name in assigned(forgotten.standing, level).items():
            was = before[level][one]
            assert was == name or any(was in line["from"] and name in line["to"] for line in lines)


def test_line_of_the_record_says_how_many_and_not_which() -> None:
    rows = [sighting(f"s{number}", number) for number in range(6)]
    forgotten = without(grown(rows), ["s1", "s4", "never"])
    assert forgotten.count == 2
    assert forgotten.changes == [{"kind": "forget", "sightings": 2, "run": 2}]


def test_sightings_that_never_stood_change_nothing() -> None:
    standing = grown([sighting("s1", 1)])
    assert without(standing, ["s2"]) == Forgotten(standing, [], 0)


def test_advertisers_that_only_the_forgotten_joined_fall_apart_with_a_line() -> None:
    standing = grown(
        [
            sighting("s1", 1, "telegram:A"),
            sighting("s2", 2, "telegram:B"),
            sighting("s3", 3, "telegram:A", "telegram:B"),
        ]
    )
    was = assigned(standing, "advertiser")
    assert len(set(was.values())) == 1
    forgotten = without(standing, ["s3"])
    now = assigned(forgotten.standing, "advertiser")
    assert now["s1"] != now["s2"]
    assert was["s1"] in now.values()
    (line,) = [line for line in forgotten.changes if line["kind"] == "split"]
    assert line == {
        "kind": "split",
        "level": "advertiser",
        "from": [was["s1"]],
        "to": sorted(now.values()),
        "run": 2,
    }


def test_copy_of_a_forgotten_sighting_keeps_its_text() -> None:
    standing = grown([sighting("s1", 1), sighting("s2", 2)], [sighting("s3", 1)])
    had = hashes(standing)
    forgotten = without(standing, ["s1"])
    assert hashes(forgotten.standing) == had
    assert assigned(forgotten.standing, "unique_advert")["s3"] == assigned(standing, "unique_advert")["s3"]


def test_cluster_that_loses_its_representative_goes_on_under_its_id() -> None:
    words = text(1, 40).split()
    copies = [" ".join([*words[:at], "nieuw", *words[at + 1 :]]) for at in range(5, 35, 5)]
    rows = [sighting(f"s{number}", copy) for number, copy in enumerate([" ".join(words), *copies])]
    standing = grown([*rows, sighting("t1", 9)])
    (name,) = {assigned(standing, "unique_advert")[row["sighting_id"]] for row in rows}
    for gone in range(len(rows)):
        found = without(standing, [f"s{gone}"]).standing
        left = {one: of for one, of in assigned(found, "unique_advert").items() if one != "t1"}
        assert set(left.values()) == {name}
        assert len(left) == len(rows) - 1


def test_batch_after_a_forgetting_joins_what_is_left() -> None:
    rows = [sighting(f"s{number:02}", number, f"phone:{number}") for number in range(12)]
    left = without(grown(rows[:8], rows[8:]), ["s01", "s09"]).standing
    after = link_more(
        left,
        read_sightings(pa.Table.from_pylist([sighting("t1", 3, "phone:3"), sighting("t2", 1)], SCHEMA)),
    ).standing
    now = assigned(after, "unique_advert")
    assert now["t1"] == now["s03"]
    assert list(now.values()).count(now["t2"]) == 1


def test_forgetting_all_leaves_an_index_that_goes_on(tmp_path: Path) -> None:
    rows = [sighting(f"s{number}", number, f"phone:{number}") for number in range(4)]
    kept(tmp_path, rows)
    forget(tmp_path, [row["sighting_id"] for row in rows])
    assert stands(tmp_path).facts.num_rows == 0
    kept(tmp_path, rows)
    assert stands(tmp_path).facts.num_rows == 4


def test_judgements_hold_where_sightings_are_forgotten() -> None:
    rows = [sighting(f"s{number}", number, f"phone:{number}") for number in range(4)]
    judged = [Judgement("join", ("s0",), ("s1",))]
    found = without(grown(rows, judgements=judged), ["s3"], judgements=judged)
    now = assigned(found.standing, "advertiser")
    assert now["s0"] == now["s1"]
    assert len(found.changes) == 1


FIRST = [sighting(f"s{number}", number, f"telegram:{number}") for number in range(6)]
JOINING = [sighting("t1", 11, "telegram:0", "telegram:1"), sighting("t2", 2)]
GONE = ["s3", "t1"]


def kept(place: Path, rows: Rows) -> None:
    with opened_index(place, SETTINGS) as index:
        index.keep(link_more(index.standing(KEY), read_sightings(pa.Table.from_pylist(rows, SCHEMA))), KEY)


def forget(place: Path, names: list[str]) -> None:
    with opened_index(place, SETTINGS) as index:
        index.keep_without(without(index.standing(KEY), names), KEY)


def stands(place: Path) -> Standing:
    with opened_index(place, SETTINGS) as index:
        return index.standing(KEY)


def names_of(place: Path) -> set[str]:
    return {path.name for path in place.iterdir()}


def told(place: Path) -> tuple[Any, ...]:
    standing = stands(place)
    texts = standing.texts
    return (
        standing.run,
        hashes(standing),
        texts.weighed,
        [assigned(standing, level) for level in LEVELS],
        standing.facts.to_pylist(),
        (place / "merges.jsonl").read_text(),
        [int(one) for one in np.flatnonzero(texts.tally.texts_with)],
    )


@pytest.fixture(scope="module")
def two_runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "fsync", lambda handle: None)
        place = tmp_path_factory.mktemp("two") / "index"
        kept(place, FIRST)
        kept(place, JOINING)
        yield place


def test_nothing_of_the_forgotten_is_left_in_any_file(tmp_path: Path, two_runs: Path) -> None:
    place = tmp_path / "index"
    shutil.copytree(two_runs, place)
    standing = stands(place)
    texts = {
        name: standing.texts.take(standing.text_of[[at]])
        for at, name in enumerate(ids_of(standing.facts).to_pylist())
    }
    gone = [name.encode() for name in GONE] + [texts[name].hashes.tobytes() for name in GONE]
    gone += [texts[name].words[:2].tobytes() for name in GONE] + [b"telegram:3"]
    forget(place, GONE)
    for path in place.iterdir():
        assert not any(one in path.read_bytes() for one in gone), path.name
    assert any(texts["s2"].hashes.tobytes() in path.read_bytes() for path in place.glob("segment-*"))
    lines = [json.loads(line) for line in (place / "merges.jsonl").read_text().splitlines()]
    assert [line["kind"] for line in lines] == ["merge", "forget", "split"]


class Killed(BaseException):
    """Stands for the end of a process."""


def test_forgetting_killed_anywhere_leaves_the_run_before_or_after(
    tmp_path: Path, two_runs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    after = tmp_path / "after"
    shutil.copytree(two_runs, after)
    forget(after, GONE)
    outcomes = {"before": told(two_runs), "after": told(after)}
    seen = []
    for number in range(1, 1_000):
        place = tmp_path / f"killed-{number}"
        shutil.copytree(two_runs, place)
        left = number

        def counted(function: Any) -> Any:
            def called(*given: Any, **more: Any) -> Any:
                nonlocal left
                left -= 1
                if not left:
                    raise Killed
                return function(*given, **more)

            return called

        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", counted(lambda handle: None))
            for name in ("replace", "unlink", "touch"):
                patched.setattr(Path, name, counted(getattr(Path, name)))
            try:
                forget(place, GONE)
                break
            except Killed:
                pass
        found = told(place)
        (stood,) = [name for name, outcome in outcomes.items() if outcome == found]
        seen.append(stood)
        forget(place, GONE)
        assert told(place) == outcomes["after"]
        assert names_of(place) == names_of(after)
    assert seen == sorted(seen, reverse=True)
    assert seen.count("before") > 50
    assert seen.count("after") > 10


CHILD = """
import os, sys
from pathlib import Path
from tests.unit.linking.test_link_forgetting import GONE, forget
left = int(sys.argv[2])
whole = os.fsync
def counted(handle):
    global left
    left -= 1
    if not left:
        os._exit(9)
    whole(handle)
os.fsync = counted
forget(Path(sys.argv[1]), GONE)
"""


@pytest.mark.parametrize("number", [2, 11])
def test_killed_process_leaves_an_index_in_which_forgetting_goes_on(
    tmp_path: Path, two_runs: Path, number: int
) -> None:
    after, place = tmp_path / "after", tmp_path / "killed"
    for one in (after, place):
        shutil.copytree(two_runs, one)
    forget(after, GONE)
    ended = subprocess.run([sys.executable, "-c", CHILD, place, str(number)], cwd=Path(__file__).parents[3])
    assert ended.returncode == 9
    assert told(place) == told(two_runs)
    forget(place, GONE)
    assert told(place) == told(after)
    assert names_of(place) == names_of(after)
