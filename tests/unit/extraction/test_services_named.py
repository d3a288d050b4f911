"""Services with doubtful names, and services named before words that are nobody's name."""

import pytest

from baken.extraction.advert import facts
from baken.extraction.no_handles import is_said_of_services, is_word


def found_in(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.value) for one in facts(None, text, None, "NL").contacts]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("X: linde_rust", "linde_rust"),
        ("volg me op X: @lindethee", "lindethee"),
        ("Twitter/X: @linde_rust", "linde_rust"),
        ("linde_rust op X", "linde_rust"),
        ("X-account: linde_rust", "linde_rust"),
        ("Line ID: linde88", "linde88"),
        ("ID Line : tilleul88", "tilleul88"),
        ("LINE: linde.thee", "linde.thee"),
        ("Threads: @linde.thee", "linde.thee"),
        ("WeChat id linde88", "linde88"),
    ],
)
def test_service_with_a_doubtful_name_is_known_by_its_company(text: str, value: str) -> None:
    assert found_in(text) == [("other", value)]


@pytest.mark.parametrize(
    "text",
    [
        "X: 10 lessen, Y: 20 lessen",
        "Liefs, xx Linde. X",
        "Liefs x @linde_thee",
        "Maten S t/m X: vraag ernaar",
        "Bottom line: be on time",
        "tramlijn en line dance op dinsdag",
        "All threads in stock",
        "2 x 60 minuten, 3 x: 50",
    ],
)
def test_word_that_is_no_service_there_leads_to_nobody(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "tg: afspraakbevestiging krijg je de avond ervoor.",
        "Snap: schoonmaakwerkzaamheden doe ik ook in het weekend.",
        "IG: voorbeeldfoto's volgen zodra de salon open is.",
        "Signal: handdoeken en slippers liggen klaar.",
        "Telegram: towels and slippers are ready.",
        "mijn telegram is overvol geraakt vandaag",
        "Telegram: massagetafel, olie en handdoeken aanwezig",
        "snap: n.v.t.",
        "Insta: a.u.b. geen",
        "Telegram: wir finden zusammen auch einen Termin",
        "werk @ home en op locatie, liefst via telegram @ work",
        "insta: Vorher-Nachher-Bilder",
    ],
)
def test_sentence_behind_a_service_names_nobody(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("insta: nagelstudiolinde", "instagram", "nagelstudiolinde"),
        ("snap: lindexrust stuur een berichtje", "snapchat", "lindexrust"),
        ("snap: lindexrust of bel", "snapchat", "lindexrust"),
        ("sc: soft-hands", "snapchat", "soft-hands"),
        ("snap: linde thee 7 (aan elkaar)", "snapchat", "lindethee7"),
        ("insta👇lindethee", "instagram", "lindethee"),
        ("Insta.: linde.thee", "instagram", "linde.thee"),
        ("Telegr@m @linde_thee", "telegram", "linde_thee"),
        ("na snapchacie jestem lipaxspokoj", "snapchat", "lipaxspokoj"),
        ("telegram link: t.me/linde_thee", "telegram", "linde_thee"),
    ],
)
def test_name_behind_a_service_is_still_found(text: str, kind: str, value: str) -> None:
    assert found_in(text) == [(kind, value)]


@pytest.mark.parametrize("word", ["spreche", "envoyez", "programări"])
def test_form_of_an_ordinary_word_is_a_word(word: str) -> None:
    assert is_word(word)


@pytest.mark.parametrize("word", ["massagetafel", "vorher-nachher-bilder", "bereikbaar", "uitgeschakeld"])
def test_word_of_a_clause_is_said_of_a_service(word: str) -> None:
    assert is_said_of_services(word)


@pytest.mark.parametrize("word", ["lindexrust", "soft-hands", "massagevelta"])
def test_made_up_word_may_be_somebodys_name(word: str) -> None:
    assert not is_said_of_services(word)
