"""A YAML text as entries that know their name and their line, so that every fault says where it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NoReturn

import yaml

LARGEST_PROFILE = 1024 * 1024
_MOST_ENTRIES = 10_000
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp")
)


class BadProfile(Exception):
    """The profile can't be used; the message names line and entry, and what is wrong with it."""

    def __init__(self, reason: str, *, line: int | None = None) -> None:
        super().__init__(f"line {line}: {reason}" if line is not None else reason)
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

    def fault(self, reason: str) -> NoReturn:
        """Raises `BadProfile` about this entry."""
        raise BadProfile(f"{self.name}: {reason}" if self.name else reason, line=self.line)

    def get(self, name: str) -> "Entry | None":
        """The entry below a mapping; None where it is missing or left empty."""
        found: Entry | None = self.value.get(name)
        return None if found is None or found.value is None else found

    def parts(self, allowed: Iterable[str], *, needs: Iterable[str] = ()) -> "Entry":
        """This entry, a mapping with no other names than these."""
        names, needed = list(allowed), list(needs)
        if not isinstance(self.value, dict):
            self.fault(f"takes {', '.join(sorted(names))}")
        for name, entry in self.value.items():
            if name not in names:
                entry.fault(f"is not known here; it takes {', '.join(sorted(names))}")
        if missing := [name for name in needed if self.get(name) is None]:
            self.fault(f"needs {', '.join(missing)}; it takes {', '.join(sorted(names))}")
        return self

    def text(self, longest: int = 1000) -> str:
        """A text that is not empty."""
        if not isinstance(self.value, str) or not self.value.strip():
            self.fault("is not a text")
        if len(self.value) > longest:
            self.fault(f"is longer than {longest} characters")
        return self.value.strip()

    def items(self, most: int = 100) -> "list[Entry]":
        """The entries of a list; one value alone is a list of one."""
        found = self.value if isinstance(self.value, list) else [self]
        if not found or len(found) > most:
            self.fault(f"takes 1 to {most} values")
        return found

    def number(self, least: float, most: float) -> float:
        """A number between bounds, both included."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            self.fault("is not a number")
        if not least <= self.value <= most:
            self.fault(f"is not from {least:g} to {most:g}")
        return float(self.value)

    def whole(self, least: int, most: int) -> int:
        """A whole number between bounds, both included."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            self.fault("is not a whole number")
        return int(self.number(least, most))


def read_entries(text: str) -> Entry:
    """The text as entries. Raises `BadProfile` for what is no plain YAML, a name that stands twice too."""
    if len(text) > LARGEST_PROFILE:
        raise BadProfile("the profile is larger than a profile can be")
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            raise BadProfile("the profile is not a list of entries with names")
        return _Reading(loader).entry(node, "")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise BadProfile("the profile is not YAML", line=mark.line + 1 if mark else None) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise BadProfile("the profile is not YAML") from error
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
            raise BadProfile("the profile is larger than a profile can be", line=line)
        if node.tag not in _PLAIN_TAGS:
            raise BadProfile("the profile is not YAML of plain values", line=line)
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
                raise BadProfile("the profile has a name that is not a word", line=line)
            inside = f"{name}.{key.value}" if name else key.value
            if key.value in found:
                raise BadProfile(f"{inside}: stands twice", line=line)
            found[key.value] = self.entry(value, inside)
        return found
