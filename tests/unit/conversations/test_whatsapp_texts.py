"""What Meta holds under a template's name is what two people reviewed, or nothing goes (rule 9)."""

from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.conversations.channels.protocol import NotSent
from baken.conversations.channels.whatsapp import WhatsApp, WhatsAppAccount
from baken.conversations.channels.whatsapp_texts import MOST_PAGES, check_text, read_by_person
from baken.demo.channels.faults import ASK_FAULTS, Faults
from baken.demo.channels.whatsapp import ACCOUNT, HeldText, SimulatedWhatsApp
from baken.vocabulary.channels import ChannelFault
from tests.factories.channels import NUMBER, READ, InProcess, anything, outgoing, templated, whatsapp_to

KEYS = (
    "data",
    "paging",
    "cursors",
    "after",
    "next",
    "name",
    "language",
    "status",
    "components",
    "type",
    "text",
)


def refused(provider: SimulatedWhatsApp, **changes: Any) -> tuple[str, bool]:
    """Why it did not go; nobody got anything."""
    with pytest.raises(NotSent) as caught:
        whatsapp_to(provider).send(templated(**changes))
    assert not provider.accepted and not provider.kept
    assert caught.value.reason in ChannelFault.codes
    return caught.value.reason, caught.value.retry


def body(text: str) -> dict[str, Any]:
    return {"components": [{"type": "BODY", "text": text}]}


def test_text_that_is_the_same_word_for_word_goes() -> None:
    provider = SimulatedWhatsApp()
    provider.templates["twee_regels", "nl"] = HeldText("Goedemiddag.\nWij zijn Bureau.")

    whatsapp_to(provider).send(outgoing(template="twee_regels", text="Goedemiddag.\r\nWij zijn Bureau.\r\n"))

    assert provider.kept == [(NUMBER[1:], "Goedemiddag.\nWij zijn Bureau.")]


def test_text_that_was_changed_at_the_provider_since_goes_no_more() -> None:
    provider = SimulatedWhatsApp()
    channel = whatsapp_to(provider)
    channel.send(templated())
    provider.templates["opening", "nl"].text = "Goedemiddag, wij zijn {{1}}. Antwoord vandaag."

    with pytest.raises(NotSent) as caught:
        channel.send(templated(key="22222222-2222-4222-8222-222222222222"))

    assert (caught.value.reason, caught.value.retry) == ("text_differs", False)
    assert list(provider.accepted) == [templated().key]


@pytest.mark.parametrize(
    "held",
    [
        "Goedemiddag, wij zijn Bureau. Antwoorden hoeft niet.",
        "Goedemiddag, wij zijn {{1}} Antwoorden hoeft niet.",
        "goedemiddag, wij zijn {{1}}. Antwoorden hoeft niet.",
        "Goedemiddag, wij zijn {{1}}. Antwoorden hoeft niet. {{2}}",
        "Goedemiddag, wij zijn {{naam}}. Antwoorden hoeft niet.",
        "Goedemiddag, wij  zijn {{1}}. Antwoorden hoeft niet.",
        "",
    ],
)
def test_text_with_one_sign_or_place_that_differs_is_refused_for_good(held: str) -> None:
    provider = SimulatedWhatsApp()
    provider.templates["opening", "nl"] = HeldText(held)

    assert refused(provider) == ("text_differs", False)


@pytest.mark.parametrize(
    "more",
    [
        {"type": "FOOTER", "text": "Bel ons"},
        {"type": "HEADER", "format": "TEXT", "text": "Hulp"},
        {"type": "HEADER", "format": "IMAGE", "example": {}},
        {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "Open", "url": "https://invalid.invalid"}]},
    ],
)
def test_what_nobody_reviewed_around_the_text_is_refused(more: dict[str, Any]) -> None:
    provider = SimulatedWhatsApp()
    provider.templates["opening", "nl"].more = (more,)

    assert refused(provider) == ("text_differs", False)


@pytest.mark.parametrize("status", ["PENDING", "REJECTED", "PAUSED", "DISABLED", "IN_APPEAL", ""])
def test_text_that_is_not_approved_there_is_refused(status: str) -> None:
    provider = SimulatedWhatsApp()
    provider.templates["opening", "nl"].status = status

    assert refused(provider) == ("template", False)


def test_name_and_language_are_exactly_those() -> None:
    provider = SimulatedWhatsApp()
    provider.templates["opening_oud", "nl"] = HeldText(READ)
    del provider.templates["opening", "nl"]

    assert refused(provider) == ("template", False)
    assert refused(provider, language="de") == ("template", False)


@pytest.mark.parametrize(
    ("languages", "code"), [("pt=pt_PT", "pt_PT"), ("pt = pt_BR, en=en_GB", "pt_BR"), ("pl=pl", "pt")]
)
def test_portuguese_goes_under_the_code_that_was_chosen(languages: str, code: str) -> None:
    provider = SimulatedWhatsApp(WhatsAppAccount(address="http://127.0.0.1", **ACCOUNT, languages=languages))
    for held in ("pt_PT", "pt_BR"):
        provider.templates["opening", held] = HeldText(f"Boa tarde, somos {{{{1}}}}. {held}")
    words = f"Boa tarde, somos Bureau. {code}"

    if code == "pt":
        # Meta knows no Portuguese without a country
        assert refused(provider, language="pt", text=words) == ("template", False)
        return
    whatsapp_to(provider).send(templated(language="pt", text=words))
    assert provider.kept == [(NUMBER[1:], words)]
    with pytest.raises(NotSent):
        whatsapp_to(provider).send(templated(language="pt", text=words.replace(code, "pt_XX"), key="2" * 36))


@pytest.mark.parametrize("languages", ["", "pt=pt_PT"])
def test_dutch_and_english_keep_our_codes(languages: str) -> None:
    provider = SimulatedWhatsApp(WhatsAppAccount(address="http://127.0.0.1", **ACCOUNT, languages=languages))
    whatsapp_to(provider).send(templated())
    assert provider.kept == [(NUMBER[1:], READ)]


@pytest.mark.parametrize("fault", ASK_FAULTS)
def test_text_that_can_not_be_had_is_tried_again(fault: str) -> None:
    provider = SimulatedWhatsApp(faults=Faults(asked=[fault]))

    reasons = {"silent": "away", "busy": "busy", "broken": "text_unknown"}
    assert refused(provider) == (reasons[fault], True)
    whatsapp_to(provider).send(templated())
    assert provider.doubled == 0 and len(provider.accepted) == 1


def test_stranger_gets_no_text_and_nothing_goes() -> None:
    provider = SimulatedWhatsApp()
    account = WhatsAppAccount(address="http://127.0.0.1", **ACCOUNT | {"token": "een-ander-token-dan-dat"})

    with pytest.raises(NotSent) as caught:
        WhatsApp(account, transport=InProcess(app=provider)).send(templated())

    assert (caught.value.reason, caught.value.retry) == ("text_unknown", True) and not provider.accepted


def test_account_without_the_id_of_its_texts_sends_none_and_still_answers() -> None:
    account = WhatsAppAccount(address="http://127.0.0.1", **ACCOUNT | {"business_id": ""})
    provider = SimulatedWhatsApp()
    channel = WhatsApp(account, transport=InProcess(app=provider))

    with pytest.raises(NotSent) as caught:
        channel.send(templated())
    provider.writes(NUMBER[1:], {"type": "text", "text": {"body": "hallo"}})
    channel.send(outgoing())

    assert (caught.value.reason, caught.value.retry) == ("not_set_up", False)
    assert provider.kept == [(NUMBER[1:], outgoing().text)]


def test_text_on_a_later_page_is_found_and_free_text_asks_for_none() -> None:
    provider = SimulatedWhatsApp()
    provider.ON_A_PAGE = 2
    provider.templates = {(f"opening_{n}", "nl"): HeldText("anders") for n in range(5)} | provider.templates

    whatsapp_to(provider).send(templated())
    assert provider.asked_texts == 4
    provider.writes(NUMBER[1:], {"type": "text", "text": {"body": "hallo"}})
    whatsapp_to(provider).send(outgoing(key="22222222-2222-4222-8222-222222222222"))

    assert provider.asked_texts == 4


def test_provider_that_never_stops_listing_is_given_up() -> None:
    asked: list[str] = []

    def endless(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        paging = {"next": "https://invalid.invalid/", "cursors": {"after": str(len(asked))}}
        return httpx.Response(200, json={"data": [], "paging": paging})

    transport = httpx.MockTransport(endless)
    with (
        httpx.Client(base_url="http://127.0.0.1", transport=transport) as client,
        pytest.raises(NotSent) as caught,
    ):
        check_text(client, "1", name="opening", language="nl", values=(), text="x")

    assert caught.value.retry and asked == ["127.0.0.1"] * MOST_PAGES


@given(anything(KEYS))
def test_whatever_the_provider_lists_lets_nothing_pass(told: Any) -> None:
    transport = httpx.MockTransport(lambda request: httpx.Response(200, json=told))
    with httpx.Client(base_url="http://127.0.0.1", transport=transport) as client, pytest.raises(NotSent):
        check_text(client, "1", name="opening", language="nl", values=(), text="woorden")


@given(st.text(max_size=40), st.text(max_size=40))
def test_only_the_same_words_are_the_same(held: str, said: str) -> None:
    read = read_by_person(body(held), ())
    assert read is None or (read == held.replace("\r\n", "\n").replace("\r", "\n").strip())
    if read is not None and said.split() != held.split():
        assert read != said


def test_value_that_looks_like_a_place_stays_a_word() -> None:
    assert read_by_person(body("{{1}} en {{2}}"), ("{{2}}", "b")) == "{{2}} en b"
    assert read_by_person(body("{{1}}"), ("a", "b")) is None
