"""The shipped catalogue is Annex 1, and names are found however people write them."""

from collections import Counter

import pytest

from baken.demo.emm_tables import published_tables
from baken.platforms.catalogue import (
    PlatformEntry,
    PlatformIndex,
    code_for,
    folded,
    shipped_catalogue,
    shipped_index,
)


def test_catalogue_is_annex_1_in_its_order() -> None:
    entries = shipped_catalogue()
    assert [entry.name for entry in entries] == list(published_tables().per_year)
    assert [entry.order for entry in entries] == list(range(1, 40))


def test_catalogue_types_give_the_published_mentions_per_type() -> None:
    tables = published_tables()
    mentions: Counter[str] = Counter()
    for entry in shipped_catalogue():
        mentions[entry.type] += sum(tables.per_year[entry.name])
    assert mentions == {
        "instant_messaging": 190,
        "sex_advertising_website": 59,
        "social_network": 35,
        "dating_service": 22,
    }


def test_catalogue_codes_names_and_aliases_point_at_one_platform() -> None:
    words = Counter(
        word
        for entry in shipped_catalogue()
        for word in {folded(text) for text in (entry.code, entry.name, *entry.aliases)}
    )
    assert [word for word, count in words.items() if count > 1] == []
    assert all(entry.code == code_for(entry.name) for entry in shipped_catalogue())


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("whatsapp", "WhatsApp"),
        ("WHATS  APP", "WhatsApp"),
        ("appje", "WhatsApp"),
        ("insta", "Instagram"),
        ("Snap", "Snapchat"),
        ("fb", "Facebook"),
        ("kik", "Kik Messenger"),
        ("kik-messenger", "Kik Messenger"),
        ("\uff37\uff48\uff41\uff54\uff53\uff21\uff50\uff50", "WhatsApp"),
        (" e-mail ", "E-mail"),
    ],
)
def test_find_platform_whatever_people_call_it(said: str, name: str) -> None:
    found = shipped_index().find(said)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("said", ["", "app", "a website", "whatsappp"])
def test_find_platform_never_guesses(said: str) -> None:
    assert shipped_index().find(said) is None


def test_find_platform_by_name_before_nickname() -> None:
    index = PlatformIndex(
        [
            PlatformEntry("first", "First", "other", aliases=("second",)),
            PlatformEntry("number-two", "Second", "forum"),
        ]
    )
    found = index.find("SECOND")
    assert found is not None
    assert found.code == "number-two"


def test_code_for_a_name_that_is_taken_gets_a_number() -> None:
    assert code_for("Café Forum.nl") == "cafe-forum-nl"
    assert code_for("Kinky.nl", ["kinky-nl", "kinky-nl-2"]) == "kinky-nl-3"
    assert code_for("網") == "platform"
