"""Coming in for real: name and password, second factor, and every way in which that goes wrong."""

import base64
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import NoReverseMatch, reverse

from baken.accounts.actions import create_user, give_start_link
from baken.accounts.exceptions import OnlySynthetic
from baken.accounts.models import Organisation, Session, StartLink, User
from baken.audit.models import Event
from baken.tenancy.acting import Actor, acting_for
from tests.factories.organisations import make_actor
from tests.factories.users import make_user, sign_in

pytestmark = pytest.mark.django_db

SECRET = base64.b32encode(b"a secret of 20 bytes").decode()
PASSWORD = "vier woorden op een rij"
NOON = 1_800_000_000


@pytest.fixture(autouse=True)
def cheap_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The seconds of one-time codes, set by hand."""

    class Clock:
        now = NOON

    monkeypatch.setattr("baken.accounts.one_time_codes.time", type("t", (), {"time": lambda: Clock.now}))
    return Clock


def code(at: float, secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, int(at // 30)))


def make_colleague(by: Actor, login: str = "noor", *, secret: str | None = SECRET) -> User:
    with acting_for(by.organisation.id):
        return create_user(
            by=by, login=login, name=login.title(), roles=["registrar"], password=PASSWORD, totp_secret=secret
        )


def give_password(client: Client, user: User, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post("/toegang/login/", {"login": user.sign_in_name, "password": password}, **extra)


def come_in(client: Client, user: User, at: float = NOON) -> Any:
    assert give_password(client, user)["Location"] == "/toegang/code/"
    return client.post("/toegang/code/", {"code": code(at)})


def actions(by: Actor) -> list[str]:
    with acting_for(by.organisation.id):
        return list(Event.objects.order_by("sequence").values_list("action", flat=True))


@pytest.fixture
def someone() -> Actor:
    return make_actor()


def test_name_password_and_code_let_in(client: Client, someone: Actor, clock: Any) -> None:
    user = make_colleague(someone)
    assert client.get("/profiel/").status_code == 302
    answer = come_in(client, user)
    assert answer["Location"] == "/"
    assert client.get("/profiel/").status_code == 200
    assert "accounts.signed_in" in actions(someone)
    with acting_for(someone.organisation.id):
        (session,) = Session.objects.all()
    assert session.user_id == user.id


def test_one_returns_to_where_one_was(client: Client, someone: Actor, clock: Any) -> None:
    user = make_colleague(someone)
    out = client.get("/profiel/")
    client.post(out["Location"], {"login": user.sign_in_name, "password": PASSWORD})
    assert client.post("/toegang/code/", {"code": code(NOON)})["Location"] == "/profiel/"


def test_password_alone_opens_nothing(client: Client, someone: Actor, clock: Any) -> None:
    give_password(client, make_colleague(someone))
    assert client.get("/profiel/")["Location"].startswith("/toegang/login/")


def test_whatever_is_wrong_gets_the_same_answer(client: Client, someone: Actor) -> None:
    user = make_colleague(someone)
    wrong = [
        give_password(client, user, "iets anders dan dat"),
        client.post(
            "/toegang/login/", {"login": "niemand@" + someone.organisation.slug, "password": PASSWORD}
        ),
        client.post("/toegang/login/", {"login": "noor@nergens", "password": PASSWORD}),
        client.post("/toegang/login/", {"login": "noor", "password": PASSWORD}),
        client.post("/toegang/login/", {"login": "baken@" + someone.organisation.slug, "password": PASSWORD}),
    ]
    said = {answer.text.count("horen niet bij elkaar") for answer in wrong}
    assert said == {1}
    assert {answer.status_code for answer in wrong} == {200}


def test_unknown_names_cost_the_same_hashing(
    client: Client, someone: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher

    user = make_colleague(someone)
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda self, *a, **k: hashed.append("x") or encode(self, *a, **k)
    )
    counts = []
    for name in (user.sign_in_name, f"niemand@{someone.organisation.slug}", "noor@nergens", "noor"):
        hashed.clear()
        client.post("/toegang/login/", {"login": name, "password": "verkeerd wachtwoord"})
        counts.append(len(hashed))
    assert counts == [1, 1, 1, 1]


def test_shut_out_user_cannot_come_in(client: Client, someone: Actor) -> None:
    user = make_colleague(someone)
    with acting_for(someone.organisation.id):
        User.objects.filter(pk=user.pk).update(is_active=False)
    assert "horen niet bij elkaar" in give_password(client, user).text


def test_the_same_login_of_another_organisation_is_another_person(client: Client, someone: Actor) -> None:
    other = make_actor()
    make_colleague(someone, "noor")
    with acting_for(other.organisation.id):
        create_user(by=other, login="noor", name="N", roles=["admin"], password="een heel ander wachtwoord")
    answer = client.post(
        "/toegang/login/", {"login": f"noor@{other.organisation.slug}", "password": PASSWORD}
    )
    assert "horen niet bij elkaar" in answer.text


def test_code_works_once(client: Client, someone: Actor, clock: Any) -> None:
    user = make_colleague(someone)
    come_in(client, user)
    other = Client()
    assert "is al gebruikt" in come_in(other, user).text
    clock.now += 30
    assert other.post("/toegang/code/", {"code": code(clock.now)}).status_code == 302


def test_code_of_another_time_is_refused(client: Client, someone: Actor, clock: Any) -> None:
    user = make_colleague(someone)
    assert come_in(client, user, NOON - 120).status_code == 200
    assert "accounts.second_factor_failed" in actions(someone)


def test_recovery_code_works_once(client: Client, someone: Actor, clock: Any) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    user = make_colleague(someone)
    with acting_for(someone.organisation.id):
        recovery = RecoveryCodes.activate(user).get_unused_codes()[0]
    give_password(client, user)
    assert client.post("/toegang/code/", {"code": f"{recovery[:4]} {recovery[4:]}"}).status_code == 302
    again = Client()
    give_password(again, user)
    assert "is al gebruikt" in again.post("/toegang/code/", {"code": recovery}).text


def test_secrets_are_not_stored_in_the_clear(someone: Actor) -> None:
    user = make_colleague(someone)
    with acting_for(someone.organisation.id):
        held = Authenticator.objects.get(user=user)
    assert SECRET not in str(held.data)


def test_second_factors_of_another_organisation_are_not_there(someone: Actor) -> None:
    make_colleague(someone)
    assert not Authenticator.objects.exists()
    with acting_for(make_actor().organisation.id):
        assert not Authenticator.objects.exists()


def test_who_has_no_second_factor_chooses_one_first(client: Client, someone: Actor, clock: Any) -> None:
    user = make_colleague(someone, secret=None)
    assert give_password(client, user)["Location"] == "/"
    for path in ("/", "/profiel/", "/beheer/gebruikers/"):
        assert client.get(path)["Location"] == "/toegang/tweede-stap/"
    page = client.get("/toegang/tweede-stap/app/")
    secret = page.context["form"].secret
    wrong = client.post("/toegang/tweede-stap/app/", {"code": "000000"})
    assert wrong.context["form"].secret == secret
    done = client.post("/toegang/tweede-stap/app/", {"code": code(clock.now, secret)})
    assert done["Location"] == "/toegang/tweede-stap/herstelcodes/"
    codes = client.get(done["Location"])
    assert codes.context["can_view_codes"]
    assert len(codes.context["unused_codes"]) == 10
    assert not client.get(done["Location"]).context["can_view_codes"]
    assert client.get("/profiel/").status_code == 200
    again = Client()
    give_password(again, user)
    assert "is al gebruikt" in again.post("/toegang/code/", {"code": code(clock.now, secret)}).text


def test_what_matters_asks_again_and_keeps_what_was_filled_in(client: Client, someone: Actor) -> None:
    with acting_for(someone.organisation.id):
        create_user(
            by=someone, login="tess", name="Tess", roles=["admin"], password=PASSWORD, totp_secret=SECRET
        )
        tess = User.objects.get(login="tess")
    sign_in(client, tess)
    given = {"name": "Lotte", "login": "lotte", "roles": ["registrar"], "language": "nl"}
    asked = client.post("/beheer/gebruikers/nieuw/", given)
    assert asked["Location"].startswith("/toegang/bevestigen/")
    assert "klopt niet" in client.post(asked["Location"], {"password": "iets anders"}).text
    done = client.post(asked["Location"], {"password": PASSWORD})
    with acting_for(someone.organisation.id):
        lotte = User.objects.get(login="lotte")
    assert done["Location"] == f"/beheer/gebruikers/{lotte.id}/"
    assert client.get("/beheer/gebruikers/nieuw/").status_code == 200


def test_confirming_holds_five_minutes(
    client: Client, someone: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.factories.users import confirm

    user = make_user(someone.organisation, "admin")
    confirm(sign_in(client, user), user)
    with acting_for(someone.organisation.id):
        user.set_password(PASSWORD)
        user.save()
    sign_in(client, user)
    confirm(client, user)
    assert client.get("/beheer/gebruikers/nieuw/").status_code == 200
    later = time.time() + 301
    monkeypatch.setattr("allauth.account.internal.flows.reauthentication.time.time", lambda: later)
    assert client.get("/beheer/gebruikers/nieuw/").status_code == 302


def test_start_link_works_once_and_leads_to_a_second_factor(client: Client, someone: Actor) -> None:
    user = make_user(someone.organisation, "registrar")
    with acting_for(someone.organisation.id):
        secret = give_start_link(by=someone, user=user)
    path = reverse("account_begin", args=[someone.organisation.slug, secret])
    assert user.sign_in_name in client.get(path).text
    weak = client.post(path, {"password": "kort", "again": "kort"})
    assert weak.status_code == 200
    assert client.post(path, {"password": PASSWORD, "again": PASSWORD})["Location"] == "/"
    assert client.get("/")["Location"] == "/toegang/tweede-stap/"
    assert Client().get(path).status_code == 404
    with acting_for(someone.organisation.id):
        assert not StartLink.objects.exists()
        assert User.objects.get(pk=user.pk).check_password(PASSWORD)


def test_start_link_still_asks_the_second_factor_that_is_there(client: Client, someone: Actor) -> None:
    user = make_colleague(someone)
    with acting_for(someone.organisation.id):
        secret = give_start_link(by=someone, user=user)
    path = reverse("account_begin", args=[someone.organisation.slug, secret])
    new = "vijf andere woorden na elkaar"
    assert client.post(path, {"password": new, "again": new})["Location"] == "/toegang/code/"
    assert client.get("/profiel/").status_code == 302


def test_start_link_expires_and_says_nothing(client: Client, someone: Actor) -> None:
    from datetime import timedelta

    from django.utils import timezone

    user = make_user(someone.organisation, "registrar")
    with acting_for(someone.organisation.id):
        secret = give_start_link(by=someone, user=user)
        StartLink.objects.update(valid_until=timezone.now() - timedelta(seconds=1))
    other = make_actor().organisation.slug
    for slug in (someone.organisation.slug, other, "nergens"):
        assert client.get(reverse("account_begin", args=[slug, secret])).status_code == 404


def test_signing_out_ends_the_session(client: Client, someone: Actor, clock: Any) -> None:
    come_in(client, make_colleague(someone))
    key = client.cookies["sessionid"].value
    client.post("/toegang/logout/")
    with acting_for(someone.organisation.id):
        assert not Session.objects.exists()
    client.cookies["sessionid"] = key
    assert client.get("/profiel/").status_code == 302
    assert "accounts.signed_out" in actions(someone)


def test_known_passwords_exist_only_where_data_are_invented() -> None:
    real = make_actor()
    with acting_for(real.organisation.id):
        Organisation.objects.update(synthetic=False)
        real.organisation.refresh_from_db()
        for given in ({"password": PASSWORD}, {"totp_secret": SECRET}):
            with pytest.raises(OnlySynthetic):
                create_user(by=real, login="noor", name="Noor", roles=["registrar"], **given)


@pytest.mark.parametrize(
    "path",
    [
        "/toegang/signup/", "/toegang/email/", "/toegang/confirm-email/", "/toegang/password/reset/",
        "/toegang/password/set/", "/toegang/login/code/confirm/", "/toegang/inactive/", "/toegang/",
        "/toegang/webauthn/login/", "/toegang/recovery-codes/download/", "/toegang/authenticate/",
    ],
)  # fmt: skip
def test_what_is_closed_is_not_there(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "account_reset_password", "mfa_login_webauthn"]
)
def test_closed_pages_have_no_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_language_of_the_profile_comes_along(client: Client, someone: Actor, clock: Any) -> None:
    user = make_colleague(someone)
    come_in(client, user)
    client.post("/taal/setlang/", {"language": "en", "next": "/profiel/"})
    elsewhere = Client()
    clock.now += 30
    come_in(elsewhere, user, clock.now)
    assert elsewhere.cookies["django_language"].value == "en"
    assert "My profile" in elsewhere.get("/profiel/").text


def test_part_of_a_page_sends_the_whole_page_to_the_way_in(client: Client) -> None:
    answer = client.get(
        "/profiel/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/x/?a=1"}
    )
    assert answer.status_code == 401
    assert answer["HX-Redirect"] == "/toegang/login/?next=%2Fx%2F%3Fa%3D1"


def test_halfway_in_at_one_organisation_is_no_hindrance_at_another(
    client: Client, someone: Actor, clock: Any
) -> None:
    other = make_actor()
    give_password(client, make_colleague(someone))
    client.post("/toegang/logout/")
    come_in(client, make_colleague(other))
    assert other.organisation.name_nl in client.get("/profiel/").text


def test_start_link_takes_the_place_of_who_is_in(client: Client, someone: Actor) -> None:
    other = make_actor()
    sign_in(client, make_user(other.organisation, "analyst"))
    user = make_user(someone.organisation, "registrar")
    with acting_for(someone.organisation.id):
        secret = give_start_link(by=someone, user=user)
    path = reverse("account_begin", args=[someone.organisation.slug, secret])
    client.get(path)
    assert client.get("/profiel/").status_code == 200
    client.post(path, {"password": PASSWORD, "again": PASSWORD})
    assert someone.organisation.name_nl in client.get("/toegang/tweede-stap/").text


def test_session_key_changes_on_the_way_in(client: Client, someone: Actor, clock: Any) -> None:
    user = make_colleague(someone)
    give_password(client, user)
    halfway = client.cookies["sessionid"].value
    client.post("/toegang/code/", {"code": code(NOON)})
    assert client.cookies["sessionid"].value != halfway
    with acting_for(someone.organisation.id):
        assert Session.objects.count() == 1
