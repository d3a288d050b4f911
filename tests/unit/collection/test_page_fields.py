"""Dates, prices and JSON-LD as pages write them."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.collection.json_ld import BadPath, check_path, objects_on, texts_at
from baken.collection.page_dates import read_date
from baken.collection.page_prices import price_line
from baken.collection.pages import read_page
from baken.collection.profile import read_profile
from baken.collection.profile_fields import find_fields, find_json_fields

AT = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("3 dagen geleden", "2026-03-07T12:00:00Z"),
        ("gisteren", "2026-03-09T12:00:00Z"),
        ("2 hours ago", "2026-03-10T10:00:00Z"),
        ("12 maart 2025", "2025-03-11T23:00:00Z"),
        ("3-2-2026 10:30", "2026-02-03T09:30:00Z"),
        ("2026-01-02T03:04:05+01:00", "2026-01-02T02:04:05Z"),
        ("over 3 dagen", None),
        ("12", None),
        ("niet lang geleden", None),
        ("x" * 500, None),
        ("", None),
    ],
)
def test_date_in_words_is_counted_from_the_capture(text: str, moment: str | None) -> None:
    assert read_date(text, languages=("nl", "en"), captured_at=AT) == moment


def test_date_in_words_without_a_capture_is_not_guessed() -> None:
    assert read_date("gisteren", languages=("nl",)) is None


def test_format_of_the_site_goes_first() -> None:
    assert read_date("02/03/26", formats=("%y.%m.%d", "%d/%m/%y")) == "2026-03-01T23:00:00Z"
    assert read_date("2026-03-02T00:00:00Z", formats=("%d/%m/%y",)) is None


@pytest.mark.parametrize(
    ("text", "style", "unit", "line"),
    [
        ("€ 1.210,50", "nl", "", "€ 1210,50"),
        ("vanaf 75 euro", "nl", "uur", "€ 75,00 per uur"),
        ("£1,210.50", "en", "", "£ 1210,50"),
        ("EUR 90,-", "nl", "", "€ 90,00"),
        ("1 210,50 €", "nl", "", "€ 1210,50"),
        ("in overleg", "nl", "", None),
        ("€ 999.999.999", "nl", "", None),
    ],
)
def test_price_is_read_in_the_style_of_the_site(text: str, style: str, unit: str, line: str | None) -> None:
    assert price_line(text, style=style, unit=unit) == line


@given(st.text(max_size=60))
def test_any_text_is_a_price_or_none(text: str) -> None:
    for style in ("nl", "en"):
        line = price_line(text, style=style, unit="")
        assert line is None or line[0] in "€£$"


CONTENT = {"a": [{"b": ["x", 3]}, {"b": "y"}], "c": {"d": True, "e": " "}}


@pytest.mark.parametrize(
    ("path", "found"),
    [("a.b", ["x", "3", "y"]), ("a[].b", ["x", "3", "y"]), ("a[1].b", ["y"]), ("a[0].b[1]", ["3"]),
     ("c.d", []), ("c.e", []), ("a[9].b", []), ("z", [])],
)  # fmt: skip
def test_path_leads_to_texts(path: str, found: list[str]) -> None:
    assert list(texts_at(CONTENT, path)) == found


@pytest.mark.parametrize("path", ["", "a..b", "a[x]", "a[", ".a"])
def test_path_that_is_none_is_refused(path: str) -> None:
    with pytest.raises(BadPath):
        check_path(path)


def page(told: Any) -> Any:
    return read_page(f'<script type="application/ld+json">{json.dumps(told)}</script><p>x')


def test_objects_inside_others_are_found_by_their_type() -> None:
    told = {"@graph": [{"@type": "WebSite"}, {"@type": ["https://schema.org/Offer"], "name": "a"}]}
    assert [one["name"] for one in objects_on(page(told), ("Offer",))] == ["a"]


def test_script_that_is_not_json_is_passed_over() -> None:
    assert objects_on(read_page('<script type="application/ld+json">{nee</script><p>x'), ()) == []
    assert objects_on(read_page(f'<script type="application/ld+json">{"[" * 5000}</script><p>x'), ()) == []


PROFILE = """
title: h1
advertised_gender: {select: .wie, values: {Vrouw: women}}
price: {select: .prijs, unit: uur}
published_at: {select: .sinds, languages: [nl]}
json_ld: {title: name, text: description, advertised_gender: category, contacts: [{kind: phone, path: tel}]}
"""


def test_selectors_go_before_json_ld_and_both_are_used() -> None:
    told = {
        "name": "uit JSON",
        "description": "Rustige massage.",
        "category": "vrouw",
        "tel": "tel:+31600000000",
    }
    html = f"""<script type="application/ld+json">{json.dumps(told)}</script>
    <h1>Uit de pagina</h1><b class="prijs">€ 75</b><i class="sinds">gisteren</i>"""
    assert find_fields(read_page(html), read_profile(PROFILE), AT) == {
        "title": "Uit de pagina",
        "text": "Rustige massage.\n€ 75,00 per uur",
        "advertised_gender": "women",
        "published_at": "2026-03-09T12:00:00Z",
        "contacts": [{"kind": "phone", "value": "+31600000000"}],
    }


def test_answer_that_is_json_is_read_by_the_same_paths() -> None:
    found = find_json_fields({"name": "Massage", "description": "Rustig."}, read_profile(PROFILE), AT)
    assert found == {"title": "Massage", "text": "Rustig."}
