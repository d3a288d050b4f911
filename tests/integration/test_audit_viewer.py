"""The log on the desk: for who oversees it, in words, at any length, and itself noted."""

import ast
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils import timezone

from baken.audit.actions import record_event, seal_events
from baken.audit.models import Event
from baken.audit.viewing import LogFilter, log_page, read_event
from baken.audit.words import ACTIONS, GROUPS, action_words
from baken.operations import verifying
from baken.operations.verifying import verify_now_or_later
from baken.tenancy.acting import Actor, acting_for
from baken.tenancy.permission import ALL_PERMISSIONS
from baken.vocabulary.api import WebhookKind
from tests.factories.organisations import make_organisation
from tests.factories.users import make_person, sign_in

SOURCE = Path(__file__).parents[2] / "src" / "baken"


def written_actions() -> set[str]:
    """Every word of the source that has the form of an action of a room: what the log may come to hold."""
    rooms = {path.name for path in SOURCE.iterdir() if path.is_dir()}
    tables = {model._meta.label_lower for model in apps.get_models()}
    words = {
        node.value
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {
        word
        for word in words
        if re.fullmatch(r"[a-z]+\.[a-z_]+", word)
        and word.split(".")[0] in rooms
        and word not in tables
        and (word in ACTIONS or word not in ALL_PERMISSIONS)
        and word not in WebhookKind
        and not word.endswith((".html", ".css", ".csv", ".svg"))
    }


def test_every_action_has_words_in_both_languages() -> None:
    assert sorted(written_actions() - set(ACTIONS)) == []
    assert sorted(set(ACTIONS) - written_actions()) == []
    assert [code for code, label in ACTIONS.items() if not label.nl or not label.en] == []


def test_every_action_belongs_to_a_group() -> None:
    assert {code.split(".")[0] for code in ACTIONS} <= set(GROUPS)


def test_unknown_action_is_shown_by_its_code() -> None:
    assert action_words("gone.long_ago").nl == "gone.long_ago"


@pytest.fixture
def officer(organisation: Any) -> Actor:
    return make_person(organisation, "data_protection_officer", purpose="accountability")


def _client(person: Actor) -> Client:
    client = sign_in(Client(), person.user)
    client.post(
        "/reden/",
        {"permission": "audit.read", "next": "/beheer/logboek/", "reason": "maandelijkse controle"},
    )
    return client


def _events(by: Actor, count: int, action: str = "triage.leads_read") -> None:
    for number in range(count):
        record_event(by=by, action=action, subject=f"thing:{number}", details={"rows": number})


def test_log_asks_why_one_looks(officer: Actor) -> None:
    page = sign_in(Client(), officer.user).get("/beheer/logboek/")
    assert 'name="reason"' in page.text
    assert "Gebeurtenissen" not in page.text


@pytest.mark.parametrize("role", ["admin", "analyst", "observer", "registrar"])
def test_log_is_for_who_oversees_it_alone(organisation: Any, role: str) -> None:
    person = make_person(organisation, role)
    assert sign_in(Client(), person.user).get("/beheer/logboek/").status_code == 403


def test_reading_the_log_is_noted_with_the_reason(officer: Actor) -> None:
    _client(officer).get("/beheer/logboek/")
    noted = Event.objects.get(action="audit.read")
    assert (noted.user_id, noted.reason) == (officer.user.id, "maandelijkse controle")


def test_pages_follow_each_other_without_gap_or_double(actor: Actor, officer: Actor) -> None:
    _events(actor, 7)
    wanted = LogFilter(group="triage")
    seen, after = [], None
    while True:
        page = log_page(by=officer, wanted=wanted, after=after, size=3)
        seen += [event.subject for event in page.events]
        after = page.older
        if after is None:
            break
    assert seen == [f"thing:{number}" for number in reversed(range(7))]


def test_filter_shows_what_one_colleague_saw(actor: Actor, officer: Actor, organisation: Any) -> None:
    colleague = make_person(organisation, "analyst")
    _events(colleague, 2)
    _events(actor, 3)
    page = log_page(by=officer, wanted=LogFilter(user=colleague.user.id))
    assert {event.user_id for event in page.events} == {colleague.user.id}
    assert Event.objects.get(action="audit.read").subject == f"user:{colleague.user.id}"


def test_choices_of_the_page_filter_the_log(actor: Actor, officer: Actor) -> None:
    _events(actor, 2)
    client = _client(officer)
    assert "thing:1" in client.get(f"/beheer/logboek/?group=triage&user={actor.user.id}").text
    assert "thing:1" in client.get("/beheer/logboek/?period=1&purpose=outreach").text
    assert "thing:1" not in client.get("/beheer/logboek/?group=register").text
    assert client.get("/beheer/logboek/?group=x&user=y&period=z&na=w").status_code == 200


def test_events_are_in_words_in_both_languages(actor: Actor, officer: Actor) -> None:
    _events(actor, 1)
    client = _client(officer)
    assert "aanwijzingen bekeken" in client.get("/beheer/logboek/").text
    client.cookies["django_language"] = "en"
    assert "leads viewed" in client.get("/beheer/logboek/").text


def test_log_of_another_organisation_is_not_there(officer: Actor) -> None:
    other = make_organisation()
    with acting_for(other.id):
        theirs = Event.objects.first()
    assert theirs
    client = _client(officer)
    assert client.get(f"/beheer/logboek/{theirs.id}/").status_code == 404
    assert str(other.id) not in client.get("/beheer/logboek/").text


def test_event_shows_its_seal_computed_again(actor: Actor, officer: Actor) -> None:
    _events(actor, 2)
    seal_events(by=actor)
    event = Event.objects.filter(action="triage.leads_read").first()
    assert event
    assert "klopt" in _client(officer).get(f"/beheer/logboek/{event.id}/").text
    assert read_event(by=officer, event=event).holds is True


def test_event_that_was_changed_does_not_hold(actor: Actor, officer: Actor) -> None:
    _events(actor, 2)
    seal_events(by=actor)
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET ROLE NONE")
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
        cursor.execute("UPDATE audit_event SET reason = 'another' WHERE action = 'triage.leads_read'")
        cursor.execute("ALTER TABLE audit_event ENABLE TRIGGER USER; SET ROLE baken_app")
    event = Event.objects.filter(action="triage.leads_read").first()
    assert event
    assert "klopt niet" in _client(officer).get(f"/beheer/logboek/{event.id}/").text


def test_event_without_a_seal_says_so(actor: Actor, officer: Actor) -> None:
    _events(actor, 1)
    event = Event.objects.filter(action="triage.leads_read").first()
    assert event
    assert "nog geen zegel" in _client(officer).get(f"/beheer/logboek/{event.id}/").text


def test_button_says_whether_the_log_is_whole(actor: Actor, officer: Actor) -> None:
    _events(actor, 2)
    seal_events(by=actor)
    client = _client(officer)
    answer = client.post("/beheer/logboek/heel/", follow=True)
    assert "Het logboek is heel" in answer.text
    assert Event.objects.filter(action="audit.verified", user=officer.user).count() == 1
    assert client.get("/beheer/logboek/heel/").status_code == 302


def test_long_log_is_checked_by_a_job(actor: Actor, officer: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    _events(actor, 2)
    seal_events(by=actor)
    monkeypatch.setattr(verifying, "AT_ONCE", 1)
    for _ in range(2):
        assert verify_now_or_later(by=officer) is None
    job = ProcrastinateJob.objects.get(task_name="verify_log", status="todo")
    assert job.args == {"organisation_id": str(officer.organisation.id)}
    from baken.operations.tasks import verify_whole_log

    verify_whole_log(**job.args)
    assert Event.objects.filter(action="audit.verified").exists()


def test_old_page_of_a_long_log_is_found_through_an_index(actor: Actor) -> None:
    """With sequential scans off the plan shows whether an index can serve it, however few rows a test has."""
    now = timezone.now()
    asked = [
        ("organisation_id = %s", [actor.organisation.id]),
        ("organisation_id = %s AND user_id = %s", [actor.organisation.id, actor.user.id]),
    ]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        for condition, values in asked:
            cursor.execute(
                f"EXPLAIN SELECT id FROM audit_event WHERE {condition} AND at <= %s "
                "ORDER BY at DESC, sequence DESC LIMIT 51",
                [*values, now - timedelta(days=30)],
            )
            plan = "\n".join(line for (line,) in cursor.fetchall())
            assert "Index" in plan
            assert "Sort" not in plan
