"""Justifications: why a rule may weigh more on a group, who answers for it, and until when.

A YAML file with a list; each item covers one rule and one group:

    - group: agency
      indicator: shared_contact_many_texts
      reason: "The rule is about one contact with many texts, and that is what an agency is."
      by: data_protection_officer
      date: 2026-01-15
      until: 2026-12-31

`by` is a function from the closed list of roles and never a name: a rule set is shown to people outside,
and who answers for it does so in that function. It ends, so that somebody looks again. `reason` is a text,
or one in each language: {nl: "...", en: "..."}.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from baken.indicators.documents import Items, Mapping, Node, Scalar, check_keys, read_document
from baken.indicators.fairness.groups import CODES, is_group_name
from baken.indicators.faults import Fault, FaultList
from baken.vocabulary.code_list import Label
from baken.vocabulary.roles import Role

KEYS = ("group", "indicator", "reason", "by", "date", "until")
LONGEST_REASON = 2_000


@dataclass(frozen=True, slots=True)
class Justification:
    """Why `indicator` may weigh more on `group`, by the function that answers for it; it holds from
    `begins` (the file's `date`) to `until`, both days included. `line` is where it stands in its file."""

    group: str
    indicator: str
    reason: Label
    by: str
    begins: date
    until: date
    line: int

    def in_force(self, on: date) -> bool:
        """Whether it holds on a day."""
        return self.begins <= on <= self.until


def read_justifications(content: bytes, file: str) -> tuple[tuple[Justification, ...], tuple[Fault, ...]]:
    """The justifications of a file that are sound, and every fault, by line; `file` is its name in those."""
    faults = FaultList(file)
    document = read_document(content, faults)
    if document is not None and not isinstance(document, Items):
        faults.add(document.line, f"a file of justifications is a list of {{{', '.join(KEYS)}}}")
    items = document.items if isinstance(document, Items) else ()
    read = [_Reader(item, faults).justification() for item in items]
    sound = tuple(each for each in read if each is not None)
    first: dict[tuple[object, ...], int] = {}
    for each in sound:
        same = (each.group, each.indicator, each.begins, each.until)
        if (line := first.setdefault(same, each.line)) != each.line:
            faults.add(each.line, f"the same group, indicator and days as on line {line}")
    return sound, tuple(sorted(faults.faults))


class _Reader:
    """Reads one item of the list."""

    def __init__(self, node: Node, faults: FaultList) -> None:
        self._node = node
        self._faults = faults

    def justification(self) -> Justification | None:
        """The justification, or None when it has a fault."""
        if not isinstance(self._node, Mapping):
            self._faults.add(self._node.line, f"wrong type: a justification is {{{', '.join(KEYS)}}}")
            return None
        check_keys(self._node, KEYS, (), self._faults, " in a justification")
        noted = len(self._faults.faults)
        group, indicator, by = (self._text(self._node, key) for key in ("group", "indicator", "by"))
        reason = self._reason(self._node)
        begins, until = (self._day(self._node, key) for key in ("date", "until"))
        if group and not is_group_name(group):
            known = ", ".join(f"{code}:CODE" if code in ("gender", "language") else code for code in CODES)
            self._note(self._node, "group", f"there is no group {group!r} (known: {known})")
        if reason and max(len(reason.nl), len(reason.en)) > LONGEST_REASON:
            self._note(self._node, "reason", f"'reason' is longer than {LONGEST_REASON:,} characters")
        if by and by not in Role:
            # what stands there may be a name, so it is not repeated
            roles = ", ".join(member.code for member in Role)
            self._note(self._node, "by", f"'by' takes a function and never a name (one of {roles})")
        if begins and until and until < begins:
            self._note(self._node, "until", "'until' lies before 'date'")
        sound = len(self._faults.faults) == noted
        if not (sound and group and indicator and reason and by and begins and until):
            return None
        return Justification(group, indicator, reason, by, begins, until, self._node.line)

    def _note(self, item: Mapping, key: str, cause: str) -> None:
        entry = item.get(key)
        self._faults.add(entry.node.line if entry else item.line, cause)

    def _reason(self, item: Mapping) -> Label | None:
        entry = item.get("reason")
        if entry is None or not isinstance(entry.node, Mapping):
            text = self._text(item, "reason")
            return Label(text, text) if text else None
        check_keys(entry.node, ("nl", "en"), (), self._faults, " in 'reason'", entry.line)
        nl, en = (self._text(entry.node, language) for language in ("nl", "en"))
        return Label(nl, en) if nl and en else None

    def _text(self, item: Mapping, key: str) -> str | None:
        entry = item.get(key)
        if entry is None:
            return None
        value = entry.node.value if isinstance(entry.node, Scalar) else 0
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
        empty = value is None or isinstance(value, str)
        self._note(item, key, f"missing {key!r}: it is empty" if empty else f"wrong type: {key!r} takes text")
        return None

    def _day(self, item: Mapping, key: str) -> date | None:
        entry = item.get(key)
        if entry is None:
            return None
        value = entry.node.value if isinstance(entry.node, Scalar) else None
        if isinstance(value, str):
            with suppress(ValueError):
                return date.fromisoformat(value.strip())
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self._note(item, key, f"{key!r} takes a day, as 2026-01-15")
        return None
