"""Reads one rule file into a rule, and says everything that is wrong with it."""

import math
import re
from collections.abc import Collection, Iterable
from typing import TypeVar, cast

from baken.indicators.closures import compile_condition
from baken.indicators.condition_reading import ConditionReader
from baken.indicators.conditions import Condition
from baken.indicators.documents import Items, Mapping, Node, Scalar, check_keys
from baken.indicators.example_reading import read_examples
from baken.indicators.facts import Fact
from baken.indicators.faults import FaultList
from baken.indicators.protected import bare
from baken.indicators.rule import GRADES, SUBJECTS, AppliesTo, Example, Grade, Rule, Waiver, Weight
from baken.indicators.told_of_people import accusation_in
from baken.indicators.wordlists import WordLists
from baken.vocabulary.code_list import Label

REQUIRED = ("indicator", "version", "applies_to", "grade", "source", "means", "innocent", "when", "examples")
OPTIONAL = ("weight", "waived")
LONGEST_NAME = 80

_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_Word = TypeVar("_Word", bound=str)


class RuleReader:
    """Reads the mapping of one file. What is faulty is None; `rule` needs every part to be sound."""

    def __init__(
        self, document: Mapping, stem: str, faults: FaultList, word_lists: WordLists, *, for_desk: bool
    ) -> None:
        self._document = document
        self._for_desk = for_desk
        self._stem = stem
        self._faults = faults
        self._word_lists = word_lists
        self.text_lines: list[tuple[str, str, int]] = []
        """Each text that workers see: what it is ("means nl"), the text, its line."""

    def rule(self) -> Rule | None:
        """The rule, or None when the file has a fault that leaves none."""
        check_keys(self._document, REQUIRED, OPTIONAL, self._faults)
        indicator = self._indicator()
        version = self._version()
        applies_to = self._one_of("applies_to", cast(Collection[AppliesTo], SUBJECTS))
        grade = self._one_of("grade", cast(Collection[Grade], GRADES))
        source = self._entry_text(self._document, "source")
        means, innocent = self._label("means"), self._label("innocent")
        waived = self._waivers()
        conditions = ConditionReader(self._faults, self._word_lists, waived, for_desk=self._for_desk)
        weight = self._weight()
        when = self._when(conditions)
        examples = read_examples(self._document.get("examples"), conditions, self._faults)
        self._judge_weight(grade, weight, conditions.facts.values())
        self._judge_examples(when, examples)
        if not (indicator and version and applies_to and grade and source and means and innocent and when):
            return None
        return Rule(
            indicator, version, applies_to, grade, source, means, innocent, weight, when, examples, waived
        )

    def _judge_weight(self, grade: Grade | None, weight: Weight | None, read: Iterable[Fact]) -> None:
        """What a weight may not be, given the grade and the facts that are read."""
        entry = self._document.get("weight")
        if entry is None:
            return
        if grade == "X":
            self._faults.add(entry.line, "grade X with a weight: what does not predict never counts")
        for fact in read:
            if fact.never_positive and weight is not None and weight.log_odds > 0:
                cause = f'positive weight on {fact.name!r}, a fact marked "never positive"'
                self._faults.add(entry.line, cause)

    def _judge_examples(self, when: Condition | None, examples: tuple[Example, ...]) -> None:
        if when is None:
            return
        judge = compile_condition(when)
        for example in examples:
            verdict = judge(example.facts)
            if (verdict is True) is not example.fires:
                said = {True: "true", False: "false", None: "unknown"}[verdict]
                expected = "fires" if example.fires else "does not fire"
                cause = f"the example does not hold: it {expected}, and the rule says {said}"
                self._faults.add(example.line, cause)

    def _indicator(self) -> str | None:
        name = self._entry_text(self._document, "indicator")
        if name is None:
            return None
        line = self._line("indicator")
        if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
            self._faults.add(
                line, f"indicator {name!r} is not snake_case of at most {LONGEST_NAME} characters"
            )
        if name != self._stem:
            self._faults.add(line, f"indicator {name!r} is not the file's name, {self._stem!r}")
        return name

    def _version(self) -> int | None:
        entry = self._document.get("version")
        if entry is None:
            return None
        value = entry.node.value if isinstance(entry.node, Scalar) else None
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value < 2**31:
            self._faults.add(entry.node.line, "bad version: a whole number from 1")
            return None
        return value

    def _one_of(self, key: str, known: Collection[_Word]) -> _Word | None:
        entry = self._document.get(key)
        if entry is None:
            return None
        value = entry.node.value if isinstance(entry.node, Scalar) else None
        for word in known:
            if word == value:
                return word
        self._faults.add(entry.node.line, f"{key} is not one of {', '.join(known)}")
        return None

    def _line(self, key: str) -> int:
        entry = self._document.get(key)
        return entry.node.line if entry else self._document.line

    def _entry_text(self, mapping: Mapping, key: str, where: str = "") -> str | None:
        entry = mapping.get(key)
        return None if entry is None else self._text(entry.node, f"{key!r}{where}")

    def _text(self, node: Node, what: str) -> str | None:
        if isinstance(node, Scalar) and isinstance(node.value, str) and node.value.strip():
            return node.value.strip()
        if isinstance(node, Scalar) and (node.value is None or isinstance(node.value, str)):
            self._faults.add(node.line, f"missing {what}: it is empty")
        else:
            self._faults.add(node.line, f"wrong type: {what} takes text")
        return None

    def _label(self, key: str) -> Label | None:
        entry = self._document.get(key)
        if entry is None:
            return None
        if not isinstance(entry.node, Mapping):
            self._faults.add(entry.node.line, f"missing 'nl' and 'en' in {key!r}: a text in each language")
            return None
        check_keys(entry.node, ("nl", "en"), (), self._faults, f" in {key!r}", entry.line)
        texts = [self._entry_text(entry.node, language, f" in {key!r}") for language in ("nl", "en")]
        for language, text in zip(("nl", "en"), texts, strict=True):
            found = entry.node.get(language)
            if text and found:
                self.text_lines.append((f"{key} {language}", text, found.node.line))
                if self._for_desk and (word := accusation_in(text)):
                    cause = f"{word!r} in {key!r}: a rule says what was seen and accuses nobody"
                    self._faults.add(found.node.line, cause)
        nl, en = texts
        return Label(nl, en) if nl and en else None

    def _weight(self) -> Weight | None:
        entry = self._document.get("weight")
        if entry is None:
            return None
        if not isinstance(entry.node, Mapping):
            self._faults.add(entry.node.line, "wrong type: weight takes {log_odds, low, high}")
            return None
        check_keys(entry.node, ("log_odds", "low", "high"), (), self._faults, " in 'weight'", entry.line)
        numbers = [self._number(entry.node, name) for name in ("log_odds", "low", "high")]
        log_odds, low, high = numbers
        if log_odds is None or low is None or high is None:
            return None
        if not low <= log_odds <= high:
            self._faults.add(entry.line, "the weight does not lie in its interval: low <= log_odds <= high")
        return Weight(log_odds, low, high)

    def _number(self, mapping: Mapping, key: str) -> float | None:
        entry = mapping.get(key)
        if entry is None:
            return None
        value = entry.node.value if isinstance(entry.node, Scalar) else None
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            if abs(value) <= 10:
                return float(value)
            self._faults.add(entry.node.line, f"{key} in 'weight' lies beyond -10 to 10")
            return None
        self._faults.add(entry.node.line, f"wrong type: {key} in 'weight' takes a number")
        return None

    def _when(self, conditions: ConditionReader) -> Condition | None:
        entry = self._document.get("when")
        return None if entry is None else conditions.read(entry.node)

    def _waivers(self) -> tuple[Waiver, ...]:
        entry = self._document.get("waived")
        if entry is None:
            return ()
        if not isinstance(entry.node, Items):
            self._faults.add(entry.node.line, "wrong type: waived takes a list of {word, reason, by}")
            return ()
        read = [self._waiver(item) for item in entry.node.items]
        return tuple(waiver for waiver in read if waiver is not None)

    def _waiver(self, node: Node) -> Waiver | None:
        if not isinstance(node, Mapping):
            self._faults.add(node.line, "wrong type: a waiver is {word, reason, by: [NAME, NAME]}")
            return None
        check_keys(node, ("word", "reason", "by"), (), self._faults, " in 'waived'")
        word = self._entry_text(node, "word", " in 'waived'")
        reason = self._entry_text(node, "reason", " in 'waived'")
        by = node.get("by")
        names: list[str] = []
        if by is not None and isinstance(by.node, Items):
            names = [
                " ".join(item.value.split())
                for item in by.node.items
                if isinstance(item, Scalar) and isinstance(item.value, str) and item.value.strip()
            ]
        written = len(by.node.items) if by is not None and isinstance(by.node, Items) else 0
        if by is not None and (written != 2 or len(set(map(bare, names)) - {""}) != 2):
            self._faults.add(by.line, "a waiver needs the names of two different people in 'by'")
            return None
        if word is None or reason is None or len(names) != 2:
            return None
        return Waiver(word, reason, (names[0], names[1]))
