"""Word lists of an organisation's own as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from baken.indicators.conditions import Contains, leaves
from baken.indicators.own_lists import OwnLists
from baken.indicators.rule import Rule
from baken.vocabulary.code_list import Label
from baken.vocabulary.languages import LANGUAGES
from baken.vocabulary.word_lists import word_list_name


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list by its code and name, its phrases by language, and what the rules mean that ask for it."""

    code: str
    name: Label
    languages: tuple[tuple[Label, tuple[str, ...]], ...]
    rules: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class WordChange:
    """What came on a list and went from it, in one language."""

    name: Label
    language: Label
    came: tuple[str, ...]
    went: tuple[str, ...]


def shown_lists(lists: OwnLists, rules: Iterable[Rule]) -> list[ShownList]:
    """Every list, by name."""
    asking: dict[str, list[Label]] = {}
    for rule in rules:
        for name in {leaf.word_list for leaf in leaves(rule.when) if isinstance(leaf, Contains)}:
            asking.setdefault(name or "", []).append(rule.means)
    return [
        ShownList(
            name,
            word_list_name(name),
            tuple((language(code), told[code]) for code in sorted(told)),
            tuple(asking.get(name, ())),
        )
        for name, told in sorted(lists.items())
    ]


def word_changes(before: OwnLists, after: OwnLists) -> list[WordChange]:
    """What `after` has otherwise than `before`, a line a list and language."""
    places = sorted({(name, code) for lists in (before, after) for name in lists for code in lists[name]})
    changes = []
    for name, code in places:
        old, new = (set(lists.get(name, {}).get(code, ())) for lists in (before, after))
        if old != new:
            came, went = tuple(sorted(new - old)), tuple(sorted(old - new))
            changes.append(WordChange(word_list_name(name), language(code), came, went))
    return changes


def language(code: str) -> Label:
    """What a language is called; its code where it is none of those adverts are mostly written in."""
    return LANGUAGES.get(code, Label(code, code))
