"""What a reason is: English by itself, and the same in Dutch for who reads pages.

The command line and files of bad lines have the English to the letter; pages say it in the language of
their reader. Reasons never repeat what stood in a cell: it could be a contact detail.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from baken.vocabulary.code_list import CodeList, Label, Language, Member

COLUMN = "column"
"""The value that is the name of a column of the register, whichever it is."""
Value = str | int | Label | Member | CodeList
"""What differs each time, another reason too. Codes are said as files have them, or by their labels."""
Columns = Mapping[str, Label]
"""What columns of the register are called, by their names."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that can be wrong, in both languages, with names in braces for what differs each time.

    `{our.municipality}` is a column of the register that it always is about.
    """

    nl: str
    en: str

    def __post_init__(self) -> None:
        if names_in(self.nl) != names_in(self.en):
            raise ValueError(f"the languages name different things: {self.en}")

    def __call__(self, **values: Value) -> "Reason":
        """The reason that it is this time."""
        return Reason(self, values)


class Reason(str):
    """Why something is not taken in: a text in English, as files and the command line have it."""

    __slots__ = ("_sentence", "_values")
    _sentence: Sentence
    _values: dict[str, Value]

    def __new__(cls, sentence: Sentence, values: dict[str, Value]) -> "Reason":
        made = super().__new__(cls, _in_files(sentence, values))
        made._sentence, made._values = sentence, values
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        return self._sentence, self._values

    def in_language(self, language: Language, columns: Columns | None = None) -> str:
        """The reason in Dutch or English. With `columns` it calls columns and codes by their labels, for
        who does not know their names; without them as files of the register have them."""
        return _filled(self._sentence, self._values, language, columns)

    def labelled(self, columns: Columns | None = None) -> Label:
        """The reason in both languages, as `in_language` says it."""
        return Label(self.in_language("nl", columns), self.in_language("en", columns))

    @property
    def words(self) -> Label:
        """The reason in both languages, with columns and codes as files of the register have them."""
        return self.labelled()


def names_in(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


class _Our:
    """The columns of the register, as a reason calls them: `{our.municipality}`."""

    def __init__(self, language: Language, columns: Columns) -> None:
        self._language, self._columns = language, columns

    def __getattr__(self, name: str) -> str:
        return self._columns[name].in_language(self._language) if name in self._columns else name


_BY_NAME = _Our("en", {})


def _in_files(sentence: Sentence, values: Mapping[str, Value]) -> str:
    """The text in English; apart, for a file can have a fault in each of a million lines."""
    said = {
        name: value if isinstance(value, str | int) else _said(value, "en", None)
        for name, value in values.items()
    }
    return sentence.en.format(our=_BY_NAME, **said)


def _filled(
    sentence: Sentence, values: Mapping[str, Value], language: Language, columns: Columns | None
) -> str:
    our = _Our(language, columns or {})
    said: dict[str, Any] = {name: _said(value, language, columns) for name, value in values.items()}
    if COLUMN in said:
        said[COLUMN] = getattr(our, said[COLUMN])
    return (sentence.nl if language == "nl" else sentence.en).format(our=our, **said)


def _said(value: Value, language: Language, columns: Columns | None) -> str:
    if isinstance(value, Reason):
        return value.in_language(language, columns)
    if isinstance(value, Label):
        return value.in_language(language)
    if isinstance(value, Member):
        return value.code if columns is None else value.label.in_language(language)
    if isinstance(value, CodeList):
        return ", ".join(_said(member, language, columns) for member in value)
    return str(value)


def sentences_of(module: Any) -> dict[str, Sentence]:
    """The sentences of a module, by name."""
    return {name: value for name, value in vars(module).items() if isinstance(value, Sentence)}
