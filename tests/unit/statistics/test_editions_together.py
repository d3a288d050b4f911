"""Editions out of one read: a register read under numbers gives the fingerprint and the counts of the same
register under references."""

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.register.coded import CodedRegister
from baken.statistics.catalogue import TABLES
from baken.statistics.editions.definitions import PUBLIC, state, tables_of, years_of
from baken.statistics.mentions import within
from baken.statistics.period import Period
from tests.unit.statistics.coded_registers import RegisterBuilder, registers

REGISTER = tables_of("register")
ANY = TABLES["emm-annex-1"]


def registers_told() -> st.SearchStrategy[CodedRegister]:
    """Registers whose mentions are known by reference and number, as in the database."""
    return registers().map(_told)


def _told(register: CodedRegister) -> CodedRegister:
    number = pl.int_range(1, pl.len() + 1).over("registration")
    told = register.mentions.with_columns(pl.format("{}#{}", "registration", number).alias("told"))
    names = dict(told.select("mention", "told").iter_rows())

    def renamed(frame: pl.DataFrame) -> pl.DataFrame:
        return frame.with_columns(pl.col("mention").replace_strict(names, return_dtype=pl.String))

    return replace(register, mentions=renamed(register.mentions), roles=renamed(register.roles))


def numbered(register: CodedRegister) -> CodedRegister:
    """As the database gives it in bulk: numbers for ids, in an order of their own, what belongs to a number
    beside it."""
    at = _numbers(register.registrations, "registration", 3)
    mention = _numbers(register.mentions, "mention", 5)
    person = _numbers(register.persons, "person", 7)

    def under(frame: pl.DataFrame, *keys: str) -> pl.DataFrame:
        return frame.with_columns(
            pl.col(key).replace_strict(known, return_dtype=pl.Int64)
            for key, known in (("registration", at), ("mention", mention), ("person", person))
            if key in keys
        ).reverse()

    mentions = register.mentions.with_columns(
        pl.col("mention").str.split("#").list.last().cast(pl.Int64).alias("number")
    )
    return replace(
        register,
        registrations=under(register.registrations, "registration"),
        mentions=under(mentions, "registration", "mention"),
        roles=under(register.roles.drop("registration"), "mention"),
        persons=under(register.persons.with_columns(pl.col("person").alias("pseudonym")), "person"),
        participations=under(register.participations, "registration", "person"),
        statuses=under(register.statuses, "registration"),
        how_it_happened=under(register.how_it_happened, "registration"),
    )


def _numbers(frame: pl.DataFrame, column: str, step: int) -> dict[str, int]:
    """Numbers that say nothing of the order, the last first."""
    return {name: -step * place for place, name in enumerate(frame[column].unique().sort())}


@pytest.mark.parametrize("period", [Period(), Period.of_years(2019, 2020)], ids=str)
@given(register=registers_told())
@settings(max_examples=40, deadline=None)
def test_fingerprint_is_that_of_the_records_under_their_references(
    register: CodedRegister, period: Period
) -> None:
    if not (years := years_of(ANY, register, period)):
        return
    whole = Period.of_years(years[0], years[-1])
    told = state(ANY, register, whole, years)
    assert state(ANY, numbered(register), whole, years) == told
    assert state(ANY, within(numbered(register), whole), whole, years) == told


@pytest.mark.parametrize("period", [Period(), Period.of_years(2019, 2020)], ids=str)
@given(register=registers_told())
@settings(max_examples=15, deadline=None)
def test_counts_and_names_are_those_of_the_records_under_their_references(
    register: CodedRegister, period: Period
) -> None:
    if not (years := years_of(ANY, register, period)):
        return
    whole = Period.of_years(years[0], years[-1])
    inside = within(numbered(register), whole)
    for name in REGISTER:
        one, other = (PUBLIC[name].draft(frames, whole, years, "s") for frames in (register, inside))
        for part, same in zip(one.parts, other.parts, strict=True):
            assert (part.table.rows, part.table.columns) == (same.table.rows, same.table.columns), name
            assert (part.table.values == same.table.values).all(), name
            assert (part.naming.names, part.naming.known) == (same.naming.names, same.naming.known), name
            told = {counted.name: counted.parts.tolist() for counted in part.naming.sums}
            assert told == {counted.name: counted.parts.tolist() for counted in same.naming.sums}, name
        published = {part.name: part.table for part in one.parts}
        assert one.lay_out(published).equals(other.lay_out(published)), name


def test_what_is_cut_to_a_period_once_is_not_cut_again() -> None:
    register = RegisterBuilder().build()
    cut = within(register, Period.of_years(2019, 2020))
    assert within(cut, Period.of_years(2019, 2020)) is cut
    assert within(cut, Period.of_years(2019, 2019)) is not cut
