"""The desk before somebody who means harm: what every answer says, who may confirm, what may come in."""

import io
import os
import subprocess
import sys
import zipfile
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.module_loading import import_string

from baken.accounts.actions import change_user
from baken.accounts.models import User
from baken.audit.models import Event
from baken.collection.documents import check_document
from baken.collection.exceptions import BadDocument
from baken.desk.uploads import NoFiles
from baken.operations.desk_safety import desk_safety
from baken.tenancy.acting import Actor
from tests.factories.users import confirm, make_person, make_user, sign_in

pytestmark = pytest.mark.django_db

SAYS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 302), ("/profiel/", 200), ("/nergens/", 404), ("/reden/", 405), ("/beheer/gebruikers/", 403)],
)
def test_every_answer_is_closed_to_others_and_kept_by_nobody(
    client: Client, organisation: Any, path: str, status: int
) -> None:
    sign_in(client, make_user(organisation, "observer"))
    answer = client.get(path)
    assert answer.status_code == status
    assert {name: answer[name] for name in SAYS} == SAYS
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    assert "camera=()" in answer["Permissions-Policy"]


@pytest.mark.parametrize("path", ["/static/desk/desk.css", "/static/desk/nothing.css"])
def test_files_carry_the_policy_too(client: Client, path: str) -> None:
    answer = client.get(path)
    b"".join(answer)
    answer.close()
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_page_that_breaks_says_nothing_and_carries_the_policy(
    organisation: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any, **kwargs: Any) -> Any:
        raise ValueError("06-00000000")

    monkeypatch.setattr("baken.accounts.views.profile.open_sessions", broken)
    client = sign_in(Client(raise_request_exception=False), make_user(organisation, "observer"))
    answer = client.get("/profiel/")
    assert answer.status_code == 500
    assert "Er ging iets mis bij ons" in answer.text
    assert "06-00000000" not in answer.text
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


def test_desk_answers_to_no_other_name(client: Client) -> None:
    answer = client.get("/toegang/login/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.text


@pytest.mark.parametrize(
    "onwards", ["//evil.example/", "https://evil.example", "/\\evil.example", "javascript:x"]
)
@pytest.mark.parametrize("path", ["/reden/", "/taal/setlang/"])
def test_nobody_is_led_to_another_site(client: Client, organisation: Any, path: str, onwards: str) -> None:
    sign_in(client, make_user(organisation, "data_protection_officer"))
    given = {"permission": "audit.read", "reason": "een goede reden", "language": "nl", "next": onwards}
    assert client.post(path, given)["Location"] == "/"


@pytest.mark.parametrize("path", ["/toegang/login/", "/taal/setlang/", "/toegang/logout/"])
def test_form_of_another_site_is_refused(path: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(path, {"login": "x", "password": "y"})
    assert answer.status_code == 403


def test_session_key_from_elsewhere_is_not_taken_over(client: Client) -> None:
    client.cookies["sessionid"] = "a" * 32
    client.get("/toegang/login/")
    assert client.cookies["sessionid"].value in ("", "a" * 32)
    assert client.get("/profiel/").status_code == 302


# confirming


PASSWORD = "vlinder-lantaarn-fiets"
CONFIRMED = "/beheer/gebruikers/nieuw/"


def test_who_has_nothing_to_confirm_with_does_nothing_that_matters(client: Client, organisation: Any) -> None:
    user = make_user(organisation, "admin")
    sign_in(client, user)
    given = {"name": "Lotte", "login": "lotte", "roles": ["registrar"], "language": "nl"}
    for answer in (client.get(CONFIRMED), client.post(CONFIRMED, given)):
        assert answer.status_code == 403
        assert "startlink" in answer.text
    assert not User.objects.filter(login="lotte").exists()
    assert Event.objects.filter(user=user, action="desk.nothing_to_confirm_with").count() == 2
    assert client.get("/toegang/tweede-stap/app/").status_code == 403
    assert client.get("/toegang/tweede-stap/sleutels/nieuw/").status_code == 403


def test_who_just_confirmed_goes_on(client: Client, organisation: Any) -> None:
    user = make_user(organisation, "admin")
    assert confirm(sign_in(client, user), user).get(CONFIRMED).status_code == 200


def test_form_that_was_left_is_not_carried_out_by_looking_again(client: Client, organisation: Any) -> None:
    user = make_user(organisation, "admin")
    user.set_password(PASSWORD)
    user.save()
    sign_in(client, user)
    given = {"name": "Lotte", "login": "lotte", "roles": ["registrar"], "language": "nl"}
    assert client.post(CONFIRMED, given).status_code == 302
    again = client.get(CONFIRMED)["Location"]
    client.post(again, {"password": PASSWORD})
    assert not User.objects.filter(login="lotte").exists()
    assert client.get(CONFIRMED).status_code == 200


@pytest.mark.parametrize("onwards", ["//evil.example/", "https://evil.example/"])
def test_confirming_leads_nobody_to_another_site(client: Client, organisation: Any, onwards: str) -> None:
    user = make_user(organisation, "admin")
    user.set_password(PASSWORD)
    user.save()
    sign_in(client, user)
    answer = client.post(f"/toegang/bevestigen/?next={onwards}", {"password": PASSWORD, "next": onwards})
    assert "evil" not in answer.get("Location", "")


def test_confirming_of_somebody_else_counts_for_nothing(client: Client, organisation: Any) -> None:
    user = make_user(organisation, "admin")
    confirm(sign_in(client, user), make_user(organisation, "admin"))
    assert client.get(CONFIRMED).status_code == 403


# who may


def test_role_that_is_taken_away_is_gone_at_the_next_request(client: Client, actor: Actor) -> None:
    admin = make_person(actor.organisation, "admin", purpose="accountability")
    user = make_user(actor.organisation, "registrar", "observer")
    sign_in(client, user)
    assert client.get("/register/").status_code == 200
    change_user(by=admin, user=user, name=user.name, roles=["observer"], language="nl")
    assert client.get("/register/").status_code == 403
    assert Event.objects.filter(user=user, action="desk.refused").exists()


def test_session_of_the_system_or_of_who_is_shut_out_opens_nothing(
    client: Client, organisation: Any, actor: Actor
) -> None:
    shut_out = make_user(organisation, "admin", is_active=False)
    system = make_user(organisation, "admin", is_system=True)
    for nobody in (shut_out, system):
        assert sign_in(client, nobody).get("/beheer/gebruikers/").status_code == 302


def test_own_rights_are_raised_in_the_log_only(client: Client, organisation: Any) -> None:
    admin = make_user(organisation, "admin", login="ada", name="Ada")
    confirm(sign_in(client, admin), admin)
    given = {"name": "Ada", "language": "nl", "roles": ["admin", "outreach_worker"]}
    client.post(f"/beheer/gebruikers/{admin.id}/wijzigen/", given)
    noted = Event.objects.get(action="accounts.user_changed")
    assert noted.subject == f"user:{admin.id}"
    assert noted.details == {"roles_before": ["admin"], "roles": User.objects.get(pk=admin.pk).roles}
    both = given | {"roles": ["admin", "data_protection_officer"]}
    assert client.post(f"/beheer/gebruikers/{admin.id}/wijzigen/", both).status_code in (200, 422)
    assert "data_protection_officer" not in User.objects.get(pk=admin.pk).roles


def test_reason_holds_no_lines_of_its_own(client: Client, organisation: Any) -> None:
    user = make_user(organisation, "data_protection_officer")
    sign_in(client, user)
    given = {"permission": "audit.read", "reason": "zoekt iets\r\n2026-01-01 verzonnen regel", "next": "/"}
    client.post("/reden/", given)
    client.get("/beheer/logboek/")
    assert all("\n" not in one.reason and "\r" not in one.reason for one in Event.objects.all())


# what comes in


def test_nothing_takes_a_file_but_the_pages_for_it() -> None:
    assert [import_string(name) for name in settings.FILE_UPLOAD_HANDLERS] == [NoFiles]
    asked = Client().post("/toegang/login/", {"login": "x", "password": "y", "file": _file(b"x" * 3_000_000)})
    assert asked.wsgi_request.FILES == {}


@pytest.mark.parametrize("path", ["/register/bestanden/", "/cijfers/uitvoer/herkomst/"])
def test_file_of_who_may_not_send_it_is_not_read(client: Client, organisation: Any, path: str) -> None:
    sign_in(client, make_user(organisation, "observer"))
    answer = client.post(path, {"file": _file(b"x" * 100_000)})
    assert answer.status_code in (403, 404)
    assert answer.wsgi_request.FILES == {}


def test_file_is_still_held_to_the_token_of_its_form(organisation: Any) -> None:
    client = sign_in(Client(enforce_csrf_checks=True), make_user(organisation, "registrar"))
    assert client.post("/register/bestanden/", {"file": _file(b"x")}).status_code == 403


@pytest.mark.parametrize("data", [b"[" * 200_000, b"\x00" * 1_000, b'{"a":' * 50_000, b"\xff\xfe\x00"])
@pytest.mark.parametrize("name", ["zaken.json", "zaken.csv"])
def test_file_that_is_made_to_break_is_refused_in_words(
    client: Client, organisation: Any, name: str, data: bytes
) -> None:
    sign_in(client, make_user(organisation, "registrar"))
    assert client.post("/register/bestanden/", {"file": _file(data, name)}).status_code in (200, 422)


def test_document_is_never_unpacked() -> None:
    """A packed `mimetype` may be a bomb, or broken."""
    said = b"application/vnd.oasis.opendocument.text"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("mimetype", said)
    broken = bytearray(packed.getvalue())
    broken[40:46] = b"\xff" * 6
    for content in (packed.getvalue(), bytes(broken)):
        with pytest.raises(BadDocument, match="not_a_document"):
            check_document(content)


def _file(data: bytes, name: str = "bestand.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


# what `baken check` says of it


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALLOWED_HOSTS", ["*"]),
        ("ALLOWED_HOSTS", [".example.org"]),
        ("ALLOWED_HOSTS", ["bureau.example.org"]),
        ("DEBUG", True),
        ("SESSION_COOKIE_AGE", 3600),
        ("ACCOUNT_REAUTHENTICATION_TIMEOUT", 3600),
        ("CONTENT_SECURITY_POLICY", {"DIRECTIVES": {"default-src": ["'none'"], "script-src": ["https:"]}}),
        ("X_FRAME_OPTIONS", "SAMEORIGIN"),
    ],
)
def test_setting_that_opens_the_desk_is_found(settings: Any, name: str, value: Any) -> None:
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
    assert all(holds for _what, holds, _remedy in desk_safety())
    setattr(settings, name, value)
    assert not all(holds for _what, holds, _remedy in desk_safety())


def test_behind_https_cookies_travel_no_other_way() -> None:
    said = subprocess.run(
        [sys.executable, "-c", READ_SETTINGS], capture_output=True, text=True, check=True,
        env=os.environ | {"BAKEN_HTTPS": "1"},
    )  # fmt: skip
    assert said.stdout.split() == ["__Host-sessionid", "__Host-csrftoken", "True", "True", "True", "31536000"]


READ_SETTINGS = """
from baken.config import settings as s
print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,
      s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS)
"""
