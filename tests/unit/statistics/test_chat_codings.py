"""What help chats show, counted by hand; and that municipalities are counted inside only."""

import re
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from baken.register.coded import CodedRegister
from baken.statistics.catalogue import TABLES
from baken.statistics.drawings import BESIDE, NARROW, UNDER, draw_bars
from baken.statistics.editions.definitions import NOT_PUBLIC, PUBLIC, state
from baken.statistics.editions.tables.registrations import CHATS, codings_of_chats
from baken.statistics.formats.layout import draw
from baken.statistics.period import Period
from baken.statistics.table import FilledTable, fill
from baken.statistics.tables.chat_codings import CHAT_CODINGS
from baken.statistics.workbench.answer import STEP, TOTAL, Question, answer
from baken.statistics.workbench.dimensions import DIMENSIONS, OTHER_MUNICIPALITIES, UNITS, UNKNOWN
from tests.unit.statistics.coded_registers import RegisterBuilder

DAY = date(2020, 5, 1)


def chats() -> CodedRegister:
    made = RegisterBuilder()
    first = made.registration(DAY, source="help_chat", met="yes", means=["threat"], sextortion=["sexual"])
    second = made.registration(DAY, source="help_chat", met="no", means=["debt"])
    made.registration(DAY, source="help_chat", met="yes", sextortion=["financial"])
    made.registration(DAY, source="help_chat", met="unknown")
    made.registration(date(2021, 1, 1), source="help_chat")
    elsewhere = made.registration(DAY, source="police_registration", met="yes", sextortion=["sexual"])
    made.mention(first, "Chat", roles=["recruiting", "spreading_images"])
    made.mention(first, "Site", roles=["recruiting"])
    made.mention(second, "Chat", roles=["unknown"])
    made.mention(elsewhere, "Chat", roles=["payment"])
    return made.build()


def told(period: Period | None = None) -> dict[tuple[str, str], tuple[int, int, int | None]]:
    rows = CHAT_CODINGS.compute(chats(), period or Period(), False).rows()
    return {(measure, code): (count, of, percent) for measure, code, count, of, percent in rows}


def test_met_online_is_a_share_of_the_chats_in_which_it_came_up() -> None:
    found = told()
    assert found["met_online", "yes"] == (2, 3, 67)
    assert found["met_online", "no"] == (1, 3, 33)
    assert found["met_online", "unknown"] == (2, 5, 40)


def test_sextortion_is_a_share_of_the_chats_that_tell_how_somebody_was_coerced() -> None:
    found = told()
    assert found["sextortion", "sextortion"] == (2, 3, 67)
    assert found["sextortion", "otherwise"] == (1, 3, 33)
    assert found["sextortion", "unknown"] == (2, 5, 40)


def test_role_counts_once_a_chat_however_many_platforms_have_it() -> None:
    found = told()
    assert found["platform_role", "recruiting"] == (1, 1, 100)
    assert found["platform_role", "spreading_images"] == (1, 1, 100)
    assert found["platform_role", "payment"] == (0, 1, 0)
    assert found["platform_role", "unknown"] == (4, 5, 80)


def test_only_chats_of_the_period_are_counted() -> None:
    found = told(Period.of_years(2021, 2021))
    assert found["met_online", "unknown"] == (1, 1, 100)
    assert found["met_online", "yes"] == (0, 0, None)


def test_register_without_chats_says_so_in_noughts() -> None:
    made = fill(CHAT_CODINGS, RegisterBuilder().build(), Period())
    assert set(made.figures["count"]) == {0}


def test_public_table_totals_each_question_and_is_held_against_the_kinds_of_source() -> None:
    parts = codings_of_chats(chats(), Period(), (2020, 2021), "now").parts
    totals = {one.name: int(one.table.values[-1, 0]) for one in parts}
    assert totals == {"met_online": 5, "sextortion": 5, "platform_role": 2}
    per_source = PUBLIC["per-source-kind"].draft(chats(), Period(), (2020, 2021), "now").parts[0]
    (place,) = [n for n, row in enumerate(per_source.table.rows) if row == "help_chat"]
    for one in parts[:2]:
        assert one.naming.names[-1] == per_source.naming.names[place]
    assert all(set(CHATS) <= name.facets for one in parts for name in one.naming.names)


@pytest.mark.parametrize("name", [*PUBLIC, *NOT_PUBLIC])
def test_no_table_that_goes_out_is_counted_by_municipality(name: str) -> None:
    table = TABLES[name]
    assert all("municipality" not in columns for columns in table.reads.values())
    assert all("municipality" not in column.name for column in table.columns)


def test_fingerprint_is_that_of_before_while_nothing_stands_in_a_later_column() -> None:
    table = TABLES["per-province"]
    frames = RegisterBuilder()
    frames.registration(DAY, province="NL-NB")
    now = frames.build()
    before = replace(
        now,
        registrations=now.registrations.drop("municipality"),
        how_it_happened=now.how_it_happened.drop("met_online"),
    )
    placed = replace(now, registrations=now.registrations.with_columns(municipality=pl.lit("GM0855")))
    met = replace(now, how_it_happened=now.how_it_happened.with_columns(met_online=pl.lit("yes")))
    states = [state(table, one, Period(), [2020]) for one in (before, now, placed, met)]
    assert states[0] == states[1] == states[2] != states[3]


def in_municipalities(*often: tuple[str, int]) -> CodedRegister:
    made = RegisterBuilder()
    for code, times in often:
        for _ in range(times):
            made.registration(DAY, municipality=code)
    return made.build()


def test_municipality_with_few_stands_with_the_others_at_the_workbench() -> None:
    register = in_municipalities(("GM0855", 12), ("GM0344", STEP - 1), ("GM0003", 1))
    found = answer(register, Question(UNITS["registrations"], DIMENSIONS["gemeente"]))
    assert found is not None
    assert found.figures.rows() == [("GM0855", 10), (OTHER_MUNICIPALITIES, 5), (UNKNOWN, 0), (TOTAL, 15)]
    assert found.words("row", "GM0855").nl == "Tilburg"
    assert found.words("row", OTHER_MUNICIPALITIES).nl == "andere gemeenten"
    assert "Utrecht" not in str(found) and "Appingedam" not in str(found)


def test_question_is_never_narrowed_down_to_a_municipality() -> None:
    from baken.statistics.workbench.forms import ONLY, QuestionForm

    form = QuestionForm({}, years=[2020])
    assert f"{ONLY}gemeente" not in form.fields
    assert f"{ONLY}provincie" in form.fields


def nothing_to_draw() -> FilledTable:
    filled = fill(CHAT_CODINGS, RegisterBuilder().build(), Period())
    assert not filled.chart.has_bars
    return filled


@pytest.mark.parametrize("width", [NARROW, BESIDE, UNDER])
def test_drawing_on_a_page_of_a_table_of_noughts_breaks_no_word_of_its_heading(width: int) -> None:
    drawn = draw_bars(
        nothing_to_draw().chart, name="x", width=width, title="x", description="x", language="nl"
    )
    lines = re.findall(r"<text[^>]*>([^<]+)</text>", drawn)
    assert {"aantal (aandeel)", "(aandeel)"} & set(lines)


def test_drawing_in_a_file_of_a_table_of_noughts_breaks_no_word_of_its_heading() -> None:
    filled = nothing_to_draw()
    assert "aantal (aandeel)" in {words.text for words in draw(filled, filled.chart).words}
