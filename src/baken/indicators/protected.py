"""Words about protected traits, in nine languages: no rule may look for them.

Nationality, ethnicity, migration, language, gender, religion, health, and change of place, which
in the one study with outcomes pointed the other way. The lists lie in `protected/`, one file a
language; a hit in the texts of a rule refuses the rule unless two people waived that word in it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import re2

from baken.indicators.folding import fold

LANGUAGES = ("nl", "en", "de", "fr", "es", "ro", "hu", "bg", "pl")

FACT_WORDS = {
    "nationality or country": "nationality citizenship nationalities country countries origin birthplace",
    "ethnicity": "ethnicity ethnic race racial skin",
    "migration": "migration migrant migrants immigrant refugee asylum visa passport residence residency",
    "language": "language languages lang accent tongue translation",
    "gender": "gender sex female male woman women man men trans couple couples girl boy",
    "religion": "religion religious faith church",
    "health": "health healthy hiv disability disabled pregnant pregnancy illness addiction",
    "the country of a phone number": "prefix dialling dialing calling",
    "change of place": (
        "place places town towns city cities province provinces region regions location locations "
        "movement moves moved moving mobility travel travels touring tour relocation arrival arrived leaving"
    ),
}
"""The parts of a fact's name that say what it would be about, per thing that may not be read."""

ACCENTED = "="
"""Before a listed word: only with these diacritics."""

_CATEGORY_OF_PART = {part: category for category, parts in FACT_WORDS.items() for part in parts.split()}
_QUIET = re2.Options()
_QUIET.log_errors = False
_BLANKS = re.compile(r"(?:\\s|\\W|\\b|\[ \]|\[\\s\]| )[*+?]*")
_ESCAPES = re.compile(r"\\(?:[pP]\{[^}]*\}|x\{[^}]*\}|[a-zA-Z])|\(\?[a-zA-Z<>:=-]*|\[:[a-z]+:\]")


@dataclass(frozen=True, slots=True)
class Hit:
    """A protected word found: as it stands in the rule, as the list has it, and what it is about."""

    found: str
    listed: str
    category: str
    language: str

    def answers_to(self, word: str) -> bool:
        """Whether a waiver of `word` is about this hit."""
        return bare(word) in {self.found, bare(self.listed)}


# letters with a stroke are letters of their own to Unicode: no normal form takes the stroke off
_STROKES = str.maketrans("łŁđĐøØıħ", "lLdDoOih")


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.translate(_STROKES))
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def bare(text: str) -> str:
    """Folded words without diacritics: how protected words are compared."""
    return _without_marks(fold(text)).strip()


def forbidden_category(fact: str) -> str | None:
    """What a fact by this name would be about, if no rule may read that."""
    parts = bare(fact.replace("_", " ")).split()
    for part in parts:
        if part in _CATEGORY_OF_PART:
            return _CATEGORY_OF_PART[part]
    return next((hit.category for hit in _word_hits(" ".join(parts))), None)


def hits(text: str) -> list[Hit]:
    """The protected words in a phrase, each once, and the prefix of a country's phone numbers."""
    return _each_once([*_all_word_hits(text), *_prefix_hits(_PREFIX_SPOKEN, text)])


def pattern_hits(pattern: str, compiled: Any) -> list[Hit]:
    """The protected words that a pattern names or is written to match, each once.

    A pattern can name a word without spelling it ("foo?bar"). So each listed word, with common
    endings after a stem, is tried on the pattern and its parts as well, without case and diacritics: it
    counts when one takes more than half of it and takes no nonsense of the same length: ".*" is written
    for no word in particular.
    """
    spelled = [*_all_word_hits(_ESCAPES.sub(" ", pattern)), *_prefix_hits(_PREFIX_IN_PATTERN, pattern)]
    named = {hit.listed for hit in spelled}
    parts = list(_compiled_parts(pattern)) or [compiled]
    meant: dict[str, Hit] = {}
    for (listed, category, language), forms in _tried():
        if listed in named:
            continue
        for word, nonsense in forms:
            if any(_written_for(part, word, nonsense) for part in parts):
                meant.setdefault(word, Hit(word, listed, category, language))
                break
    return _each_once([*spelled, *(meant.values() if len(meant) <= GENERIC else ())])


def _each_once(found: Iterable[Hit]) -> list[Hit]:
    """A word that stands in the lists of several languages is told once."""
    once: dict[str, Hit] = {}
    for hit in found:
        once.setdefault(hit.found, hit)
    return list(once.values())


GENERIC = 25
"""A pattern that takes more listed words than this, without spelling one, is about something else."""


def _compiled_parts(pattern: str) -> Iterator[Any]:
    """The pattern, and what stands between its blanks, without case and diacritics; what is no pattern by
    itself is left out."""
    plain = _without_marks(pattern)
    for part in dict.fromkeys((plain, *_BLANKS.split(plain))):
        try:
            yield re2.compile(f"(?i){part}", _QUIET)
        except re2.error:
            continue


def _written_for(compiled: Any, word: str, nonsense: tuple[str, str]) -> bool:
    return _takes(compiled, word) and not any(_takes(compiled, other) for other in nonsense)


def _takes(compiled: Any, word: str) -> bool:
    taken = compiled.match(word)
    return taken is not None and len(taken.group()) > max(len(word) / 2, min(3, len(word) - 1))


_LATIN_ENDINGS = ("", "n", "an", "en", "e", "s", "se", "a", "o", "er", "ca", "ka", "ski", "ska")
_CYRILLIC_ENDINGS = ("", "а", "и", "о", "ка", "ски", "ин")


@cache
def _tried() -> tuple[tuple["Entry", tuple[tuple[str, tuple[str, str]], ...]], ...]:
    """Each listed word with its forms, and the nonsense beside each form."""
    return tuple(
        (entry, tuple((form, _nonsense(form)) for form in _forms(entry[0])))
        for entry in _entries()
        if not entry[0].startswith(ACCENTED)
    )


def _forms(listed: str) -> list[str]:
    word = bare(listed.rstrip("*"))
    if len(word) < 3:
        return []
    endings = _CYRILLIC_ENDINGS if _is_cyrillic(word) else _LATIN_ENDINGS
    return [word + ending for ending in endings] if listed.endswith("*") else [word]


def _is_cyrillic(word: str) -> bool:
    return any(ord(letter) > 0x3FF for letter in word)


def _nonsense(word: str) -> tuple[str, str]:
    """Two words of the same length and script that no language has; the second keeps both ends."""
    kept = 1 if len(word) < 6 else 2
    rare = "щъьюя" if _is_cyrillic(word) else "qxzjw"
    letters = [
        letter if letter in " -'" else rare[(place * 3 + ord(letter)) % 5]
        for place, letter in enumerate(word)
    ]
    return "".join(letters), word[:kept] + "".join(letters[kept:-kept]) + word[-kept:]


# in a pattern a bare plus repeats what stands before it, so only an escaped one is meant
_PREFIX_IN_PATTERN = re.compile(r"(?:\\\+|\[\+\]|(?<![0-9])00)[\s()?-]*[1-9][0-9]{0,2}")
_PREFIX_SPOKEN = re.compile(r"(?:\+|(?<![0-9])00)[\s(-]*[1-9][0-9]{0,2}")


def _prefix_hits(prefix: re.Pattern[str], text: str) -> Iterator[Hit]:
    for found in prefix.findall(text):
        yield Hit(found, found, "the country of a phone number", "any")


def _all_word_hits(text: str) -> Iterator[Hit]:
    yield from _word_hits(bare(text))
    accented = _accented()
    for word in unicodedata.normalize("NFC", fold(text)).split():
        if word in accented:
            yield Hit(bare(word), *accented[word])


def _word_hits(text: str) -> Iterator[Hit]:
    exact, stems, longest = _index()
    words = text.split()
    for start in range(len(words)):
        for count in range(1, min(longest, len(words) - start) + 1):
            phrase = " ".join(words[start : start + count])
            if phrase in exact:
                yield Hit(phrase, *exact[phrase])
                continue
            for length in range(3, len(phrase) + 1):
                if phrase[:length] in stems and " " not in phrase[length:]:
                    yield Hit(phrase, *stems[phrase[:length]])
                    break


Entry = tuple[str, str, str]
"""A listed word, its category, its language."""


@cache
def _entries() -> tuple[Entry, ...]:
    return tuple(
        (word, category, language) for language in LANGUAGES for category, word in read_words(_text(language))
    )


@cache
def _index() -> tuple[dict[str, Entry], dict[str, Entry], int]:
    """Whole words and phrases, stems, and the number of words in the longest phrase."""
    exact: dict[str, Entry] = {}
    stems: dict[str, Entry] = {}
    for entry in _entries():
        if entry[0].startswith(ACCENTED):
            continue
        table = stems if entry[0].endswith("*") else exact
        table.setdefault(bare(entry[0]), entry)
    return exact, stems, max(len(word.split()) for word in (*exact, *stems))


@cache
def _accented() -> dict[str, Entry]:
    """Words that without their diacritics would be other, harmless words."""
    return {
        entry[0].removeprefix(ACCENTED): (entry[0].removeprefix(ACCENTED), *entry[1:])
        for entry in _entries()
        if entry[0].startswith(ACCENTED)
    }


def read_words(text: str) -> Iterable[tuple[str, str]]:
    """(category, word) pairs of a list: `category: word, stem*, =wörd` a line, `#` for remarks."""
    for line in text.splitlines():
        category, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            yield from ((category.strip(), word.strip()) for word in words.split(",") if word.strip())


def _text(language: str) -> str:
    return (resources.files(__package__) / "protected" / f"{language}.txt").read_text("utf-8")
