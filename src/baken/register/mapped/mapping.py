"""A mapping: which of their columns is which of ours, and which of their words is which of our codes.

It holds headings, codes, and words of columns that hold codes; never a value of another column.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from baken.platforms.catalogue import folded
from baken.register.mapped.targets import NUMBER, NUMBERS, PLATFORM, REFERENCE, targets
from baken.register.person_numbers import looks_like_contact

DayOrder = Literal["dmy", "mdy", "ymd"]
DAY_ORDERS: tuple[DayOrder, ...] = get_args(DayOrder)
EMPTY = "-"
"""A word that says nothing: the cell counts as empty."""
REFUSED = "!"
"""A word with which nothing is registered: what has it is left out."""
PLATFORM_ANSWER, NAMING_ANSWER = "platform:", "naming:"
LONGEST_WORD = 80
MOST_WORDS = 500
"""Different words of one column; more are no codes."""
_NUMBER = re.compile(r"\d{5}")
PARTS = re.compile(r"[;,|\n]")


class MappingWrong(ValueError):
    """A mapping says something that can't be: `faults` are pairs of a code and a column."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{name}: {ENGLISH[code]}" for code, name in faults))
        self.faults = faults


ENGLISH = {
    "missing": "no column and no answer for all lines",
    "twice": "two columns say this; choose one",
    "not_ours": "not a column of the register",
    "not_a_code": "not an answer that this column takes",
    "not_for_all": "one answer for all lines is for columns with codes",
    "two_numbers": "choose one of the two numbers of a person",
    "source_fixed": "a person's number needs one answer for all lines here",
    "no_person": "says something of a person, and no column does",
    "no_platform": "says something of a platform, and no column names one",
}


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """`columns` is heading (folded) to column of ours, `fixed` column of ours to the code where the file
    says nothing, `words` column of ours to word (folded) to answer: a code, a platform, EMPTY."""

    columns: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    day_order: DayOrder = "dmy"

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "columns": dict(self.columns),
            "fixed": dict(self.fixed),
            "words": {name: dict(words) for name, words in self.words.items()},
            "day_order": self.day_order,
        }

    @property
    def used(self) -> set[str]:
        """The columns of ours that a column of theirs fills."""
        return set(self.columns.values())

    def without(self, words: Iterable[tuple[str, str]]) -> "ColumnMapping":
        """The same without what it says of these words (column, word)."""
        gone = {(name, folded(word)) for name, word in words}
        left = {
            name: {word: answer for word, answer in known.items() if (name, word) not in gone}
            for name, known in self.words.items()
        }
        return replace(self, words=left)

    def with_words(self, words: Iterable[tuple[str, str, str]]) -> "ColumnMapping":
        """The same with answers (column, word, answer) added, as far as they may be kept."""
        found = {name: dict(known) for name, known in self.words.items()}
        for name, word, answer in words:
            if may_be_kept(word) and answer != REFUSED:
                found.setdefault(name, {})[folded(word)] = answer
        return replace(self, words=found)

    def check(self) -> None:
        """Raises `MappingWrong` with everything that can't be."""
        faults = [*_unknown(self), *_doubled(self), *_missing(self)]
        if faults:
            raise MappingWrong(faults)


def from_json(kept: Mapping[str, Any]) -> ColumnMapping:
    """The mapping that was kept; its columns in the order of ours, for the database keeps none."""
    order = list(targets())
    columns = sorted(kept["columns"].items(), key=lambda pair: (order.index(pair[1]), pair[0]))
    return ColumnMapping(dict(columns), kept["fixed"], kept["words"], kept["day_order"])


def may_be_kept(word: str) -> bool:
    """Whether a word may stand in a mapping: short, and without what could be a number or an address."""
    plain = re.sub(r"[\W_]", "", word)
    return len(word) <= LONGEST_WORD and not looks_like_contact(word) and not _NUMBER.search(plain)


def answer_fits(name: str, answer: str) -> bool:
    """Whether a column takes this answer."""
    target = targets()[name]
    if answer == EMPTY:
        return True
    if target.kind == "platform":
        return answer.startswith(PLATFORM_ANSWER) or answer in (
            f"{NAMING_ANSWER}unnamed",
            f"{NAMING_ANSWER}unclear",
        )
    codes = answer.split(";") if target.several else [answer]
    return target.codes is not None and all(code in target.codes for code in codes)


def _unknown(mapping: ColumnMapping) -> list[tuple[str, str]]:
    known = targets()
    faults = [("not_ours", name) for name in mapping.used | set(mapping.words) if name not in known]
    for name, answer in mapping.fixed.items():
        if name not in known:
            faults.append(("not_ours", name))
        elif known[name].kind != "coded":
            faults.append(("not_for_all", name))
        elif answer == EMPTY or not answer_fits(name, answer):
            faults.append(("not_a_code", name))
    for name, words in mapping.words.items():
        if name in known and not all(answer_fits(name, answer) for answer in words.values()):
            faults.append(("not_a_code", name))
    return faults


def _doubled(mapping: ColumnMapping) -> list[tuple[str, str]]:
    given = list(mapping.columns.values())
    known = targets()
    faults = [
        ("twice", name)
        for name in sorted(set(given))
        if given.count(name) > 1 and name in known and not known[name].takes_columns
    ]
    return faults + ([("two_numbers", NUMBER)] if set(NUMBERS) <= set(given) else [])


def _missing(mapping: ColumnMapping) -> list[tuple[str, str]]:
    known, said = targets(), mapping.used | set(mapping.fixed)
    faults = []
    persons = any(known[name].part == "person" for name in mapping.used if name in known)
    for target in known.values():
        asked = target.part == "registration" or (target.part == "person" and persons)
        asked = asked or (target.part == "platform" and "role" in said)
        if target.required and asked and target.name not in said:
            faults.append(("missing", target.name))
        elif target.name in mapping.fixed and target.part == "person" and not persons:
            faults.append(("no_person", target.name))
        elif target.name in said and target.part == "platform" and PLATFORM not in mapping.used:
            faults.append(("no_platform", target.name))
    if REFERENCE in mapping.fixed:
        faults.append(("not_for_all", REFERENCE))
    if mapping.used & set(NUMBERS) and "source_kind" in mapping.used:
        faults.append(("source_fixed", "source_kind"))
    return faults
