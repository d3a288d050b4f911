"""From a lead to one approved opening, by its pages: what is shown first, what is refused, one at a time."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.adverts.models import AdvertContact, Sighting
from baken.audit.models import Event
from baken.conversations.actions.keep_safe import stop_messages, suspect_control
from baken.conversations.exceptions import ThereAlready
from baken.conversations.facts import approach_mark
from baken.conversations.models import Approach, ContactGround, ContactRules, Conversation, Message
from baken.conversations.sending import send_due
from baken.conversations.wording import ONE_SENTENCE, UNSAID, refused
from baken.outreach.actions.open_outreach import open_outreach
from baken.tenancy.acting import Actor, acting_for
from baken.triage.models import Lead
from baken.vocabulary.conversations import NotAllowed
from tests.factories.conversations import (
    FOLLOW_UP,
    NUMBER,
    OPENING,
    OTHER_NUMBER,
    KeepingChannel,
    job,
    make_ground,
    make_readable,
    make_template,
    store_contact,
    worth_contacting,
    written_by_them,
)
from tests.factories.leads import link, see
from tests.factories.organisations import make_actor
from tests.factories.users import make_person, sign_in

pytestmark = pytest.mark.django_db
APPROVE = "Ik keur deze woorden goed"


@pytest.fixture
def worker(organisation: Organisation) -> Actor:
    return make_person(organisation, "outreach_worker")


@pytest.fixture
def desk(worker: Actor) -> Client:
    return sign_in(Client(), worker.user)


@pytest.fixture
def lead(worker: Actor) -> Lead:
    make_ground(worker)
    # no quiet hours: what a page says does not hang on the clock
    ContactRules.objects.create(organisation=worker.organisation, quiet_from=0, quiet_until=0)
    found = worth_contacting(worker)
    make_readable(worker)
    return found


@pytest.fixture
def chosen(worker: Actor, lead: Lead) -> dict[str, str]:
    """What the form sends."""
    return {"to": f"{AdvertContact.objects.get().id}.whatsapp", "text": str(make_template(worker).id)}


def here(lead: Lead) -> str:
    return reverse("outreach:begin", args=[lead.id])


def test_lead_page_leads_to_the_words_and_only_then_to_a_button(
    desk: Client, lead: Lead, chosen: dict[str, str], worker: Actor
) -> None:
    assert here(lead) in desk.get(reverse("triage:lead", args=[lead.id])).text
    page = desk.get(here(lead)).text
    assert AdvertContact.objects.get().pseudonym[:4].upper() in page
    assert APPROVE not in page
    assert NUMBER[-8:] not in page
    look = desk.get(here(lead), chosen)
    assert OPENING in look.text
    assert APPROVE in look.text
    assert NUMBER[-8:] not in look.text
    # looking makes nothing
    assert not Conversation.objects.exists()
    desk.post(here(lead), chosen)
    message = Message.objects.get()
    assert (message.kind, message.state, message.approved_by) == ("opening", "waiting", worker.user)
    assert message.conversation.owner == worker.user
    assert Event.objects.filter(action="outreach.contacts_read").count() == 3


def test_page_leads_to_what_is_lacking_a_ground_or_a_text(worker: Actor, desk: Client) -> None:
    make_ground(worker)
    lead = worth_contacting(worker)
    make_readable(worker)
    page = desk.get(here(lead)).text
    assert reverse("contact_rules:texts") in page.split("<main")[1]
    ContactGround.objects.update(state="withdrawn")
    page = desk.get(here(lead)).text
    assert f'href="{reverse("contact_rules:grounds")}"' in page.split("<main")[1]


def test_pressed_twice_is_one_conversation_and_one_message(
    desk: Client, lead: Lead, chosen: dict[str, str]
) -> None:
    for _ in range(2):
        answer = desk.post(here(lead), chosen)
        assert answer.status_code == 302
        assert answer["Location"] == reverse(
            "conversations:conversation", args=[Conversation.objects.get().id]
        )
    assert Message.objects.count() == 1


def test_while_one_is_talked_with_nobody_begins_with_another_number_or_channel(
    desk: Client, lead: Lead, chosen: dict[str, str], worker: Actor
) -> None:
    sighting = Sighting.objects.get().id
    other = store_contact(worker, [sighting], OTHER_NUMBER)
    desk.post(here(lead), chosen)
    same = AdvertContact.objects.exclude(id=other.id).get()
    for contact in (other, same):
        with pytest.raises(ThereAlready):
            open_outreach(
                by=worker, lead_id=lead.id, contact_id=contact.id, channel="sms",
                template_id=uuid.UUID(chosen["text"]), language="nl",
            )  # fmt: skip
    assert Conversation.objects.count() == 1
    busy = desk.get(here(lead)).text
    assert "één tegelijk" in busy
    assert 'type="radio"' not in busy
    again = desk.post(here(lead), chosen | {"to": f"{other.id}.sms"})
    assert "Er loopt al een gesprek" in again.text


def closes(lead: Lead, **told: Any) -> None:
    Lead.objects.filter(id=lead.id).update(**told)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"outreach_stopped": True}, "voorgoed uitgesloten"),
        ({"state": "waiting"}, "Nog niemand besloot"),
        ({"state": "unsure"}, "Nog niemand besloot"),
        ({"blind": True}, "mét de redenen"),
    ],
)
def test_where_nobody_may_be_approached_it_is_said_and_no_contact_is_read(
    desk: Client, lead: Lead, chosen: dict[str, str], told: dict[str, Any], words: str
) -> None:
    closes(lead, **told)
    assert here(lead) not in desk.get(reverse("triage:lead", args=[lead.id])).text
    for page in (desk.get(here(lead)), desk.get(here(lead), chosen), desk.post(here(lead), chosen)):
        assert words in page.text
        assert OPENING not in page.text
    assert not Conversation.objects.exists()
    assert not Event.objects.filter(action="outreach.contacts_read").exists()


def test_without_a_ground_it_is_off_and_says_so(desk: Client, worker: Actor) -> None:
    lead = worth_contacting(worker)
    assert "geen grond" in desk.get(here(lead)).text
    assert not Event.objects.filter(action="outreach.contacts_read").exists()


def test_stale_contact_is_shown_and_not_offered(desk: Client, worker: Actor) -> None:
    make_ground(worker)
    lead = worth_contacting(worker, seen_at=timezone.now() - timedelta(days=30))
    make_template(worker)
    page = desk.get(here(lead)).text
    assert "te lang niet gezien" in page
    assert 'type="radio"' not in page


def test_without_a_reviewed_text_it_says_what_to_do_first(desk: Client, lead: Lead) -> None:
    assert "nog geen nagekeken tekst" in desk.get(here(lead)).text


def stopped_elsewhere() -> None:
    elsewhere = make_actor()
    with acting_for(elsewhere.organisation.id):
        them = make_person(elsewhere.organisation, "outreach_worker")
        message = written_by_them(them)
        assert message is not None
        stop_messages(by=them, conversation_id=message.conversation_id, words="Wil niets.")


def approached_before(worker: Actor) -> None:
    pseudonym = AdvertContact.objects.get(kind="phone").pseudonym
    Approach.objects.create(
        organisation=worker.organisation, mark=approach_mark(worker.organisation.id, pseudonym), times=1,
        last_at=timezone.now() - timedelta(days=90),
    )  # fmt: skip


@pytest.mark.parametrize("cause", ["stopped", "approached"])
def test_who_wants_to_be_left_alone_is_told_by_nothing_on_the_page(
    desk: Client, lead: Lead, chosen: dict[str, str], worker: Actor, cause: str
) -> None:
    before = desk.get(here(lead), chosen).text
    if cause == "stopped":
        stopped_elsewhere()
    else:
        approached_before(worker)
    page = desk.get(here(lead), chosen).text
    assert APPROVE in page
    assert without_token(page) == without_token(before)
    refusal = desk.post(here(lead), chosen)
    assert refusal.status_code == 422
    assert str(ONE_SENTENCE) in refusal.text
    for code in UNSAID:
        assert NotAllowed[code].label.nl not in refusal.text
    # and nothing is left of having tried
    assert not Conversation.objects.exists()


def without_token(page: str) -> str:
    """The page without what differs each time."""
    return re.sub(r"[A-Za-z0-9]{64}", "", page)


def test_every_reason_is_told_or_stands_in_the_one_sentence() -> None:
    for code in NotAllowed.codes:
        told = refused([code])
        if code in UNSAID:
            assert told == [str(ONE_SENTENCE)]
        elif told:
            assert told == [NotAllowed[code].label.nl]
    assert len(refused(["suppressed", "answered"])) == 1


def test_suspected_control_elsewhere_of_the_advertiser_asks_a_second_person(
    desk: Client, lead: Lead, chosen: dict[str, str], worker: Actor
) -> None:
    sighting = Sighting.objects.get().id
    store_contact(worker, [sighting], OTHER_NUMBER)
    desk.post(here(lead), chosen)
    conversation = Conversation.objects.get()
    suspect_control(by=worker, conversation_id=conversation.id, words="Een ander typt mee.")
    Message.objects.update(state="dropped", next_try_at=None)
    follow = reverse("outreach:follow", args=[conversation.id])
    look = desk.get(follow, {"text": chosen["text"]}).text
    assert "daarna een tweede persoon" in look
    seen = Conversation.objects.get().step_count
    desk.post(follow, {"text": chosen["text"], "seen": seen})
    assert Message.objects.exclude(state="dropped").get().state == "second"


def test_follow_up_is_offered_after_two_weeks_once(
    desk: Client, lead: Lead, chosen: dict[str, str], worker: Actor
) -> None:
    desk.post(here(lead), chosen)
    conversation, message = Conversation.objects.get(), Message.objects.get()
    follow = reverse("outreach:follow", args=[conversation.id])
    assert follow in desk.get(reverse("conversations:conversation", args=[conversation.id])).text
    now = timezone.now()
    Message.objects.update(state="sent", asked_at=now, sent_at=now)
    approached_before(worker)
    Approach.objects.update(last_at=now)
    reminder = make_template(worker, "follow_up")
    assert "Een herinnering kan vanaf" in desk.get(follow).text
    Approach.objects.update(last_at=now - timedelta(days=14, hours=1))
    look = desk.get(follow, {"text": str(reminder.id)}).text
    assert FOLLOW_UP in look
    assert "laatste bericht" in look
    seen = Conversation.objects.get().step_count
    desk.post(follow, {"text": str(reminder.id), "seen": seen})
    made = Message.objects.exclude(id=message.id).get()
    assert made.kind == "follow_up"
    assert "beginnen wij niets meer" in desk.get(follow).text


def test_colleague_and_whoever_began_themselves_get_no_follow_up(
    desk: Client, lead: Lead, chosen: dict[str, str], worker: Actor
) -> None:
    desk.post(here(lead), chosen)
    other = sign_in(Client(), make_person(worker.organisation, "outreach_worker").user)
    conversation = Conversation.objects.get()
    follow = reverse("outreach:follow", args=[conversation.id])
    assert other.get(follow)["Location"] == reverse("conversations:conversation", args=[conversation.id])
    Conversation.objects.update(began="them")
    assert desk.get(follow).status_code == 404


def test_suspicion_between_looking_and_pressing_wins(
    desk: Client, lead: Lead, chosen: dict[str, str], worker: Actor
) -> None:
    desk.get(here(lead), chosen)
    # the sighting is found to belong to an advertiser of which outreach was stopped
    other = see(worker, "b0009")
    store_contact(worker, other)
    stopped = Lead.objects.create(
        organisation=worker.organisation, advertiser="b0009", case_number="B1-0009", band="no_reason",
        log_odds=0, low=0, high=0, hard_stop=False, reasons=[], rank=9, outreach_stopped=True,
        created_at=timezone.now(),
    )  # fmt: skip
    link(worker, other[0], stopped.advertiser)
    refusal = desk.post(here(lead), chosen)
    assert NotAllowed["minority"].label.nl in refusal.text
    assert not Conversation.objects.exists()


def test_refused_message_tells_its_owner_nothing_of_a_no(
    desk: Client, lead: Lead, chosen: dict[str, str], worker: Actor
) -> None:
    assert desk.post(here(lead), chosen).status_code == 302
    stopped_elsewhere()
    channel = KeepingChannel()
    send_due(by=job(worker), channels={channel.code: channel})
    message = Message.objects.get()
    assert (message.state, message.refusals, channel.taken) == ("refused", ["suppressed"], [])
    theirs = reverse("conversations:conversation", args=[message.conversation_id])
    # what was said of approving is said once
    desk.get(theirs)
    pages = set()
    for code in sorted(UNSAID):
        Message.objects.update(refusals=[code])
        page = desk.get(theirs).text
        assert str(ONE_SENTENCE) in page
        assert NotAllowed[code].label.nl not in page
        pages.add(without_token(page))
    assert len(pages) == 1
