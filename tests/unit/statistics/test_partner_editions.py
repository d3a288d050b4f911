"""Every table as a partner gets it, beside every other and the public ones: it tells no small count."""

from typing import Any

import pytest

from baken.disclosure.attack import Reader
from baken.disclosure.editions import Edition
from baken.disclosure.exceptions import TooMuchHidden
from baken.disclosure.mechanism import HIDDEN, How
from baken.statistics.catalogue import TABLES
from baken.statistics.editions.definitions import PUBLIC
from baken.statistics.editions.safe import FOR_PARTNERS, MECHANISM, SafePart, as_edition, make_safe
from tests.factories.registers import drawn_market, drawn_register
from tests.unit.disclosure.count_attacker import interval
from tests.unit.statistics.test_public_tables import drafted, figures

REGISTER = [name for name in PUBLIC if TABLES[name].source == "register"]


def made(name: str, frames: Any, known: list[Edition], how: How) -> list[SafePart]:
    """The table made safe, and put among what is known."""
    parts = make_safe(drafted(name, frames).parts, known, mechanism=how)
    known += [as_edition(one.part.table, one.published, one.part.naming, how) for one in parts]
    return parts


def test_all_tables_for_partners_together_keep_every_small_count() -> None:
    register, known = drawn_register(1), []
    refused = []
    for name in REGISTER:
        try:
            parts = made(name, register, known, FOR_PARTNERS)
        except TooMuchHidden:
            refused.append(name)
            continue
        for one in parts:
            true, shown = one.part.table.values, one.published.values
            seen = shown != HIDDEN
            assert (true[seen] == shown[seen]).all()
            assert not FOR_PARTNERS.sensitive(shown[seen]).any()
            small = FOR_PARTNERS.sensitive(true)
            for row, column in zip(*small.nonzero(), strict=True) if true.size <= 50 else ():
                low, high = interval([one.published], [(0, row, column, 1)], base=0, rising=False)
                assert high - low >= FOR_PARTNERS.width
    assert refused == ["question-7"]
    assert list(Reader(known, FOR_PARTNERS).sharp()) == []


@pytest.mark.parametrize("order", [(MECHANISM, FOR_PARTNERS), (FOR_PARTNERS, MECHANISM)])
@pytest.mark.parametrize("name", ["emm-table-3", "emm-persons"])
def test_table_for_everybody_and_for_partners_keeps_both_promises(name: str, order: tuple[How, How]) -> None:
    register, known = drawn_register(2), []
    for how in order:
        made(name, register, known, how)
    assert list(Reader([one for one in known if not one.is_exact], MECHANISM).sharp()) == []
    assert list(Reader(known, FOR_PARTNERS).sharp()) == []


def test_register_that_went_on_tells_a_partner_of_nobody_new() -> None:
    known: list[Edition] = []
    for registrations in (180, 320):
        made("emm-annex-1", drawn_register(3, registrations), known, FOR_PARTNERS)
    assert list(Reader(known, FOR_PARTNERS).sharp()) == []


def test_rows_for_a_partner_add_up_where_nothing_is_hidden() -> None:
    market = drawn_market(4)
    parts = made("market", market, [], FOR_PARTNERS)
    table = figures(drafted("market", market), parts)
    country = table.filter(table["area"] == "NL")
    total = country.filter(country["advertised_gender"] == "TOTAL")["unique_adverts"].item()
    cells = country.filter(country["advertised_gender"] != "TOTAL")["unique_adverts"]
    assert cells.null_count() > 0 or cells.sum() == total
    assert set(table["unique_adverts"].drop_nulls()) & {1, 2, 3, 4} == set()


def test_same_figures_are_given_as_before_and_not_taken_from_the_public_table() -> None:
    register, known = drawn_register(6), []
    public = made("emm-unnamed", register, known, MECHANISM)
    first = made("emm-unnamed", register, known, FOR_PARTNERS)
    again = make_safe(drafted("emm-unnamed", register).parts, known, mechanism=FOR_PARTNERS)
    assert ([one.reused for one in first], [one.reused for one in again]) == ([False], [True])
    assert (again[0].published.values == first[0].published.values).all()
    assert (again[0].published.values != public[0].published.values).any()
