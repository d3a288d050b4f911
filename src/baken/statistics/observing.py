"""What an observer sees of the figures: rounded, and never a cell of the register.

An observer comes from outside and may never single out a person. Numbers are rounded to tens, each for
itself, so that no sum gives a cell away; under ten there is only "fewer than 10". There is no choice of
years for them, since two periods that differ little would tell the difference; and the reservations that
count something themselves are left out.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import polars as pl

from baken.statistics import notes
from baken.statistics.table import FilledTable, StatisticsTable
from baken.tenancy.permission import SEES_NO_PERSON
from baken.vocabulary.code_list import Label

if TYPE_CHECKING:
    from baken.accounts.models import User
    from baken.register.coded import CodedRegister

STEP = 10
"""What numbers are rounded to, and the least that is told."""

ROUNDED = Label(
    "U ziet deze cijfers als waarnemer: afgerond op tientallen. Onder de 10 staat er “<10”. "
    "Zo wijst geen getal naar een mens. Afgeronde getallen tellen niet precies op.",
    "You see these figures as an observer: rounded to tens. Under 10 it says “<10”. That way no "
    "number points to a person. Rounded numbers do not add up exactly.",
)


@dataclass(frozen=True, slots=True)
class RoundedTotal:
    """A total of the register, rounded; None where it is under ten."""

    label: Label
    count: int | None


def sees_as_observer(user: "User", others: frozenset[str]) -> bool:
    """Whether somebody sees figures only because they are an observer; `others` may see them in full."""
    return SEES_NO_PERSON in user.roles and not set(user.roles) & (others - {SEES_NO_PERSON})


def rounded(count: int) -> int:
    """A count to the nearest ten, halves upwards; 0 for whatever is under ten."""
    return 0 if count < STEP else (count + STEP // 2) // STEP * STEP


def rounded_table(definition: StatisticsTable[Any], table: FilledTable) -> FilledTable:
    """A table of the market with every count rounded; a 0 in it stands for anything under ten."""
    counts = [name for name, kind in table.figures.schema.items() if kind.is_integer()]
    figures = table.figures.with_columns(
        pl.when(pl.col(name) < STEP).then(0).otherwise((pl.col(name) + STEP // 2) // STEP * STEP).alias(name)
        for name in counts
    )
    synthetic = tuple(note for note in table.notes if note == notes.SYNTHETIC)
    return replace(table, figures=figures, notes=(ROUNDED, *synthetic, *standing_notes(definition)), query="")


def standing_notes(definition: StatisticsTable[Any]) -> tuple[Label, ...]:
    """The reservations of a table that count nothing themselves, but for the one on exact figures."""
    return tuple(note for note in definition.notes if note != notes.EXACT)


TOTALS = {
    "registrations": ("registration", "registered_on"),
    "mentions": ("naming",),
    "persons": ("person",),
}
"""What of the register an observer's totals are counted from."""


def for_totals(definition: StatisticsTable[Any]) -> StatisticsTable[Any]:
    """A table of which an observer sees the totals of the register instead, where it is one of the
    register."""
    return (
        replace(definition, reads=TOTALS, only={}, for_period={})
        if definition.source == "register"
        else definition
    )


def register_totals(register: "CodedRegister") -> list[RoundedTotal]:
    """How much the register holds: all that an observer learns of it."""
    named = register.mentions.filter(pl.col("naming") == "named")
    found = (
        (Label("registraties", "registrations"), register.registrations.height),
        (Label("vermeldingen van een platform", "mentions of a platform"), named.height),
        (Label("personen, onder pseudoniem", "persons, under a pseudonym"), register.persons.height),
    )
    return [RoundedTotal(label, rounded(count) or None) for label, count in found]
