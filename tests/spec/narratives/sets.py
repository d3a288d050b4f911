"""Invented narratives with what is to be read in them, written before the reader was.

A line is a narrative. `[words|answer]` marks what must be proposed: `code:role,role` for a platform of
the catalogue (or `unnamed`, `unclear`), `age:NN`, `place:NL-XX`, `person:role`. What is not marked must
not be proposed. The sets called `held` were kept back until the reader was finished. Those called `notes`
came later, told as case notes, chats and registrations tell it and annotated before they
were read: `notes_build` to mend the reader with, `notes_held` untouched until that was done,
`notes_last` written after it. `second` is the same a second time.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_MARK = re.compile(r"\[([^\]|]*)\|([^\]]*)\]")
SETS = (
    "nl_build", "nl_held", "en_build", "en_held", "nl_notes_build", "nl_notes_held", "nl_notes_last",
    "en_notes_build", "en_notes_held", "en_notes_last", "nl_second_build", "nl_second_held",
    "nl_second_last", "en_second_build", "en_second_held", "en_second_last",
)  # fmt: skip


@dataclass(frozen=True)
class Answer:
    span: tuple[int, int]
    kind: str
    value: str
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Narrative:
    text: str
    answers: tuple[Answer, ...]


@cache
def narratives(name: str) -> tuple[Narrative, ...]:
    lines = Path(__file__).with_name(f"{name}.txt").read_text("utf-8").splitlines()
    return tuple(_narrative(line) for line in lines if line)


def _narrative(line: str) -> Narrative:
    text, answers, last = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[last : mark.start()]
        start, last = len(text), mark.end()
        text += mark[1]
        kind, _, value = mark[2].partition(":")
        if kind in ("age", "place", "person"):
            answers.append(Answer((start, len(text)), kind, value))
        else:
            roles = frozenset(value.split(",")) if value else frozenset()
            answers.append(Answer((start, len(text)), "platform", kind, roles))
    return Narrative(text + line[last:], tuple(answers))
