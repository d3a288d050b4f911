"""Who of the directory fits, in which order, and why; and a file of organisations, read with its faults."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from baken.referrals.directory.actions import shipped_rows
from baken.referrals.directory.csv_rows import COLUMNS, read_rows
from baken.referrals.directory.fit import STALE_AFTER, Need, find_help, is_stale
from baken.referrals.wording import FAULTS
from baken.vocabulary.languages import ADVERT_LANGUAGES
from baken.vocabulary.places import Province
from baken.vocabulary.referrals import FitReason, HelpCapacity, HelpKind, ReceiverKind

TODAY = date(2026, 3, 2)


@dataclass
class Helps:
    """An organisation, checked today, with room, in the whole country."""

    name: str = "Verzonnen stichting"
    kinds: list[str] = field(default_factory=lambda: ["shelter"])
    provinces: list[str] = field(default_factory=list)
    municipalities: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    capacity: str = "room"
    fallback: bool = False
    checked_on: date | None = TODAY
    valid_until: date | None = None


def names(found: tuple[object, ...]) -> list[str]:
    return [fit.entry.name for fit in found]  # type: ignore[attr-defined]


def test_near_goes_before_far_and_room_before_none() -> None:
    near = Helps("gemeente", provinces=["NL-NB"], municipalities=["Tilburg"])
    around = Helps("provincie", provinces=["NL-NB"])
    far = Helps("land")
    full = Helps("vol", provinces=["NL-NB"], municipalities=["Tilburg"], capacity="full")
    elsewhere = Helps("elders", provinces=["NL-GR"])
    need = Need(kind="shelter", province="NL-NB", municipality="tilburg")
    found = find_help([far, full, elsewhere, around, near], need, TODAY)
    assert names(found.fits) == ["gemeente", "provincie", "land", "vol"]
    assert found.fits[0].reasons == ("kind", "in_municipality", "room")
    assert found.fallback == ()


def test_who_works_in_one_municipality_is_not_offered_for_another() -> None:
    one = Helps(provinces=["NL-NB"], municipalities=["Tilburg"])
    assert find_help([one], Need(province="NL-NB", municipality="Breda"), TODAY).fits == ()
    assert len(find_help([one], Need(province="NL-NB"), TODAY).fits) == 1


def test_another_language_is_said_and_comes_later() -> None:
    speaks, asks, other = (
        Helps("spreekt", languages=["es"]), Helps("onbekend"), Helps("andere", languages=["nl"])
    )  # fmt: skip
    found = find_help([other, asks, speaks], Need(language="es"), TODAY)
    assert names(found.fits) == ["spreekt", "onbekend", "andere"]
    assert "language_other" in found.fits[2].reasons


def test_fallback_is_shown_when_nobody_has_room_and_only_then() -> None:
    full = Helps("vol", capacity="full", provinces=["NL-NB"])
    national = Helps("landelijk", kinds=["coordination"], fallback=True, capacity="unknown")
    need = Need(kind="shelter", province="NL-NB")
    assert names(find_help([full, national], need, TODAY).fallback) == ["landelijk"]
    assert names(find_help([national], need, TODAY).fallback) == ["landelijk"]
    assert find_help([full, national, Helps("plaats")], need, TODAY).fallback == ()


def test_stale_is_said() -> None:
    assert is_stale(Helps(checked_on=None), TODAY)
    assert is_stale(Helps(checked_on=TODAY - STALE_AFTER - timedelta(days=1)), TODAY)
    assert is_stale(Helps(valid_until=TODAY - timedelta(days=1)), TODAY)
    assert not is_stale(Helps(checked_on=TODAY - STALE_AFTER, valid_until=TODAY), TODAY)
    assert "stale" in find_help([Helps(checked_on=None)], Need(), TODAY).fits[0].reasons


def _some(codes: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(codes), unique=True, max_size=3)


HELPERS = st.builds(
    Helps,
    name=st.text("abc", min_size=1, max_size=3),
    kinds=_some(HelpKind.codes),
    provinces=_some(Province.codes),
    municipalities=_some(("Tilburg", "Breda")),
    languages=_some(tuple(ADVERT_LANGUAGES)),
    capacity=st.sampled_from(HelpCapacity.codes),
    fallback=st.booleans(),
    checked_on=st.none() | st.dates(date(2024, 1, 1), TODAY),
)
NEEDS = st.builds(
    Need,
    kind=st.sampled_from(("", *HelpKind.codes)),
    province=st.sampled_from(("", *Province.codes)),
    municipality=st.sampled_from(("", "Tilburg")),
    language=st.sampled_from(("", *ADVERT_LANGUAGES)),
)


@given(entries=st.lists(HELPERS, max_size=8), need=NEEDS)
def test_whoever_is_found_gives_the_help_and_says_why(entries: list[Helps], need: Need) -> None:
    found = find_help(entries, need, TODAY)
    assert all(not need.kind or need.kind in fit.entry.kinds for fit in found.fits)
    assert all(set(fit.reasons) <= set(FitReason.codes) and fit.reasons for fit in found.fits)
    full = [fit.full for fit in found.fits]
    assert full == sorted(full)
    assert not found.fallback or all(full)
    named = [id(fit.entry) for fit in (*found.fits, *found.fallback)]
    assert len(named) == len(set(named))


@given(entries=st.lists(HELPERS, max_size=8, unique_by=lambda one: one.name), need=NEEDS)
def test_order_does_not_depend_on_the_order_given(entries: list[Helps], need: Need) -> None:
    there, back = (find_help(given, need, TODAY).fits for given in (entries, entries[::-1]))
    assert names(there) == names(back)


def test_shipped_organisations_have_roles_in_both_languages_and_no_way_to_reach_them() -> None:
    rows = shipped_rows()
    assert len({row["code"] for row in rows}) == len(rows) >= 10
    for row in rows:
        assert row["role_nl"] and row["role_en"]
        assert row["receiver"] in ReceiverKind
        assert set(row["kinds"].split(",")) <= set(HelpKind.codes)
        told = " ".join(row.values())
        assert not any(sign.isdigit() for sign in told)
        assert "@" not in told
    assert {row["receiver"] for row in rows} == set(ReceiverKind.codes)
    assert any(row["fallback"] == "yes" for row in rows)


HEADING = "name;role;receiver;kinds;provinces;languages;checked_on\n"


def test_file_is_read_line_by_line() -> None:
    found = read_rows((HEADING + "Stichting Een;helpt;help;shelter,legal;NL-NB;nl,es;2026-01-05\n").encode())
    assert found.faults == []
    (row,) = found.rows
    assert (row.kinds, row.provinces, row.checked_on) == (("shelter", "legal"), ("NL-NB",), date(2026, 1, 5))


def test_every_fault_names_its_line_and_column() -> None:
    lines = [
        "Een;helpt;nobody;shelter;;;", "Twee;;help;shelter;;;", "Drie;helpt;help;dansen;NL-XX;;gisteren",
        "Vier;helpt", "Vijf;helpt;help;shelter;;;", "vijf;helpt;help;shelter;;;",
    ]  # fmt: skip
    faults = {
        (one.line, one.column, one.what) for one in read_rows((HEADING + "\n".join(lines)).encode()).faults
    }
    assert faults == {
        (2, "receiver", "unknown_code"), (3, "role", "empty"), (4, "kinds", "unknown_code"),
        (4, "provinces", "unknown_code"), (4, "checked_on", "no_day"), (5, "", "cells"), (7, "name", "twice"),
    }  # fmt: skip


def test_wrong_heading_is_told_once() -> None:
    found = read_rows(b"name;phone\nEen;x\n")
    assert {(one.column, one.what) for one in found.faults} == {
        ("phone", "unknown_column"), ("role", "column_missing"), ("receiver", "column_missing"),
        ("kinds", "column_missing"),
    }  # fmt: skip


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_rows_or_faults(data: bytes) -> None:
    found = read_rows(data)
    assert all(one.what in FAULTS for one in found.faults)
    assert found.rows or found.faults


@given(st.lists(st.lists(st.text('a;,"\n é-', max_size=6), min_size=13, max_size=13), max_size=3))
def test_any_cells_are_rows_or_faults(cells: list[list[str]]) -> None:
    lines = [";".join(COLUMNS), *(";".join(row) for row in cells)]
    found = read_rows("\n".join(lines).encode())
    assert all(one.what in FAULTS for one in found.faults)
