"""What people said of our contact: one answer stands, it counts, and harm is seen by a colleague."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import Client
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.audit.models import Event
from baken.cases.actions import note_said as of_case
from baken.cases.actions.answer_yes import take_back_yes
from baken.cases.actions.move_case import close_case
from baken.cases.actions.share_case import let_in
from baken.cases.bulk import coded_cases
from baken.cases.exceptions import NotSaid as NotSaidOfCase
from baken.cases.exceptions import WrongState as WrongStateOfCase
from baken.cases.models import Case, CaseSaid
from baken.conversations.actions import note_said as of_conversation
from baken.conversations.actions.hold_conversation import join_conversation
from baken.conversations.bulk import coded_conversations
from baken.conversations.exceptions import NotSaid, NotYours, WrongState
from baken.conversations.models import Conversation, ConversationSaid, Suppression
from baken.conversations.queries import inbox_standing
from baken.tenancy.acting import Actor
from baken.vocabulary.said import SaidOfContact
from tests.factories.cases import fresh, make_case, without_yes
from tests.factories.conversations import make_conversation, make_ground
from tests.factories.users import make_person, make_user, sign_in
from tests.integration.test_programme_results import opening_went

pytestmark = pytest.mark.django_db
HARM = "harmed"


@pytest.fixture
def worker(organisation: Organisation) -> Actor:
    return make_person(organisation, "outreach_worker")


@pytest.fixture
def supervisor(organisation: Organisation) -> Actor:
    return make_person(organisation, "analyst")


@pytest.fixture
def conversation(worker: Actor) -> Conversation:
    make_ground(worker)
    return make_conversation(worker)


def said(by: Actor, conversation: Conversation, answer: str, days: int = 0) -> ConversationSaid:
    day = timezone.localdate() + timedelta(days=days)
    return of_conversation.note_said(by=by, conversation_id=conversation.id, answer=answer, said_on=day)


def said_of(by: Actor, case: Case, answer: str, days: int = 0) -> CaseSaid:
    day = timezone.localdate() + timedelta(days=days)
    return of_case.note_said(by=by, case_id=case.id, answer=answer, said_on=day)


def counted(part: str) -> Iterator[str]:
    rows = [*coded_conversations(), *coded_cases()]
    return (code for name, _day, _where, came, _waits in rows if name == part for code in came)


def test_answer_counts_with_the_conversation_and_with_who_was_approached(
    worker: Actor, conversation: Conversation
) -> None:
    opening_went(worker, conversation)
    said(worker, conversation, "no_difference")
    said(worker, conversation, "helped")
    said(worker, conversation, "no_answer")
    assert [code for code in counted("conversation") if code.startswith("said_")] == ["said_helped"]
    assert [code for code in counted("approached") if code.startswith("said_")] == ["said_helped"]
    assert conversation.said.count() == 3
    told = Event.objects.filter(action="conversations.said_noted")
    assert told.count() == 3
    assert not any(answer in str(event.details) for event in told for answer in SaidOfContact.codes)


def test_answer_taken_back_lets_the_one_before_count_again(worker: Actor, conversation: Conversation) -> None:
    said(worker, conversation, "not_wanted")
    mistaken = said(worker, conversation, "helped")
    of_conversation.take_back_said(by=worker, conversation_answer_id=mistaken.id)
    assert "said_not_wanted" in counted("conversation")
    with pytest.raises(WrongState):
        of_conversation.take_back_said(by=worker, conversation_answer_id=mistaken.id)


def test_nobody_takes_back_what_another_wrote_or_writes_in_what_they_do_not_read(
    worker: Actor, supervisor: Actor, conversation: Conversation
) -> None:
    row = said(worker, conversation, "helped")
    with pytest.raises(NotYours):
        said(supervisor, conversation, "helped")
    join_conversation(by=supervisor, conversation_id=conversation.id)
    with pytest.raises(NotYours):
        of_conversation.take_back_said(by=supervisor, conversation_answer_id=row.id)


@pytest.mark.parametrize(("answer", "days"), [("grateful", 0), ("helped", 1), ("helped", -400)])
def test_answer_is_of_the_list_on_a_day_that_has_come(
    worker: Actor, conversation: Conversation, answer: str, days: int
) -> None:
    with pytest.raises(NotSaid):
        said(worker, conversation, answer, days)
    with pytest.raises(NotSaidOfCase):
        said_of(worker, make_case(worker), answer, days)


@pytest.mark.parametrize("answer", [HARM, "not_wanted"])
def test_what_was_to_go_is_taken_back_after_harm_and_it_is_no_stop(
    worker: Actor, conversation: Conversation, answer: str
) -> None:
    opening_went(worker, conversation, state="waiting")
    said(worker, conversation, answer)
    assert conversation.messages.get().state == "dropped"
    assert not Suppression.objects.exists()


def test_other_answers_take_nothing_back(worker: Actor, conversation: Conversation) -> None:
    opening_went(worker, conversation, state="waiting")
    said(worker, conversation, "helped")
    assert conversation.messages.get().state == "waiting"


def test_harm_waits_above_the_inbox_until_another_talked_it_over_even_taken_back(
    worker: Actor, supervisor: Actor, conversation: Conversation
) -> None:
    row = said(worker, conversation, HARM)
    of_conversation.take_back_said(by=worker, conversation_answer_id=row.id)
    assert [one.id for one in inbox_standing().harm] == [row.id]
    with pytest.raises(WrongState):
        of_conversation.talk_harm_over(by=worker, conversation_answer_id=row.id)
    of_conversation.talk_harm_over(by=supervisor, conversation_answer_id=row.id)
    assert inbox_standing().harm == []
    assert Event.objects.filter(action="conversations.said_talked_over").exists()
    with pytest.raises(WrongState):
        of_conversation.talk_harm_over(by=supervisor, conversation_answer_id=row.id)


def test_database_lets_nobody_talk_over_their_own_or_take_back_anothers(
    worker: Actor, supervisor: Actor, conversation: Conversation
) -> None:
    row, now = said(worker, conversation, HARM), timezone.now()
    for wrong in (
        {"seen_at": now, "seen_by": worker.user}, {"back_at": now, "back_by": supervisor.user},
        {"back_at": now}, {"seen_at": now},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            ConversationSaid.objects.filter(id=row.id).update(**wrong)


def test_case_counts_its_answer_also_when_it_is_closed(worker: Actor) -> None:
    case = make_case(worker)
    close_case(by=worker, case_id=case.id, seen=case.change_count, closure="wishes_met")
    said_of(worker, case, "helped")
    assert "said_helped" in counted("case")
    with pytest.raises(WrongStateOfCase):
        said_of(worker, without_yes(worker), "helped")


def test_who_is_not_on_a_case_writes_and_takes_back_nothing(worker: Actor, supervisor: Actor) -> None:
    case = make_case(worker)
    row = said_of(worker, case, "helped")
    with pytest.raises(Http404):
        said_of(supervisor, case, "helped")
    let_in(by=worker, case_id=case.id, user_id=supervisor.user.id)
    with pytest.raises(WrongStateOfCase):
        of_case.take_back_said(by=supervisor, case_answer_id=row.id)
    of_case.take_back_said(by=worker, case_answer_id=row.id)
    assert "said_helped" not in counted("case")


def test_taken_back_yes_erases_answers_but_harm_only_once_it_was_talked_over(
    worker: Actor, supervisor: Actor
) -> None:
    case = make_case(worker)
    said_of(worker, case, "helped")
    harm = said_of(worker, case, HARM)
    take_back_yes(by=worker, case_id=case.id)
    assert [one.id for one in case.said.all()] == [harm.id]
    assert not any(code.startswith("said_") for code in counted("case"))
    of_case.talk_harm_over(by=supervisor, case_answer_id=harm.id)
    assert not case.said.exists()


def test_harm_of_a_case_is_talked_over_by_who_supervises_and_not_by_who_sees_to_it(
    worker: Actor, supervisor: Actor
) -> None:
    own = said_of(supervisor, make_case(supervisor), HARM)
    with pytest.raises(WrongStateOfCase):
        of_case.talk_harm_over(by=supervisor, case_answer_id=own.id)
    case = make_case(worker)
    row = said_of(worker, case, HARM)
    of_case.talk_harm_over(by=supervisor, case_answer_id=row.id)
    assert CaseSaid.objects.get(id=row.id).seen_by_id == supervisor.user.id
    assert fresh(case).change_count > case.change_count


def test_pages_write_it_down_and_show_harm_to_who_supervises(
    client: Client, organisation: Organisation, worker: Actor
) -> None:
    case = make_case(worker)
    row = said_of(worker, case, HARM)
    signed_in = sign_in(client, make_user(organisation, "analyst"))
    assert case.number in signed_in.get("/begeleiding/toezicht/").text
    address = f"/begeleiding/gezegd/{row.id}/besproken/"
    assert signed_in.get(address).status_code == 200
    assert signed_in.post(address).status_code == 302
    assert CaseSaid.objects.get().seen_at is not None


def test_page_of_a_conversation_takes_an_answer_and_takes_it_back(client: Client, worker: Actor) -> None:
    make_ground(worker)
    there = f"/gesprekken/{make_conversation(worker).id}/"
    signed_in = sign_in(client, worker.user)
    today = timezone.localdate().isoformat()
    empty = signed_in.post(f"{there}gezegd/", {"said_on": today})
    assert empty.status_code == 422
    assert not ConversationSaid.objects.exists()
    assert signed_in.post(f"{there}gezegd/", {"answer": HARM, "said_on": today}).status_code == 302
    row = ConversationSaid.objects.get()
    shown = signed_in.get(there).text
    assert "het deed kwaad" in shown
    assert "Een collega bespreekt het" in shown
    # not for who wrote it
    assert signed_in.get(f"/gesprekken/gezegd/{row.id}/besproken/").status_code == 302
    signed_in.post(f"/gesprekken/gezegd/{row.id}/terug/")
    assert ConversationSaid.objects.get().back_at is not None
