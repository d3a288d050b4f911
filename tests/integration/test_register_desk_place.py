"""The place on the desk: a municipality brings its province; another province is refused in words."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from baken.register.models import Registration
from baken.register.queries import stored_records
from tests.factories.users import make_user, sign_in
from tests.integration.test_register_desk import filled, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, actor: Any) -> Client:
    return sign_in(client, make_user(actor.organisation, "registrar"))


def test_municipality_brings_its_province_and_is_changed_without_it(desk: Client) -> None:
    draft = filled(desk)
    sent(desk, draft, "plaats", {"municipality": "GM0855"}, "samenvatting")
    shown = desk.get(f"{draft}plaats/").text
    assert '<option value="GM0855" selected>Tilburg</option>' in shown
    assert '<option value="NL-NB" selected>' not in shown
    sent(desk, draft, "plaats", {"municipality": "GM0003", "province": ""}, "samenvatting")
    told = desk.get(f"{draft}samenvatting/").text
    assert "provincie Groningen en gemeente Appingedam (nu Eemsdelta)" in told
    sent(desk, draft, "samenvatting", {"do": "save"})
    (record,) = stored_records(["ZAAK-7"])
    assert (record.municipality, record.province) == ("GM0003", "NL-GR")


def test_province_that_contradicts_is_refused_in_both_languages(desk: Client) -> None:
    draft = filled(desk)
    wrong = {"municipality": "GM0518", "province": "NL-NB"}
    answer = sent(desk, draft, "plaats", wrong)
    assert answer.status_code == 422
    assert "Den Haag ligt in Zuid-Holland. Verbeter de gemeente of de provincie." in answer.text
    desk.cookies["django_language"] = "en"
    answer = sent(desk, draft, "plaats", wrong)
    assert "The Hague lies in South Holland. Correct the municipality or the province." in answer.text


def test_what_is_no_more_stands_apart_with_what_it_became(desk: Client) -> None:
    shown = desk.get(f"{filled(desk)}plaats/").text
    now, _, gone = shown.partition('<optgroup label="Bestaat niet meer">')
    assert ">Zwolle</option>" in now and "Weesp" not in now
    assert "Weesp (sinds 2022: Amsterdam)" in gone


def test_registration_of_a_chat_opens_the_questions_about_chats(desk: Client) -> None:
    closed = desk.get(f"{filled(desk, reference='ZAAK-8', source_kind='outreach')}vermoeden/").text
    assert "Leerden zij elkaar online kennen?" in closed
    draft = filled(desk, source_kind="help_chat")
    part = {"form": "sexual", "scope": "domestic"}
    sent(desk, draft, "vermoeden", part, "personen")
    assert '<details class="more" open><summary>Meer:' in desk.get(f"{draft}vermoeden/").text
    sent(desk, draft, "vermoeden", part | {"met_online": "yes"}, "personen")
    assert "Elkaar online leren kennen: ja, online." in desk.get(f"{draft}samenvatting/").text


def test_database_takes_no_municipality_without_a_province(desk: Client) -> None:
    sent(desk, filled(desk), "samenvatting", {"do": "save"})
    for wrong in ({"municipality": "GM0855", "province": None}, {"municipality": "T-0855"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Registration.objects.update(**wrong)
