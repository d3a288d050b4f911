"""Since which day a person had a role: from the form and from files into the register, through a correction,
and out again."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from baken.register import formats
from baken.register.actions import export_registrations, import_registrations
from baken.register.actions.import_mapped import import_mapped
from baken.register.actions.keep_mapping import keep_mapping
from baken.register.mapped.mapping import ColumnMapping
from baken.register.models import Participation, Registration
from baken.register.queries import stored_records
from baken.register.records import PersonRecord, RegistrationRecord
from baken.tenancy.acting import Actor, acting_for
from tests.factories.organisations import make_organisation
from tests.factories.users import make_person, sign_in
from tests.integration.test_register_desk import PERSON, SOURCE, filled, sent, the_draft
from tests.integration.test_register_sources import workbook

pytestmark = pytest.mark.django_db

VICTIM, WITNESS = date(2019, 3, 1), date(2020, 4, 30)
RECORD = RegistrationRecord(
    reference="R-1",
    registered_on=date(2020, 5, 1),
    source_kind="outreach",
    form="sexual",
    scope="domestic",
    persons=(
        PersonRecord("P-1", "female", ("reporter", "witness", "victim"), roles_since=(None, WITNESS, VICTIM)),
        PersonRecord("P-2", "male", ("witness",)),
    ),
)


@pytest.fixture
def actor(db: None) -> Iterator[Actor]:
    organisation = make_organisation()
    with acting_for(organisation.id):
        yield make_person(organisation, "registrar", purpose="registration")


@pytest.fixture
def desk(client: Client, actor: Actor) -> Client:
    return sign_in(client, actor.user)


@pytest.mark.parametrize("form", formats.FORMATS)
def test_days_of_roles_come_in_and_go_out_as_they_were(actor: Actor, form: str) -> None:
    data = formats.write([RECORD], format=form)
    assert import_registrations(by=actor, data=data, format=form, source="f").new == 1
    assert stored_records() == [RECORD]
    assert export_registrations(by=actor, format=form) == data
    assert import_registrations(by=actor, data=data, format=form, source="f").unchanged == 1
    said = Participation.objects.order_by("person__pseudonym").values_list("roles_since", flat=True)
    assert list(said) == [[None, WITNESS, VICTIM], []]


def test_register_holds_a_day_for_each_role_or_none(actor: Actor) -> None:
    import_registrations(by=actor, data=formats.write([RECORD], format="csv"), format="csv", source="f")
    for days in ([VICTIM], [VICTIM] * 4):
        with pytest.raises(IntegrityError), transaction.atomic():
            Participation.objects.filter(person__pseudonym="P-1").update(roles_since=days)


BOTH = PERSON | {
    "person_roles": ["victim", "witness"], "since-victim": "2019-03-01", "since-witness": "2021-05-04",
}  # fmt: skip
TOLD = "slachtoffer sinds 1 maart 2019 en getuige sinds 4 mei 2021"


def test_form_asks_since_when_and_tells_it_through_a_correction(desk: Client) -> None:
    draft = filled(desk)
    desk.post(f"{draft}personen/", {"edit": "0"})
    page = desk.get(f"{draft}personen/").text
    assert "Had deze persoon de rollen na elkaar?" in page and "Slachtoffer sinds" in page
    wrong = sent(desk, draft, "personen", BOTH | {"since-victim": "2099-03-01"})
    assert wrong.status_code == 422
    assert 'name="since-witness" value="2021-05-04"' in wrong.text
    typed = BOTH | {"since-witness": "2020-01-0", "turn": str(the_draft()["turn"])}
    desk.post(f"{draft}personen/bewaar/", typed)
    assert 'value="2020-01-0"' in desk.get(f"{draft}personen/").text
    sent(desk, draft, "personen", BOTH, "platforms")
    assert TOLD in desk.get(f"{draft}samenvatting/").text
    sent(desk, draft, "samenvatting", {"do": "save"})
    registration = Registration.objects.get()
    assert TOLD in desk.get(f"/register/zaak/{registration.id}/").text
    again = str(desk.post(f"/register/zaak/{registration.id}/verbeter/")["Location"]).rsplit("/", 2)[0] + "/"
    desk.post(f"{again}personen/", {"edit": "0"})
    assert 'value="2021-05-04"' in desk.get(f"{again}personen/").text
    sent(desk, again, "personen", BOTH | {"since-victim": ""}, "platforms")
    answer = sent(desk, again, "samenvatting", {"do": "save", "why": "mistake"})
    assert answer.status_code == 302, answer.text
    page = desk.get(f"/register/zaak/{registration.id}/").text
    assert "slachtoffer en getuige sinds 4 mei 2021" in page
    assert TOLD in page, "what stood there before is part of the history"


def test_day_of_a_role_after_a_date_that_changed_later_is_pointed_at(desk: Client) -> None:
    draft = filled(desk)
    desk.post(f"{draft}personen/", {"edit": "0"})
    sent(desk, draft, "personen", BOTH, "platforms")
    early = SOURCE | {"registered_on": "2021-05-03", "incident_from": "", "incident_until": ""}
    sent(desk, draft, "bron", early, "vermoeden")
    answer = sent(desk, draft, "samenvatting", {"do": "save"})
    assert answer.status_code == 422
    assert "deel 3: Personen" in answer.text
    assert "Bij een persoon staat een rol sinds een dag na" in desk.get(f"{draft}personen/").text
    assert the_draft()["content"]["persons"]


COLUMNS = {
    "zaak": "reference", "datum": "registered_on", "nummer": "person_number", "rol": "person_roles",
    "rol sinds": "person_roles_since",
}  # fmt: skip
FIXED = {"source_kind": "outreach", "form": "sexual", "scope": "domestic", "sex": "unknown"}


def test_lines_of_another_office_bring_each_role_with_its_day(actor: Actor) -> None:
    words: dict[str, Any] = {"person_roles": {"slo": "victim", "getuige": "witness"}}
    kept = keep_mapping(by=actor, name="Kantoor Zuid", content=ColumnMapping(COLUMNS, FIXED, words))
    faults: list[tuple[int, str]] = []
    day = date(2022, 5, 1)
    rows = [
        ["Z-1", day, "C-1", "slo", date(2019, 3, 1)],
        ["Z-1", day, "C-1", "getuige", date(2020, 4, 30)],
        ["Z-2", day, "C-1", "slo, getuige", date(2019, 3, 1)],
        ["Z-3", day, "C-1", "slo", date(2022, 5, 2)],
        ["Z-4", day, "C-1", "kennis", date(2019, 3, 1)],
    ]
    result = import_mapped(
        by=actor,
        table=workbook(["Zaak", "Datum", "Nummer", "Rol", "Rol sinds"], *rows),
        mapping=kept,
        on_fault=lambda fault: faults.append((fault.line, str(fault.reason))),
    )
    assert (result.new, result.left_out, result.waiting) == (1, 2, 1)
    assert [line for line, _ in faults] == [4, 5]
    assert "exactly one role" in faults[0][1] and "begins after registered_on" in faults[1][1]
    (record,) = stored_records()
    assert record.persons[0].since == {"witness": WITNESS, "victim": VICTIM}
