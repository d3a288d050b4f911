"""Who works here: added, changed, shut out and let in by an administrator, never without one left."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.test import Client

from baken.accounts.actions import (
    change_user,
    create_user,
    end_sessions,
    give_start_link,
    let_in,
    reset_second_factor,
    set_password,
    shut_out,
)
from baken.accounts.exceptions import (
    LastAdministrator,
    LoginTaken,
    LoginUnusable,
    NoRole,
    OnlySynthetic,
    RolesApart,
)
from baken.accounts.models import Organisation, Session, StartLink, User
from baken.audit.models import Event
from baken.tenancy.acting import Actor, acting_for
from baken.tenancy.permission import NotPermitted
from tests.factories.organisations import make_actor
from tests.factories.users import confirm, make_person, make_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cheap_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def admin(actor: Actor) -> Actor:
    return make_person(actor.organisation, "admin", purpose="accountability")


@pytest.fixture
def at_desk(client: Client, admin: Actor) -> Client:
    return confirm(sign_in(client, admin.user), admin.user)


def test_only_an_administrator_manages(actor: Actor, admin: Actor) -> None:
    someone = make_user(actor.organisation, "registrar")
    for role in ("outreach_worker", "data_protection_officer", "observer"):
        by = make_person(actor.organisation, role)
        for do in (
            lambda by=by: create_user(by=by, login="sem", name="Sem", roles=["admin"]),
            lambda by=by: change_user(by=by, user=by.user, name="x", roles=["admin"], language="nl"),
            lambda by=by: shut_out(by=by, user=someone),
            lambda by=by: let_in(by=by, user=someone),
            lambda by=by: reset_second_factor(by=by, user=someone, reason="kwijt"),
            lambda by=by: end_sessions(by=by, user=someone),
            lambda by=by: give_start_link(by=by, user=someone),
            lambda by=by: set_password(by=by, user=someone, password="een lang wachtwoord"),
        ):
            with pytest.raises(NotPermitted):
                do()


@pytest.mark.parametrize("role", ["outreach_worker", "data_protection_officer", "observer", "registrar"])
def test_pages_open_for_an_administrator_alone(client: Client, actor: Actor, role: str) -> None:
    someone = make_user(actor.organisation, role)
    confirm(sign_in(client, someone), someone)
    for path in ("", "nieuw/", f"{someone.id}/", f"{someone.id}/wijzigen/", f"{someone.id}/afsluiten/"):
        assert client.get(f"/beheer/gebruikers/{path}").status_code == 403
    assert client.get("/beheer/organisatie/").status_code == 403


def test_new_user_gets_a_start_link_that_is_shown_once(at_desk: Client) -> None:
    given = {"name": "Lotte", "login": "Lotte", "roles": ["registrar", "analyst"], "language": "en"}
    answer = at_desk.post("/beheer/gebruikers/nieuw/", given)
    lotte = User.objects.get(login="lotte")
    assert lotte.roles == ["analyst", "registrar"]
    assert not lotte.has_usable_password()
    link = at_desk.get(answer["Location"]).context["start_link"]
    assert "/toegang/begin/" in link
    assert at_desk.get(answer["Location"]).context["start_link"] is None
    assert Client().get(link.removeprefix("http://testserver")).status_code == 200
    assert "/toegang/begin" not in str(list(Event.objects.values()))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"login": "x"}, "2 tot 60"),
        ({"login": "met spatie"}, "2 tot 60"),
        ({"login": "bestaat"}, "bestaat al"),
        ({"login": "baken"}, "bestaat al"),
        ({"roles": ["admin", "data_protection_officer"]}, "gaan niet samen"),
        ({"roles": []}, "verplicht"),
        ({"roles": ["king"]}, "king"),
        ({"name": ""}, "verplicht"),
    ],
)
def test_what_is_wrong_is_said_beside_it(
    at_desk: Client, actor: Actor, given: dict[str, Any], said: str
) -> None:
    make_user(actor.organisation, "registrar", login="bestaat")
    before = User.objects.count()
    whole = {"name": "Sem", "login": "sem", "roles": ["moderator"], "language": "nl"} | given
    assert said in at_desk.post("/beheer/gebruikers/nieuw/", whole).text
    assert User.objects.count() == before


def test_actions_refuse_what_pages_refuse(actor: Actor) -> None:
    for fault, given in (
        (LoginUnusable, {"login": "Sem!"}),
        (NoRole, {"roles": []}),
        (NoRole, {"roles": ["king"]}),
        (RolesApart, {"roles": ["admin", "data_protection_officer"]}),
        (LoginTaken, {"login": "baken"}),
    ):
        with pytest.raises(fault):
            create_user(by=actor, **({"login": "sem", "name": "Sem", "roles": ["analyst"]} | given))
    with pytest.raises(IntegrityError, match="oversees_not_self"), transaction.atomic():
        make_user(actor.organisation, "admin", "data_protection_officer")


def test_last_administrator_stays(admin: Actor) -> None:
    with pytest.raises(LastAdministrator):
        shut_out(by=admin, user=admin.user)
    with pytest.raises(LastAdministrator):
        change_user(by=admin, user=admin.user, name="x", roles=["analyst"], language="nl")
    second = make_user(admin.organisation, "admin")
    shut_out(by=admin, user=second)
    with pytest.raises(LastAdministrator):
        shut_out(by=admin, user=admin.user)
    let_in(by=admin, user=second)
    change_user(by=admin, user=admin.user, name="x", roles=["analyst"], language="nl")
    assert User.objects.get(pk=admin.user.pk).roles == ["analyst"]


def test_last_administrator_is_said_in_words(at_desk: Client, admin: Actor) -> None:
    answer = at_desk.post(f"/beheer/gebruikers/{admin.user.id}/afsluiten/", follow=True)
    assert "enige beheerder" in answer.text
    answer = at_desk.post(
        f"/beheer/gebruikers/{admin.user.id}/wijzigen/", {"name": "x", "roles": ["analyst"], "language": "nl"}
    )
    assert "enige beheerder" in answer.text


def test_shut_out_user_is_out_at_once(at_desk: Client, actor: Actor) -> None:
    someone = make_user(actor.organisation, "registrar")
    theirs = sign_in(Client(), someone)
    assert theirs.get("/profiel/").status_code == 200
    at_desk.post(f"/beheer/gebruikers/{someone.id}/afsluiten/")
    assert theirs.get("/profiel/").status_code == 302
    assert not Session.objects.filter(user=someone).exists()
    at_desk.post(f"/beheer/gebruikers/{someone.id}/toelaten/")
    assert User.objects.get(pk=someone.pk).is_active


def test_second_factor_is_reset_with_a_reason(at_desk: Client, actor: Actor) -> None:
    someone = create_user(
        by=actor, login="noor", name="Noor", roles=["registrar"], password="een lang wachtwoord",
        totp_secret="MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK",
    )  # fmt: skip
    path = f"/beheer/gebruikers/{someone.id}/tweede-stap/"
    assert "verplicht" in at_desk.post(path).text
    assert Authenticator.objects.filter(user=someone).exists()
    at_desk.post(path, {"reason": "telefoon gestolen"})
    assert not Authenticator.objects.filter(user=someone).exists()
    assert not User.objects.get(pk=someone.pk).has_usable_password()
    assert StartLink.objects.filter(user=someone).exists()
    event = Event.objects.get(action="accounts.second_factor_reset")
    assert event.reason == "telefoon gestolen"
    assert event.subject == f"user:{someone.id}"


def test_administrator_ends_all_sessions_of_somebody(at_desk: Client, actor: Actor) -> None:
    someone = make_user(actor.organisation, "registrar")
    for _ in range(2):
        sign_in(Client(), someone)
    at_desk.post(f"/beheer/gebruikers/{someone.id}/sessies/")
    assert not Session.objects.filter(user=someone).exists()
    assert at_desk.get("/profiel/").status_code == 200


def test_user_of_another_organisation_is_not_there(at_desk: Client) -> None:
    other = make_actor()
    theirs = make_user(other.organisation, "registrar")
    for path in ("", "wijzigen/", "afsluiten/", "toelaten/", "tweede-stap/", "sessies/", "startlink/"):
        assert at_desk.get(f"/beheer/gebruikers/{theirs.id}/{path}").status_code == 404
        assert at_desk.post(f"/beheer/gebruikers/{theirs.id}/{path}").status_code == 404


def test_system_itself_is_no_user(at_desk: Client, actor: Actor) -> None:
    assert at_desk.get(f"/beheer/gebruikers/{actor.user.id}/").status_code == 404
    assert ">baken<" not in at_desk.get("/beheer/gebruikers/").text


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Anna", "Bram"]),
        ("?role=analyst", ["Bram"]),
        ("?active=False", ["Anna"]),
        ("?role=analyst&active=False", []),
        ("?sort=-name", ["Bram", "Anna"]),
        ("?role=king&sort=nothing", ["Anna", "Bram"]),
    ],
)
def test_list_sorts_and_filters(at_desk: Client, actor: Actor, query: str, names: list[str]) -> None:
    make_user(actor.organisation, "registrar", name="Anna", is_active=False)
    make_user(actor.organisation, "analyst", name="Bram")
    rows = at_desk.get(f"/beheer/gebruikers/{query}").context["list"].rows
    assert [one.name for one in rows if one.name in ("Anna", "Bram")] == names


def test_own_session_is_ended_and_nobody_elses(client: Client, actor: Actor) -> None:
    someone, other = make_user(actor.organisation, "analyst"), make_user(actor.organisation, "analyst")
    sign_in(client, someone)
    sign_in(Client(), someone)
    sign_in(Client(), other)
    theirs = Session.objects.get(user=other)
    assert client.post(f"/profiel/sessies/{theirs.id}/").status_code == 404
    (elsewhere,) = [one for one, here in client.get("/profiel/").context["sessions"] if not here]
    client.post(f"/profiel/sessies/{elsewhere.id}/")
    assert Session.objects.filter(user=someone).count() == 1
    sign_in(Client(), someone)
    client.post("/profiel/sessies/")
    assert Session.objects.filter(user=someone).count() == 1
    assert Session.objects.filter(user=other).count() == 1
    assert client.get("/profiel/").status_code == 200


def test_new_password_ends_the_other_sessions(client: Client, actor: Actor) -> None:
    someone = make_user(actor.organisation, "analyst")
    someone.set_password("het eerste wachtwoord")
    someone.save()
    here, elsewhere = sign_in(client, someone), sign_in(Client(), someone)
    new = "een tweede wachtwoord"
    wrong = {"old": "verkeerd", "password": new, "again": new}
    assert "klopt niet" in here.post("/toegang/wachtwoord/", wrong).text
    twice = {"old": "het eerste wachtwoord", "password": new, "again": "anders"}
    assert "niet hetzelfde" in here.post("/toegang/wachtwoord/", twice).text
    right = {"old": "het eerste wachtwoord", "password": new, "again": new}
    assert here.post("/toegang/wachtwoord/", right).status_code == 302
    assert here.get("/profiel/").status_code == 200
    assert elsewhere.get("/profiel/").status_code == 302
    assert User.objects.get(pk=someone.pk).check_password(new)


def test_nobody_chooses_a_password_for_somebody_else(actor: Actor, admin: Actor) -> None:
    Organisation.objects.update(synthetic=False)
    admin.organisation.refresh_from_db()
    someone = make_user(actor.organisation, "analyst")
    with pytest.raises(OnlySynthetic):
        set_password(by=admin, user=someone, password="een lang wachtwoord")
    set_password(by=admin, user=admin.user, password="een lang wachtwoord")


def test_last_second_factor_stays(client: Client, actor: Actor) -> None:
    someone = create_user(
        by=actor, login="noor", name="Noor", roles=["registrar"], password="een lang wachtwoord",
        totp_secret="MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK",
    )  # fmt: skip
    confirm(sign_in(client, someone), someone)
    answer = client.post("/toegang/tweede-stap/app/weg/")
    assert "altijd een tweede stap" in answer.text
    assert Authenticator.objects.filter(user=someone).exists()


def test_organisation_is_renamed_in_both_languages(at_desk: Client, admin: Actor) -> None:
    at_desk.post("/beheer/organisatie/naam/", {"name_nl": "Stichting Nieuw", "name_en": "Foundation New"})
    organisation = Organisation.objects.get()
    assert (organisation.name_nl, organisation.name_en) == ("Stichting Nieuw", "Foundation New")
    assert "Stichting Nieuw" in at_desk.get("/beheer/organisatie/").text


def test_what_an_administrator_does_is_in_the_log(admin: Actor) -> None:
    someone = create_user(by=admin, login="sem", name="Sem", roles=["moderator"])
    change_user(by=admin, user=someone, name="Sem B", roles=["analyst"], language="en")
    give_start_link(by=admin, user=someone)
    shut_out(by=admin, user=someone)
    let_in(by=admin, user=someone)
    noted = Event.objects.filter(subject=f"user:{someone.id}", user=admin.user).order_by("sequence")
    assert [one.action for one in noted] == [
        "accounts.user_created",
        "accounts.user_changed",
        "accounts.start_link_given",
        "accounts.user_shut_out",
        "accounts.user_let_in",
    ]
    assert noted[1].details == {"roles_before": ["moderator"], "roles": ["analyst"]}
    assert "Sem" not in str(list(noted.values()))


def test_start_goes_to_the_first_page_one_may_open(client: Client, actor: Actor) -> None:
    from baken.config.menu import open_entries

    for role in ("outreach_worker", "admin", "observer"):
        someone = make_user(actor.organisation, role)
        sign_in(client, someone)
        expected = next((link for _entry, link in open_entries(someone)), "/profiel/")
        assert client.get("/")["Location"] == expected


def test_users_of_two_organisations_share_a_login(actor: Actor) -> None:
    other = make_actor()
    create_user(by=actor, login="noor", name="Noor", roles=["analyst"])
    with acting_for(other.organisation.id):
        create_user(by=other, login="noor", name="Noor", roles=["analyst"])
