"""Sessions in their walled table: when they end, what they cost, who can read them."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from baken.accounts.models import Session
from baken.accounts.sessions import SessionStore, key_hash
from baken.privacy.keys import Keyring
from baken.tenancy.acting import Actor, acting_for
from tests.factories.organisations import make_organisation
from tests.factories.users import make_user, sign_in

pytestmark = pytest.mark.django_db


def _store(organisation: Any, **data: Any) -> SessionStore:
    with acting_for(organisation.id):
        session = SessionStore()
        session.update(data)
        session.save()
    return session


def _age(session: SessionStore, organisation: Any, **fields: timedelta) -> None:
    with acting_for(organisation.id):
        Session.objects.filter(key_hash=key_hash(session.session_key)).update(
            **{name: timezone.now() - age for name, age in fields.items()}
        )


def test_session_is_read_back_without_anybody_acting() -> None:
    session = _store(make_organisation(), note="een")
    assert SessionStore(session.session_key)["note"] == "een"


def test_row_is_not_there_for_another_organisation_or_nobody() -> None:
    session = _store(make_organisation())
    assert not Session.objects.exists()
    with acting_for(make_organisation().id):
        assert not Session.objects.exists()
        assert SessionStore(session.session_key).load() != {}
        assert not Session.objects.exists()


def test_row_is_not_opened_with_another_key() -> None:
    _store(make_organisation())
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('baken.session', %s, true)", [key_hash("guessed").hex()])
        cursor.execute("SELECT count(*) FROM accounts_session")
        assert cursor.fetchone() == (0,)
    assert SessionStore("guessed0000").load() == {}


def test_table_holds_neither_key_nor_content() -> None:
    organisation = make_organisation()
    session = _store(organisation, note="woorden")
    with acting_for(organisation.id):
        row = Session.objects.get()
    assert session.session_key.encode() not in bytes(row.key_hash) + bytes(row.data)
    assert b"woorden" not in bytes(row.data)


@pytest.mark.parametrize(
    ("fields", "stands"),
    [
        ({"seen_at": timedelta(minutes=14, seconds=50)}, True),
        ({"seen_at": timedelta(minutes=15)}, False),
        ({"created_at": timedelta(hours=11, minutes=59)}, True),
        ({"created_at": timedelta(hours=12)}, False),
    ],
)
def test_session_ends_when_idle_or_old(fields: dict[str, timedelta], stands: bool) -> None:
    organisation = make_organisation()
    session = _store(organisation, note="een")
    _age(session, organisation, **fields)
    assert bool(SessionStore(session.session_key).load()) is stands
    with acting_for(organisation.id):
        assert Session.objects.exists() is stands


def test_session_of_another_key_file_is_no_session(settings: Any) -> None:
    session = _store(make_organisation())
    settings.BAKEN_KEYRING = Keyring(bytes(32))
    assert SessionStore(session.session_key).load() == {}


def test_looking_writes_nothing_but_presence_once_a_minute(client: Client, actor: Actor) -> None:
    user = make_user(actor.organisation, "admin")
    sign_in(client, user)
    store = SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get("/profiel/")
    assert [one["sql"] for one in queries if one["sql"].startswith("UPDATE")] == []
    _age(store, actor.organisation, seen_at=timedelta(minutes=2))
    with CaptureQueriesContext(connection) as queries:
        client.get("/profiel/")
    assert len([one for one in queries if 'UPDATE "accounts_session"' in one["sql"]]) == 1


def test_new_key_keeps_the_hour_of_coming_in() -> None:
    organisation = make_organisation()
    user = make_user(organisation)
    session = _store(organisation, _auth_user_id=str(user.pk))
    _age(session, organisation, created_at=timedelta(hours=3))
    again = SessionStore(session.session_key)
    again.load()
    with acting_for(organisation.id):
        again = SessionStore(session.session_key)
        again.cycle_key()
        again.save()
        row = Session.objects.get()
    assert again.session_key != session.session_key
    assert timezone.now() - row.created_at > timedelta(hours=2)


def test_there_is_no_session_without_an_organisation() -> None:
    session = SessionStore()
    session["note"] = "een"
    assert session.is_empty()
    with pytest.raises(RuntimeError, match="without an organisation"):
        session.save()


def test_session_that_was_ended_is_not_written_again() -> None:
    from django.contrib.sessions.backends.base import UpdateError

    organisation = make_organisation()
    session = SessionStore(_store(organisation).session_key)
    session["note"] = "twee"
    SessionStore(session.session_key).delete()
    with acting_for(organisation.id), pytest.raises(UpdateError):
        session.save()


def test_ended_sessions_are_erased_for_ones_own_organisation_only() -> None:
    one, other = make_organisation(), make_organisation()
    for organisation in (one, other):
        _age(_store(organisation, n=str(uuid.uuid4())), organisation, seen_at=timedelta(hours=1))
    with acting_for(one.id):
        SessionStore.clear_expired()
        assert not Session.objects.exists()
    with acting_for(other.id):
        assert Session.objects.exists()


def test_what_was_done_stands_when_the_session_ended_meanwhile(
    client: Client, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from baken.accounts.actions import manage_users

    user = make_user(actor.organisation, "admin")
    sign_in(client, user)
    rename = manage_users.record_event

    def ended_meanwhile(**given: Any) -> Any:
        Session.objects.all().delete()
        return rename(**given)

    monkeypatch.setattr(manage_users, "record_event", ended_meanwhile)
    with monkeypatch.context() as patch:
        patch.setattr("baken.accounts.views.profile.set_language", _answer_that_touches_the_session)
        answer = client.post("/taal/setlang/", {"language": "en"})
    assert answer.status_code == 200
    assert client.get("/profiel/").status_code == 302
    user.refresh_from_db()
    assert user.language == "en"


def _answer_that_touches_the_session(request: Any) -> Any:
    from django.http import HttpResponse

    request.session["seen"] = True
    return HttpResponse()
