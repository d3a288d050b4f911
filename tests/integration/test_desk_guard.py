"""The guard before a page: nobody, the wrong role, no reason."""

from django.test import Client

from tests.factories.users import make_user, sign_in


def test_page_asks_to_sign_in(client: Client, db: None) -> None:
    answer = client.get("/profiel/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/toegang/login/")


def test_page_is_in_dutch_and_english(client: Client, organisation) -> None:
    sign_in(client, make_user(organisation, "admin", name="Noor"))
    answer = client.get("/profiel/")
    assert answer.status_code == 200
    assert "beheerder" in answer.text
    client.cookies["django_language"] = "en"
    assert "administrator" in client.get("/profiel/").text
