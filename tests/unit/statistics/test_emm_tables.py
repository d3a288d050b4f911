"""The tables of the study over registers small enough to count by hand, and over any register."""

from datetime import date

import polars as pl
from hypothesis import given, settings

from baken.register.coded import CodedRegister
from baken.statistics.catalogue import TABLES
from baken.statistics.period import Period
from baken.statistics.table import fill
from tests.unit.statistics.coded_registers import RegisterBuilder, registers

EVERYTHING = Period()


def rows_of(
    register: CodedRegister, name: str, *, margins: bool = False, period: Period = EVERYTHING
) -> list:
    return TABLES[name].compute(register, period, margins).rows()


def small_register() -> CodedRegister:
    made = RegisterBuilder()
    first = made.registration(date(2019, 3, 1), unit="rotterdam")
    second = made.registration(date(2021, 5, 1), unit="limburg")
    third = made.registration(date(2021, 6, 1))
    made.mention(first, "Beta", "sex_advertising_website", order=2, roles=["placing_adverts"])
    made.mention(first, "Alfa", order=1, roles=["recruiting", "payment"])
    made.mention(second, "Alfa", order=1)
    made.mention(third, "Alfa", order=1)
    made.mention(third, None, naming="unnamed")
    made.mention(third, None, naming="unclear")
    return made.build()


def test_annex_stands_in_the_order_of_the_catalogue_with_a_year_without_mentions() -> None:
    table = TABLES["emm-annex-1"].compute(small_register(), EVERYTHING, True)
    assert table.columns == ["platform_type", "platform", "2019", "2020", "2021", "total"]
    assert table.rows() == [
        ("instant_messaging", "Alfa", 1, 0, 2, 3),
        ("sex_advertising_website", "Beta", 1, 0, 0, 1),
        (None, "TOTAL", 2, 0, 2, 4),
    ]


def test_annex_of_a_period_counts_both_ends_and_leaves_out_the_rest() -> None:
    period = Period(date(2021, 5, 1), date(2021, 5, 31))
    assert rows_of(small_register(), "emm-annex-1", period=period) == [("instant_messaging", "Alfa", 1, 1)]


def test_annex_of_an_empty_register_has_no_rows_and_no_years() -> None:
    table = TABLES["emm-annex-1"].compute(RegisterBuilder().build(), EVERYTHING, False)
    assert (table.columns, table.height) == (["platform_type", "platform", "total"], 0)


def test_platform_doubled_in_a_registration_is_one_mention() -> None:
    made = RegisterBuilder()
    key = made.registration(date(2020, 1, 1))
    made.mention(key, "Alfa")
    made.mention(key, "Alfa")
    assert rows_of(made.build(), "emm-annex-1") == [("instant_messaging", "Alfa", 1, 1)]


def test_table_1_shows_platforms_from_ten_mentions_and_the_others_in_the_margins() -> None:
    made = RegisterBuilder()
    for day in range(1, 12):
        key = made.registration(date(2020, 1, day))
        made.mention(key, "Alfa", "social_network")
        if day <= 10:
            made.mention(key, "Gamma", "sex_advertising_website")
            made.mention(key, "Beta", "sex_advertising_website")
        if day <= 9:
            made.mention(key, "Delta")
    register = made.build()
    named = [("Alfa", 11, 11), ("Beta", 10, 10), ("Gamma", 10, 10)]
    assert rows_of(register, "emm-table-1") == named
    assert rows_of(register, "emm-table-1", margins=True) == [
        *named,
        ("SUBTOTAL_TOP_3", 31, 31),
        ("OTHER_1_PLATFORMS", 9, 9),
        ("TOTAL", 40, 40),
    ]


def test_table_2_counts_other_platforms_of_the_whole_register_and_only_known_units() -> None:
    made = RegisterBuilder()
    key = made.registration(date(2020, 1, 1), unit="limburg")
    loose = made.registration(date(2020, 1, 2))
    for number in range(10):
        made.mention(key, f"Top {number}")
        made.mention(loose, f"Top {number}")
    made.mention(key, "Other in Limburg")
    made.mention(loose, "Other nowhere")
    table = TABLES["emm-table-2"].compute(made.build(), EVERYTHING, True)
    assert table.columns[1:3] == ["Rotterdam", "Oost-Nederland"]
    assert table.select("platform", "Limburg", "Rotterdam").rows()[9:] == [
        ("Top 9", 1, 0),
        ("SUBTOTAL_TOP_10", 10, 0),
        ("OTHER_2_PLATFORMS", 1, 0),
        ("TOTAL", 11, 0),
    ]


def test_table_3_says_which_of_the_six_roles_a_platform_ever_played() -> None:
    table = TABLES["emm-table-3"].compute(small_register(), EVERYTHING, False)
    assert table.select("platform", "recruiting", "placing_adverts", "spreading_images").rows() == [
        ("Alfa", 1, 0, 0),
        ("Beta", 0, 1, 0),
    ]
    assert "payment" not in table.columns


def test_types_always_show_the_four_of_the_study_and_others_that_occur() -> None:
    made = RegisterBuilder()
    key = made.registration(date(2020, 1, 1))
    made.mention(key, "Alfa")
    made.mention(key, "Beta", "forum")
    assert rows_of(made.build(), "emm-types-per-year", margins=True) == [
        ("instant_messaging", 1, 1, 50),
        ("sex_advertising_website", 0, 0, 0),
        ("social_network", 0, 0, 0),
        ("dating_service", 0, 0, 0),
        ("forum", 1, 1, 50),
        ("TOTAL", 2, 2, 100),
    ]


def test_platforms_per_year_do_not_add_up_and_say_so() -> None:
    expected = [("2019", 2), ("2020", 0), ("2021", 1), ("ALL_YEARS", 2)]
    assert rows_of(small_register(), "emm-platforms-per-year", margins=True) == expected


def test_unnamed_are_shown_apart_per_year() -> None:
    expected = [("unnamed", 0, 0, 1, 1), ("unclear", 0, 0, 1, 1), ("TOTAL", 0, 0, 2, 2)]
    assert rows_of(small_register(), "emm-unnamed", margins=True) == expected


def test_notes_say_how_many_mentions_name_no_platform_in_the_period() -> None:
    whole = fill(TABLES["emm-annex-1"], small_register(), EVERYTHING)
    early = fill(TABLES["emm-annex-1"], small_register(), Period(last=date(2020, 1, 1)))
    assert any("1 mentions without a name and 1 whose" in note.en for note in whole.notes)
    assert any("0 mentions without a name and 0 whose" in note.en for note in early.notes)


def test_notes_say_when_other_matters_than_the_study_s_are_counted() -> None:
    made = RegisterBuilder()
    made.registration(date(2020, 1, 1), form="labour")
    made.registration(date(2020, 1, 1), scope="cross_border")
    made.registration(date(2020, 1, 1), form="unknown", scope="unknown")
    notes = fill(TABLES["emm-annex-1"], made.build(), EVERYTHING).notes
    assert any("2 registrations of another form" in note.en for note in notes)


@settings(max_examples=25, deadline=None)
@given(registers())
def test_total_rows_are_the_sum_of_the_rows_they_cover(register: CodedRegister) -> None:
    for name, label in [
        ("emm-annex-1", "platform"),
        ("emm-table-1", "platform"),
        ("emm-table-2", "platform"),
        ("emm-unnamed", "naming"),
        ("emm-types-per-year", "platform_type"),
    ]:
        table = TABLES[name].compute(register, EVERYTHING, True)
        counted = [column for column in table.columns if table.schema[column].is_integer()]
        counted = [column for column in counted if column != "percent"]
        margin = pl.col(label).str.contains("^(SUB)?TOTAL")
        total = table.filter(pl.col(label) == "TOTAL").select(counted)
        assert total.rows() == table.filter(~margin).select(counted).sum().rows()


@settings(max_examples=25, deadline=None)
@given(registers())
def test_unnamed_mentions_never_count_as_a_platform(register: CodedRegister) -> None:
    named = register.mentions.filter(pl.col("naming") == "named")
    annex = TABLES["emm-annex-1"].compute(register, EVERYTHING, False)
    years = TABLES["emm-platforms-per-year"].compute(register, EVERYTHING, True)
    apart = TABLES["emm-unnamed"].compute(register, EVERYTHING, False)
    assert annex["total"].sum() == named.height
    assert annex.height == named["platform"].n_unique() == years["platforms"][-1]
    assert apart["total"].sum() == register.mentions.height - named.height


@settings(max_examples=25, deadline=None)
@given(registers())
def test_years_apart_are_the_whole_table(register: CodedRegister) -> None:
    whole = TABLES["emm-annex-1"].compute(register, EVERYTHING, False)
    for year in (column for column in whole.columns if column.isdigit()):
        period = Period(date(int(year), 1, 1), date(int(year), 12, 31))
        alone = TABLES["emm-annex-1"].compute(register, period, False)
        kept = whole.filter(pl.col(year) > 0).select("platform_type", "platform", year)
        assert alone.select("platform_type", "platform", year).rows() == kept.rows()
