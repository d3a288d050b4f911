"""Whatever a page forgets to filter, another organisation's rows are not there."""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import Client
from django.urls import NoReverseMatch, include, path, reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from baken.accounts.models import Organisation, Session, User
from baken.audit.models import Event
from baken.pipeline.queue import defer_once
from baken.statistics.models import Edition, Publication, PublicationFile
from baken.tenancy.acting import acting_for
from baken.vocabulary.roles import Role
from baken.watch.models import Find
from tests.factories.desk_addresses import Address, every_address
from tests.factories.organisations import make_organisation
from tests.factories.rows import OURS, fill_every_table
from tests.factories.users import confirm, make_user, sign_in

pytestmark = pytest.mark.django_db
WORD = "zwaluwstaart"
OPEN = [one for one in every_address() if one.ours and not one.parameters]
OF_ONE_THING = [one for one in every_address() if one.parameters and not getattr(one.view, "public", False)]
SHIPPED = {
    "triage:exercise", "statistics:table", "statistics:export", "statistics:team_export", "adverts:rule",
    "rights:period", "statistics:transparency_file",
}  # fmt: skip
"""Addresses of things that come with the program and are the same for everybody."""

SECOND = {
    "slug": "bron",
    "name": "naam",
    "number": 1,
    "form": "ods",
    "kind": "text",
    "block": "a1",
    "checklist": "code-2018",
    "meldcode_step": "signals",
    "plan_step": "safe_word",
}
"""A part of a page whose address names a thing first."""

INSIDE = {"find_id": Find, "user_id": User}
"""What the address of a page names second, of the same organisation as the first."""


def everything(request: HttpRequest) -> HttpResponse:
    """A page that forgets every filter there is."""
    return JsonResponse({model._meta.label: _keys(model) for model in OURS})


def broken(request: HttpRequest) -> HttpResponse:
    """A page that reads and then breaks off."""
    list(User.objects.all())
    raise ValueError


def _keys(model: type[models.Model]) -> list[str]:
    return [str(key) for key in model._base_manager.values_list("pk", flat=True)]


urlpatterns = [
    path("alles/", everything),
    path("stuk/", broken),
    path("", include("baken.config.urls")),
]


@dataclass(frozen=True)
class Other:
    """An organisation with a row in every table, and the one whose people look for them."""

    one: Organisation
    other: Organisation
    rows: dict[type[models.Model], models.Model]

    @property
    def signs(self) -> set[str]:
        """What would give a row of the other organisation away."""
        return {WORD, *(str(row.pk) for row in self.rows.values() if len(str(row.pk)) > 8)}


@pytest.fixture
def two() -> Other:
    one, other = make_organisation(), make_organisation()
    with acting_for(other.id):
        rows = fill_every_table(other, WORD)
        defer_once("extract", other.id)
        with connection.cursor() as cursor:
            failed = "UPDATE procrastinate_jobs SET status = 'failed' WHERE lock = %s"
            cursor.execute(failed, [str(other.id)])
        Session.objects.update(user=rows[User])
        Edition.objects.update(kind="partner", state="made")
        Publication.objects.update(blocks=[{"id": "a1", "kind": "heading", "nl": WORD, "en": WORD}])
        PublicationFile.objects.update(form="ods")
        kind = Authenticator.Type.WEBAUTHN
        rows[Authenticator] = Authenticator.objects.create(user=rows[User], type=kind, data={"name": WORD})
    rows[ProcrastinateJob] = ProcrastinateJob.objects.get(lock=str(other.id))
    return Other(one, other, rows)


def reader(organisation: Organisation, address: Address | None = None, user: User | None = None) -> Client:
    """Somebody of the organisation in every role that the page opens to, who said why and just
    confirmed who they are."""
    opens_to = getattr(getattr(address, "view", None), "permission", None)
    # nobody is an administrator and the data protection officer at once
    left_out = "data_protection_officer" if opens_to and "admin" in opens_to.roles else "admin"
    user = user or make_user(organisation)
    user.roles, user.is_active = [role for role in Role.codes if role != left_out], True
    with acting_for(organisation.id):
        user.save()
    client = Client(raise_request_exception=False)
    confirm(sign_in(client, user), user)
    if opens_to:
        answers = {"permission": opens_to.code, "reason": "een toets", "next": "/"}
        client.post(reverse("desk:reason"), answers)
    return client


def words_of(answer: Any) -> str:
    """Everything in an answer that its reader could read."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{answer.headers}" + body.decode("utf-8", "replace")


def traces(two: Other, answer: Any) -> list[str]:
    """What stands in an answer of the other organisation's rows, but for what was asked for itself."""
    told = words_of(answer)
    return [sign for sign in two.signs if sign in told and sign not in answer.wsgi_request.path]


@pytest.mark.urls(__name__)
def test_page_without_any_filter_shows_one_organisation(two: Other) -> None:
    answer = reader(two.one).get("/alles/")
    found = json.loads(answer.content)
    assert len(found["accounts.User"]) == 2
    assert traces(two, answer) == []


@pytest.mark.urls(__name__)
def test_connection_keeps_no_organisation_after_a_page_that_broke(two: Other) -> None:
    assert reader(two.one).get("/stuk/").status_code == 500
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('baken.organisation', true)")
        assert cursor.fetchone()[0] in (None, "")
    found = json.loads(Client().get("/alles/").content)
    assert [label for label, rows in found.items() if rows] == []


@pytest.mark.parametrize("address", OPEN, ids=lambda one: one.name)
def test_page_tells_nothing_of_another_organisation(two: Other, address: Address) -> None:
    answer = reader(two.one, address).get(reverse(address.name))
    assert answer.status_code != 500
    assert traces(two, answer) == []


def _paths(address: Address, row: models.Model, second: dict[str, Any]) -> Iterator[str]:
    """The address of a page with what could name the row in it: its key, or a word or number of it."""
    for field in row._meta.local_fields:
        value = getattr(row, field.attname)
        if isinstance(value, str | int | uuid.UUID) and not isinstance(value, bool):
            try:
                first, *others = address.parameters
                yield reverse(address.name, kwargs={first: value} | {name: second[name] for name in others})
            except NoReverseMatch:
                continue


@pytest.mark.parametrize(
    "address", [one for one in OF_ONE_THING if one.name not in SHIPPED], ids=lambda one: one.name
)
def test_thing_of_another_organisation_is_not_there(two: Other, address: Address) -> None:
    second = SECOND | {name: two.rows[model].pk for name, model in INSIDE.items()}
    theirs = reader(two.other, address, two.rows[User])
    room = address.view.__module__.split(".")[1]
    own = [row for model, row in two.rows.items() if model._meta.app_label == room]
    there: list[str] = []
    # most pages are about something of their own room
    for rows in (own, two.rows.values()):
        paths = sorted({found for row in rows for found in _paths(address, row, second)})
        assert paths or rows is own, f"nothing could stand in {address.route}"
        # where they would find it, were it theirs; a page that shows nothing tells with what it can be done
        there = [found for found in paths if theirs.get(found).status_code not in (404, 405)]
        there = there or [found for found in paths if _tried(theirs, found) not in (404, 405)]
        if there:
            break
    assert there
    client = reader(two.one, address)
    for found in there:
        # looking at where something is only sent to leads on to the page that one came from
        for answer, fine in ((client.get(found), (404, 405, 302)), (client.post(found), (404, 405))):
            assert answer.status_code in fine, f"{found}: {answer.status_code}"
            assert traces(two, answer) == []
    if guarded := getattr(address.view, "permission", None):
        with acting_for(two.one.id):
            assert Event.objects.filter(action="desk.not_found", subject=f"page:{guarded.code}")


def _tried(client: Client, found: str) -> int:
    """What a page answers to a form without anything, as if it was never sent."""
    with transaction.atomic():
        status = client.post(found).status_code
        transaction.set_rollback(True)
    return int(status)
