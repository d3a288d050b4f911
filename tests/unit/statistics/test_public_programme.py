"""What the programme led to as it may be published: attacked by somebody with all editions, in whole numbers.

The reader of these tests is none of the program's own: a solver of its own, one question a small count.
"""

import random
from datetime import date
from itertools import pairwise
from typing import Any

import highspy
import numpy as np
import pytest

from baken.disclosure.attack import Reader
from baken.disclosure.editions import Edition
from baken.disclosure.exceptions import TooMuchHidden
from baken.disclosure.mechanism import HIDDEN
from baken.statistics.editions.notes import left_out_note
from baken.statistics.editions.safe import FOR_PARTNERS, MECHANISM, SafePart, as_edition, make_safe
from baken.statistics.editions.tables.programme import AMONG, MAY_BE, ONE_OF, RUNNING, SAID_OF, programme
from baken.statistics.period import Period
from baken.statistics.tables.programme import CAME, FRAME, SAID, SAID_SOMETHING
from tests.unit.statistics.coded_registers import programme as frame_of

YEAR = 2026
BASE, THRESHOLD = MECHANISM.base, MECHANISM.threshold
SHARES = {"accepted": 0.6, "replied": 0.3, "closed": 0.5}


def drawn(seed: int, most: int) -> list[tuple[str, date, list[str]]]:
    """Things of every kind, each with what may come of it."""
    by_chance = random.Random(seed)
    rows = []
    for part in CAME:
        for _ in range(by_chance.randrange(most)):
            came = [by_chance.choice(codes) for codes in ONE_OF.get(part, ())]
            # of most nobody knows what they thought
            if part in SAID_OF and by_chance.random() < 0.4:
                came.append(by_chance.choice(SAID_OF[part]))
            came += [code for code in MAY_BE.get(part, ()) if by_chance.random() < SHARES.get(code, 0.06)]
            came += [
                code for (of, code), needs in AMONG.items()
                if of == part and needs in came and by_chance.random() < 0.7
            ]  # fmt: skip
            rows.append((part, date(YEAR, by_chance.randrange(1, 13), 1), came))
    return rows


def published(rows: list[Any], known: Any = (), state: str = "s") -> list[SafePart]:
    draft = programme(frame_of(*rows), Period.of_years(YEAR, YEAR), [YEAR], state)
    return make_safe(draft.parts, list(known))


def interval(
    editions: list[list[SafePart]], asked: tuple[int, str, int], base: int = BASE
) -> tuple[float, float]:
    """The least and the most that a count can be: parts share totals by name, and no count fell."""
    ends = []
    for way in (1, -1):
        solver = highspy.Highs()
        solver.silent()
        by_name: list[dict[Any, Any]] = []
        wanted = None
        for number, parts in enumerate(editions):
            counts: dict[Any, Any] = {}
            for one in parts:
                values = one.published.values[:, 0].tolist()
                for name, value in zip(one.part.naming.names, values, strict=True):
                    if name not in counts:
                        counts[name] = solver.addIntegral(lb=0, ub=100_000)
                    if value != HIDDEN:
                        solver.addConstr(counts[name] <= value + base)
                        solver.addConstr(counts[name] >= value - base)
                *inner, total = (counts[name] for name in one.part.naming.names)
                solver.addConstr(solver.qsum(inner) == total)
                if (number, one.part.name) == asked[:2]:
                    wanted = counts[one.part.naming.names[asked[2]]]
            by_name.append(counts)
        for older, newer in pairwise(by_name):
            for name, count in older.items():
                solver.addConstr(newer[name] >= count)
        solver.minimize(wanted * way)
        assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        ends.append(solver.getInfo().objective_function_value * way)
    return ends[0], ends[1]


def small_counts_stay_wide(editions: list[list[SafePart]]) -> None:
    for number, parts in enumerate(editions):
        for one in parts:
            for place, true in enumerate(one.part.table.values[:, 0].tolist()):
                if 0 < true < THRESHOLD:
                    low, high = interval(editions, (number, one.part.name, place))
                    assert high - low >= BASE, (one.part.name, place)


@pytest.mark.parametrize(("seed", "most"), [(1, 12), (2, 60), (3, 200)])
def test_no_small_count_can_be_found_from_all_rows_together(seed: int, most: int) -> None:
    small_counts_stay_wide([published(drawn(seed, most))])


def test_edition_of_a_year_that_went_on_tells_of_nobody_new() -> None:
    rows = drawn(4, 60)
    first = published(rows, state="first")
    known = [as_edition(one.part.table, one.published, one.part.naming) for one in first]
    more = [*rows, *drawn(5, 6)]
    small_counts_stay_wide([first, published(more, known, state="then")])


@pytest.mark.parametrize(("seed", "most"), [(1, 12), (2, 40), (4, 40), (8, 200)])
def test_partner_gets_an_edition_without_the_parts_that_would_be_hidden(seed: int, most: int) -> None:
    draft = programme(frame_of(*drawn(seed, most)), Period.of_years(YEAR, YEAR), [YEAR], "s")
    made = make_safe(draft.parts, [], mechanism=FOR_PARTNERS)
    figures = draft.lay_out({one.part.name: one.published for one in made})
    assert figures["count"].drop_nulls().len() > 0
    for one in made:
        true, told = one.part.table.values[:, 0].tolist(), one.published.values[:, 0].tolist()
        assert all(value in (HIDDEN, count) for value, count in zip(told, true, strict=True))
        if one.left_out:
            assert set(told) == {HIDDEN}
            assert left_out_note(made)
        for place, count in enumerate(true):
            if 0 < count < FOR_PARTNERS.threshold:
                low, high = interval([made], (0, one.part.name, place), base=0)
                assert high - low >= FOR_PARTNERS.width, (one.part.name, place)
    assert list(Reader([_as_partners(one) for one in made], FOR_PARTNERS).sharp()) == []


def test_parts_that_are_left_out_do_not_make_an_edition_of_nearly_nothing() -> None:
    rows = [("referral", date(YEAR, 1, 1), ["accepted"])] * 2 + [("case", date(YEAR, 1, 1), ["ended"])]
    draft = programme(frame_of(*rows), Period.of_years(YEAR, YEAR), [YEAR], "s")
    few = [one for one in draft.parts if one.name.startswith(("referral", "case"))]
    with pytest.raises(TooMuchHidden):
        make_safe(few, [], mechanism=FOR_PARTNERS)


def test_same_figures_without_a_part_are_given_as_before() -> None:
    rows = [*drawn(9, 60), ("referral", date(YEAR, 1, 1), ["accepted"])]
    draft = programme(frame_of(*rows), Period.of_years(YEAR, YEAR), [YEAR], "s")
    first = make_safe(draft.parts, [], mechanism=FOR_PARTNERS)
    again = make_safe(draft.parts, [_as_partners(one) for one in first], mechanism=FOR_PARTNERS)
    assert all(one.reused for one in again)
    assert [one.left_out for one in again] == [one.left_out for one in first]


def test_total_stands_there_where_the_first_part_hides_it() -> None:
    rows = [("conversation", date(YEAR, 1, 1), ["began_us", "closed"])] * 3
    rows += [("conversation", date(YEAR, 1, 1), ["began_them", "closed"])] * 9
    draft = programme(frame_of(*rows), Period.of_years(YEAR, YEAR), [YEAR], "s")
    told = {one.name: one.table for one in draft.parts}
    name = next(one.name for one in draft.parts if one.name.startswith("conversation"))
    told[name] = told[name].with_values(np.full_like(told[name].values, HIDDEN))
    whole = draft.lay_out(told).filter(measure="conversation", code="all")["count"].item()
    assert whole == 12


def _as_partners(one: SafePart) -> Edition:
    return as_edition(one.part.table, one.published, one.part.naming, FOR_PARTNERS)


def test_every_count_moves_by_five_at_most_and_help_begins_only_for_who_was_accepted() -> None:
    rows = drawn(6, 150)
    made = {one.part.name: one for one in published(rows)}
    for one in made.values():
        shown = one.published.values != HIDDEN
        assert (abs(one.published.values - one.part.table.values)[shown] <= BASE).all()
    helped, accepted = made["referral:done"].part.naming, made["referral:accepted"].part.naming
    assert helped.names[-1] == accepted.names[0]


def test_every_answer_is_published_or_left_out_on_purpose() -> None:
    """Decided, closed and that somebody said something are sums; overdue is by the clock of the day."""
    for part, came in CAME.items():
        told = {code for codes in ONE_OF.get(part, ()) for code in codes} | set(MAY_BE.get(part, ()))
        told |= set(SAID_OF.get(part, ()))
        told |= {code for of, code in AMONG if of == part}
        assert set(came) - told <= {"decided", "closed", "overdue", SAID_SOMETHING}
        assert told - set(came) <= {RUNNING}


def test_frame_of_the_programme_has_what_the_parts_are_counted_from() -> None:
    assert {"part", "began_on", "came"} <= set(FRAME.names())


def test_edition_from_before_what_people_said_was_counted_stays_beside_one_with_it() -> None:
    rows = drawn(3, 60)
    draft = programme(frame_of(*rows), Period.of_years(YEAR, YEAR), [YEAR], "s")
    before = make_safe([one for one in draft.parts if not one.name.endswith(f":{SAID[0]}")], [])
    known = [as_edition(one.part.table, one.published, one.part.naming) for one in before]
    now = make_safe(draft.parts, known)
    assert [one.part.name for one in now if one.reused] == [one.part.name for one in before]
    assert {one.part.name.split(":")[0] for one in now if not one.reused} == set(SAID_OF)
    small_counts_stay_wide([before, now])
