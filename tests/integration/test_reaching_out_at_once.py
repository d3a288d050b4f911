"""Several people reach out to the same advertiser at the same moment, while another suspects a minor: real
connections."""

import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from baken.adverts.models import AdvertContact
from baken.conversations.actions.hold_conversation import take_conversation
from baken.conversations.actions.keep_safe import suspect_minority
from baken.conversations.exceptions import ConversationsError, ThereAlready
from baken.conversations.models import Conversation, Message
from baken.outreach.actions.open_outreach import open_outreach
from baken.outreach.exceptions import OutreachError
from baken.tenancy.acting import Actor, acting_for
from baken.triage.exceptions import TriageError
from baken.triage.models import Lead, LeadStep
from tests.factories.conversations import (
    NUMBER,
    OTHER_NUMBER,
    make_ground,
    make_template,
    worth_contacting,
    written_by_them,
)
from tests.factories.databases import connected_to
from tests.factories.organisations import make_actor
from tests.factories.users import make_person
from tests.faults.demo_databases import database

REFUSED = (ConversationsError, OutreachError, TriageError)
PEOPLE = 6


@pytest.fixture(scope="module")
def apart(server_url: str, migrated: str, django_db_blocker: Any) -> Iterator[None]:
    """A database without a test's transaction around it, so that others see what one does."""
    from baken.config.schema import bring_up_to_date

    with database(server_url, migrated) as url, django_db_blocker.unblock(), connected_to(url):
        bring_up_to_date()
        yield


@pytest.fixture
def team(apart: None) -> Iterator[list[Actor]]:
    by = make_actor()
    with acting_for(by.organisation.id):
        people = [make_person(by.organisation, "outreach_worker") for _ in range(PEOPLE)]
        make_ground(people[0])
        make_template(people[0])
        worth_contacting(people[0], NUMBER, OTHER_NUMBER)
        yield people


def at_once(tasks: list[tuple[Actor, Callable[[Actor], object]]]) -> list[object]:
    """Everything at the same moment, each on a connection of its own; what was refused is returned."""
    start = Barrier(len(tasks))

    def one(task: tuple[Actor, Callable[[Actor], object]]) -> object:
        by, do = task
        try:
            with acting_for(by.organisation.id):
                connection.ensure_connection()
                start.wait(30)
                return do(by)
        except REFUSED as fault:
            return fault
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(one, tasks))


def opens(contact_id: uuid.UUID, channel: str) -> Callable[[Actor], object]:
    from baken.conversations.models import MessageTemplate

    lead, template = Lead.objects.get(), MessageTemplate.objects.get()
    return lambda by: open_outreach(
        by=by, lead_id=lead.id, contact_id=contact_id, channel=channel, template_id=template.id, language="nl"
    )


def test_of_many_who_open_at_once_one_does(team: list[Actor]) -> None:
    ways = [(one.id, channel) for one in AdvertContact.objects.all() for channel in ("whatsapp", "sms")]
    told = at_once([(by, opens(*ways[place % len(ways)])) for place, by in enumerate(team)])
    assert sum(isinstance(one, Message) for one in told) == 1
    assert sum(isinstance(one, ThereAlready) for one in told) == PEOPLE - 1
    assert Conversation.objects.count() == 1
    assert Message.objects.count() == 1


def test_suspicion_and_openings_at_once_wait_for_each_other_and_nothing_goes(team: list[Actor]) -> None:
    message = written_by_them(team[0])
    assert message is not None
    theirs = take_conversation(by=team[0], conversation_id=message.conversation_id)
    contacts = AdvertContact.objects.all()

    def suspects(by: Actor) -> object:
        return suspect_minority(by=by, conversation_id=theirs.id, words="Noemt een schoolklas.")

    at_once([
        *((by, suspects) for by in team[:2]),
        *((by, opens(contacts[place % 2].id, "whatsapp")) for place, by in enumerate(team[2:])),
    ])  # fmt: skip
    lead = Lead.objects.get()
    assert (lead.state, lead.outreach_stopped) == ("urgent_first", True)
    assert LeadStep.objects.filter(kind="told").count() == 1
    assert Conversation.objects.get().id == theirs.id
