"""The table of what doors stopped."""

from datetime import date

from baken.statistics.period import Period
from baken.statistics.table import fill
from baken.statistics.tables.door_audits import DOOR_AUDITS
from tests.unit.statistics.coded_registers import door_attempts

STUDY = [
    (None, "published_study", "age_under_eighteen", outcome)
    for outcome in ("let_through", "let_through", "refused", "refused")
]
OWN = [
    (date(2026, 3, 1), "test_entrance", "age_under_eighteen", "held"),
    (date(2026, 3, 1), "test_entrance", "nothing_amiss", "let_through"),
    (date(2026, 3, 1), "test_entrance", "contradiction", "unknown"),
]


def test_attempts_of_all_audits_are_counted_by_gradation() -> None:
    table = fill(DOOR_AUDITS, door_attempts(*STUDY, *OWN), Period())
    assert table.figures.rows() == [
        ("nothing_amiss", 1, 0, 0, 1, 0, 0, 0, 79),
        ("age_under_eighteen", 5, 2, 1, 2, 0, 60, 23, 88),
        ("contradiction", 1, 0, 0, 0, 1, None, None, None),
    ]
    assert "Of 7 attempts 3 were Baken's own" in table.notes[-1].en


def test_study_without_a_day_stands_in_an_open_period_only() -> None:
    frames = door_attempts(*STUDY, *OWN)
    table = fill(DOOR_AUDITS, frames, Period.of_years(2026, 2026))
    assert table.figures["attempts"].to_list() == [1, 1, 1]
    assert fill(DOOR_AUDITS, frames, Period.of_years(2020, 2020)).figures.is_empty()
