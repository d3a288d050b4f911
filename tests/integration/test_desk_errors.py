"""What the desk says when something can't be done."""

import pytest
from django.test import Client

from baken.audit.models import Event
from tests.factories.users import make_user, sign_in

pytestmark = pytest.mark.django_db


def test_ten_megabytes_in_a_field_are_refused_in_words(client: Client, organisation) -> None:
    sign_in(client, make_user(organisation, "outreach_worker"))
    answer = client.post("/reden/", {"reason": "x" * 10_000_000})
    assert answer.status_code == 413
    assert "Dit is te groot" in answer.text


def test_page_that_is_not_there_is_said_in_the_readers_language(client: Client) -> None:
    assert "Deze pagina is er niet" in client.get("/nergens/").text
    client.cookies["django_language"] = "en"
    answer = client.get("/nergens/")
    assert answer.status_code == 404
    assert "This page does not exist" in answer.text


def test_every_answer_carries_the_policy(client: Client) -> None:
    policy = client.get("/nergens/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("reason", ["", "kort", "x" * 501, "met\x00teken"])
def test_reason_that_says_nothing_is_asked_again(client: Client, organisation, reason: str) -> None:
    sign_in(client, make_user(organisation, "data_protection_officer"))
    answer = client.post("/reden/", {"permission": "audit.read", "reason": reason, "next": "/profiel/"})
    assert answer.status_code in (400, 422)
    assert not Event.objects.filter(action="desk.refused").exists()


def test_reason_does_not_lead_to_another_site(client: Client, organisation) -> None:
    sign_in(client, make_user(organisation, "outreach_worker"))
    answer = client.post(
        "/reden/", {"permission": "nothing", "reason": "een goede reden", "next": "//evil.example"}
    )
    assert answer.status_code == 400
