"""What the steps of a point come to: each as it reads after corrections, and how the point stands."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise

from baken.platforms.dialogue.models import DialogueStep
from baken.platforms.dialogue.states import MOVES, STATES, State


@dataclass(slots=True)
class Entry:
    """One thing that happened: the step as it was first written, and what was changed of it since."""

    first: DialogueStep
    corrections: list[DialogueStep] = field(default_factory=list)
    taken_back: DialogueStep | None = None

    @property
    def now(self) -> DialogueStep:
        """What holds: the newest correction, else what was first written."""
        return self.corrections[-1] if self.corrections else self.first

    @property
    def earlier(self) -> list[tuple[DialogueStep, DialogueStep]]:
        """What stood there before, the newest first, each with the correction that took its place."""
        written = [self.first, *self.corrections]
        return list(pairwise(written))[::-1]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a point stands after some of its entries."""

    state: State
    due_on: date | None
    last: Entry


def entries(steps: Iterable[DialogueStep]) -> list[Entry]:
    """What happened to a point, in the order in which it was written down."""
    found: dict[uuid.UUID, Entry] = {}
    for step in sorted(steps, key=lambda step: step.number):
        if step.corrects_id is not None:
            found[step.corrects_id].corrections.append(step)
        elif step.takes_back_id is not None:
            found[step.takes_back_id].taken_back = step
        else:
            found[step.id] = Entry(step)
    return list(found.values())


def standing(told: Sequence[Entry]) -> Standing | None:
    """How a point stands after these; None for none that holds."""
    state, due_on, last = "", None, None
    for entry in told:
        if entry.taken_back is not None:
            continue
        last = entry
        target = MOVES[entry.first.kind].target
        if target is not None:
            state, due_on = target, entry.now.due_on
    return Standing(STATES[state], due_on, last) if state and last else None


def known_before(told: Sequence[Entry], meeting: uuid.UUID, moment: datetime | None) -> list[Entry]:
    """What was known before a meeting: nothing that was said in it, nothing written after `moment`."""
    return [
        entry
        for entry in told
        if entry.first.meeting_id != meeting and (moment is None or entry.first.at < moment)
    ]
