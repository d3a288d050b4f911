"""Reads the examples of a rule file: facts for which the rule must fire, or must not."""

from baken.indicators.condition_reading import ConditionReader
from baken.indicators.documents import Entry, Items, Mapping, Node, Scalar, check_keys
from baken.indicators.facts import LISTS, Fact
from baken.indicators.faults import FaultList
from baken.indicators.rule import Example


def read_examples(entry: Entry | None, conditions: ConditionReader, faults: FaultList) -> tuple[Example, ...]:
    """The examples that are sound; every fault of them, and every kind that is missing, is noted."""
    if entry is None:
        return ()
    if not isinstance(entry.node, Items):
        faults.add(entry.node.line, "wrong type: examples takes a list of {facts, fires}")
        return ()
    read = [_example(item, conditions, faults) for item in entry.node.items]
    told = [example for example in read if example is not None]
    if len(told) == len(read):
        _missing(told, entry, faults)
    return tuple(example for example in told if example.facts is not FAULTY)


FAULTY: dict[str, object] = {}
"""Stands for facts with a fault: such an example still counts as one of its kind."""


def _missing(examples: list[Example], entry: Entry, faults: FaultList) -> None:
    """One that fires, one that does not, and an innocent one: three, so none stands for two."""
    innocent = sum(example.innocent for example in examples)
    for fires, what in ((True, "an example that fires"), (False, "an example that does not fire")):
        alike = [example for example in examples if example.fires is fires]
        if not alike:
            faults.add(entry.line, f"missing {what}")
        elif all(example.innocent for example in alike):
            innocent -= 1
            if innocent < 1:
                faults.add(entry.line, f"missing {what}, beside the innocent example")
    if not any(example.innocent for example in examples):
        faults.add(entry.line, "missing an innocent example (innocent: true)")


def _example(node: Node, conditions: ConditionReader, faults: FaultList) -> Example | None:
    if not isinstance(node, Mapping):
        faults.add(node.line, "wrong type: an example is {facts, fires, innocent}")
        return None
    check_keys(node, ("facts", "fires"), ("innocent",), faults, " in an example")
    fires, innocent = _truth(node, "fires", faults), _truth(node, "innocent", faults)
    facts = node.get("facts")
    if facts is None or fires is None or (innocent is None and node.get("innocent")):
        return None
    return Example(_facts(facts.node, conditions, faults), fires, bool(innocent), node.line)


def _facts(node: Node, conditions: ConditionReader, faults: FaultList) -> dict[str, object]:
    if not isinstance(node, Mapping):
        faults.add(node.line, "wrong type: facts takes a mapping of facts to values")
        return FAULTY
    values: dict[str, object] = {}
    sound = True
    for entry in node.entries:
        fact = conditions.fact_named(entry.key, entry.line)
        known, value = _value(entry.node, fact, conditions, faults) if fact else (False, None)
        sound = sound and known
        values[entry.key] = value
    return values if sound else FAULTY


def _truth(mapping: Mapping, key: str, faults: FaultList) -> bool | None:
    entry = mapping.get(key)
    if entry is None:
        return None
    value = entry.node.value if isinstance(entry.node, Scalar) else None
    if isinstance(value, bool):
        return value
    faults.add(entry.node.line, f"wrong type: {key!r} takes true or false")
    return None


def _value(node: Node, fact: Fact, conditions: ConditionReader, faults: FaultList) -> tuple[bool, object]:
    """Whether the value is of the fact's type, and the value; null is a missing fact."""
    if isinstance(node, Scalar) and node.value is None:
        return True, None
    if fact.kind not in LISTS:
        value = conditions.example_value(node, fact)
        return value is not None, value
    if not isinstance(node, Items):
        faults.add(node.line, f"wrong type: an example takes a list for {fact.name}")
        return False, None
    values = [conditions.example_value(item, fact) for item in node.items]
    return None not in values, values
