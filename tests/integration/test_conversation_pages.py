"""The pages of conversations: who reads, what is said before a message goes, and what is asked first."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.audit.models import Event
from baken.conversations.models import Conversation, Message, MessageDraft, SafeContact, SafetyAlarm
from baken.conversations.wording import ONE_SENTENCE
from baken.tenancy.acting import Actor
from baken.vocabulary.conversations import NotAllowed
from tests.factories.conversations import NUMBER, written_by_them
from tests.factories.users import make_person, sign_in

pytestmark = pytest.mark.django_db
THEIRS = "Hallo, wie is dit?"


@pytest.fixture
def worker(organisation: Organisation) -> Actor:
    return make_person(organisation, "outreach_worker")


@pytest.fixture
def second(organisation: Organisation) -> Actor:
    return make_person(organisation, "analyst")


@pytest.fixture
def desk(worker: Actor) -> Client:
    return sign_in(Client(), worker.user)


@pytest.fixture
def other_desk(second: Actor) -> Client:
    return sign_in(Client(), second.user)


@pytest.fixture
def here(worker: Actor) -> str:
    message = written_by_them(worker, THEIRS)
    assert message is not None
    return reverse("conversations:conversation", args=[message.conversation_id])


def seen() -> int:
    return Conversation.objects.get().step_count


def test_empty_inbox_says_what_to_do(desk: Client) -> None:
    assert "Er zijn nog geen gesprekken" in desk.get("/gesprekken/").text


def test_words_are_there_for_who_took_it_or_joined_and_for_nobody_else(
    desk: Client, other_desk: Client, here: str
) -> None:
    assert "van niemand" in desk.get("/gesprekken/").text
    assert THEIRS not in desk.get(here).text
    desk.post(f"{here}pak/")
    page = desk.get(here).text
    assert THEIRS in page
    assert NUMBER[-8:] not in page
    outside = other_desk.get(here).text
    assert THEIRS not in outside
    assert Conversation.objects.get().owner.name in outside  # type: ignore[union-attr]
    for path in ("schrijf/", "contact/", "notitie/", "stop/", "overdragen/", "veilig/", "stand/"):
        assert other_desk.get(here + path)["Location"] == here
    other_desk.post(f"{here}stop/", {"words": "Van buiten."})
    assert not Conversation.objects.get().steps.filter(kind="stopped").exists()
    other_desk.post(f"{here}mee/")
    assert THEIRS in other_desk.get(here).text
    other_desk.post(f"{here}mee/", {"do": "leave"})
    assert THEIRS not in other_desk.get(here).text


def test_contact_takes_a_reason_that_stands_in_the_log(desk: Client, here: str) -> None:
    desk.post(f"{here}pak/")
    assert NUMBER[-8:] not in desk.get(f"{here}contact/").text
    assert desk.post(f"{here}contact/", {"reason": ""}).status_code == 422
    why = "Terugbellen zoals afgesproken."
    assert NUMBER in desk.post(f"{here}contact/", {"reason": why}).text
    assert Event.objects.get(action="conversations.contact_read").reason == why


def test_answer_is_kept_looked_at_and_approved_word_for_word(desk: Client, here: str) -> None:
    desk.post(f"{here}pak/")
    desk.post(f"{here}schrijf/", {"seen": seen(), "words": "Hallo, wij zijn er.", "do": "draft"})
    assert MessageDraft.objects.count() == 1
    assert "Hallo, wij zijn er." in desk.get(f"{here}schrijf/").text
    look = desk.post(f"{here}schrijf/", {"seen": seen(), "words": "Hallo, wij zijn er.", "do": "look"}).text
    assert "Ik keur deze woorden goed" in look
    assert Message.objects.exclude(state="received").count() == 0
    desk.post(f"{here}schrijf/", {"seen": seen(), "words": "Hallo, wij zijn er.", "do": "approve"})
    assert Message.objects.exclude(state="received").get().state == "waiting"
    desk.post(reverse("conversations:drop", args=[Message.objects.get(state="waiting").id]))
    assert Message.objects.filter(state="dropped").count() == 1


def test_what_keeps_it_back_is_said_before_anybody_approves(desk: Client, here: str) -> None:
    desk.post(f"{here}pak/")
    Conversation.objects.update(stop_doubted_at=timezone.now())
    reason = NotAllowed["stop_in_doubt"].label.nl
    assert reason in desk.get(f"{here}schrijf/").text
    look = desk.post(f"{here}schrijf/", {"seen": seen(), "words": "Toch nog iets.", "do": "look"}).text
    assert reason in look
    assert "Ik keur deze woorden goed" not in look
    forced = desk.post(f"{here}schrijf/", {"seen": seen(), "words": "Toch nog iets.", "do": "approve"})
    assert forced.status_code == 422
    assert Message.objects.exclude(state="received").count() == 0


def test_list_of_stops_is_asked_by_sending_and_by_no_page(desk: Client, here: str) -> None:
    desk.post(f"{here}pak/")
    desk.post(f"{here}stop/", {"words": "Vroeg het aan de telefoon."})
    reason = NotAllowed["suppressed"].label.nl
    assert reason not in desk.get(f"{here}schrijf/").text
    sent = {"seen": seen(), "words": "Toch nog iets."}
    assert reason not in desk.post(f"{here}schrijf/", sent | {"do": "look"}).text
    refused = desk.post(f"{here}schrijf/", sent | {"do": "approve"})
    assert (refused.status_code, reason in refused.text) == (422, False)
    assert str(ONE_SENTENCE) in refused.text, "what is on the list is folded, for whoever writes too"
    assert Message.objects.exclude(state="received").count() == 0


def test_second_person_reads_and_decides_on_exactly_these_words(
    desk: Client, other_desk: Client, here: str
) -> None:
    desk.post(f"{here}pak/")
    desk.post(f"{here}meelezen/", {"words": "De toon veranderde."})
    look = desk.post(f"{here}schrijf/", {"seen": seen(), "words": "Tot morgen.", "do": "look"}).text
    assert "een tweede persoon beslist mee" in look
    desk.post(f"{here}schrijf/", {"seen": seen(), "words": "Tot morgen.", "do": "approve"})
    there = reverse("conversations:second", args=[Message.objects.get(state="second").id])
    assert there in other_desk.get("/gesprekken/").text
    assert there not in desk.get("/gesprekken/").text
    page = other_desk.get(there).text
    assert "Tot morgen." in page
    assert THEIRS not in page
    other_desk.post(there)
    assert Message.objects.filter(state="second").exists()
    other_desk.post(there, {"do": "approve"})
    assert Message.objects.exclude(state="received").get().state == "waiting"
    assert other_desk.get(there)["Location"] == here


def test_handed_over_with_a_note_safe_contact_and_the_check_word(
    desk: Client, other_desk: Client, second: Actor, here: str
) -> None:
    desk.post(f"{here}pak/")
    desk.post(
        f"{here}veilig/",
        {"holder": "shared", "from_hour": "10", "until_hour": "12", "check_word": "zonnebloem"},
    )
    page = desk.get(here).text
    assert "gedeeld" in page
    assert "10 tot 12 uur" in page
    assert "zonnebloem" not in page
    faults = desk.post(f"{here}veilig/", {"holder": "shared", "from_hour": "10", "until_hour": ""})
    assert faults.status_code == 422
    assert desk.post(f"{here}overdragen/", {"seen": seen(), "to": second.user.id}).status_code == 422
    desk.post(f"{here}overdragen/", {"seen": seen(), "to": second.user.id, "words": "Rustig aan doen."})
    assert "Rustig aan doen." in other_desk.get(here).text
    assert THEIRS not in desk.get(here).text
    other_desk.post(f"{here}woord/", {"word": "iets anders"})
    assert Conversation.objects.get().state == "paused"
    assert "alarm: wacht op een antwoord" in other_desk.get("/gesprekken/").text
    alarm = SafetyAlarm.objects.get()
    desk.post(reverse("conversations:answer", args=[alarm.id]), {"words": "Gebeld, het is goed."})
    assert SafetyAlarm.objects.get().answered_by_id is not None


def test_unknown_delivery_and_doubt_are_for_the_owner_to_settle(desk: Client, here: str) -> None:
    desk.post(f"{here}pak/")
    desk.post(f"{here}schrijf/", {"seen": seen(), "words": "Hallo.", "do": "approve"})
    message = Message.objects.get(state="waiting")
    Message.objects.filter(id=message.id).update(state="unknown")
    assert "niet bekend of een bericht ging" in desk.get("/gesprekken/").text
    there = reverse("conversations:settle", args=[message.id])
    assert "Ging dit bericht?" in desk.get(there).text
    desk.post(there)
    assert Message.objects.get(id=message.id).state == "unknown"
    desk.post(there, {"do": "went"})
    assert Message.objects.get(id=message.id).state == "sent"


def test_doubt_of_a_stop_is_decided_by_who_says_which(desk: Client, worker: Actor, here: str) -> None:
    desk.post(f"{here}pak/")
    written_by_them(worker, "nee")
    assert "Misschien vroeg de ander om te stoppen" in desk.get(here).text
    desk.post(f"{here}twijfel/", {"seen": seen()})
    assert Conversation.objects.get().stop_doubted_at is not None
    desk.post(f"{here}twijfel/", {"seen": seen(), "do": "stop"})
    assert Conversation.objects.get().stop_doubted_at is None
    assert Conversation.objects.get().steps.filter(kind="stopped").exists()


def test_safe_contact_that_is_over_is_marked_in_the_list_with_the_way_to_ask_again(
    desk: Client, other_desk: Client, worker: Actor, here: str
) -> None:
    desk.post(f"{here}pak/")
    desk.post(f"{here}veilig/", {"holder": "self"})
    assert "is verlopen" not in desk.get("/gesprekken/").text
    SafeContact.objects.update(holds_until=timezone.now())

    assert f'href="{here}veilig/"' in desk.get("/gesprekken/").text
    colleague = other_desk.get("/gesprekken/").text
    assert "veilig contact is verlopen" in colleague and f'href="{here}veilig/"' not in colleague
