"""`baken organisation`: the first administrator comes in by a link, and nothing is known beforehand."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from baken.accounts.models import User
from baken.accounts.queries import find_organisation
from baken.audit.models import Event
from baken.cli import Failed
from baken.cli import organisation as organisation_command
from baken.cli.organisation import command
from baken.pipeline import tasks
from baken.platforms.models import Platform
from baken.tenancy.acting import Actor, acting_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def inside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command works on this test's database, which is up to date."""

    @contextmanager
    def database() -> Iterator[None]:
        yield

    monkeypatch.setattr(organisation_command, "database", database)
    monkeypatch.setattr("baken.config.schema.bring_up_to_date", lambda: None)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def link_in(result: Result) -> str:
    return result.stdout.split("<the address of the desk>")[1].strip()


def add(slug: str = "veldwerk") -> Result:
    return run("add", slug, "--name-nl", "Stichting Veldwerk", "--admin", "noor")


def test_new_organisation_has_one_administrator_without_a_password() -> None:
    assert add().exit_code == 0
    organisation = find_organisation("veldwerk")
    assert not organisation.synthetic
    with acting_for(organisation.id):
        (noor,) = User.objects.filter(is_system=False)
        assert noor.roles == ["admin"]
        assert not noor.has_usable_password()
        assert Platform.objects.exists()
        assert Event.objects.filter(action="accounts.start_link_given").count() == 1


def test_start_link_opens_the_choice_of_a_password(client: Client) -> None:
    path = link_in(add())
    answer = client.get(path, follow=True)
    assert answer.status_code == 200
    assert "Kies een wachtwoord" in answer.text


def test_same_slug_twice_is_refused_and_leaves_nothing() -> None:
    add()
    again = add()
    assert isinstance(again.exception, Failed)
    assert "already" in str(again.exception)
    with acting_for(find_organisation("veldwerk").id):
        assert User.objects.filter(is_system=False).count() == 1


@pytest.mark.parametrize("slug", ["V", "met spatie", "-begin", "x" * 61])
def test_slug_that_nobody_could_type_is_refused(slug: str) -> None:
    assert add(slug).exit_code == 2


def test_way_back_in_takes_password_and_second_step_away(actor: Actor, monkeypatch: Any) -> None:
    from tests.factories.users import make_user

    @contextmanager
    def organisation_session(slug: str | None, **_: Any) -> Iterator[Actor]:
        yield actor

    monkeypatch.setattr(organisation_command, "organisation_session", organisation_session)
    user = make_user(actor.organisation, "admin", login="noor")
    user.set_password("een lang wachtwoord")
    user.save()
    assert run("start-link", "noor", "--reason", "lost the key").exit_code == 0
    user.refresh_from_db()
    assert not user.has_usable_password()
    assert isinstance(run("start-link", "nobody", "--reason", "lost the key").exception, Failed)


def test_every_log_is_sealed_every_hour(actor: Actor) -> None:
    tasks.seal_every_hour(timestamp=0)
    waiting = ProcrastinateJob.objects.filter(lock=str(actor.organisation.id), status="todo")
    assert list(waiting.values_list("task_name", flat=True)) == ["seal"]
