"""The index on disk: the run before or the run after, whatever happens, or a clear refusal."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.linking.incremental import Standing, link_more
from baken.linking.index import MOST_COUNTS, MOST_FACTS, BrokenIndex, IndexInUse, opened_index
from baken.linking.reading import read_sightings
from baken.linking.settings import LinkSettings
from baken.linking.sightings import SCHEMA
from tests.unit.linking.linking_sightings import sighting

Rows = list[dict[str, Any]]
KEY = b"k" * 32
SETTINGS = LinkSettings()
FIRST = [sighting(f"s{number}", number, f"telegram:{number}") for number in range(6)]
MERGING = [sighting("t1", 11, "telegram:0", "telegram:1")]
"""Joins two advertisers of the first batch, so that the run leaves a line."""


def kept(place: Path, rows: Rows, key: bytes = KEY) -> Standing:
    """What stands after a batch that joined the index at a place."""
    with opened_index(place, SETTINGS) as index:
        grown = link_more(index.standing(key), read_sightings(pa.Table.from_pylist(rows, SCHEMA)))
        if grown.changed:
            index.keep(grown, key)
        return grown.standing


def stands(place: Path, key: bytes = KEY) -> Standing:
    with opened_index(place, SETTINGS) as index:
        return index.standing(key)


def content(place: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in place.iterdir() if path.is_file()}


def lines(place: Path) -> list[dict[str, Any]]:
    path = place / "merges.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def told(standing: Standing) -> tuple[Any, ...]:
    """Everything that stands, in a form that can be compared."""
    texts = standing.texts
    segments = [
        tuple(
            np.asarray(column).tolist()
            for column in (
                one.texts.hashes,
                one.texts.words,
                one.texts.word_offsets,
                one.texts.letters,
                one.texts.letter_offsets,
                one.band_keys,
                one.band_texts,
            )
        )
        for one in texts.segments
    ]
    numbers = [
        column.tolist()
        for column in (standing.text_of, standing.words, texts.representative, texts.similarity)
    ]
    tables = [
        column[np.flatnonzero(column)].tolist()
        for column in (texts.tally.texts_with, texts.tally.own_beside, texts.tally.surroundings)
    ]
    names = [standing.unique_adverts.to_pylist(), standing.advertisers.to_pylist()]
    facts = standing.facts.to_pylist()
    firsts = [one.first for one in texts.segments]
    return standing.run, texts.weighed, firsts, segments, numbers, tables, names, facts


@pytest.fixture(scope="module", autouse=True)
def no_waiting_for_the_disk() -> Iterator[None]:
    """What the disk does when the power fails is not what these tests are about."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "fsync", lambda handle: None)
        yield


@pytest.fixture(scope="module")
def three_runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index that had three batches; to look at or to copy."""
    place = tmp_path_factory.mktemp("three") / "index"
    kept(place, FIRST)
    kept(place, MERGING)
    kept(place, [sighting("t2", 12, "telegram:2", "telegram:3")])
    return place


ROWS = st.lists(
    st.builds(
        lambda number, words, contacts: sighting(f"s{number:02}", words, *contacts),
        st.integers(0, 12),
        st.one_of(st.integers(0, 8), st.just("")),
        st.lists(st.sampled_from(["telegram:A", "telegram:B"]), max_size=2, unique=True),
    ),
    max_size=6,
    unique_by=lambda row: row["sighting_id"],
)


@settings(max_examples=20, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=3))
def test_what_was_kept_is_read_back(batches: list[Rows]) -> None:
    with TemporaryDirectory() as folder:
        place = Path(folder) / "index"
        for rows in batches:
            with opened_index(place, SETTINGS) as index:
                before = index.standing(KEY)
                grown = link_more(before, read_sightings(pa.Table.from_pylist(rows, SCHEMA)))
                if not grown.changed:
                    continue
                index.keep(grown, KEY)
            assert told(stands(place)) == told(grown.standing)


def test_changes_are_added_to_the_record_of_changes(tmp_path: Path) -> None:
    kept(tmp_path, FIRST)
    assert lines(tmp_path) == []
    kept(tmp_path, MERGING)
    (line,) = lines(tmp_path)
    assert (line["kind"], line["level"], line["run"]) == ("merge", "advertiser", 2)
    kept(tmp_path, [sighting("t2", 12, "telegram:2", "telegram:3")])
    assert [line["run"] for line in lines(tmp_path)] == [2, 3]


def test_index_holds_no_words(tmp_path: Path) -> None:
    kept(tmp_path, FIRST)
    held = b"".join(content(tmp_path).values())
    assert not any(word.encode() in held for row in FIRST for word in row["words"].split())


@pytest.mark.parametrize("mask", [0o000, 0o022])
def test_index_and_key_of_its_own_are_for_its_owner_alone(tmp_path: Path, mask: int) -> None:
    place = tmp_path / "index"
    before = os.umask(mask)
    try:
        with opened_index(place, SETTINGS) as index:
            key = index.key()
    finally:
        os.umask(before)
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert stat.S_IMODE((place / "key").stat().st_mode) == 0o600
    assert len(key) == 32
    with opened_index(place, SETTINGS) as index:
        assert index.key() == key


def refused(place: Path, match: str, key: bytes | None = KEY) -> None:
    """Opening is refused, with a message that names the place, and nothing there changes."""
    before = content(place)
    with pytest.raises(BrokenIndex, match=match) as refusal, opened_index(place, SETTINGS) as index:
        index.standing(key if key else index.key())
    assert str(place) in str(refusal.value)
    assert content(place) == before


def changed_manifest(place: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    path = place / "manifest.json"
    manifest = json.loads(path.read_text())
    change(manifest)
    path.write_text(json.dumps(manifest))


def test_index_of_another_key_is_refused(tmp_path: Path) -> None:
    kept(tmp_path, FIRST)
    refused(tmp_path, "another --key", b"l" * 32)


def test_index_whose_own_key_is_gone_is_refused(tmp_path: Path) -> None:
    kept(tmp_path, FIRST)
    refused(tmp_path, "key is not there; give the --key", None)


@pytest.mark.parametrize("damaged", [b"", b"k" * 31, b"k" * 33])
def test_key_of_another_length_is_refused(tmp_path: Path, damaged: bytes) -> None:
    kept(tmp_path, FIRST)
    (tmp_path / "key").write_bytes(damaged)
    refused(tmp_path, "no key of 32 bytes", None)


def test_index_of_other_settings_is_refused(tmp_path: Path) -> None:
    kept(tmp_path, FIRST)
    with (
        pytest.raises(BrokenIndex, match="other settings"),
        opened_index(tmp_path, LinkSettings(similar=0.6)) as index,
    ):
        index.standing(KEY)


def test_check_tells_another_key_before_what_stands_is_read(tmp_path: Path) -> None:
    kept(tmp_path, FIRST)
    with opened_index(tmp_path, SETTINGS) as index:
        index.check(KEY)
        with pytest.raises(BrokenIndex, match="another --key"):
            index.check(b"l" * 32)


def test_check_of_no_index_yet_passes(tmp_path: Path) -> None:
    with opened_index(tmp_path, SETTINGS) as index:
        index.check(KEY)


@pytest.mark.parametrize("form", [0, 1, 3, "2", None, [2]])
def test_index_of_another_version_is_refused(tmp_path: Path, form: Any) -> None:
    kept(tmp_path, FIRST)
    changed_manifest(tmp_path, lambda manifest: manifest.update(format=form))
    refused(tmp_path, "this version reads 2; make a new index")


@pytest.mark.parametrize("damaged", [b"", b"{", b"[]", b"7", b"null", b"\xff", b"{}", b"[" * 100_000])
def test_manifest_that_is_none_is_refused(tmp_path: Path, damaged: bytes) -> None:
    kept(tmp_path, FIRST)
    (tmp_path / "manifest.json").write_bytes(damaged)
    refused(tmp_path, r"manifest\.json is damaged")


@pytest.mark.parametrize(
    "name",
    [
        "format",
        "settings",
        "key",
        "run",
        "weighed",
        "segments",
        "tally",
        "counts",
        "facts",
        "files",
        "merges",
    ],
)
@pytest.mark.parametrize("damaged", ["gone", None, "x", -1, 10**30, float("inf"), [], {}, [["x", 1]]])
def test_manifest_with_a_wrong_part_is_refused(
    tmp_path: Path, three_runs: Path, name: str, damaged: Any
) -> None:
    place = tmp_path / "index"
    shutil.copytree(three_runs, place)
    changed_manifest(
        place,
        lambda manifest: manifest.pop(name) if damaged == "gone" else manifest.update({name: damaged}),
    )
    refused(place, "damaged|this version reads|other settings|another --key")


def test_directory_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "monday.jsonl").write_text("{}\n")
    refused(tmp_path, r"holds other files \(monday\.jsonl\)", None)
    assert not (tmp_path / "lock").exists()


def test_index_without_its_manifest_is_refused(tmp_path: Path) -> None:
    kept(tmp_path, FIRST)
    (tmp_path / "manifest.json").unlink()
    refused(tmp_path, r"manifest\.json is not there")


def test_other_files_beside_an_index_stay(tmp_path: Path) -> None:
    kept(tmp_path, FIRST)
    (tmp_path / "monday.parquet").write_bytes(b"links")
    (tmp_path / "segment-notes.txt").write_bytes(b"mine")
    (tmp_path / "folder").mkdir()
    kept(tmp_path, MERGING)
    assert (tmp_path / "monday.parquet").read_bytes() == b"links"
    assert (tmp_path / "segment-notes.txt").read_bytes() == b"mine"
    assert (tmp_path / "folder").is_dir()


def longer(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0")


def shorter(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def turned(path: Path) -> None:
    """One bit of the last byte."""
    held = path.read_bytes()
    path.write_bytes(held[:-1] + bytes([held[-1] ^ 1]))


FILES = [
    "segment-1-0.hashes.npy",
    "segment-1-0.words.npy",
    "segment-1-0.word_offsets.npy",
    "segment-1-0.letters.npy",
    "segment-1-0.letter_offsets.npy",
    "segment-1-0.band_keys.npy",
    "segment-1-0.band_texts.npy",
    "segment-2-1.hashes.npy",
    "counts-1.passages.npy",
    "counts-1.texts_with.npy",
    "counts-1.own_beside.npy",
    "counts-1.words.npy",
    "counts-1.surroundings.npy",
    "counts-3.surroundings.npy",
    "whole-3.representative.npy",
    "whole-3.similarity.npy",
    "whole-3.text_of.npy",
    "whole-3.words_in.npy",
    "facts-1.arrow",
    "facts-2.arrow",
    "assigned-3.arrow",
    "changes-3.jsonl",
    "merges.jsonl",
]


def test_files_of_an_index_are_those_that_are_damaged_here(three_runs: Path) -> None:
    kinds = [{re.sub(r"\d+", "", name) for name in names} for names in (content(three_runs), FILES)]
    assert kinds[0] - kinds[1] == {"manifest.json", "lock"}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", [Path.unlink, longer, shorter, empty, turned])
def test_damaged_file_is_refused(
    tmp_path: Path, three_runs: Path, name: str, damage: Callable[[Path], None]
) -> None:
    place = tmp_path / "index"
    shutil.copytree(three_runs, place)
    if (name, damage) == ("merges.jsonl", shorter):  # by a line of the run before: else it is completed
        (place / name).write_bytes((place / name).read_bytes().splitlines(keepends=True)[-1])
    else:
        damage(place / name)
    refused(place, "is damaged")


def test_index_in_use_is_refused(tmp_path: Path) -> None:
    kept(tmp_path, FIRST)
    before = content(tmp_path)
    with (
        opened_index(tmp_path, SETTINGS),
        pytest.raises(IndexInUse, match="another run"),
        opened_index(tmp_path, SETTINGS),
    ):
        pass
    assert content(tmp_path) == before
    assert stands(tmp_path).run == 1


class Killed(BaseException):
    """Stands for the end of a process."""


def killed_at(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ends the run at the so manieth call that touches the disk."""
    calls = 0

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def called(*given: Any, **more: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == number:
                raise Killed
            return function(*given, **more)

        return called

    monkeypatch.setattr(os, "fsync", counted(lambda handle: None))
    for name in ("replace", "unlink", "touch"):
        monkeypatch.setattr(Path, name, counted(getattr(Path, name)))


def outcome(place: Path) -> tuple[Any, ...]:
    """What stands at a place, and the record of changes as it is once that was opened."""
    return told(stands(place)), lines(place)


@pytest.mark.parametrize("first", [[], FIRST], ids=["first run", "later run"])
def test_run_killed_anywhere_leaves_the_run_before_or_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: Rows
) -> None:
    batch = MERGING if first else FIRST
    before, after = (tmp_path / "before", tmp_path / "after")
    for place in (before, after):
        kept(place, first)
    kept(after, batch)
    runs = {"before": outcome(before), "after": outcome(after)}
    seen = []
    for number in range(1, 1_000):
        place = tmp_path / f"killed-{number}"
        shutil.copytree(before, place)
        with monkeypatch.context() as patched:
            killed_at(number, patched)
            try:
                kept(place, batch)
                break
            except Killed:
                pass
        written = lines(place)
        found = outcome(place)
        (stood,) = [name for name, run in runs.items() if run == found]
        assert written == [] or stood == "after"
        seen.append(stood)
        kept(place, batch)
        assert outcome(place) == runs["after"]
        if stood == "before":
            assert set(content(place)) == set(content(after))
    assert seen == sorted(seen, reverse=True)
    assert seen.count("before") > 70
    assert seen.count("after") >= 2


CHILD = """
import os, sys
from pathlib import Path
from tests.unit.linking.test_link_index import MERGING, kept
left = int(sys.argv[2])
whole = os.fsync
def counted(handle):
    global left
    left -= 1
    if not left:
        os._exit(9)
    whole(handle)
os.fsync = counted
kept(Path(sys.argv[1]), MERGING)
"""


@pytest.mark.parametrize("number", [3, 9, 20])
def test_killed_process_leaves_an_index_that_goes_on(tmp_path: Path, number: int) -> None:
    before, after, place = (tmp_path / name for name in ("before", "after", "killed"))
    for one in (before, after, place):
        kept(one, FIRST)
    kept(after, MERGING)
    ended = subprocess.run([sys.executable, "-c", CHILD, place, str(number)], cwd=Path(__file__).parents[3])
    assert ended.returncode == 9
    assert outcome(place) == outcome(before)
    kept(place, MERGING)
    assert outcome(place) == outcome(after)
    assert set(content(place)) == set(content(after))


def test_record_of_changes_that_a_killed_run_left_short_is_completed(tmp_path: Path) -> None:
    kept(tmp_path, FIRST)
    kept(tmp_path, MERGING)
    whole = content(tmp_path)
    for length in (0, 10, len(whole["merges.jsonl"]) - 1):
        (tmp_path / "merges.jsonl").write_bytes(whole["merges.jsonl"][:length])
        stands(tmp_path)
        assert content(tmp_path) == whole


def test_old_files_do_not_pile_up(tmp_path: Path) -> None:
    counts = []
    for number in range(MOST_FACTS + 4):
        kept(tmp_path, [sighting(f"s{number:03}", number)])
        names = content(tmp_path)
        counts.append(len(names))
        manifest = json.loads((tmp_path / "manifest.json").read_text())
        assert set(names) == {*manifest["files"], "manifest.json", "merges.jsonl", "lock"}
        assert len(manifest["facts"]) <= MOST_FACTS
        assert len(manifest["counts"]) <= MOST_COUNTS
    assert stands(tmp_path).facts.num_rows == MOST_FACTS + 4
    assert max(counts) < 8 * 7 + MOST_COUNTS * 5 + MOST_FACTS + 13


def test_files_of_a_standing_segment_are_not_written_again(tmp_path: Path) -> None:
    kept(tmp_path, FIRST)
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("segment-*")}
    kept(tmp_path, MERGING)
    assert before.items() <= {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}.items()
