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
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from isal.isal_zlib import crc32

from baken.linking.counted import Counted, tally_of
from baken.linking.files import Column, Files, Mark
from baken.linking.forgetting import Forgotten
from baken.linking.incremental import Grown, Standing
from baken.linking.lineage import NAMES
from baken.linking.reading import FACTS
from baken.linking.settings import LinkSettings
from baken.linking.standing import Segment, StandingTexts
from baken.linking.words import Texts

FORMAT = 2
MANIFEST, MERGES, KEY, LOCK = "manifest.json", "merges.jsonl", "key", "lock"
_SEGMENT = ("hashes", "words", "word_offsets", "letters", "letter_offsets", "band_keys", "band_texts")
_COUNTS = ("passages", "texts_with", "own_beside", "words", "surroundings")
_WHOLE = ("representative", "similarity", "text_of", "words_in")
_RUNS = r"(segment|counts|whole|facts|assigned|changes)-\d+\b.*\.(npy|arrow|jsonl)"
_OF_A_RUN = re.compile(rf"{_RUNS}|unfinished\.({_RUNS}|{KEY}|{re.escape(MANIFEST)})")
_ASSIGNED = pa.schema([("unique_advert", NAMES), ("advertiser", NAMES)])


class BrokenIndex(Exception):
    """The directory is no index that this version can go on with; the message says why."""


class IndexInUse(Exception):
    """Another run has the index."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which run it is, and which file is what, with its size and its checksum.

    `tally` has the number of places for passages and for words, `counts` the parts that fill them.
    `merges`: size and checksum of the record of changes before the lines of this run.
    """

    run: int
    weighed: int
    segments: tuple[tuple[str, int], ...]
    tally: tuple[int, int]
    counts: tuple[str, ...]
    facts: tuple[str, ...]
    files: dict[str, Mark]
    merges: Mark

    def parts(self) -> set[str]:
        """What the names of the files begin with."""
        of_the_run = {f"{name}-{self.run}" for name in ("whole", "assigned", "changes")}
        return of_the_run.union((name for name, _ in self.segments), self.counts, self.facts)


class Index:
    """An index directory that this run alone may change. Made by `opened_index`."""

    def __init__(self, place: Path, settings: LinkSettings) -> None:
        self._place = place
        self._marks = hashlib.sha256(repr(settings).encode()).hexdigest()[:16]
        self._files = Files(place)
        self._stands: Manifest | None = None
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
        self._files.write(KEY, key, mode=0o600)
        self._files.settle()
        return key

    def check(self, key: bytes) -> None:
        """Raises BrokenIndex for another version, other settings, another key: what is seen at once."""
        self._manifest(key)

    def standing(self, key: bytes) -> Standing:
        """What stands. Raises BrokenIndex where `check` does, and for damage."""
        manifest = self._manifest(key)
        if not manifest:
            return Standing.empty()
        try:
            self._files.marks.update(manifest.files)
            standing = self._read(manifest)
            self._complete_changes(manifest)
        except KeyError as fault:
            raise BrokenIndex(f"{self._place} is damaged: the manifest lacks {fault}") from fault
        except (OSError, ValueError, IndexError, pa.ArrowException) as fault:
            raise BrokenIndex(f"{self._place} is damaged: {fault}") from fault
        self._stands = manifest
        return standing

    def _manifest(self, key: bytes) -> Manifest | None:
        """The manifest of an index of this version that was made with the same settings and key, if there
        is any."""
        path = self._place / MANIFEST
        if not path.exists():
            return None
        try:
            told = json.loads(path.read_bytes())
            form = told["format"]
            manifest, marks, of_key = (
                (_manifest_of(told), told["settings"], told["key"]) if form == FORMAT else (None, "", "")
            )
        except KeyError as fault:
            raise BrokenIndex(f"{path} is damaged: it lacks {fault}") from fault
        except (ValueError, TypeError, AttributeError, ArithmeticError, IndexError, RecursionError) as fault:
            raise BrokenIndex(f"{path} is damaged: {fault}") from fault
        if manifest is None:
            raise BrokenIndex(f"{path} is of format {form}, this version reads {FORMAT}; make a new index")
        if marks != self._marks:
            raise BrokenIndex(f"{self._place} was made with other settings; make a new index")
        if of_key != _mark_of(key):
            raise BrokenIndex(f"{self._place} was made with another --key: contacts would never meet")
        return manifest

    def keep(self, grown: Grown, key: bytes) -> None:
        """Writes what stands after a batch. Until the last step the run before counts."""
        self._keep(grown.standing, grown.changes, key, grown.texts)

    def keep_without(self, forgotten: Forgotten, key: bytes) -> None:
        """Writes what stands without forgotten sightings, in the same way; then takes away every file that
        had something of theirs. Where none were forgotten, it takes away what a killed run left."""
        if forgotten.count:
            self._keep(forgotten.standing, forgotten.changes, key, None)
        elif self._stands:
            self._clear(set(self._stands.files))

    def _keep(
        self, standing: Standing, changes: list[dict[str, Any]], key: bytes, texts: Texts | None
    ) -> None:
        """Writes what stands; `texts` are those that came with the run (None: whatever stood may be gone)."""
        before, files = self._stands, self._files
        run = standing.run
        segments = []
        for number, segment in enumerate(standing.texts.segments):
            name = self._name_of(segment)
            if not name:
                name = f"segment-{run}-{number}"
                for part, values in _parts_of(segment):
                    files.save(f"{name}.{part}.npy", values)
            segments.append((name, segment.first))
        counts = self._keep_counts(standing, texts)
        facts = self._keep_facts(standing, texts is None)
        for part, values in zip(_WHOLE, _whole_of(standing), strict=True):
            files.save(f"whole-{run}.{part}.npy", values)
        assigned = pa.table([standing.unique_adverts, standing.advertisers], schema=_ASSIGNED)
        files.save_table(f"assigned-{run}.arrow", assigned)
        lines = "".join(f"{json.dumps(change)}\n" for change in changes).encode()
        files.write(f"changes-{run}.jsonl", lines)
        files.settle()
        tally = standing.texts.tally
        now = Manifest(
            run=run,
            weighed=standing.texts.weighed,
            segments=tuple(segments),
            tally=(len(tally.texts_with), len(tally.surroundings)),
            counts=counts,
            facts=facts,
            files={},
            merges=self._merges_after(before),
        )
        parts = now.parts()
        now.files.update((name, mark) for name, mark in files.marks.items() if name.split(".")[0] in parts)
        head = {"format": FORMAT, "settings": self._marks, "key": _mark_of(key)}
        files.write(MANIFEST, json.dumps(head | asdict(now), indent=1).encode())
        files.settle()
        self._complete_changes(now)
        self._clear(set(now.files))

    def _keep_counts(self, standing: Standing, texts: Texts | None) -> tuple[str, ...]:
        """Writes what the run changed in the tally; or all of it, where all was counted anew or lies in
        too many parts."""
        weighed, tally, run = standing.texts.weighed, standing.texts.tally, standing.run
        before = self._stands
        if texts is not None and before and before.weighed == weighed and len(before.counts) < MOST_COUNTS:
            earlier, counted = before.counts, Counted.touched(tally, texts)
        else:
            earlier, counted = (), Counted.all_of(tally)
        for part in _COUNTS:
            self._files.save(f"counts-{run}.{part}.npy", getattr(counted, part))
        return (*earlier, f"counts-{run}")

    def _keep_facts(self, standing: Standing, anew: bool) -> tuple[str, ...]:
        """Writes the facts that came with the run; or all, where they lie in too many files or some went."""
        old = sum(table.num_rows for table in self._facts)
        earlier = self._stands.facts if self._stands else ()
        if not anew and standing.facts.num_rows == old:
            return earlier
        name = f"facts-{standing.run}"
        if not anew and len(earlier) < MOST_FACTS:
            self._files.save_table(f"{name}.arrow", standing.facts.slice(old))
            return (*earlier, name)
        self._files.save_table(f"{name}.arrow", standing.facts)
        return (name,)

    def _read(self, manifest: Manifest) -> Standing:
        if {name.split(".")[0] for name in manifest.files} != manifest.parts():
            raise ValueError("the manifest names other parts than files")
        segments = tuple(self._segment(name, first) for name, first in manifest.segments)
        self._segments = [
            (segment, name) for segment, (name, _) in zip(segments, manifest.segments, strict=True)
        ]
        load = self._files.load
        whole = {part: load(f"whole-{manifest.run}.{part}.npy") for part in _WHOLE}
        counts = [Counted(*(load(f"{name}.{part}.npy") for part in _COUNTS)) for name in manifest.counts]
        self._facts = [self._files.load_table(f"{name}.arrow") for name in manifest.facts]
        assigned = self._files.load_table(f"assigned-{manifest.run}.arrow")
        standing = Standing(
            run=manifest.run,
            facts=pa.concat_tables([FACTS.empty_table(), *self._facts]),
            text_of=whole["text_of"].astype(np.int64),
            words=whole["words_in"].astype(np.int64),
            unique_adverts=_in_one_piece(assigned["unique_advert"]),
            advertisers=_in_one_piece(assigned["advertiser"]),
            texts=StandingTexts(
                segments,
                whole["representative"].astype(np.int64),
                whole["similarity"].astype(np.float64),
                tally_of(*_sizes(manifest), counts),
                manifest.weighed,
            ),
        )
        _check(standing)
        return standing

    def _name_of(self, segment: Segment) -> str | None:
        """The name under which a segment stands already."""
        return next((name for one, name in self._segments if one.band_keys is segment.band_keys), None)

    def _segment(self, name: str, first: int) -> Segment:
        columns = {part: self._files.load(f"{name}.{part}.npy") for part in _SEGMENT}
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

    def _merges_after(self, before: Manifest | None) -> Mark:
        """Size and checksum of the record of changes once it has those of the run before."""
        if not before:
            return 0, 0
        lines = self._files.content(f"changes-{before.run}.jsonl")
        size, mark = before.merges
        return size + lines.size, crc32(lines, mark)

    def _complete_changes(self, manifest: Manifest) -> None:
        """Adds the lines of the run that counts to the record of changes, where they do not stand yet.

        Raises ValueError when what stands there is not what was written.
        """
        path = self._place / MERGES
        there = path.read_bytes() if path.exists() else b""
        size, mark = manifest.merges
        lines = self._files.content(f"changes-{manifest.run}.jsonl").to_pybytes()
        if len(there) < size or crc32(there[:size]) != mark or not lines.startswith(there[size:]):
            raise ValueError(f"{MERGES} is not what was written")
        if path.exists() and len(there) == size + len(lines):
            return
        with path.open("ab") as stream:
            stream.write(lines[len(there) - size :])
            stream.flush()
            os.fsync(stream.fileno())

    def _clear(self, kept: set[str]) -> None:
        """Takes away what no run needs any more, and what a killed run left."""
        for path in self._place.iterdir():
            if path.name not in kept and _OF_A_RUN.fullmatch(path.name):
                path.unlink()


MOST_FACTS = 32
"""Files of facts, one a batch, before they are made one."""

MOST_PLACES = 1 << 27
"""Places of a table of the tally, at most."""

MOST_COUNTS = 8
"""Parts of the tally, one a batch, before they are made one."""


@contextmanager
def opened_index(place: Path, settings: LinkSettings) -> Iterator[Index]:
    """The index in a directory, which is made where there is none, for one run at a time.

    Raises IndexInUse when another run has it, BrokenIndex where other files stand and no index, and
    OSError where nothing can be written.
    """
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
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


def _manifest_of(told: dict[str, Any]) -> Manifest:
    return Manifest(
        run=int(told["run"]),
        weighed=int(told["weighed"]),
        segments=tuple((str(name), int(first)) for name, first in told["segments"]),
        tally=(int(told["tally"][0]), int(told["tally"][1])),
        counts=tuple(str(name) for name in told["counts"]),
        facts=tuple(str(name) for name in told["facts"]),
        files={str(name): (int(size), int(mark)) for name, (size, mark) in told["files"].items()},
        merges=(int(told["merges"][0]), int(told["merges"][1])),
    )


def _parts_of(segment: Segment) -> Iterator[tuple[str, Column]]:
    texts = segment.texts
    columns = (texts.hashes, texts.words, texts.word_offsets, texts.letters, texts.letter_offsets)
    yield from zip(_SEGMENT, (*columns, segment.band_keys, segment.band_texts), strict=True)


def _whole_of(standing: Standing) -> tuple[Column, ...]:
    texts = standing.texts
    return (
        texts.representative.astype(np.int32),
        texts.similarity,
        standing.text_of.astype(np.int32),
        standing.words.astype(np.int32),
    )


def _sizes(manifest: Manifest) -> tuple[int, int]:
    """How many places the tables of the tally have: a power of two, which the compiled loops rely on."""
    for places in manifest.tally:
        if not 0 < places <= MOST_PLACES or places & (places - 1):
            raise ValueError("a table of counts has no power of two places")
    return manifest.tally


def _in_one_piece(column: pa.ChunkedArray) -> pa.Array:
    return column.unify_dictionaries().combine_chunks()


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
