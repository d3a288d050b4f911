"""Notices for programs: given as on the form, asked for by code, and told of by message."""

from typing import Any

import pytest
from django.test import Client

from baken.accounts.models import Organisation
from baken.api.models import Delivery
from baken.audit.models import Event
from baken.notices.received.api import EXAMPLE
from baken.notices.received.models import NoticeDesk, ReceivedNotice
from baken.notices.received.sealing import unseal
from baken.tenancy.acting import acting_for
from baken.vocabulary.notices import NoticeSubject, NotifierKind
from tests.factories.notices import decide, moderator, open_desk
from tests.factories.organisations import make_organisation
from tests.factories.programs import Key, call, make_key

pytestmark = pytest.mark.django_db
NOTICES, STANDING = "/api/notices/", "/api/notices/standing"


@pytest.fixture
def platform() -> Organisation:
    organisation = make_organisation()
    with acting_for(organisation.id):
        open_desk(organisation)
    return organisation


@pytest.fixture
def key(platform: Organisation) -> Key:
    return make_key(platform, "notices:give", "notices:read")


def give(client: Client, key: Key, **given: Any) -> Any:
    return call(client, key, "post", NOTICES, EXAMPLE | given)


def test_notice_is_given_decided_on_and_asked_for_by_its_code(
    client: Client, key: Key, platform: Organisation
) -> None:
    receipt = give(client, key).json()
    asked = call(client, key, "post", STANDING, {"code": receipt["code"]}).json()
    assert (asked["state"], asked["outcome"], asked["notice"]) == ("received", None, receipt["notice"])
    with acting_for(platform.id):
        made = decide(moderator(platform), ReceivedNotice.objects.get())
        advertiser = unseal(made, "code")
    told = call(client, key, "post", STANDING, {"code": receipt["code"]}).json()
    assert (told["side"], told["state"], told["outcome"]) == ("notifier", "decided", "remove")
    assert told["answer"]
    assert told["explanation"] is None
    other = call(client, key, "post", STANDING, {"code": advertiser}).json()
    assert (other["side"], other["notice"], other["answer"]) == ("advertiser", None, None)
    assert other["explanation"]
    assert call(client, key, "post", STANDING, {"code": "aaaaa"}).status_code == 404


@pytest.mark.parametrize("kind", [one for one in NotifierKind.codes if one != "anonymous"])
def test_everybody_can_give_notice_with_a_name(client: Client, key: Key, kind: str) -> None:
    assert give(client, key, kind=kind).status_code == 200


@pytest.mark.parametrize("subject", NoticeSubject.codes)
def test_without_a_name_only_about_a_minor(client: Client, key: Key, subject: str) -> None:
    answer = give(client, key, kind="anonymous", name="", email="", subject=subject)
    assert answer.status_code == (200 if subject == "minor" else 422)


def test_sent_again_it_is_one_notice_with_the_same_code(
    client: Client, key: Key, platform: Organisation
) -> None:
    headers = {"Idempotency-Key": "notice-1"}
    first = call(client, key, "post", NOTICES, EXAMPLE, **headers)
    again = call(client, key, "post", NOTICES, EXAMPLE, **headers)
    assert first.json() == again.json()
    with acting_for(platform.id):
        assert ReceivedNotice.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"good_faith": False}, "not_in_good_faith"),
        ({"kind": "king"}, "unknown_code"),
        ({"subject": "weather"}, "unknown_code"),
        ({"email": "nowhere"}, "no_address"),
        ({"name": " ", "email": ""}, "contact_needed"),
        ({"location": "   "}, "why_missing"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(
    client: Client, key: Key, platform: Organisation, wrong: dict[str, Any], code: str
) -> None:
    answer = give(client, key, **wrong)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    with acting_for(platform.id):
        assert not ReceivedNotice.objects.exists()


def test_closed_desk_takes_none(client: Client, key: Key, platform: Organisation) -> None:
    with acting_for(platform.id):
        NoticeDesk.objects.update(open=False)
    answer = give(client, key)
    assert (answer.status_code, answer.json()["code"]) == (409, "desk_closed")


def test_log_names_the_program_and_no_word_of_the_notice(
    client: Client, key: Key, platform: Organisation
) -> None:
    give(client, key)
    with acting_for(platform.id):
        event = Event.objects.get(action="notices.given")
        assert event.user_id == key.key.program_id
        assert "mine" not in str(event.details)
        assert not Delivery.objects.exists()


def test_key_without_the_scope_gives_nothing(client: Client, platform: Organisation) -> None:
    reads = make_key(platform, "notices:read")
    assert give(client, reads).status_code == 403


def test_flagger_of_a_program_is_not_confirmed_by_it(
    client: Client, key: Key, platform: Organisation
) -> None:
    give(client, key, kind="trusted_flagger")
    with acting_for(platform.id):
        assert ReceivedNotice.objects.get().flagger_by is None
