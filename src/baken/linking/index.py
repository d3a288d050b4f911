"""The standing index on disk: a directory that holds one whole run, before and after any moment.

Every file is written under a new name; `manifest.json` names those that count, and is replaced in one
step. So a run that is killed leaves the run before it, and what it had written is cleared away by the
next. `merges.jsonl` grows after that step, out of a file of the run's own lines: a run that is killed
between the two has its lines added by the next, and no line is ever of a run that does not count.

The index holds no texts and no contacts in clear: words as hashes, contacts as pseudonyms. Both can be
guessed by who has the key or a list of words: it is kept as the adverts are kept.
"""

import fcntl
import hashlib
import json
import os
import re
import secrets
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from baken.linking.incremental import Grown, Standing
from baken.linking.reading import FACTS
from baken.linking.settings import LinkSettings
from baken.linking.standing import Segment, StandingTexts
from baken.linking.tally import Tally
from baken.linking.words import Texts

FORMAT = 1
MANIFEST, MERGES, KEY, LOCK = "manifest.json", "merges.jsonl", "key", "lock"
_SEGMENT = ("hashes", "words", "word_offsets", "letters", "letter_offsets", "band_keys", "band_texts")
_WHOLE = ("representative", "similarity", "texts_with", "own_beside", "surroundings", "text_of", "words_in")
_RUNS = r"(segment|whole|facts|assigned|changes)-\d+\b.*\.(npy|arrow|jsonl)"
_OF_A_RUN = re.compile(rf"{_RUNS}|unfinished\.({_RUNS}|{KEY}|{re.escape(MANIFEST)})")
_ASSIGNED = pa.schema([("unique_advert", pa.string()), ("advertiser", pa.string())])


class BrokenIndex(Exception):
    """The directory is no index that this version can go on with; the message says why."""


class IndexInUse(Exception):
    """Another run has the index."""


@dataclass(frozen=True, slots=True)
class Files:
    """What the manifest says: the run, and which file is what, with its size and its checksum.

    `merges`: size and checksum of the record of changes before the lines of this run.
    """

    run: int
    weighed: int
    segments: tuple[tuple[str, int], ...]
    facts: tuple[str, ...]
    files: dict[str, tuple[int, int]]
    merges: tuple[int, int]


class Index:
    """An index directory that this run alone may change. Made by `opened_index`."""

    def __init__(self, place: Path, settings: LinkSettings) -> None:
        self._place = place
        self._marks = hashlib.sha256(repr(settings).encode()).hexdigest()[:16]
        self._files: Files | None = None
        self._segments: list[tuple[Segment, str]] = []
        self._facts: list[pa.Table] = []

    def key(self) -> bytes:
        """The key of the pseudonyms, which an index that is given none makes for itself.

        Raises BrokenIndex when its key is gone.
        """
        path = self._place / KEY
        if path.exists():
            content = path.read_bytes()
            if len(content) != 32:
                raise BrokenIndex(f"{path} is no key of 32 bytes")
            return content
        if (self._place / MANIFEST).exists():
            raise BrokenIndex(f"{path} is not there; give the --key with which the index was made")
        key = secrets.token_bytes(32)
        self._write(KEY, key, mode=0o600)
        return key

    def standing(self, key: bytes) -> Standing:
        """What stands. Raises BrokenIndex for another version, other settings, another key, damage."""
        path = self._place / MANIFEST
        if not path.exists():
            return Standing.empty()
        try:
            told = json.loads(path.read_bytes())
            form = told["format"]
            files, marks, of_key = (
                (_files_in(told), told["settings"], told["key"]) if form == FORMAT else (None, "", "")
            )
        except KeyError as fault:
            raise BrokenIndex(f"{path} is damaged: it lacks {fault}") from fault
        except (ValueError, TypeError, AttributeError, ArithmeticError, IndexError, RecursionError) as fault:
            raise BrokenIndex(f"{path} is damaged: {fault}") from fault
        if files is None:
            raise BrokenIndex(f"{path} is of format {form}, this version reads {FORMAT}; make a new index")
        if marks != self._marks:
            raise BrokenIndex(f"{self._place} was made with other settings; make a new index")
        if of_key != _mark_of(key):
            raise BrokenIndex(f"{self._place} was made with another --key: contacts would never meet")
        try:
            standing = self._read(files)
            self._complete_changes(files)
        except KeyError as fault:
            raise BrokenIndex(f"{self._place} is damaged: the manifest lacks {fault}") from fault
        except (OSError, ValueError, IndexError, pa.ArrowException) as fault:
            raise BrokenIndex(f"{self._place} is damaged: {fault}") from fault
        self._files = files
        return standing

    def keep(self, grown: Grown, key: bytes) -> None:
        """Writes what stands after a batch. Until the last step the run before counts."""
        standing, before = grown.standing, self._files
        run = standing.run
        files: dict[str, tuple[int, int]] = {}
        if before:
            kept = {*before.facts, *(name for name, _ in before.segments)}
            files = {name: mark for name, mark in before.files.items() if name.split(".")[0] in kept}

        segments = []
        for number, segment in enumerate(standing.texts.segments):
            name = self._name_of(segment) or f"segment-{run}-{number}"
            if f"{name}.hashes.npy" not in files:
                for part, values in _parts_of(segment):
                    self._save(f"{name}.{part}.npy", values, files)
            segments.append((name, segment.first))
        old = sum(table.num_rows for table in self._facts)
        facts = [*(before.facts if before else ())]
        if standing.facts.num_rows > old:
            facts.append(f"facts-{run}")
            self._save_table(f"facts-{run}.arrow", standing.facts.slice(old), files)
        if len(facts) > MOST_FACTS:
            for name in facts:
                del files[f"{name}.arrow"]
            facts = [f"facts-{run}-all"]
            self._save_table(f"facts-{run}-all.arrow", standing.facts, files)
        for part, values in zip(_WHOLE, _whole_of(standing), strict=True):
            self._save(f"whole-{run}.{part}.npy", values, files)
        assigned = pa.table([standing.unique_adverts, standing.advertisers], schema=_ASSIGNED)
        self._save_table(f"assigned-{run}.arrow", assigned, files)
        lines = "".join(f"{json.dumps(change)}\n" for change in grown.changes).encode()
        files[f"changes-{run}.jsonl"] = self._write(f"changes-{run}.jsonl", lines)
        kept = {name for name, _ in segments} | set(facts)
        kept |= {f"{name}-{run}" for name in ("whole", "assigned", "changes")}
        files = {name: mark for name, mark in files.items() if name.split(".")[0] in kept}

        now = Files(
            run, standing.texts.weighed, tuple(segments), tuple(facts), files, self._merges_after(before)
        )
        self._write(
            MANIFEST,
            json.dumps(
                {
                    "format": FORMAT,
                    "settings": self._marks,
                    "key": _mark_of(key),
                    "run": now.run,
                    "weighed": now.weighed,
                    "segments": now.segments,
                    "facts": now.facts,
                    "files": now.files,
                    "merges": now.merges,
                },
                indent=1,
            ).encode(),
        )
        self._complete_changes(now)
        self._clear(set(files))

    def _read(self, files: Files) -> Standing:
        for name, (size, _) in files.files.items():
            if (there := (self._place / name).stat().st_size) != size:
                raise ValueError(f"{name} has {there} bytes and had {size}")
        segments = tuple(self._segment(name, first, files) for name, first in files.segments)
        self._segments = [
            (segment, name) for segment, (name, _) in zip(segments, files.segments, strict=True)
        ]
        whole = {part: self._load(f"whole-{files.run}.{part}.npy", files) for part in _WHOLE}
        self._facts = [self._load_table(f"{name}.arrow", files) for name in files.facts]
        assigned = self._load_table(f"assigned-{files.run}.arrow", files)
        standing = Standing(
            run=files.run,
            facts=pa.concat_tables([FACTS.empty_table(), *self._facts]),
            text_of=whole["text_of"].astype(np.int64),
            words=whole["words_in"].astype(np.int64),
            unique_adverts=_in_one_piece(assigned["unique_advert"]),
            advertisers=_in_one_piece(assigned["advertiser"]),
            texts=StandingTexts(
                segments,
                whole["representative"].astype(np.int64),
                whole["similarity"].astype(np.float64),
                Tally(whole["texts_with"], whole["own_beside"], whole["surroundings"]),
                files.weighed,
            ),
        )
        _check(standing)
        return standing

    def _name_of(self, segment: Segment) -> str | None:
        """The name under which a segment stands already."""
        return next((name for one, name in self._segments if one.band_keys is segment.band_keys), None)

    def _segment(self, name: str, first: int, files: Files) -> Segment:
        columns = {}
        for part in _SEGMENT:
            self._content(f"{name}.{part}.npy", files)
            columns[part] = np.load(self._place / f"{name}.{part}.npy", mmap_mode="r", allow_pickle=False)
        texts = Texts(*(columns[part] for part in _SEGMENT[:5]))
        for values, offsets in ((texts.words, texts.word_offsets), (texts.letters, texts.letter_offsets)):
            if (
                len(offsets) != len(texts.hashes) + 1
                or offsets[-1] != len(values)
                or np.any(np.diff(offsets) < 0)
            ):
                raise ValueError(f"{name} does not hold together")
        if not columns["band_keys"].shape == columns["band_texts"].shape:
            raise ValueError(f"{name} does not hold together")
        return Segment(first, texts, columns["band_keys"], columns["band_texts"])

    def _merges_after(self, before: Files | None) -> tuple[int, int]:
        """Size and checksum of the record of changes once it has those of the run before."""
        if not before:
            return 0, 0
        lines = self._content(f"changes-{before.run}.jsonl", before)
        size, mark = before.merges
        return size + lines.size, zlib.crc32(lines, mark)

    def _complete_changes(self, files: Files) -> None:
        """Adds the lines of the run that counts to the record of changes, where they do not stand yet.

        Raises ValueError when what stands there is not what was written.
        """
        path = self._place / MERGES
        there = path.read_bytes() if path.exists() else b""
        size, mark = files.merges
        lines = self._content(f"changes-{files.run}.jsonl", files).to_pybytes()
        if len(there) < size or zlib.crc32(there[:size]) != mark or not lines.startswith(there[size:]):
            raise ValueError(f"{MERGES} is not what was written")
        if path.exists() and len(there) == size + len(lines):
            return
        with path.open("ab") as stream:
            stream.write(lines[len(there) - size :])
            stream.flush()
            os.fsync(stream.fileno())

    def _save(self, name: str, values: "np.ndarray[Any, Any]", files: dict[str, tuple[int, int]]) -> None:
        sink = pa.BufferOutputStream()
        np.save(sink, np.ascontiguousarray(values), allow_pickle=False)
        files[name] = self._write(name, sink.getvalue())

    def _save_table(self, name: str, table: pa.Table, files: dict[str, tuple[int, int]]) -> None:
        sink = pa.BufferOutputStream()
        with pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table)
        files[name] = self._write(name, sink.getvalue())

    def _write(self, name: str, content: Any, mode: int = 0o666) -> tuple[int, int]:
        """Writes a file so that it stands whole under its name or not at all; its size and checksum."""
        unfinished = self._place / f"unfinished.{name}"
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode)
        with unfinished.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(self._place / name)
        directory = os.open(self._place, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
        return memoryview(content).nbytes, zlib.crc32(content)

    def _load(self, name: str, files: Files) -> "np.ndarray[Any, Any]":
        content = self._content(name, files)
        values: np.ndarray[Any, Any] = np.load(pa.BufferReader(content), allow_pickle=False)
        return values

    def _load_table(self, name: str, files: Files) -> pa.Table:
        return pa.ipc.open_file(pa.BufferReader(self._content(name, files))).read_all()

    def _content(self, name: str, files: Files) -> pa.Buffer:
        size, mark = files.files[name]
        content = pa.memory_map(str(self._place / name)).read_buffer() if size else pa.py_buffer(b"")
        if zlib.crc32(content) != mark:
            raise ValueError(f"{name} is not what was written")
        return content

    def _clear(self, kept: set[str]) -> None:
        """Takes away what no run needs any more, and what a killed run left."""
        for path in self._place.iterdir():
            if path.name not in kept and _OF_A_RUN.fullmatch(path.name):
                path.unlink()


MOST_FACTS = 32
"""Files of facts, one a batch, before they are made one."""


@contextmanager
def opened_index(place: Path, settings: LinkSettings) -> Iterator[Index]:
    """The index in a directory, which is made where there is none, for one run at a time.

    Raises IndexInUse when another run has it, BrokenIndex where other files stand and no index, and
    OSError where nothing can be written.
    """
    place.mkdir(parents=True, exist_ok=True)
    _refuse_strangers(place)
    with (place / LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise IndexInUse(f"another run is using {place}; wait until it is done") from fault
        yield Index(place, settings)


def _refuse_strangers(place: Path) -> None:
    """A directory without a manifest holds at most what a first run left that was killed."""
    names = sorted(path.name for path in place.iterdir())
    if MANIFEST in names:
        return
    if MERGES in names:
        raise BrokenIndex(f"{place} is damaged: {MANIFEST} is not there")
    for name in names:
        if name not in (KEY, LOCK) and not _OF_A_RUN.fullmatch(name):
            raise BrokenIndex(f"{place} holds other files ({name}) and no index; name another")


def _mark_of(key: bytes) -> str:
    """Tells two keys apart and does not tell the key."""
    return hashlib.blake2b(b"index of links", key=key, digest_size=16).hexdigest()


def _files_in(told: dict[str, Any]) -> Files:
    return Files(
        run=int(told["run"]),
        weighed=int(told["weighed"]),
        segments=tuple((str(name), int(first)) for name, first in told["segments"]),
        facts=tuple(str(name) for name in told["facts"]),
        files={str(name): (int(size), int(mark)) for name, (size, mark) in told["files"].items()},
        merges=(int(told["merges"][0]), int(told["merges"][1])),
    )


def _parts_of(segment: Segment) -> Iterator[tuple[str, "np.ndarray[Any, Any]"]]:
    texts = segment.texts
    columns = (texts.hashes, texts.words, texts.word_offsets, texts.letters, texts.letter_offsets)
    yield from zip(_SEGMENT, (*columns, segment.band_keys, segment.band_texts), strict=True)


def _whole_of(standing: Standing) -> tuple["np.ndarray[Any, Any]", ...]:
    texts = standing.texts
    return (
        texts.representative.astype(np.int32),
        texts.similarity,
        texts.tally.texts_with,
        texts.tally.own_beside,
        texts.tally.surroundings,
        standing.text_of.astype(np.int32),
        standing.words.astype(np.int32),
    )


def _in_one_piece(column: pa.ChunkedArray) -> pa.Array:
    return pa.concat_arrays([pa.array([], pa.string()), *column.chunks])


def _check(standing: Standing) -> None:
    """What compiled loops rely on, for they check nothing."""
    texts, rows = standing.texts, standing.facts.num_rows
    ends = [0]
    for segment in texts.segments:
        if segment.first != ends[-1]:
            raise ValueError("a segment is missing")
        ends.append(segment.first + len(segment))
    if not 0 <= texts.weighed <= ends[-1] <= 2 * texts.weighed or standing.run < 1:
        raise ValueError("a number in the manifest is out of range")
    if not ends[-1] == len(texts.representative) == len(texts.similarity):
        raise ValueError("texts and what is known of them differ in number")
    for numbers, least in ((texts.representative, 0), (standing.text_of, -1)):
        if len(numbers) and not least <= numbers.min() <= numbers.max() < ends[-1]:
            raise ValueError("a number of a text is out of range")
    if any(
        len(column) != rows
        for column in (standing.text_of, standing.words, standing.unique_adverts, standing.advertisers)
    ):
        raise ValueError("sightings and their links differ in number")
    for table in (texts.tally.texts_with, texts.tally.own_beside, texts.tally.surroundings):
        if len(table) == 0 or len(table) & (len(table) - 1):
            raise ValueError("a table of counts has no power of two places")
