"""A profile finds more on a page, and says in words when it can't be used."""

import datetime

import pytest

from baken.collection.profile import BadProfile, Profile, read_profile
from tests.unit.collection.captures import Archive
from tests.unit.collection.records import read

PROFILE = """
name: voorbeeld
platform: voorbeeld
title: h2
text: div.advert
place: .place
stated_age: .age
platform_advert_id: article::attr(data-id)
account_id: .owner::attr(data-id)
advertised_gender: {select: .category, values: {Dames: women, heren: men}}
published_at: {select: .date, format: "%d-%m-%Y %H:%M"}
contacts:
  - {kind: phone, select: "a.phone::attr(href)"}
  - {kind: email, select: ".mail"}
"""

PAGE = """<html><head><title>Site</title></head><body><nav>menu</nav><article data-id="12">
<h2>Ontspannende   massage</h2><div class="advert"><p>Rustig.</p><p>Privé.</p></div>
<span class="place">Utrecht</span><span class="age">30 jaar</span><b class="category"> DAMES </b>
<i class="owner" data-id="o-1"></i><time class="date">02-07-2026 10:30</time>
<a class="phone" href="tel:+31600000000">bel</a><a class="phone" href="tel:+31600000000">bel</a>
<a class="mail">a@example.org</a></article></body></html>"""


def collect(profile: str, page: str = PAGE) -> dict[str, object]:
    archive = Archive().answer(page.encode())
    records, rejects, _ = read(archive.data, "warc", profile=read_profile(profile))
    assert rejects == []
    return records[0]


def test_profile_finds_the_fields() -> None:
    record = collect(PROFILE)
    assert record["platform"] == "voorbeeld"
    assert record["title"] == "Ontspannende massage"
    assert record["text"] == "Rustig.\nPrivé."
    assert (record["place"], record["stated_age"]) == ("Utrecht", 30)
    assert record["platform_advert_id"] == "12"
    assert record["advertised_gender"] == "women"
    assert record["published_at"] == datetime.datetime(2026, 7, 2, 8, 30, tzinfo=datetime.UTC)
    assert record["contacts"] == [
        {"kind": "phone", "value": "+31600000000"},
        {"kind": "email", "value": "a@example.org"},
    ]
    account = record["account"]
    assert isinstance(account, dict)
    assert account["account_id"] == "o-1"


def test_what_is_not_on_the_page_is_absent() -> None:
    record = collect(PROFILE, "<title>Site</title><p>rustige massage <b class='category'>anders")
    assert (record["title"], record["text"]) == ("Site", "rustige massage anders")
    for name in ("place", "stated_age", "advertised_gender", "published_at", "contacts", "account"):
        assert record[name] is None


@pytest.mark.parametrize(
    ("text", "found"),
    [("2026-07-02T10:30:00+02:00", True), ("2026-07-02T10:30:00", False), ("gisteren", False)],
)
def test_moment_without_a_format_must_be_rfc_3339(text: str, found: bool) -> None:
    page = f"<p>massage</p><time datetime='{text}'>"
    record = collect("published_at: time::attr(datetime)", page)
    assert (record["published_at"] is not None) == found


def test_links_lose_their_scheme_and_websites_stay_whole() -> None:
    profile = """contacts:
      - {kind: email, select: "a.m::attr(href)"}
      - {kind: website, select: "a.w::attr(href)"}"""
    page = "<a class=m href='mailto:a@example.org?subject=x'>x</a><a class=w href='https://x.example/?a=b'>"
    assert collect(profile, page)["contacts"] == [
        {"kind": "email", "value": "a@example.org"},
        {"kind": "website", "value": "https://x.example/?a=b"},
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[", "not YAML"),
        ("- a", "not a list of entries with names"),
        ("", "not a list of entries with names"),
        ("titel: h1", "not known: titel"),
        ("title: 'a[[['", "title: is not a CSS selector"),
        ("title: 3", "title: is not a text"),
        ("advertised_gender: {values: {}}", "line 1: advertised_gender: needs select"),
        ("advertised_gender: {select: a, values: {x: woman}}", "must become one of women, men"),
        ("advertised_gender: {select: a, values: [x]}", "must become one of women, men"),
        ("published_at: {select: a, timezone: Europe/Nergens}", "timezone is not known"),
        ("contacts: {kind: phone}", "contacts: each takes select and kind"),
        ("contacts: [{kind: fax, select: a}]", "contacts: each takes select and kind"),
        ("title: " + "x" * 1_100_000, "larger than a profile"),
        ("!!python/object/apply:os.getcwd []", "not YAML"),
    ],
)
def test_profile_that_cannot_be_used_says_why(text: str, reason: str) -> None:
    with pytest.raises(BadProfile, match=reason):
        read_profile(text)


def test_empty_profile_changes_nothing() -> None:
    archive = Archive().answer(PAGE.encode())
    assert read(archive.data, "warc", profile=Profile()) == read(archive.data, "warc")
