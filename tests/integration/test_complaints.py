"""A complaint is written down with the conversation, takes back what waits, and is no stop."""

import pytest

from baken.accounts.models import Organisation
from baken.audit.models import Event
from baken.conversations.actions.note_complaint import note_complaint
from baken.conversations.bulk import coded_conversations
from baken.conversations.exceptions import NotYours, WordsMissing
from baken.conversations.models import Suppression
from baken.tenancy.acting import Actor
from tests.factories.conversations import make_conversation, make_ground
from tests.factories.users import make_person
from tests.integration.test_programme_results import opening_went

pytestmark = pytest.mark.django_db
WORDS = "Verzonnen: vond één bericht te veel."


@pytest.fixture
def worker(organisation: Organisation) -> Actor:
    return make_person(organisation, "outreach_worker")


def test_complaint_counts_takes_back_what_waits_and_stops_nothing_for_good(worker: Actor) -> None:
    make_ground(worker)
    conversation = make_conversation(worker)
    opening_went(worker, conversation, state="waiting")
    note_complaint(by=worker, conversation_id=conversation.id, words=WORDS)
    assert conversation.messages.get().state == "dropped"
    assert not Suppression.objects.exists()
    [(_part, _day, _where, came, _waits)] = coded_conversations()
    assert came == ["began_us", "complained"]
    event = Event.objects.filter(action="conversations.complaint_noted").get()
    assert WORDS not in str(event.details)


def test_complaint_says_what_it_is_about_and_is_written_by_who_reads_the_conversation(worker: Actor) -> None:
    make_ground(worker)
    conversation = make_conversation(worker)
    with pytest.raises(WordsMissing):
        note_complaint(by=worker, conversation_id=conversation.id, words="  ")
    another = make_person(worker.organisation, "analyst")
    with pytest.raises(NotYours):
        note_complaint(by=another, conversation_id=conversation.id, words=WORDS)
