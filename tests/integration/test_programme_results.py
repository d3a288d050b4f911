"""What reaching people led to, out of conversations, cases and referrals as their rooms keep them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from baken.accounts.models import Organisation
from baken.audit.models import Event
from baken.cases.actions.move_case import close_case
from baken.cases.bulk import coded_cases
from baken.conversations.actions.hold_conversation import take_conversation
from baken.conversations.actions.keep_safe import raise_alarm, stop_messages
from baken.conversations.bulk import coded_conversations
from baken.conversations.models import Conversation, Message
from baken.referrals.bulk import coded_referrals
from baken.statistics.queries import columns_for
from baken.statistics.tables.programme import ANSWERS, CAME, PROGRAMME_RESULTS, WAITS
from baken.tenancy.acting import Actor
from baken.triage.bulk import coded_leads
from baken.triage.models import Lead
from tests.factories.cases import make_case, without_yes
from tests.factories.conversations import NUMBER, make_conversation, make_ground, written_by_them
from tests.factories.leads import make_lead, see
from tests.factories.referrals import make_referral, offered
from tests.factories.users import make_person, make_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(organisation: Organisation) -> Actor:
    return make_person(organisation, "outreach_worker")


def opening_went(by: Actor, conversation: Conversation, state: str = "delivered") -> None:
    Message.objects.create(
        organisation=by.organisation, conversation=conversation, place=1, kind="opening", state=state,
        created_at=conversation.created_at, sent_at=conversation.created_at, asked_at=conversation.created_at,
        approved_by=by.user,
        approved_at=conversation.created_at, key=conversation.id,
    )  # fmt: skip


def test_conversation_counts_as_approached_once_its_opening_went(worker: Actor) -> None:
    make_ground(worker)
    conversation = make_conversation(worker)
    assert list(coded_conversations()) == [("conversation", localdate(), "NL-NB", ["began_us"], {})]
    opening_went(worker, conversation)
    assert list(coded_conversations()) == [
        ("approached", localdate(), "NL-NB", [], {"to_opening": 0}),
        ("conversation", localdate(), "NL-NB", ["began_us"], {}),
    ]


def test_opening_that_failed_reached_nobody(worker: Actor) -> None:
    make_ground(worker)
    opening_went(worker, make_conversation(worker), state="failed")
    assert [part for part, *_ in coded_conversations()] == ["conversation"]


def test_reply_stop_and_threat_are_told_once_a_contact(worker: Actor) -> None:
    make_ground(worker)
    conversation = make_conversation(worker)
    opening_went(worker, conversation)
    written_by_them(worker, number=NUMBER)
    written_by_them(worker, "Hoi", number=NUMBER)
    raise_alarm(by=worker, conversation_id=conversation.id, kind="threat", words="Verzonnen.")
    stop_messages(by=worker, conversation_id=conversation.id, words="Verzonnen.")
    approached = next(row for row in coded_conversations() if row[0] == "approached")
    assert approached[3:] == (["replied", "stopped", "threat"], {"to_opening": 0, "to_reply": 0})


def test_who_wrote_first_was_not_approached(worker: Actor) -> None:
    written_by_them(worker)
    take_conversation(by=worker, conversation_id=Conversation.objects.get().id)
    assert list(coded_conversations()) == [("conversation", localdate(), "unknown", ["began_them"], {})]


def test_case_tells_why_it_closed_and_one_that_waits_did_not_begin(worker: Actor) -> None:
    without_yes(worker)
    case = make_case(worker)
    assert list(coded_cases()) == [("case", localdate(), "unknown", [], {})]
    close_case(by=worker, case_id=case.id, seen=case.change_count, closure="wishes_met")
    assert list(coded_cases()) == [("case", localdate(), "unknown", ["closed", "closed_wishes_met"], {})]


def test_referral_counts_once_it_was_offered(worker: Actor) -> None:
    make_referral(worker)
    assert list(coded_referrals(timezone.now())) == []
    offered(worker)
    assert list(coded_referrals(timezone.now())) == [("referral", localdate(), "unknown", ["unanswered"], {})]
    late = timezone.now() + timedelta(days=30)
    [(*_rest, came, _waits)] = coded_referrals(late)
    assert came == ["unanswered", "overdue"]


def test_read_is_noted_with_a_count_and_holds_codes_of_the_table_only(worker: Actor) -> None:
    make_case(worker)
    researcher = make_person(worker.organisation, "researcher", purpose="statistics")
    frame = columns_for(PROGRAMME_RESULTS, by=researcher)
    assert frame.columns == ["part", "began_on", "province", "came", *WAITS]
    assert set(frame["part"]) <= set(CAME)
    assert set(frame["came"].explode().drop_nulls()) <= set(ANSWERS)
    event = Event.objects.filter(action="statistics.frames_read").latest("sequence")
    assert event.details == {"rows": 1}


def test_observer_sees_nothing_of_it(client: Client, organisation: Organisation) -> None:
    signed_in = sign_in(client, make_user(organisation, "observer"))
    assert "programme-results" not in signed_in.get("/cijfers/").text
    assert signed_in.get("/cijfers/programme-results/").status_code == 404


def test_lead_that_two_people_differ_on_waits_and_tells_the_province_of_its_newest_advert(
    worker: Actor,
) -> None:
    lead = make_lead(worker)
    see(worker, lead.advertiser, province="NL-LI")
    Lead.objects.update(state="differing")
    assert list(coded_leads()) == [("lead", localdate(), "NL-LI", ["undecided"], {})]
    Lead.objects.update(state="unsure")
    assert [row[3] for row in coded_leads()] == [["decided", "unsure"]]
    Lead.objects.update(rests_under=lead.id)
    assert list(coded_leads()) == []
