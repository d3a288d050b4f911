"""Whoever sees anything about persons stands in the log for it: every page, every time, with purpose and
reason. And looking changes nothing, nor is anything of another organisation there."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.urls import reverse

from tests.browser.conftest import _signed_in
from tests.browser.page_table import CLOSED, PAGES, Page
from tests.browser.things import (
    cases,
    conversations,
    dialogue,
    door,
    doors,
    editions,
    leads,
    notices,
    office,
    outreach,
    programs,
    publications,
    referrals,
    rules,
    settled,
    sightings,
    statements,
    suspicions,
    watching,
)
from tests.factories.desk_addresses import Address, every_address

ADDRESSES = {one.name: one for one in every_address()}
ABOUT_PERSONS = [
    page
    for page in PAGES
    if page.then is None
    and page.status == 200
    and not (page.asks_why or page.asks_who)
    and getattr(getattr(ADDRESSES[page.name].view, "permission", None), "about_persons", False)
]
SHOWS_NOBODY: set[str] = set()
WRITTEN_BY_LOOKING = {"audit_event", "accounts_session", "audit_seal"}
"""Who looked, and that they were there."""


@contextmanager
def looking(page: Page) -> Iterator[tuple[Any, Any, str]]:
    """A signed-in client, its user and the path, as whoever may open the page."""
    from django.test import Client

    from baken.accounts.queries import find_organisation
    from baken.tenancy.acting import Actor, acting_for
    from tests.factories.users import make_user

    address = ADDRESSES[page.name]
    organisation = find_organisation("demo")
    user = make_user(organisation, page.role or sorted(address.view.permission.roles)[0])
    with acting_for(organisation.id):
        by = Actor(user, organisation, "accountability", "een toets")
        found = page.thing(by) if page.thing else {}
    client = Client()
    client.cookies.load(_signed_in(user, "nl", False, False))
    yield client, user, reverse(page.name, kwargs={name: found[name] for name in address.parameters})


@pytest.mark.parametrize("page", ABOUT_PERSONS, ids=str)
def test_looking_is_in_the_log_and_changes_nothing(page: Page, desk: Any) -> None:
    from baken.audit.models import Event
    from baken.tenancy.acting import acting_for

    asked = ADDRESSES[page.name].view.permission
    with desk(), looking(page) as (client, user, path), acting_for(user.organisation_id):
        before = state_of_tables()
        earlier = set(Event.objects.filter(user=user).values_list("id", flat=True))
        for turn in (1, 2):
            answer = client.get(path + page.query)
            assert answer.status_code == 200
            assert "no-store" in answer["Cache-Control"]
            events = Event.objects.filter(user=user)
            if page.name not in SHOWS_NOBODY:
                assert events.count() >= turn
                assert {one.purpose for one in events if one.id not in earlier} == {asked.purpose}
                assert all(len(one.reason) >= 5 for one in events)
        assert changed(before, state_of_tables()) <= WRITTEN_BY_LOOKING


def state_of_tables() -> dict[str, Any]:
    """How many rows each of our tables has, and which was written last."""
    from django.apps import apps
    from django.db import connection

    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            if model.__module__.startswith(("baken.", "allauth.mfa")):
                cursor.execute(f'SELECT count(*), max(xmin::text::bigint) FROM "{table}"')
                found[table] = cursor.fetchone()
    return found


def changed(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    return {table for table, state in after.items() if state != before[table]}


# what belongs to somebody else


NAMES_A_ROW = sorted(
    (
        one
        for one in ADDRESSES.values()
        if one.ours and one.name not in CLOSED and "uuid:" in one.route and hasattr(one.view, "permission")
    ),
    key=lambda one: one.name,
)


WORK = ("admin", "registrar", "outreach_worker")


@pytest.fixture(scope="module")
def theirs(desk: Any) -> dict[str, Any]:
    """One thing of each kind of the demo organisation, under the name that addresses have for it."""
    from baken.accounts.models import Session
    from baken.accounts.queries import find_organisation
    from baken.audit.models import Event
    from baken.collection.actions import add_document
    from baken.tenancy.acting import Actor, acting_for
    from baken.triage.models import Assessment
    from tests.factories.users import make_user

    with desk():
        organisation = find_organisation("demo")
        with acting_for(organisation.id):
            user = make_user(organisation, *WORK)
            _signed_in(user, "nl", False, False)
            by = Actor(user, organisation, "accountability", "een toets")
            officer = make_user(organisation, "data_protection_officer")
            overseen = Actor(officer, organisation, "accountability", "een toets")
            found = office.source(by) | office.hold(overseen) | office.draft(by) | office.import_batch(by)
            found |= office.draft_basis(by) | office.registration(by) | leads.lead_decided(by)
            found |= sightings.captured_twice(by) | sightings.evidence_asked(by)
            found |= watching.watched_platform(by) | watching.market_alarm(by) | watching.find_to_check(by)
            found |= watching.platform_proposal(by) | watching.rising_word(by) | watching.proposed_word(by)
            found |= leads.outcomes_asked(by) | editions.made(by) | leads.hindsight_asked(by)
            found |= {"provision_id": editions.asked(by)["provision_id"]} | editions.asked_for(by)
            found |= rules.proposed(by) | publications.draft_with_a_block(by)
            found |= publications.asked_for(by)
            found |= dialogue.point(by) | dialogue.step(by) | dialogue.meeting(by)
            found |= leads.shift(by) | statements.written(by)
            found |= programs.key(by) | programs.message(by)
            found |= notices.decided(by) | notices.complaint(by) | notices.suspension(by)
            found |= (
                door.policy(by)
                | door.checked(by)
                | door.appealed(by)
                | doors.attempted(by)
                | referrals.theirs(by)
            )
            found |= door.policy(by) | door.checked(by) | doors.attempted(by) | referrals.theirs(by)
            found |= cases.theirs(by)
            found |= conversations.theirs(by) | outreach.begun(by)
            found |= conversations.theirs(by) | settled.theirs(by)
            found |= suspicions.theirs(by)
            found |= office.held_file_mapped(by) | office.mapping(by)
            found |= {"asked_undo_id": office.undo_asked(by)["asked_undo_id"]}
            found |= {"judgement_id": leads.judgement(by).judgement.id}
            document = add_document(by=by, basis_id=found["basis_id"], kind="dpia", content=b"Een advies.")
            return found | {
                "slug": "bron",
                "form": "csv",
                "number": 1,
                "kind": "text",
                "user_id": user.id,
                "document_id": document.id,
                "session_id": Session.objects.get(user=user).id,
                "event_id": Event.objects.filter(user=user).values_list("id", flat=True)[0],
                "assessment_id": Assessment.objects.get(user=user).id,
            }


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", NAMES_A_ROW, ids=lambda one: one.name)
def test_what_is_of_another_organisation_is_not_there(
    address: Address, method: str, desk: Any, theirs: dict[str, Any]
) -> None:
    from django.test import Client

    from baken.accounts.queries import find_organisation
    from baken.audit.models import Event
    from baken.tenancy.acting import acting_for
    from tests.factories.organisations import make_organisation
    from tests.factories.users import make_user

    with desk():
        demo = find_organisation("demo")
        user = make_user(make_organisation(), sorted(address.view.permission.roles)[0])
        client = Client()
        client.cookies.load(_signed_in(user, "nl", False, False))
        with acting_for(demo.id):
            before = state_of_tables()
        path = reverse(address.name, kwargs={name: theirs[name] for name in address.parameters})
        answer = getattr(client, method)(path)
        with acting_for(demo.id):
            assert changed(before, state_of_tables()) == set()
        if answer.status_code == 405 or (method, answer.status_code) == ("get", 302):
            return
        assert answer.status_code == 404
        with acting_for(user.organisation_id):
            assert Event.objects.filter(user=user, action="desk.not_found").count() == 1
