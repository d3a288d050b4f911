"""A code list: a closed set of codes, each with a Dutch and an English label.

Codes are what files, tables and the database hold; labels are what people read. A code never
changes its meaning; a word that is no longer used keeps its code.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Language = Literal["nl", "en"]


@dataclass(frozen=True, slots=True)
class Label:
    """One word or sentence in the two languages of the project; Dutch first."""

    nl: str
    en: str

    def in_language(self, language: Language) -> str:
        """The label in Dutch (`nl`) or English (`en`)."""
        return self.nl if language == "nl" else self.en


@dataclass(frozen=True, slots=True)
class Member:
    """One code of a list. `meaning` explains it where the label alone could be misread.

    `group` sets members apart that come from another source, so that the members of one source
    stay comparable with that source.
    """

    code: str
    label: Label
    meaning: Label | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class CodeList:
    """A closed list of codes in its fixed order; `source` says whose words they are."""

    name: str
    label: Label
    source: str
    members: tuple[Member, ...]
    _by_code: dict[str, Member] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_code = {member.code: member for member in self.members}
        if len(by_code) != len(self.members):
            raise ValueError(f"{self.name} holds a code twice")
        object.__setattr__(self, "_by_code", by_code)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __iter__(self) -> Iterator[Member]:
        return iter(self.members)

    def __len__(self) -> int:
        return len(self.members)

    def __getitem__(self, code: str) -> Member:
        """The member with this code. Raises KeyError."""
        return self._by_code[code]

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes in the order of the list."""
        return tuple(self._by_code)

    def codes_in(self, group: str) -> tuple[str, ...]:
        """The codes of one group in the order of the list."""
        return tuple(member.code for member in self.members if member.group == group)

    def place(self, code: str) -> int:
        """The place of a code in the list, from 0. Raises ValueError."""
        return self.codes.index(code)

    def choices(self, language: Language) -> list[tuple[str, str]]:
        """(code, label) pairs for a form in one language."""
        return [(member.code, member.label.in_language(language)) for member in self.members]


def member(
    code: str, nl: str, en: str, meaning: tuple[str, str] | None = None, *, group: str | None = None
) -> Member:
    """A member written on one line: code, Dutch, English, meaning as (Dutch, English)."""
    return Member(code, Label(nl, en), Label(*meaning) if meaning else None, group)
