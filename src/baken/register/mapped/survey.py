"""What stands in a table, for who makes its mapping: how full each column is, and the words of a short list.

Nothing of a column is shown but the words of one that somebody says holds codes.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby
from secrets import token_bytes

from baken.register.exceptions import TooManyRows
from baken.register.mapped.mapping import PARTS
from baken.register.mapped.picking import PickedRow, Picker
from baken.register.mapped.table import Row, Table
from baken.register.mapped.targets import targets
from baken.register.mapped.wording import Word

WORDS_COUNTED = 200


@dataclass(frozen=True, slots=True)
class ColumnSurvey:
    """One column: its heading, in how many rows it is filled, and how many different values it has;
    `different` is None above 200."""

    heading: str
    filled: int
    different: int | None


def survey(table: Table, *, most: int) -> tuple[int, list[ColumnSurvey]]:
    """The number of rows, and each column with a heading. Raises TooManyRows above `most` rows."""
    filled = [0] * len(table.headings)
    seen: list[set[int] | None] = [set() for _ in table.headings]
    count = 0
    for _, cells in table.rows():
        count += 1
        if count > most:
            raise TooManyRows
        for place, cell in enumerate(cells[: len(filled)]):
            if cell:
                filled[place] += 1
                known = seen[place]
                if known is not None:
                    known.add(hash(cell))
                    if len(known) > WORDS_COUNTED:
                        seen[place] = None
    return count, [
        ColumnSurvey(heading, filled[place], None if (known := seen[place]) is None else len(known))
        for place, heading in enumerate(table.headings)
        if heading
    ]


def words_in(picked: Iterable[PickedRow]) -> Counter[Word]:
    """How often each word stands in a column that holds codes or platforms."""
    found: Counter[Word] = Counter()
    known = targets()
    for row in picked:
        for name, values in row.values.items():
            target = known.get(name)
            if target is None or not target.has_words:
                continue
            for value in values:
                parts = PARTS.split(value) if target.several or name in ("platform", "role") else [value]
                found.update((name, part.strip()) for part in parts if part.strip())
    return found


def together(table: Table, picker: Picker) -> Iterator[tuple[list[Row], bool]]:
    """The rows of each registration, and whether others of it stand apart from them.

    Goes through the table twice; of each case number 8 bytes are kept, on the disk where they are many.
    """
    with _CaseNumbers() as numbers:
        for reference, _ in groupby(table.rows(), key=picker.reference):
            numbers.add(reference)
        for reference, rows in groupby(table.rows(), key=picker.reference):
            if not reference:
                yield from (([row], False) for row in rows)
            else:
                yield _bounded(rows), numbers.scattered(reference)


MOST_ROWS = 1000
"""Lines of one registration; more are no registration."""


def _bounded(rows: Iterator[Row]) -> list[Row]:
    found: list[Row] = []
    for row in rows:
        if len(found) <= MOST_ROWS:
            found.append(row)
    return found


class _CaseNumbers:
    """Which case numbers begin more than once, as keyed hashes in a file that nobody else can open."""

    def __enter__(self) -> "_CaseNumbers":
        self._key = token_bytes(16)
        self._file = sqlite3.connect("", isolation_level=None)
        self._file.execute("PRAGMA journal_mode = OFF")
        self._file.execute("BEGIN")
        self._file.execute("CREATE TABLE seen (number INTEGER PRIMARY KEY, times INTEGER NOT NULL)")
        return self

    def __exit__(self, *fault: object) -> None:
        self._file.close()

    def add(self, reference: str) -> None:
        self._file.execute(
            "INSERT INTO seen VALUES (?, 1) ON CONFLICT (number) DO UPDATE SET times = 2",
            (self._hash(reference),),
        )

    def scattered(self, reference: str) -> bool:
        found = self._file.execute(
            "SELECT times FROM seen WHERE number = ?", (self._hash(reference),)
        ).fetchone()
        return bool(found and found[0] > 1)

    def _hash(self, reference: str) -> int:
        digest = blake2b(reference.encode(), key=self._key, digest_size=8).digest()
        return int.from_bytes(digest, signed=True)
