"""One YAML document as nodes that know their line: no tags, no key twice, anchors within bounds.

Built on the events of PyYAML and not on its loader, which forgets lines, takes the last of two
equal keys, and would only notice an explosion of anchors after it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

import yaml

from baken.indicators.faults import FaultList

EXPANDED_BYTES = 100_000
"""The most that a file may hold once its anchors are expanded."""

DEEPEST = 40
"""How deep lists and mappings may nest."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value: text, number, truth value, date or None."""

    line: int
    value: object


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    line: int
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a mapping with its value."""

    key: str
    line: int
    node: "Node"


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping; of a doubled key the first stands."""

    line: int
    entries: tuple[Entry, ...]

    def get(self, key: str) -> Entry | None:
        """The entry with this key, if it is there."""
        return next((entry for entry in self.entries if entry.key == key), None)


Node = Scalar | Items | Mapping


def check_keys(
    mapping: Mapping,
    required: tuple[str, ...],
    optional: tuple[str, ...],
    faults: FaultList,
    where: str = "",
    line: int | None = None,
) -> None:
    """Notes each key that is unknown and each required one that is missing.

    `where` follows the name of the key; `line` is where a missing one is noted, else the mapping's.
    """
    for entry in mapping.entries:
        if entry.key not in required and entry.key not in optional:
            known = ", ".join((*required, *optional))
            faults.add(entry.line, f"unknown key {entry.key!r}{where} (known: {known})")
    for key in required:
        if mapping.get(key) is None:
            faults.add(line or mapping.line, f"missing {key!r}{where}")


class Unreadable(Exception):
    """The document can't be read any further; the fault is noted."""


def read_document(content: bytes, faults: FaultList) -> Node | None:
    """The one document of a file, or None when it can't be read; every fault goes to `faults`."""
    if len(content) > EXPANDED_BYTES:
        faults.add(1, f"the file is larger than {EXPANDED_BYTES:,} bytes")
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        faults.add(content.count(b"\n", 0, error.start) + 1, "not UTF-8")
        return None
    try:
        return _Composer(text, faults).document()
    except yaml.reader.ReaderError as error:
        faults.add(text.count("\n", 0, error.position) + 1, "not YAML: a character that YAML does not allow")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        faults.add(mark.line + 1 if mark else 1, f"not YAML: {error.problem or error.context}")
    except Unreadable:
        pass
    return None


class _Composer:
    def __init__(self, text: str, faults: FaultList) -> None:
        self._events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=yaml.SafeLoader))
        self._values = yaml.SafeLoader("")
        self._faults = faults
        self._anchors: dict[str, tuple[Node, int] | None] = {}
        self._size = 0

    def document(self) -> Node | None:
        node: Node | None = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._faults.add(_line(event), "more than one document in the file")
                    break
                node = self._node(next(self._events), depth=0)
        if node is None:
            self._faults.add(1, "the file is empty")
        return node

    def _node(self, event: yaml.Event, depth: int) -> Node:
        line = _line(event)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event.anchor or "", line)
        if not isinstance(event, yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent):
            raise TypeError(f"no node: {event}")
        if depth > DEEPEST:
            self._stop(line, f"nested deeper than {DEEPEST} levels")
        if event.tag is not None:
            self._faults.add(line, f"tag {event.tag!r}: tags are not allowed")
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        before = self._size
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = self._scalar(event, line)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Items(
                line, tuple(self._node(each, depth + 1) for each in self._until(yaml.SequenceEndEvent))
            )
        else:
            node = self._mapping(line, depth)
        self._size += 2
        if event.anchor is not None:
            self._anchors[event.anchor] = (node, self._size - before)
        return node

    def _alias(self, anchor: str, line: int) -> Node:
        if anchor not in self._anchors:
            self._stop(line, f"alias *{anchor} has no anchor before it")
        anchored = self._anchors[anchor]
        if anchored is None:
            self._stop(line, f"anchor &{anchor} contains itself")
        node, size = anchored
        self._size += size
        if self._size > EXPANDED_BYTES:
            self._stop(line, f"anchors expand to more than {EXPANDED_BYTES:,} bytes")
        return node

    def _mapping(self, line: int, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        merged: list[Entry] = []
        merged_on: int | None = None
        for event in self._until(yaml.MappingEndEvent):
            key_line = _line(event)
            key = self._node(event, depth + 1)
            node = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar) or not isinstance(key.value, str):
                self._faults.add(key_line, "a key that is not text (put it between quotes)")
            elif key.value == "<<" and getattr(event, "style", None) is None:
                if merged_on is not None:
                    cause = f"key '<<' twice in one mapping (first on line {merged_on})"
                    self._faults.add(key_line, f"{cause}: merge a list instead")
                    continue
                merged_on = key_line
                merged.extend(self._merge(node, key_line))
            elif key.value in entries:
                first = entries[key.value].line
                self._faults.add(key_line, f"key {key.value!r} twice in one mapping (first on line {first})")
            else:
                entries[key.value] = Entry(key.value, key_line, node)
        for entry in merged:
            entries.setdefault(entry.key, entry)
        return Mapping(line, tuple(entries.values()))

    def _merge(self, node: Node, line: int) -> Iterator[Entry]:
        for part in node.items if isinstance(node, Items) else (node,):
            if isinstance(part, Mapping):
                yield from part.entries
            else:
                self._faults.add(line, "only a mapping can be merged with <<")

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> Scalar:
        self._size += len(event.value.encode("utf-8", "replace"))
        if event.style is not None:
            return Scalar(line, event.value)
        tag: str = self._values.resolve(yaml.ScalarNode, event.value, (True, False))  # type: ignore[no-untyped-call]
        if tag == "tag:yaml.org,2002:merge":
            return Scalar(line, event.value)
        try:
            value: object = self._values.construct_object(yaml.ScalarNode(tag, event.value))
        except (ValueError, OverflowError, yaml.MarkedYAMLError):
            self._faults.add(line, f"a value that is no {tag.rpartition(':')[2]} (put it between quotes)")
            value = event.value
        return Scalar(line, value)

    def _until(self, end: type[yaml.Event]) -> Iterator[yaml.Event]:
        for event in self._events:
            if isinstance(event, end):
                return
            yield event

    def _stop(self, line: int, cause: str) -> NoReturn:
        self._faults.add(line, cause)
        raise Unreadable


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
