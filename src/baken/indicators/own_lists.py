"""Word lists of an organisation's own: what may stand on them, and what rules make of them.

Such a list stands in no repository and in nobody else's hands. It has a name, by which a rule asks for it
(`contains_any`), and phrases per language. Under the name of a shipped list it comes on top of that.
"""

import re
from collections.abc import Iterable, Mapping

from baken.extraction.told_contacts import tells_contact
from baken.indicators.folding import fold
from baken.indicators.protected import hits
from baken.indicators.wordlists import WordLists, read_word_list, shipped_word_lists

OwnLists = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Phrases by language, by the name of the list."""

LONGEST_PHRASE = 60
MOST_PHRASES = 5_000
"""Phrases of one list in one language."""
_NAME = re.compile(r"[a-z][a-z_]{1,39}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class NotOnAList(Exception):
    """This can't stand on a word list. It says on which line and why, and not what stands there.

    `why` is "name", "language", "contact", "protected", "long", "empty" or "many"; `line` the line of the
    first phrase that is meant, 0 for the list as a whole.
    """

    def __init__(self, why: str, line: int = 0) -> None:
        super().__init__(f"{why} (line {line})" if line else why)
        self.why = why
        self.line = line


def read_phrases(text: str) -> tuple[str, ...]:
    """The phrases of a text, one a line, in lower case, each once, in their order; blank lines and lines
    from `#` are for readers. Raises `NotOnAList`."""
    found: dict[str, None] = {}
    for number, line in enumerate(text.splitlines(), 1):
        for phrase in read_word_list(line):
            folded = " ".join(phrase.lower().split())
            if why := wrong_with(folded):
                raise NotOnAList(why, number)
            found[folded] = None
    if len(found) > MOST_PHRASES:
        raise NotOnAList("many")
    return tuple(found)


def wrong_with(phrase: str) -> str:
    """Why a phrase can't stand on a list; empty where it can. A number or address would be a way to follow
    one person, and no rule may look for a protected trait."""
    if len(phrase) > LONGEST_PHRASE:
        return "long"
    if any(map(str.isnumeric, phrase)) or "@" in phrase or tells_contact(phrase):
        return "contact"
    if hits(phrase):
        return "protected"
    return "" if fold(phrase).strip() else "empty"


def check_place(name: str, language: str) -> None:
    """A list is called by letters alone, as its name stands in clear; so is a language. Raises
    `NotOnAList`."""
    if not _NAME.fullmatch(name):
        raise NotOnAList("name")
    if not _LANGUAGE.fullmatch(language):
        raise NotOnAList("language")


def with_list(lists: OwnLists, name: str, language: str, phrases: Iterable[str]) -> OwnLists:
    """The lists with these phrases as that list in that language; without any it is gone. Raises
    `NotOnAList`."""
    check_place(name, language)
    given = tuple(sorted(set(phrases)))
    if len(given) > MOST_PHRASES:
        raise NotOnAList("many")
    changed = {one: dict(languages) for one, languages in lists.items()}
    changed.setdefault(name, {}).pop(language, None)
    if given:
        changed[name][language] = given
    return {one: {code: told[code] for code in sorted(told)} for one, told in sorted(changed.items()) if told}


def for_rules(lists: OwnLists) -> WordLists:
    """What the loader of rules takes: every language of a list together, on top of a shipped one of that
    name."""
    shipped = shipped_word_lists()
    return {
        name: tuple(
            dict.fromkeys([*shipped.get(name, ()), *(one for code in sorted(told) for one in told[code])])
        )
        for name, told in sorted(lists.items())
    }


def count_phrases(lists: OwnLists) -> int:
    """How many phrases there are in all lists and languages."""
    return sum(len(phrases) for told in lists.values() for phrases in told.values())
