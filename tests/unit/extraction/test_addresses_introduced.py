"""How people lead to a handle or an e-mail address, and words that only look like it."""

import pytest

from baken.extraction.advert import facts
from baken.extraction.introductions import AS, IS, NAME, SELF, introduction


def found_in(text: str) -> list[tuple[str, str, bool]]:
    return [(one.kind, one.value, one.obscured) for one in facts(None, text, None, "NL").contacts]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("my snap's limemassage", "snapchat", "limemassage"),
        ("Telegramon is (@hars_nyugi)", "telegram", "hars_nyugi"),
        ("Instán: hars.nyugi", "instagram", "hars.nyugi"),
        ("te vinden op Telegram, gebruikersnaam lindethee", "telegram", "lindethee"),
        ("Heb je snap? Ik ben linde_88", "snapchat", "linde_88"),
        ("voeg lindethee toe op snap", "snapchat", "lindethee"),
        ("Mijn snapchatnaam is lindethee", "snapchat", "lindethee"),
        ("Mi usuario de snap es tilocalma", "snapchat", "tilocalma"),
        ("szukaj mnie na telegramie jako lipacisza", "telegram", "lipacisza"),
        ("linde.en.olie op Instagram", "instagram", "linde.en.olie"),
        ("WhatsApp/Telegram: lindethee", "telegram", "lindethee"),
    ],
)
def test_handle_is_found_by_how_it_is_introduced(text: str, kind: str, value: str) -> None:
    assert found_in(text) == [(kind, value, False)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("lime -at- example -dot- com", "email", "lime@example.com"),
        ("lime AT example.org please", "email", "lime@example.org"),
        ("l i m e @ e x a m p l e . o r g", "email", "lime@example.org"),
        ("linde @example. com graag", "email", "linde@example.com"),
        ("limeATexampleDOTorg", "email", "lime@example.org"),
        ("pisz na lipa małpa example.pl", "email", "lipa@example.pl"),
        ("mijn adres: linde22 at example nl.", "email", "linde22@example.nl"),
        ("snap: l i m e t e a", "snapchat", "limetea"),
        ("telegram tilleul tiret bas calme", "telegram", "tilleul_calme"),
    ],
)
def test_hidden_address_is_found_and_known_as_hidden(text: str, kind: str, value: str) -> None:
    assert found_in(text) == [(kind, value, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Mijn snap is kapot, bel dus liever.",
        "We met on telegram as friends.",
        "Insta mea este privată, mai bine sună.",
        "je suis joignable sur telegram",
        "Contact: direct (telegram)",
        "Zie info@example de hele dag",
        "kom naar anna @praktijk net geopend",
        "Foto's at home nl en be",
        "120 at home de hele dag",
    ],
)
def test_ordinary_words_are_no_address(text: str) -> None:
    assert found_in(text) == []


def test_handles_before_their_services_stay_with_them() -> None:
    found = found_in("@linde_1 op telegram @linde_2 op snap")

    assert found == [("telegram", "linde_1", False), ("snapchat", "linde_2", False)]


@pytest.mark.parametrize(
    ("text", "said", "signed"),
    [
        (": naam", {NAME}, True),
        (" is linde", {IS}, False),
        ("? ik ben linde_88", {SELF}, False),
        (" onder de naam linde", {AS, NAME}, False),
        (" praktijk linde", set(), False),
    ],
)
def test_introduction_knows_what_its_words_say(text: str, said: set[int], signed: bool) -> None:
    lead = introduction(text, 0)

    assert said <= lead.said
    assert lead.signed is signed
