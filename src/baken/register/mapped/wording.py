"""Picked rows of one registration as a raw registration, their words turned into codes.

A word that the mapping does not know is never guessed at: it is named, for a person to say what it means.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from baken.platforms.catalogue import PlatformIndex, folded
from baken.register.fields import Fields
from baken.register.mapped.mapping import (
    EMPTY,
    NAMING_ANSWER,
    PARTS,
    PLATFORM_ANSWER,
    REFUSED,
    ColumnMapping,
)
from baken.register.mapped.picking import PickedRow
from baken.register.mapped.targets import PERSON, PLATFORM, Target, targets
from baken.register.raw import LATER_ROLE_COLUMNS, ROLE_COLUMNS, RawMention, RawRegistration
from baken.register.reasons import other_files as why

SINCE = "person_roles_since"
Word = tuple[str, str]
"""Our column and their word in it."""


@dataclass(slots=True)
class Worded:
    """A raw registration; with `unknown` words it is none yet, with a `refused` one it will be none."""

    raw: RawRegistration
    unknown: dict[Word, None] = field(default_factory=dict)
    refused: bool = False


class Wording:
    """Says registrations in our words. `answers` are those of one file, beside the mapping's."""

    def __init__(
        self, mapping: ColumnMapping, platforms: PlatformIndex, answers: Mapping[Word, str] | None = None
    ) -> None:
        self._mapping, self._platforms = mapping, platforms
        self._answers = {(name, folded(word)): answer for (name, word), answer in (answers or {}).items()}
        self._codes = {entry.code: entry for entry in platforms.entries}

    def said(self, rows: list[PickedRow], pseudonym_of_place: Callable[[], str]) -> Worded:
        """The registration that these rows, which share a reference, make together.

        `pseudonym_of_place` says who a person without a number is; it is asked only where there is one.
        """
        raw = RawRegistration(rows[0].reference, rows[0].line)
        worded = Worded(raw)
        raw.fields = Fields(rows[0].line, {})
        for row in rows:
            self._own(row, raw.fields, worded)
            self._mentions(row, worded)
            self._person(row, worded, pseudonym_of_place)
        self._fill(raw.fields.cells, "registration")
        return worded

    def _own(self, row: PickedRow, own: Fields, worded: Worded) -> None:
        for name, cell in self._cells(row, "registration", worded).items():
            if own.cells.setdefault(name, cell) != cell:
                worded.raw.faults.append((row.line, why.OTHERWISE_IN_REGISTRATION(column=name)))

    def _person(self, row: PickedRow, worded: Worded, pseudonym_of_place: Callable[[], str]) -> None:
        cells = self._cells(row, "person", worded)
        numbered = PERSON in row.values
        if not cells and not numbered:
            return
        self._fill(cells, "person")
        self._with_its_role(cells, row.line, worded)
        cells[PERSON] = row.values[PERSON][0] if numbered else pseudonym_of_place()
        known = next((one for one in worded.raw.persons if one.cells[PERSON] == cells[PERSON]), None)
        if known is None:
            worded.raw.persons.append(Fields(row.line, cells))
        elif not numbered:
            worded.raw.faults.append((row.line, why.NOBODY_TOLD_APART()))
        else:
            self._joined(known, cells, row.line, worded)

    def _with_its_role(self, cells: dict[str, str], line: int, worded: Worded) -> None:
        """The day on a line is that of the one role on it; of several roles it can't be said of which."""
        day, roles = cells.pop(SINCE, ""), cells.get("person_roles", "")
        if day and roles and ";" not in roles:
            cells[SINCE] = f"{roles}:{day}"
        elif day and (roles or not worded.unknown):
            worded.raw.faults.append((line, why.DAY_OF_NO_ONE_ROLE(column=SINCE)))

    def _joined(self, known: Fields, cells: dict[str, str], line: int, worded: Worded) -> None:
        for name, cell in cells.items():
            before = known.cells.setdefault(name, cell)
            if before == cell:
                continue
            if name != PERSON and targets()[name].several:
                known.cells[name] = ";".join(dict.fromkeys((*before.split(";"), *cell.split(";"))))
            else:
                worded.raw.faults.append((line, why.OTHERWISE_OF_PERSON(column=name)))

    def _mentions(self, row: PickedRow, worded: Worded) -> None:
        values = row.values.get(PLATFORM, [])
        if not values:
            return
        cells = self._cells(row, "platform", worded)
        roles = self._roles(row.line, cells)
        for word in _in_parts(values, self._knows_platform):
            answer = self._platform(word)
            if answer is None:
                worded.unknown[(PLATFORM, word)] = None
            elif answer == REFUSED:
                worded.refused = True
            elif answer != EMPTY:
                self._mention(row.line, answer, roles, worded.raw)

    def _mention(self, line: int, answer: str, roles: list[dict[str, str]], raw: RawRegistration) -> None:
        if answer.startswith(NAMING_ANSWER):
            cells = {"naming": answer.removeprefix(NAMING_ANSWER)}
        else:
            entry = self._codes[answer.removeprefix(PLATFORM_ANSWER)]
            cells = {"naming": "named", "platform": entry.name}
        mention = next((one for one in raw.mentions if one.fields.cells == cells), None)
        if mention is None:
            mention = RawMention(Fields(line, cells))
            raw.mentions.append(mention)
        told = [role.cells for role in mention.roles]
        mention.roles += [Fields(line, dict(role)) for role in roles if role not in told]

    def _roles(self, line: int, cells: dict[str, str]) -> list[dict[str, str]]:
        self._fill(cells, "platform")
        if "role" not in cells:
            return []
        rest = {
            name: cells[name]
            for name in (*ROLE_COLUMNS, *LATER_ROLE_COLUMNS)
            if name != "role" and name in cells
        }
        return [{"role": role, **rest} for role in cells["role"].split(";")]

    def _platform(self, word: str) -> str | None:
        key = folded(word)
        given = self._answers.get((PLATFORM, key)) or self._mapping.words.get(PLATFORM, {}).get(key)
        if given and given.startswith(PLATFORM_ANSWER):
            return given if given.removeprefix(PLATFORM_ANSWER) in self._codes else None
        if given:
            return given
        entry = self._platforms.find(word)
        return f"{PLATFORM_ANSWER}{entry.code}" if entry else None

    def _knows_platform(self, word: str) -> bool:
        return self._platform(word) is not None

    def _cells(self, row: PickedRow, part: str, worded: Worded) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, values in row.values.items():
            target = targets().get(name)
            if target is None or target.part != part or name == PLATFORM:
                continue
            cell = self._coded(target, values, worded) if target.kind == "coded" else values[0]
            if cell:
                found[name] = cell
        return found

    def _coded(self, target: Target, values: list[str], worded: Worded) -> str:
        codes: dict[str, None] = {}
        # a platform has several roles, each a line of its own in a file of ours
        several = target.several or target.name == "role"
        words = _in_parts(values, lambda word: self._code(target, word) is not None) if several else values
        for word in words:
            answer = self._code(target, word)
            if answer is None:
                worded.unknown[(target.name, word)] = None
            elif answer == REFUSED:
                worded.refused = True
            elif answer != EMPTY:
                codes.update(dict.fromkeys(answer.split(";")))
        return ";".join(codes)

    def _code(self, target: Target, word: str) -> str | None:
        key = folded(word)
        given = self._answers.get((target.name, key)) or self._mapping.words.get(target.name, {}).get(key)
        return given or (word if target.codes is not None and word in target.codes else None)

    def _fill(self, cells: dict[str, str], part: str) -> None:
        """What the file leaves open and the mapping says for all lines."""
        for name, code in self._mapping.fixed.items():
            if targets()[name].part == part:
                cells.setdefault(name, code)


def _in_parts(values: Iterable[str], known: Callable[[str], bool]) -> list[str]:
    """Each word of the cells once: a cell as a whole where it is known, else what stands between commas."""
    found: dict[str, None] = {}
    for value in values:
        parts = [value] if known(value) else [part.strip() for part in PARTS.split(value)]
        found.update(dict.fromkeys(part for part in parts if part))
    return list(found)
