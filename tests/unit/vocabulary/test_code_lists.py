"""Every code list is complete: both languages, its own codes, and the members that its source has."""

import re

import pytest

from baken.vocabulary.advert_record import json_schema
from baken.vocabulary.adverts import AdvertisedGender, ContactKind
from baken.vocabulary.code_list import CodeList, Label, Member
from baken.vocabulary.lists import ALL_LISTS
from baken.vocabulary.persons import PersonRole
from baken.vocabulary.places import PoliceUnit, Province
from baken.vocabulary.platforms import PlatformRole, PlatformType
from baken.vocabulary.statement_keywords import StatementKeyword
from baken.vocabulary.statements import CONTENT_LANGUAGES, TERRITORIES, StatementCategory
from baken.vocabulary.statements import SOURCE as COMMISSION


@pytest.mark.parametrize("codes", ALL_LISTS, ids=lambda codes: codes.name)
def test_code_list_is_complete_in_both_languages(codes: CodeList) -> None:
    labels = [codes.label, *(member.label for member in codes)]
    meanings = [member.meaning for member in codes if member.meaning]
    for label in (*labels, *meanings):
        assert label.nl.strip() == label.nl != ""
        assert label.en.strip() == label.en != ""
    for language in ("nl", "en"):
        shown = [label for _, label in codes.choices(language)]
        assert len(set(shown)) == len(shown) == len(codes)


@pytest.mark.parametrize("codes", ALL_LISTS, ids=lambda codes: codes.name)
def test_code_list_has_plain_codes_and_a_source(codes: CodeList) -> None:
    assert codes.source
    # who sends statements of reasons sends the Commission's own codes
    plain = r"[A-Z][A-Z0-9_]*" if codes.source == COMMISSION else r"[a-z][a-z_]*|NL-[A-Z]{2}|GM[0-9]{4}"
    if codes.name in ("ApiScope", "WebhookKind"):
        # a room and what is done or happened in it, as programs write them
        plain = r"[a-z]+[:.][a-z]+(_[a-z]+)*"
    assert all(re.fullmatch(plain, code) for code in codes.codes)
    assert all(
        codes[code].code == code and codes.place(code) == place for place, code in enumerate(codes.codes)
    )


def test_code_lists_have_names_of_their_own() -> None:
    assert len({codes.name for codes in ALL_LISTS}) == len(ALL_LISTS)


def test_code_list_with_a_code_twice_is_refused() -> None:
    member = Member("one", Label("een", "one"))
    with pytest.raises(ValueError, match="Numbers holds a code twice"):
        CodeList("Numbers", Label("Getallen", "Numbers"), "nobody", (member, member))


def test_platform_lists_keep_the_members_of_the_study_apart() -> None:
    assert PlatformType.codes_in("emm") == (
        "sex_advertising_website",
        "instant_messaging",
        "social_network",
        "dating_service",
    )
    assert PlatformRole.codes_in("emm") == (
        "recruiting",
        "placing_adverts",
        "attracting_customers",
        "meeting_customers",
        "building_relation",
        "spreading_images",
    )
    for codes in (PlatformType, PlatformRole):
        assert set(codes.codes) == set(codes.codes_in("emm")) | set(codes.codes_in("baken"))


def test_lists_of_the_study_have_its_size() -> None:
    assert len(PersonRole) == 6
    assert len(PoliceUnit) == 10
    assert len(Province) == 12


@pytest.mark.parametrize("codes", [AdvertisedGender, ContactKind], ids=lambda codes: codes.name)
def test_lists_of_adverts_are_those_of_the_advert_record(codes: CodeList) -> None:
    properties = json_schema()["properties"]
    contact = properties["contacts"]["items"]["properties"]["kind"]
    published = properties["advertised_gender"] if codes is AdvertisedGender else contact
    assert list(codes.codes) == published["enum"]


def test_statements_have_the_words_that_the_database_takes() -> None:
    assert (len(StatementCategory), len(StatementKeyword), len(CONTENT_LANGUAGES), len(TERRITORIES)) == (
        16, 69, 184, 30,
    )  # fmt: skip
    assert "EL" in CONTENT_LANGUAGES and not CONTENT_LANGUAGES & {"GR", "XX"}
    assert "GR" in TERRITORIES and "EL" not in TERRITORIES
    groups = {keyword.group for keyword in StatementKeyword}
    assert groups - {None} <= set(StatementCategory.codes)
    assert [keyword.code for keyword in StatementKeyword if keyword.group is None] == [
        "KEYWORD_STALKING", "KEYWORD_OTHER",
    ]  # fmt: skip
