"""Which organisation a registration comes from, and what each role of a platform is known from: from the form
and from files into the register, through a correction, and out again."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from baken.platforms import changes
from baken.platforms.queries import find_platform
from baken.register import formats
from baken.register.actions import export_registrations, import_registrations
from baken.register.actions.import_mapped import import_mapped
from baken.register.actions.keep_mapping import keep_mapping
from baken.register.mapped.mapping import ColumnMapping
from baken.register.mapped.proposals import proposed_columns
from baken.register.mapped.table import open_table
from baken.register.models import MentionRole, Registration
from baken.register.queries import stored_records
from baken.register.records import MentionRecord, PersonRecord, RegistrationRecord, RoleRecord
from baken.tenancy.acting import Actor, acting_for
from tests.factories.organisations import make_organisation
from tests.factories.users import make_person, sign_in
from tests.integration.test_register_desk import ROLES, registered, sent, the_draft

pytestmark = pytest.mark.django_db

NAME = "Hulp Voorbeeld"
RECORD = RegistrationRecord(
    reference="R-1",
    registered_on=date(2020, 5, 1),
    source_kind="court_ruling",
    source_organisation=NAME,
    form="sexual",
    scope="domestic",
    mentions=(
        MentionRecord(
            "named",
            "Snapchat",
            "instant_messaging",
            (
                RoleRecord("recruiting", "before", "stated", "person_concerned"),
                RoleRecord("recruiting", "during", "established", "court_ruling"),
                RoleRecord("payment", "during", "unknown"),
            ),
        ),
    ),
    persons=(PersonRecord("P-1", "female", ("victim",), "NL", 30),),
)


@pytest.fixture
def actor(db: None) -> Iterator[Actor]:
    organisation = make_organisation()
    with acting_for(organisation.id):
        yield make_person(organisation, "registrar", purpose="registration")


@pytest.fixture
def desk(client: Client, actor: Actor) -> Client:
    return sign_in(client, actor.user)


def brought_in(actor: Actor, *records: RegistrationRecord, form: str = "csv") -> Any:
    data = formats.write(records, format=form)
    return import_registrations(by=actor, data=data, format=form, source=f"f.{form}")


@pytest.mark.parametrize("form", formats.FORMATS)
def test_sources_come_in_and_go_out_as_they_were(actor: Actor, form: str) -> None:
    assert brought_in(actor, RECORD, form=form).new == 1
    assert stored_records() == [RECORD]
    assert export_registrations(by=actor, format=form) == formats.write([RECORD], format=form)


def test_source_of_a_role_is_a_code_of_its_list(actor: Actor) -> None:
    brought_in(actor, RECORD)
    with pytest.raises(IntegrityError), transaction.atomic():
        MentionRole.objects.update(role_source="gossip")


def test_form_asks_for_both_and_tells_them(desk: Client) -> None:
    registration = registered(desk, source_organisation="Hulp  Voorbeeld", reference="ZAAK-7")
    assert registration.source_organisation == NAME
    assert NAME in desk.get(f"/register/zaak/{registration.id}/").text


@pytest.mark.parametrize("typed", ["bel 06 12 00 00 00", "someone@example.org", "06-12000000"])
def test_form_takes_no_number_for_an_organisation(desk: Client, typed: str) -> None:
    draft = str(desk.post("/register/nieuw/")["Location"]).removesuffix("bron/")
    data = {"source_kind": "care_organisation", "reference": "ZAAK-7", "registered_on": "2024-05-03"}
    answer = sent(desk, draft, "bron", data | {"source_organisation": typed})
    assert answer.status_code == 422
    assert "Vul de naam van een organisatie in" in answer.text


def correcting(desk: Client) -> str:
    registration = Registration.objects.get()
    answer = desk.post(f"/register/zaak/{registration.id}/verbeter/")
    assert answer.status_code == 302, answer.text
    return str(answer["Location"]).rsplit("/", 2)[0] + "/"


def sources() -> list[tuple[str, str, str | None]]:
    (mention,) = the_draft()["content"]["mentions"]
    return [(role["role"], role["moment"], role.get("role_source")) for role in mention["roles"]]


SHIPPED = [
    ("recruiting", "before", "person_concerned"),
    ("recruiting", "during", "court_ruling"),
    ("payment", "during", None),
]


def test_roles_that_differ_in_source_keep_theirs_until_one_is_chosen(actor: Actor, desk: Client) -> None:
    brought_in(actor, RECORD)
    draft = correcting(desk)
    page = desk.get(f"{draft}rollen/").text
    assert 'name="role_source-1"' in page
    chosen = {"emm-1": ["recruiting"], "baken-1": ["payment"], "moment-1": "apart", "certainty-1": "apart"}
    sent(desk, draft, "rollen", chosen | {"role_source-1": "apart"}, "plaats")
    assert sources() == SHIPPED
    sent(desk, draft, "rollen", chosen | {"role_source-1": "advert_or_profile"}, "plaats")
    assert {source for _, _, source in sources()} == {"advert_or_profile"}
    sent(desk, draft, "rollen", ROLES | {"role_source-1": ""}, "plaats")
    assert {source for _, _, source in sources()} == {None}


def test_roles_one_by_one_keep_a_source_for_each_moment(actor: Actor, desk: Client) -> None:
    brought_in(actor, RECORD)
    draft = correcting(desk)
    given = {
        "recruiting-before": "stated",
        "recruiting-during": "established",
        "recruiting-source": "apart",
        "payment-during": "unknown",
        "payment-source": "",
    }
    assert desk.get(f"{draft}rollen/1/").status_code == 200
    assert desk.post(f"{draft}rollen/1/", given).status_code == 302
    assert sources() == SHIPPED
    desk.post(f"{draft}rollen/1/", given | {"payment-source": "platform"})
    assert sources()[-1] == ("payment", "during", "platform")


HEADINGS = [
    "Zaaknummer", "Datum registratie", "Begindatum", "Bron", "Organisatie", "Platform", "Rol platform",
    "Blijkt uit",
]  # fmt: skip
FIXED = {"form": "sexual", "scope": "domestic", "moment": "before", "certainty": "stated"}


def workbook(*rows: list[Any]) -> Any:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return open_table(out)


def mapped(actor: Actor, *rows: list[Any]) -> tuple[Any, list[tuple[int, str]]]:
    columns = {heading.casefold(): name for heading, name in proposed_columns(HEADINGS).items()}
    content = ColumnMapping(columns, FIXED, {"role_source": {"zij zelf": "person_concerned"}})
    kept = keep_mapping(by=actor, name="Kantoor Zuid", content=content)
    faults: list[tuple[int, str]] = []
    result = import_mapped(
        by=actor,
        table=workbook(["Export van 1 februari"], HEADINGS, *rows),
        mapping=kept,
        on_fault=lambda fault: faults.append((fault.line, fault.heading or "")),
    )
    return result, faults


def test_workbook_of_another_office_brings_sources_and_no_year_for_a_day(actor: Actor) -> None:
    result, faults = mapped(
        actor,
        ["Z-1", date(2021, 2, 1), 44197.5, "court_ruling", NAME, "insta", "recruiting", "zij zelf"],
        ["Z-2", date(2021, 2, 1), 2020, "outreach", NAME, "insta", "recruiting", ""],
        ["Z-3", "#N/A", None, "outreach", "", "insta", "recruiting", ""],
        ["Z-4", date(2021, 2, 1), None, "outreach", "bel 06 12 00 00 00", "insta", "", ""],
        ["Z-5", date(2021, 2, 1), None, "outreach", NAME, "insta", "recruiting", "van horen zeggen"],
    )
    assert (result.new, result.left_out, result.waiting) == (1, 3, 1)
    assert faults == [(4, "Begindatum"), (5, "Datum registratie"), (6, "Organisatie")]
    (record,) = stored_records()
    assert (record.source_organisation, record.incident_from) == (NAME, date(2021, 1, 1))
    assert record.mentions[0].roles == (RoleRecord("recruiting", "before", "stated", "person_concerned"),)


def test_same_cases_saved_again_in_another_order_are_known(actor: Actor) -> None:
    rows = [
        [f"Z-{number}", date(2021, 2, number), None, "outreach", NAME, "insta", "recruiting", "zij zelf"]
        for number in range(1, 6)
    ]
    assert mapped(actor, *rows)[0].new == 5
    again, faults = mapped(actor, *rows[::-1])
    assert (again.new, again.unchanged, again.left_out, faults) == (0, 5, 0, [])
    data = formats.write(stored_records()[::-1], format="json").replace(b"\n", b"\r\n")
    once_more = import_registrations(by=actor, data=data, format="json", source="f.json")
    assert (once_more.new, once_more.unchanged, once_more.rejects) == (0, 5, ())


@pytest.mark.parametrize("form", formats.FORMATS)
def test_what_was_written_before_a_platform_changed_is_still_known(actor: Actor, form: str) -> None:
    other = MentionRecord("named", "Kik Messenger", "instant_messaging")
    record = RegistrationRecord(
        **{name: getattr(RECORD, name) for name in RECORD.__slots__ if name != "mentions"},
        mentions=(*RECORD.mentions, other),
    )
    brought_in(actor, record)
    before = export_registrations(by=actor, format=form)
    kik, snap = find_platform("kik"), find_platform("snap")
    assert kik
    assert snap
    changes.rename_platform(by=actor, platform_id=snap.id, name="Snap Nieuw", because="zo heet het nu")
    changes.merge_platform(
        by=actor, platform_id=kik.id, into_id=snap.id, closed_on=date(2024, 1, 1), because="ging op in"
    )
    for data in (before, export_registrations(by=actor, format=form)):
        result = import_registrations(by=actor, data=data, format=form, source="f")
        assert (result.new, result.unchanged, result.rejects) == (0, 1, ())
    (stored,) = stored_records()
    assert [mention.platform for mention in stored.mentions] == ["Snap Nieuw", "Kik Messenger"]
