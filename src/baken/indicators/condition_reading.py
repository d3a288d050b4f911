"""Reads what stands under `when` into a condition, and says what is wrong with it."""

import math
from collections.abc import Callable

import re2

from baken.indicators import conditions as tree
from baken.indicators import protected
from baken.indicators.closures import compiled_pattern
from baken.indicators.documents import Entry, Items, Mapping, Node, Scalar
from baken.indicators.facts import FACTS, LISTS, NUMBERS, Fact
from baken.indicators.faults import FaultList
from baken.indicators.folding import fold
from baken.indicators.rule import Waiver
from baken.indicators.told_of_people import seeks_contact
from baken.indicators.wordlists import WordLists

LONGEST_PATTERN = 1_000
LARGEST_NUMBER = 1e15
"""Beyond it a number and its neighbour would compare as one."""


class ConditionReader:
    """Reads the conditions of one file. A part with a fault is None; every fault is noted."""

    def __init__(
        self, faults: FaultList, word_lists: WordLists, waived: tuple[Waiver, ...], *, for_desk: bool = False
    ) -> None:
        self._for_desk = for_desk
        self._faults = faults
        self._word_lists = word_lists
        self._waived = waived
        self.facts: dict[str, Fact] = {}
        """The facts that the conditions name, those of faulty parts too."""

    def read(self, node: Node) -> tree.Condition | None:
        """The condition of a node: a mapping of one operator to its arguments."""
        if not isinstance(node, Mapping) or len(node.entries) != 1:
            self._faults.add(node.line, "a condition is one operator with its arguments")
            if isinstance(node, Mapping):
                for entry in node.entries:
                    self._operator(entry)
            return None
        return self._operator(node.entries[0])

    def _operator(self, entry: Entry) -> tree.Condition | None:
        operator = entry.key
        if operator in ("all", "any"):
            return self._parts(entry)
        if operator == "not":
            part = self.read(entry.node)
            return None if part is None else tree.Not(part)
        if operator == "is_missing":
            fact = self.fact(entry.node, "is_missing")
            return None if fact is None else tree.IsMissing(fact.name)
        readers: dict[str, Callable[[Fact, Node], tree.Condition | None]] = {
            "in": self._in,
            "contains": self._contains,
            "contains_any": self._contains_any,
            "matches": self._matches,
            "count_ge": self._count_ge,
        }
        if operator in ("lt", "le", "gt", "ge", "eq"):
            readers[operator] = lambda fact, node: self._compare(operator, fact, node)  # type: ignore[arg-type]
        if operator not in readers:
            known = ", ".join(tree.OPERATORS)
            self._faults.add(entry.line, f"unknown operator {operator!r} (known: {known})")
            return None
        arguments = entry.node
        if not isinstance(arguments, Items) or len(arguments.items) != 2:
            self._faults.add(arguments.line, f"{operator} takes [fact, value]")
            return None
        fact = self.fact(arguments.items[0], operator)
        return None if fact is None else readers[operator](fact, arguments.items[1])

    def _parts(self, entry: Entry) -> tree.Condition | None:
        if not isinstance(entry.node, Items) or not entry.node.items:
            self._faults.add(entry.node.line, f"{entry.key} takes a list of at least one condition")
            return None
        parts = [self.read(item) for item in entry.node.items]
        sound = tuple(part for part in parts if part is not None)
        if len(sound) < len(parts):
            return None
        return tree.All(sound) if entry.key == "all" else tree.Any(sound)

    def fact(self, node: Node, where: str) -> Fact | None:
        """The fact that a node names; a fault when it is forbidden or unknown."""
        if not isinstance(node, Scalar) or not isinstance(node.value, str):
            self._faults.add(node.line, f"{where} takes the name of a fact")
            return None
        fact = self.fact_named(node.value, node.line)
        if fact is not None:
            self.facts[fact.name] = fact
        return fact

    def fact_named(self, name: str, line: int) -> Fact | None:
        """The fact with this name; a fault when it is forbidden or unknown."""
        if name in FACTS:
            return FACTS[name]
        category = protected.forbidden_category(name)
        if category:
            self._faults.add(line, f"forbidden fact {name!r}: no rule may read {category}")
        else:
            self._faults.add(line, f"unknown fact {name!r} (`baken indicators facts` lists them)")
        return None

    def _compare(self, operator: tree.Comparison, fact: Fact, node: Node) -> tree.Condition | None:
        if operator != "eq" and fact.kind not in NUMBERS:
            self._wrong(node, operator, f"a fact that is a number, and {fact.name} is {fact.kind}")
            return None
        value = self.plain(node, fact, operator)
        return None if value is None else tree.Compare(operator, fact.name, value)

    def _in(self, fact: Fact, node: Node) -> tree.Condition | None:
        if not isinstance(node, Items) or not node.items:
            self._wrong(node, "in", "a fact and a list of at least one value")
            return None
        values = [self.plain(item, fact, "in") for item in node.items]
        sound = tuple(value for value in values if value is not None)
        return None if len(sound) < len(values) else tree.In(fact.name, sound)

    def plain(self, node: Node, fact: Fact, where: str) -> tree.Plain | None:
        """A single value that the fact can be compared with; a fault when it has another type."""
        if fact.kind in LISTS:
            self._wrong(node, where, f"a fact that is a single value, and {fact.name} is a list")
            return None
        value = self.example_value(node, fact, where)
        if isinstance(value, str):
            self._refuse(protected.hits(value), node.line, "")
        return value

    def example_value(self, node: Node, fact: Fact, where: str = "an example") -> tree.Plain | None:
        """A value of the fact's type (of one item, for a list); a fault when it has another."""
        value = node.value if isinstance(node, Scalar) else None
        if fact.kind == "boolean" and isinstance(value, bool):
            return value
        if fact.kind in ("text", "texts") and isinstance(value, str):
            return value
        if (
            fact.kind in (*NUMBERS, "integers")
            and isinstance(value, int | float)
            and not isinstance(value, bool)
        ):
            if math.isfinite(value) and abs(value) <= LARGEST_NUMBER:
                return value
            self._faults.add(node.line, f"{where}: a number beyond what can be compared")
            return None
        self._wrong(node, where, f"a value of the type of {fact.name}, which is {fact.kind}")
        return None

    def _words(self, fact: Fact, node: Node, where: str) -> str | None:
        if fact.kind != "text":
            self._wrong(node, where, f"a fact that is text, and {fact.name} is {fact.kind}")
        elif not isinstance(node, Scalar) or not isinstance(node.value, str) or not node.value.strip():
            self._wrong(node, where, "text that is not empty")
        else:
            return node.value
        return None

    def _contains(self, fact: Fact, node: Node) -> tree.Condition | None:
        phrase = self._words(fact, node, "contains")
        if phrase is None:
            return None
        self._refuse(protected.hits(phrase), node.line, "")
        self._refuse_contact(phrase, node.line)
        folded = fold(phrase)
        if not folded.strip():
            self._wrong(node, "contains", "a word or phrase, with letters or digits")
            return None
        return tree.Contains(fact.name, (folded,))

    def _contains_any(self, fact: Fact, node: Node) -> tree.Condition | None:
        name = self._words(fact, node, "contains_any")
        if name is None:
            return None
        if name not in self._word_lists:
            known = ", ".join(sorted(self._word_lists))
            self._faults.add(node.line, f"unknown word list {name!r} (known: {known})")
            return None
        phrases = self._word_lists[name]
        for phrase in phrases:
            self._refuse(protected.hits(phrase), node.line, f" in word list {name!r}")
        folded = tuple(dict.fromkeys(filter(str.strip, map(fold, phrases))))
        if not folded:
            self._faults.add(node.line, f"word list {name!r} is empty")
            return None
        return tree.Contains(fact.name, folded, name)

    def _matches(self, fact: Fact, node: Node) -> tree.Condition | None:
        pattern = self._words(fact, node, "matches")
        if pattern is None:
            return None
        if len(pattern) > LONGEST_PATTERN:
            self._faults.add(node.line, f"pattern longer than 1,000 characters ({len(pattern):,})")
            return None
        try:
            compiled = compiled_pattern(pattern)
        except re2.error as error:
            said = error.args[0] if error.args else "not a pattern"
            cause = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
            self._faults.add(node.line, f"RE2 refuses the pattern: {cause}")
            return None
        self._refuse(protected.pattern_hits(pattern, compiled), node.line, "")
        self._refuse_contact(pattern, node.line)
        return tree.Matches(fact.name, pattern)

    def _count_ge(self, fact: Fact, node: Node) -> tree.Condition | None:
        count = node.value if isinstance(node, Scalar) else None
        if fact.kind not in LISTS:
            self._wrong(node, "count_ge", f"a fact that is a list, and {fact.name} is {fact.kind}")
        elif not isinstance(count, int) or isinstance(count, bool) or not 0 <= count <= LARGEST_NUMBER:
            self._wrong(node, "count_ge", "a whole number from 0")
        else:
            return tree.CountGe(fact.name, count)
        return None

    def _refuse(self, hits: list[protected.Hit], line: int, where: str) -> None:
        for hit in hits:
            if not any(hit.answers_to(waiver.word) for waiver in self._waived):
                about = f"no rule may look for {hit.category} ({hit.language})"
                self._faults.add(line, f"forbidden word {hit.found!r}{where}: {about}")

    def _refuse_contact(self, sought: str, line: int) -> None:
        if self._for_desk and seeks_contact(sought):
            self._faults.add(line, "a rule looks for no number, address or account: that is searching by it")

    def _wrong(self, node: Node, where: str, wanted: str) -> None:
        self._faults.add(node.line, f"wrong type: {where} takes {wanted}")
