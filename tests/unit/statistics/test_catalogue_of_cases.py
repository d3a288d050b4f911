"""Roles per type, how it happened, regions, sources, and platforms over time: counted by hand."""

from datetime import date

from hypothesis import given, settings

from baken.register.coded import CodedRegister
from baken.statistics.catalogue import TABLES
from baken.statistics.period import Period
from tests.unit.statistics.coded_registers import RegisterBuilder, registers

ONLY_2020 = Period.of_years(2020, 2020)


def small_register() -> CodedRegister:
    made = RegisterBuilder()
    first = made.registration(
        date(2019, 5, 1), unit="Rotterdam", province="NL-ZH", technology="cyber_enabled", contact="unknown",
        means=["debt", "threat"],
    )  # fmt: skip
    second = made.registration(
        date(2020, 2, 1), source="outreach", technology="cyber_assisted", means=["debt"]
    )
    third = made.registration(date(2021, 2, 1), source="unknown", unit="Rotterdam", recruitment="fishing")
    made.mention(first, "Chat", "instant_messaging", order=1, roles=["recruiting", "payment"])
    made.mention(first, "Site", "sex_advertising_website", order=2, roles=["unknown"])
    made.mention(second, "Chat", "instant_messaging", order=1, roles=["recruiting"])
    made.mention(third, "Chat", "instant_messaging", order=1)
    made.mention(third, None, naming="unnamed", roles=["recruiting"])
    made.platform("Chat", order=1, opened=date(2020, 6, 1))
    made.platform("Gone", order=3, closed=date(2020, 12, 31))
    return made.build()


def rows(name: str, period: Period | None = None, *, margins: bool = False) -> list[tuple[object, ...]]:
    return TABLES[name].compute(small_register(), period or Period(), margins).rows()


def shares(name: str) -> dict[tuple[object, object], tuple[object, ...]]:
    return {(row[0], row[1]): row[2:] for row in rows(name)}


def test_share_of_a_role_is_over_mentions_with_a_known_role() -> None:
    found = shares("roles-per-type")
    assert found["instant_messaging", "recruiting"] == (2, 2, 100)
    assert found["instant_messaging", "payment"] == (1, 2, 50)
    assert found["instant_messaging", "unknown"] == (1, 3, 33)
    assert found["sex_advertising_website", "recruiting"] == (0, 0, None)
    assert found["sex_advertising_website", "unknown"] == (1, 1, 100)


def test_answers_are_shares_of_the_registrations_that_have_one() -> None:
    found = shares("how-it-happened")
    assert found["technology_part", "cyber_enabled"] == (1, 2, 50)
    assert found["technology_part", "unknown"] == (1, 3, 33)
    assert found["customer_contact", "person"] == (0, 0, None)
    assert found["customer_contact", "unknown"] == (3, 3, 100)
    assert found["recruitment_mode", "fishing"] == (1, 1, 100)
    assert found["coercion_means", "debt"] == (2, 2, 100)
    assert found["coercion_means", "threat"] == (1, 2, 50)
    assert found["coercion_means", "unknown"] == (1, 3, 33)


def test_regions_and_sources_have_both_counts_and_those_unknown_apart() -> None:
    units = {row[0]: row[1:] for row in rows("per-police-unit", margins=True)}
    assert units["Rotterdam"] == (2, 2, 100, 3)
    assert units["unknown"] == (1, 3, 33, 1)
    assert units["TOTAL"] == (3, None, None, 4)
    provinces = {row[0]: row[1:] for row in rows("per-province")}
    assert (provinces["NL-ZH"], provinces["unknown"]) == ((1, 1, 100, 2), (2, 3, 67, 2))
    sources = {row[0]: row[1:] for row in rows("per-source-kind")}
    assert sources["outreach"] == (1, 2, 50, 1)
    assert sources["unknown"] == (1, 3, 33, 1)


def test_platforms_are_new_and_vanish_by_the_whole_register() -> None:
    assert rows("platforms-new-and-vanished") == [
        ("2019", 2, 2, 1, 0, 0), ("2020", 1, 0, 0, 1, 1), ("2021", 1, 0, 1, 0, 0),
    ]  # fmt: skip
    assert rows("platforms-new-and-vanished", ONLY_2020) == [("2020", 1, 0, 0, 1, 1)]


def test_platform_has_its_years_and_the_dates_of_the_catalogue() -> None:
    assert rows("platform-lifespans", margins=True) == [
        ("instant_messaging", "Chat", "2019", "2021", "2020-06-01", None, 3),
        ("sex_advertising_website", "Site", "2019", "2019", None, None, 1),
        (None, "TOTAL", None, None, None, None, 4),
    ]
    assert rows("platform-lifespans", ONLY_2020) == [
        ("instant_messaging", "Chat", "2019", "2021", "2020-06-01", None, 1)
    ]


@settings(max_examples=20, deadline=None)
@given(registers())
def test_registrations_by_anything_add_up_to_all(register: CodedRegister) -> None:
    for name in ("per-police-unit", "per-province", "per-source-kind"):
        table = TABLES[name].compute(register, Period(), False)
        assert table["registrations"].sum() == register.registrations.height
        assert table["mentions"].sum() == TABLES["emm-annex-1"].compute(register, Period(), True)["total"][-1]
    told = TABLES["how-it-happened"].compute(register, Period(), False)
    for part in told.filter(told["measure"] != "coercion_means").partition_by("measure"):
        assert part["count"].sum() == register.registrations.height
