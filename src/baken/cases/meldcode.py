"""The five steps of the reporting code as a guided list: what each asks, what is still open, and which days
can't both be right. No database.

Source: Wet verplichte meldcode huiselijk geweld en kindermishandeling, and the guide of the government to it.
The order is the usual one; the law lets a professional leave a step out or take it later, with a reason.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from baken.vocabulary.cases import MeldcodeStep
from baken.vocabulary.code_list import Label


@dataclass(frozen=True, slots=True)
class Done:
    """What was written of a step: the day, or none where it was left out."""

    done_on: date | None


ASKS: dict[str, Label] = {
    "signals": Label(
        "Wat ziet of hoort u? Schrijf feiten op, en apart wat u denkt. Van wie komt het?",
        "What do you see or hear? Write down facts, and apart what you think. Who told you?",
    ),
    "consult": Label(
        "Bespreek het met een collega. Veilig Thuis geeft advies ook zonder naam.",
        "Discuss it with a colleague. Veilig Thuis advises without a name too.",
    ),
    "talk": Label(
        "Praat met de persoon, alleen en veilig. Zeg wat u ziet en vraag wat de persoon wil. Is praten niet "
        "veilig? Sla deze stap over en schrijf waarom.",
        "Talk with the person, alone and in safety. Say what you see and ask what the person wants. Is "
        "talking not safe? Leave this step out and write why.",
    ),
    "weigh": Label(
        "Weeg met het afwegingskader van uw beroepsgroep: is er acuut gevaar, of duurt het voort?",
        "Weigh with the framework of your profession: is there acute danger, or does it go on?",
    ),
    "decide": Label(
        "Beslis twee dingen: is melden nodig, en is hulp zonder melden ook mogelijk?",
        "Decide two things: is a report needed, and is help without a report possible too?",
    ),
}
"""What each step asks of whoever takes it."""
assert tuple(ASKS) == MeldcodeStep.codes


def still_open(written: Mapping[str, Done]) -> tuple[str, ...]:
    """The steps of which nothing was written, neither a day nor a reason."""
    return tuple(step for step in MeldcodeStep.codes if step not in written)


def out_of_order(written: Mapping[str, Done]) -> Iterator[tuple[str, str]]:
    """Pairs of steps of which the later one has the earlier day: to be looked at, not refused."""
    days = [(step, one.done_on) for step in MeldcodeStep.codes if (one := written.get(step)) and one.done_on]
    for (earlier, first), (later, second) in pairwise(days):
        if first and second and second < first:
            yield earlier, later
