"""Every table over no more than it says it reads, with rows known to stand once: the same to the cell."""

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given, settings

from baken.register.coded import CodedRegister
from baken.statistics.catalogue import TABLES
from baken.statistics.codes import STUDY_ROLES
from baken.statistics.period import Period
from baken.statistics.table import fill
from tests.unit.statistics.coded_registers import registers

REGISTER = {name: table for name, table in TABLES.items() if table.source == "register"}
FRAMES = ("registrations", "mentions", "roles", "persons", "participations", "statuses", "how_it_happened")


def lean(register: CodedRegister, name: str, period: Period | None) -> CodedRegister:
    """What the database would give for a table: its columns, in an order of their own."""
    reads = REGISTER[name].reads_over(period)
    frames = {
        frame: getattr(register, frame).select(reads[frame]).reverse() if frame in reads else pl.DataFrame()
        for frame in FRAMES
    }
    return replace(register, each_once=True, between=None, **frames)


@pytest.mark.parametrize("period", [Period(), Period.of_years(2019, 2020)], ids=str)
@given(register=registers())
@settings(max_examples=25)
def test_tables_over_what_they_read_are_those_over_everything(
    register: CodedRegister, period: Period
) -> None:
    for name, table in REGISTER.items():
        whole = fill(table, register, period, margins=True)
        for known in (period, None):
            read = fill(table, lean(register, name, known), period, margins=True)
            assert read.figures.equals(whole.figures), name
            assert read.notes == whole.notes, name


def test_only_a_whole_register_is_read_without_what_a_period_needs() -> None:
    table = REGISTER["emm-table-3"]
    assert "registration" not in table.reads_over(Period())["mentions"]
    for period in (None, Period.of_years(2019, 2020)):
        assert table.reads_over(period) == table.reads


@pytest.mark.parametrize("name", REGISTER)
def test_what_only_a_period_needs_is_among_what_is_read(name: str) -> None:
    table = REGISTER[name]
    for frame, columns in table.for_period.items():
        assert set(columns) < set(table.reads[frame])


@given(registers())
@settings(max_examples=100)
def test_table_3_is_that_of_plain_looking(register: CodedRegister) -> None:
    names = dict(register.mentions.select("mention", "platform_name").drop_nulls().iter_rows())
    played = {
        (names[mention], role) for mention, role in register.roles.select("mention", "role").iter_rows()
    }
    rows = REGISTER["emm-table-3"].compute(register, Period(), False)
    assert rows.height == min(10, len(set(names.values())))
    for platform, *marks in rows.iter_rows():
        assert marks == [int((platform, role) in played) for role in STUDY_ROLES]
