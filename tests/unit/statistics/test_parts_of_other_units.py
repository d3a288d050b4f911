"""Parts that count other things, and yet bound each other: a reader of a publication holds them together."""

from datetime import date

import numpy as np
import pytest

from baken.disclosure.attack import Reader
from baken.disclosure.editions import Edition
from baken.disclosure.mechanism import HIDDEN
from baken.statistics.editions.part import Part
from baken.statistics.editions.safe import MECHANISM, as_edition, make_safe
from baken.statistics.editions.tables.persons import persons
from baken.statistics.editions.tables.programme import programme
from baken.statistics.period import Period
from tests.unit.statistics.coded_registers import RegisterBuilder
from tests.unit.statistics.coded_registers import programme as frame_of

YEAR = 2026
DAY = date(YEAR, 3, 1)
PERIOD = Period.of_years(YEAR, YEAR)


def parts_of_persons(*ages: int | None) -> dict[str, Part]:
    """Of persons of these ages, each in a registration of their own."""
    register = RegisterBuilder()
    for number, age in enumerate(ages):
        register.person(register.registration(DAY), f"p{number}", age=age)
    return {one.name: one for one in persons(register.build(), PERIOD, [YEAR], "s").parts}


def told(part: Part, row: str | None, column: str | None, value: int) -> Edition:
    """An edition in which nothing is shown but one value."""
    rows, columns = (*part.table.rows, None), (*part.table.columns, None)
    shown = np.full_like(part.table.values, HIDDEN)
    shown[rows.index(row), columns.index(column)] = value
    return as_edition(part.table, part.table.with_values(shown), part.naming)


def narrowest(*editions: Edition) -> float:
    return min((one.high - one.low for one in Reader(editions, MECHANISM).sharp()), default=np.inf)


@pytest.mark.parametrize(
    ("age", "persons_of", "in_registrations"),
    [(None, "unknown", "unknown"), (30, "18_or_over", "18_or_over"), (30, None, None)],
)
def test_five_persons_stand_in_at_least_five_registrations(
    age: int | None, persons_of: str | None, in_registrations: str | None
) -> None:
    parts = parts_of_persons(*[age] * 5)
    many = told(parts["persons"], None, persons_of, 10)
    few = told(parts["age"], in_registrations, "count", 0)
    assert narrowest(many) >= MECHANISM.base
    assert narrowest(few) >= MECHANISM.base
    assert narrowest(many, few) == 0


def test_minors_are_held_against_their_ages_in_registrations_together() -> None:
    parts = parts_of_persons(11, 12, 13, 16, 17, 17)
    ages = parts["age"]
    (together,) = ages.naming.sums
    assert ages.table.inner.reshape(-1)[together.parts].sum() == 6
    assert any(together.name in one.name.wider() for one in parts["persons"].naming.sums)


def test_persons_and_their_registrations_are_published_so_that_no_five_is_found() -> None:
    for unknown in (5, 4, 6):
        parts = parts_of_persons(*[None] * unknown, *[30] * 10, *[15] * 5)
        made = make_safe(list(parts.values()), [])
        editions = [as_edition(one.part.table, one.published, one.part.naming) for one in made]
        assert narrowest(*editions) >= MECHANISM.base


@pytest.mark.parametrize(
    ("one", "other"), [("accepted", "unanswered"), ("withdrawn", "unanswered"), ("done", "withdrawn")]
)
def test_answers_that_exclude_each_other_are_held_together(one: str, other: str) -> None:
    has = ["accepted", "done"] if one == "done" else [one]
    rows = [("referral", DAY, has)] * 5 + [("referral", DAY, [other])] * 10
    drafted = programme(frame_of(*rows), PERIOD, [YEAR], "s")
    parts = {part.name: part for part in drafted.parts}
    first, second = parts[f"referral:{one}"], parts[f"referral:{other}"]
    # five at least have the one, five at most have not the other
    many, few = told(first, one, "count", 10), told(second, f"not_{other}", "count", 0)
    assert narrowest(many) >= MECHANISM.base
    assert narrowest(few) >= MECHANISM.base
    assert narrowest(many, few) == 0
