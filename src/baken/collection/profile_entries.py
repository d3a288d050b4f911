"""A YAML text as entries that know their name and their line, so that every fault says where it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NoReturn

import yaml

from baken.vocabulary.code_list import Label

LARGEST_PROFILE = 1024 * 1024
TOO_LARGE = Label(
    "het profiel is groter dan een profiel kan zijn", "the profile is larger than a profile can be"
)
NO_ENTRIES = Label(
    "het profiel is geen lijst van regels met een naam", "the profile is not a list of entries with names"
)
NOT_YAML = Label("het profiel is geen YAML", "the profile is not YAML")
NOT_PLAIN = Label("het profiel is geen YAML met gewone waarden", "the profile is not YAML of plain values")
NO_WORD = Label("in het profiel is een naam geen woord", "the profile has a name that is not a word")
_MOST_ENTRIES = 10_000
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp")
)


class BadProfile(Exception):
    """The profile can't be used; the message names line and entry, and what is wrong with it."""

    def __init__(self, reason: Label, *, line: int | None = None) -> None:
        super().__init__(f"line {line}: {reason.en}" if line is not None else reason.en)
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of the profile: a dict of entries, a list of entries, or a plain value.

    `name` is how the profile calls it ("crawl.list.links"), `line` counts from 1.
    """

    value: Any
    name: str
    line: int

    def fault(self, nl: str, en: str) -> NoReturn:
        """Raises `BadProfile` about this entry, in both languages."""
        where = f"{self.name}: " if self.name else ""
        raise BadProfile(Label(f"{where}{nl}", f"{where}{en}"), line=self.line)

    def get(self, name: str) -> "Entry | None":
        """The entry below a mapping; None where it is missing or left empty."""
        found: Entry | None = self.value.get(name)
        return None if found is None or found.value is None else found

    def parts(self, allowed: Iterable[str], *, needs: Iterable[str] = ()) -> "Entry":
        """This entry, a mapping with no other names than these."""
        names, needed = list(allowed), list(needs)
        known = ", ".join(sorted(names))
        if not isinstance(self.value, dict):
            self.fault(f"hier horen {known}", f"takes {known}")
        for name, entry in self.value.items():
            if name not in names:
                entry.fault(
                    f"is hier niet bekend; hier horen {known}", f"is not known here; it takes {known}"
                )
        if missing := [name for name in needed if self.get(name) is None]:
            lacks = ", ".join(missing)
            self.fault(f"heeft {lacks} nodig; hier horen {known}", f"needs {lacks}; it takes {known}")
        return self

    def text(self, longest: int = 1000) -> str:
        """A text that is not empty."""
        if not isinstance(self.value, str) or not self.value.strip():
            self.fault("is geen tekst", "is not a text")
        if len(self.value) > longest:
            self.fault(f"is langer dan {longest} tekens", f"is longer than {longest} characters")
        return self.value.strip()

    def items(self, most: int = 100) -> "list[Entry]":
        """The entries of a list; one value alone is a list of one."""
        found = self.value if isinstance(self.value, list) else [self]
        if not found or len(found) > most:
            self.fault(f"hier horen 1 tot {most} waarden", f"takes 1 to {most} values")
        return found

    def number(self, least: float, most: float) -> float:
        """A number between bounds, both included."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            self.fault("is geen getal", "is not a number")
        if not least <= self.value <= most:
            self.fault(f"ligt niet tussen {least:g} en {most:g}", f"is not from {least:g} to {most:g}")
        return float(self.value)

    def whole(self, least: int, most: int) -> int:
        """A whole number between bounds, both included."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            self.fault("is geen heel getal", "is not a whole number")
        return int(self.number(least, most))


def read_entries(text: str) -> Entry:
    """The text as entries. Raises `BadProfile` for what is no plain YAML, a name that stands twice too."""
    if len(text) > LARGEST_PROFILE:
        raise BadProfile(TOO_LARGE)
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            raise BadProfile(NO_ENTRIES)
        return _Reading(loader).entry(node, "")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise BadProfile(NOT_YAML, line=mark.line + 1 if mark else None) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise BadProfile(NOT_YAML) from error
    finally:
        loader.dispose()


class _Reading:
    """Walks the nodes of YAML; counts them, as a short text can unfold into a large one."""

    def __init__(self, loader: yaml.SafeLoader) -> None:
        self._loader = loader
        self._count = 0

    def entry(self, node: yaml.Node, name: str) -> Entry:
        line = node.start_mark.line + 1
        self._count += 1
        if self._count > _MOST_ENTRIES:
            raise BadProfile(TOO_LARGE, line=line)
        if node.tag not in _PLAIN_TAGS:
            raise BadProfile(NOT_PLAIN, line=line)
        if isinstance(node, yaml.MappingNode):
            return Entry(self._mapping(node, name), name, line)
        if isinstance(node, yaml.SequenceNode):
            return Entry([self.entry(one, name) for one in node.value], name, line)
        return Entry(self._loader.construct_object(node), name, line)

    def _mapping(self, node: yaml.MappingNode, name: str) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise BadProfile(NO_WORD, line=line)
            inside = f"{name}.{key.value}" if name else key.value
            if key.value in found:
                raise BadProfile(Label(f"{inside}: staat er twee keer", f"{inside}: stands twice"), line=line)
            found[key.value] = self.entry(value, inside)
        return found
