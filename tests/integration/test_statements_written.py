"""Statements of reasons are kept whole and without anybody's contact, and go only when a person lets them."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from baken.accounts.models import Organisation
from baken.audit.models import Event
from baken.notices.sending.outbox import mark_refused, take_batch
from baken.notices.statements.exceptions import OnItsWay, WordsGone, WrongState, WrongStatement
from baken.notices.statements.models import StatementOfReasons, StatementWords, whole_fields
from baken.notices.statements.writing import (
    correct_statement,
    hold_back,
    release_statements,
    write_statement,
)
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from tests.factories.sent_statements import make_moderator, write_some
from tests.factories.statements import statement
from tests.factories.users import make_person, make_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(actor: Actor) -> Actor:
    return make_moderator(actor)


def write(by: Actor, **changes: Any) -> StatementOfReasons:
    return write_statement(by=by, fields=statement(**changes), about="notice:1")


def test_statement_is_kept_as_it_was_given_under_an_identifier_of_its_own(moderator: Actor) -> None:
    one, other = write(moderator), write(moderator)
    given = statement(puid=...)
    assert {name: value for name, value in whole_fields(one).items() if name != "puid"} == given
    assert len({one.puid, other.puid, statement()["puid"]}) == 3
    assert one.state == "written"
    assert "decision_facts" not in one.codes and "decision_facts" in one.words.texts


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Bel 06 12 34 56 78 voor meer.", "06 12 34 56 78"),
        ("Zij mailt vanaf iemand@voorbeeld.example altijd.", "iemand@voorbeeld.example"),
    ],
)
def test_free_text_with_a_contact_is_refused_with_its_words_marked(
    moderator: Actor, text: str, word: str
) -> None:
    with pytest.raises(WrongStatement) as refused:
        write(moderator, decision_facts=text)
    (fault,) = refused.value.faults
    assert fault.field == "decision_facts"
    (marked,) = fault.marked
    assert marked.words == text[marked.start : marked.end] and word in marked.words
    assert marked.instead.nl and marked.instead.en
    assert not StatementOfReasons.objects.exists()


def test_place_may_be_named(moderator: Actor) -> None:
    assert write(moderator, decision_facts="De advertentie noemt Tilburg en Breda op één dag.").puid


def test_decision_of_a_person_is_never_fully_automated(moderator: Actor) -> None:
    with pytest.raises(WrongStatement, match="never fully automated"):
        write(moderator, automated_decision="AUTOMATED_DECISION_FULLY")
    assert write(moderator, automated_decision="AUTOMATED_DECISION_PARTIALLY").state == "written"


def test_only_a_named_moderator_writes_and_lets_go(actor: Actor, moderator: Actor) -> None:
    made = write(moderator)
    for other in (actor, make_person(actor.organisation, "analyst", purpose="moderation")):
        with pytest.raises(NotPermitted):
            write(other)
        with pytest.raises(NotPermitted):
            release_statements(by=other, statement_ids=[made.id])
        with pytest.raises(NotPermitted):
            hold_back(by=other, statement_id=made.id)
        with pytest.raises(NotPermitted):
            correct_statement(by=other, statement_id=made.id, fields=statement())


def test_log_tells_who_and_never_what(moderator: Actor) -> None:
    made = write(moderator, decision_facts="Zwaluwstaart.")
    release_statements(by=moderator, statement_ids=[made.id])
    events = Event.objects.filter(subject=f"statement:{made.id}")
    assert {one.action for one in events} == {"notices.statement_written", "notices.statement_released"}
    assert "Zwaluwstaart" not in str([(one.reason, one.details) for one in events])


def test_what_was_let_go_can_be_held_back_until_it_is_asked_for(moderator: Actor) -> None:
    (made,) = write_some(moderator, 1)
    assert hold_back(by=moderator, statement_id=made.id).state == "written"
    release_statements(by=moderator, statement_ids=[made.id])
    take_batch()
    with pytest.raises(OnItsWay):
        hold_back(by=moderator, statement_id=made.id)
    with pytest.raises(WrongState):
        correct_statement(by=moderator, statement_id=made.id, fields=statement())


def test_refused_statement_is_corrected_and_let_go_again(moderator: Actor) -> None:
    (made,) = write_some(moderator, 1)
    mark_refused(moderator, [made], {made.puid: [["category", "no"]]})
    corrected = correct_statement(
        by=moderator, statement_id=made.id, fields=statement(decision_facts="Beter uitgelegd.")
    )
    assert (corrected.state, corrected.puid) == ("written", made.puid)
    assert corrected.words.texts["decision_facts"] == "Beter uitgelegd." and corrected.words.faults == []
    assert release_statements(by=moderator, statement_ids=[made.id]) == 1
    assert release_statements(by=moderator, statement_ids=[made.id]) == 0


def test_without_its_words_nothing_goes(moderator: Actor) -> None:
    made = write(moderator)
    StatementWords.objects.all().delete()
    with pytest.raises(WordsGone):
        release_statements(by=moderator, statement_ids=[made.id])
    with pytest.raises(WordsGone):
        correct_statement(by=moderator, statement_id=made.id, fields=statement())


def test_database_itself_refuses_what_nobody_released(moderator: Actor) -> None:
    made = write(moderator)
    with pytest.raises(IntegrityError), transaction.atomic():
        StatementOfReasons.objects.filter(id=made.id).update(state="ready")


# the pages


def visitor(organisation: Organisation) -> Client:
    return sign_in(Client(), make_user(organisation, "moderator"))


def test_page_corrects_a_statement_and_shows_the_marked_words(
    moderator: Actor, organisation: Organisation
) -> None:
    made, client = write(moderator), visitor(organisation)
    path = reverse("statements:correct", args=[made.id])
    answer = client.post(path, statement(decision_facts="Bel 06 12 34 56 78."))
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "“06 12 34 56 78”" in told and "een telefoonnummer" in told
    answer = client.post(path, statement(decision_facts="Beter uitgelegd."))
    assert answer.status_code == 302
    made.refresh_from_db()
    assert made.words.texts["decision_facts"] == "Beter uitgelegd."
    assert set(whole_fields(made)) == set(statement())


def test_pages_let_go_and_take_back(moderator: Actor, organisation: Organisation) -> None:
    made, client = write(moderator), visitor(organisation)
    later = write(moderator)
    client.post(reverse("statements:release_all"), {"seen": [str(made.id)]})
    made.refresh_from_db(), later.refresh_from_db()
    assert (made.state, later.state) == ("ready", "written")
    client.post(reverse("statements:hold", args=[made.id]))
    made.refresh_from_db()
    assert made.state == "written"
    client.post(reverse("statements:release", args=[made.id]))
    made.refresh_from_db()
    assert made.state == "ready" and made.released_by is not None


def test_list_says_that_sending_is_off(moderator: Actor, organisation: Organisation) -> None:
    write(moderator)
    assert "Versturen staat uit" in visitor(organisation).get(reverse("statements:list")).content.decode()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_pages_show_a_statement_in_every_state(
    moderator: Actor, organisation: Organisation, language: str
) -> None:
    client = visitor(organisation)
    client.cookies["django_language"] = language
    written, gone = write(moderator), write(moderator)
    ready, refused = write_some(moderator, 2)
    mark_refused(moderator, [refused], {refused.puid: [["category", "The category field is wrong."]]})
    StatementWords.objects.filter(statement=gone).delete()
    for one in (written, gone, ready, refused):
        page = client.get(reverse("statements:statement", args=[one.id])).content.decode()
        assert one.puid in page
        assert ("Een medewerker zag" in page) is (one is not gone)
    assert "The category field is wrong." in page
    waiting = client.get(reverse("statements:release_all")).content.decode()
    assert str(written.id) in waiting and str(gone.id) not in waiting
    assert client.get(reverse("statements:correct", args=[refused.id])).status_code == 200
    assert client.get(reverse("statements:correct", args=[ready.id])).status_code == 302
    assert Event.objects.filter(action="notices.statement_read", subject=f"statement:{written.id}").exists()
