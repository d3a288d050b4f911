"""E-mail addresses, handles and websites in words."""

import pytest

from baken.extraction.advert import facts


def found_in(text: str) -> list[tuple[str, str, bool]]:
    return [(one.kind, one.value, one.obscured) for one in facts(None, text, None, "NL").contacts]


@pytest.mark.parametrize(
    ("text", "value", "obscured"),
    [
        ("mail naam@example.nl.", "naam@example.nl", False),
        ("Naam.X (at) Example punt nl", "naam.x@example.nl", True),
        ("naam[at]example[dot]nl", "naam@example.nl", True),
        ("naam apenstaartje example punt nl", "naam@example.nl", True),
        ("naam @ example . nl", "naam@example.nl", True),
        ("naam at example dot org please", "naam@example.org", True),
        ("e-mail: naam at example.nl", "naam@example.nl", True),
        ("naam_at_example_dot_nl", "naam@example.nl", True),
        ("n.aam+x@mail.example.co.uk", "n.aam+x@mail.example.co.uk", False),
    ],
)
def test_email_is_found(text: str, value: str, obscured: bool) -> None:
    assert found_in(text) == [("email", value, obscured)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("telegram: @Naam_X", "telegram", "naam_x"),
        ("snap: naamxx voor meer", "snapchat", "naamxx"),
        ("insta naam_99", "instagram", "naam_99"),
        ("kik naam.x", "kik", "naam.x"),
        ("signal: naam.01", "signal", "naam.01"),
        ("t.me/naamx", "telegram", "naamx"),
        ("https://www.instagram.com/naam.x/", "instagram", "naam.x"),
        ("@naam_x op telegram", "telegram", "naam_x"),
        ("https://wa.me/31600123456", "phone", "+31600123456"),
        ("signal: +31 6 00123456", "phone", "+31600123456"),
        ("Telegram 06-00123456", "phone", "+31600123456"),
    ],
)
def test_handle_is_found_behind_its_channel(text: str, kind: str, value: str) -> None:
    assert found_in(text) == [(kind, value, False)]


def test_handle_for_two_channels_is_given_for_each() -> None:
    assert {kind for kind, _, _ in found_in("snap/insta: @naam_x")} == {"snapchat", "instagram"}


@pytest.mark.parametrize(
    ("text", "value", "obscured"),
    [
        ("https://www.Example.nl/Naam?x=1.", "example.nl/naam?x=1", False),
        ("kijk op example.nl voor meer", "example.nl", False),
        ("www punt example punt nl", "example.nl", True),
        ("bezoek example.be", "example.be", False),
    ],
)
def test_website_is_found(text: str, value: str, obscured: bool) -> None:
    assert found_in(text) == [("website", value, obscured)]


@pytest.mark.parametrize(
    "text",
    [
        "telegram beschikbaar, whatsapp: stuur bericht",
        "look at example now, available at home",
        "tot ziens.Info volgt. kom.de deur",
        "telegram: nee, snap op aanvraag",
    ],
)
def test_ordinary_words_are_no_address(text: str) -> None:
    assert found_in(text) == []
