"""A lawful basis: drafted by one person, brought into force by another, and nothing collected without."""

import io
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from baken.audit.models import Event
from baken.collection.actions import (
    add_document,
    add_source,
    approve_basis,
    draft_basis,
    end_basis,
    end_source,
    record_basis,
    record_intake,
    withdraw_basis,
)
from baken.collection.documents import LARGEST, check_document, open_document
from baken.collection.exceptions import (
    BadDocument,
    BasisLapsed,
    BasisOver,
    CodeTaken,
    DocumentsMissing,
    NotByTheDrafter,
    OnlyInvented,
    SourceExists,
    SourceOutlivesBasis,
    WrongState,
)
from baken.collection.models import BasisDocument, LawfulBasis
from baken.collection.policies import can_collect, check_basis
from baken.collection.queries import sources_with_counts
from baken.collection.states import FIRST, STATES, TRANSITIONS
from baken.tenancy.acting import Actor, acting_for
from baken.tenancy.permission import NotPermitted
from baken.vocabulary.grounds import BasisState, LegalGround, required_documents, special_grounds_for
from tests.factories.bases import make_basis
from tests.factories.organisations import make_organisation
from tests.factories.users import confirm, make_person, sign_in

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\nan invented opinion\n%%EOF\n"
TODAY = date(2026, 3, 2)


def _facts(**facts: Any) -> dict[str, Any]:
    return {
        "code": "outreach-2026",
        "purpose": "outreach",
        "ground": "public_task",
        "special_ground": "substantial_public_interest",
        "ground_nl": "Een verzonnen reden.",
        "ground_en": "An invented reason.",
        "dpia_reference": "DPIA-7",
        "responsible": "A. Voorbeeld, directeur",
        "valid_from": date(2026, 1, 1),
        "valid_until": date(2026, 12, 31),
    } | facts


def _people(organisation: Any) -> tuple[Actor, Actor]:
    return (
        make_person(organisation, "admin", purpose="accountability"),
        make_person(organisation, "data_protection_officer", purpose="accountability"),
    )


def _draft(by: Actor, **facts: Any) -> LawfulBasis:
    basis = draft_basis(by=by, **_facts(**facts))
    for kind in required_documents(basis.ground):
        add_document(by=by, basis_id=basis.id, kind=kind, content=PDF)
    return basis


# --- the table of states ------------------------------------------------------------------------


def test_every_state_has_words_and_is_owned_or_last() -> None:
    assert tuple(STATES) == BasisState.codes
    leading = {step.source for step in TRANSITIONS}
    assert {code for code, state in STATES.items() if state.owner is not None} == leading


def test_every_state_is_reached_from_the_first() -> None:
    reached = {FIRST}
    for _ in TRANSITIONS:
        reached |= {step.target for step in TRANSITIONS if step.source in reached}
    assert reached == set(STATES)


def test_only_a_basis_in_force_collects() -> None:
    assert [code for code, state in STATES.items() if state.collects] == ["in_force"]


def test_every_ground_asks_known_documents_and_has_an_exception() -> None:
    for ground in LegalGround.codes:
        assert set(required_documents(ground)) <= {
            "dpia",
            "counsel_opinion",
            "balancing_test",
            "authorisation",
        }
        assert special_grounds_for(ground)


@pytest.mark.parametrize("ground", LegalGround.codes_in("police"))
def test_police_collects_nothing_without_article_and_authorisation(organisation: Any, ground: str) -> None:
    admin, officer = _people(organisation)
    basis = draft_basis(by=admin, **_facts(ground=ground, special_ground="police_special"))
    for kind in ("dpia", "counsel_opinion"):
        add_document(by=admin, basis_id=basis.id, kind=kind, content=PDF)
    with pytest.raises(DocumentsMissing) as missing:
        approve_basis(by=officer, basis_id=basis.id, today=TODAY)
    assert missing.value.missing == ("authorisation",)
    assert not can_collect(basis.code, TODAY)


# --- from draft to end --------------------------------------------------------------------------


def test_basis_comes_into_force_with_its_documents_by_another_person(organisation: Any) -> None:
    admin, officer = _people(organisation)
    basis = _draft(admin)
    assert not can_collect("outreach-2026", TODAY)
    approve_basis(by=officer, basis_id=basis.id, today=TODAY)
    assert check_basis("outreach-2026", TODAY).approved_by_id == officer.user.id
    assert not can_collect("outreach-2026", date(2027, 1, 1))
    assert (
        Event.objects.filter(action="collection.basis_approved", subject="basis:outreach-2026").count() == 1
    )


def test_drafter_does_not_bring_the_own_draft_into_force(organisation: Any) -> None:
    both = make_person(organisation, "data_protection_officer", purpose="accountability")
    basis = _draft(both)
    with pytest.raises(NotByTheDrafter):
        approve_basis(by=both, basis_id=basis.id, today=TODAY)


def test_database_itself_refuses_one_person_for_both(organisation: Any) -> None:
    admin, _ = _people(organisation)
    basis = _draft(admin)
    with pytest.raises(IntegrityError), transaction.atomic():
        LawfulBasis.objects.filter(id=basis.id).update(state="in_force", approved_by=admin.user)


def test_admin_brings_nothing_into_force(organisation: Any) -> None:
    admin, _ = _people(organisation)
    other = make_person(organisation, "admin", purpose="accountability")
    basis = _draft(admin)
    with pytest.raises(NotPermitted):
        approve_basis(by=other, basis_id=basis.id, today=TODAY)


def test_system_decides_on_no_basis(actor: Actor, organisation: Any) -> None:
    admin, _ = _people(organisation)
    basis = _draft(admin)
    with pytest.raises(NotPermitted):
        approve_basis(by=actor, basis_id=basis.id, today=TODAY)
    with pytest.raises(NotPermitted):
        draft_basis(by=actor, **_facts(code="another"))


def test_basis_that_is_over_does_not_come_into_force(organisation: Any) -> None:
    admin, officer = _people(organisation)
    basis = _draft(admin)
    with pytest.raises(BasisOver):
        approve_basis(by=officer, basis_id=basis.id, today=date(2027, 1, 1))


def test_ended_basis_collects_nothing_and_stays_ended(organisation: Any) -> None:
    admin, officer = _people(organisation)
    basis = _draft(admin)
    approve_basis(by=officer, basis_id=basis.id, today=TODAY)
    end_basis(by=admin, basis_id=basis.id, because="het programma stopt")
    with pytest.raises(BasisLapsed, match="is not in force: it is ended"):
        check_basis(basis.code, TODAY)
    with pytest.raises(WrongState):
        approve_basis(by=officer, basis_id=basis.id, today=TODAY)


def test_withdrawn_draft_is_not_approved(organisation: Any) -> None:
    admin, officer = _people(organisation)
    basis = _draft(admin)
    withdraw_basis(by=admin, basis_id=basis.id)
    with pytest.raises(WrongState):
        approve_basis(by=officer, basis_id=basis.id, today=TODAY)
    with pytest.raises(WrongState):
        add_document(by=admin, basis_id=basis.id, kind="other", content=PDF)


def test_code_is_given_once(organisation: Any) -> None:
    admin, _ = _people(organisation)
    _draft(admin)
    with pytest.raises(CodeTaken):
        draft_basis(by=admin, **_facts())


def test_exception_of_another_law_does_not_go_with_a_ground(organisation: Any) -> None:
    admin, _ = _people(organisation)
    with pytest.raises(ValueError, match="does not go with"):
        draft_basis(by=admin, **_facts(special_ground="police_special"))


def test_basis_without_a_second_person_is_for_invented_data_only(actor: Actor) -> None:
    make_basis(actor)
    assert can_collect("basis-1", TODAY)
    actor.organisation.synthetic = False
    facts = {name: value for name, value in _facts().items() if name not in ("ground", "special_ground")}
    with pytest.raises(OnlyInvented):
        record_basis(by=actor, **facts)
    admin = make_person(actor.organisation, "admin", purpose="accountability")
    with pytest.raises(OnlyInvented):
        draft_basis(by=admin, **_facts(ground="synthetic", special_ground="none_held"))


# --- documents ----------------------------------------------------------------------------------


def _zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return stream.getvalue()


ODT = _zipped(mimetype=b"application/vnd.oasis.opendocument.text", **{"content.xml": b"<x/>"})
DOCX = _zipped(**{"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})


@pytest.mark.parametrize(
    ("content", "form"),
    [(PDF, "pdf"), (ODT, "odt"), (DOCX, "docx"), (b"Advies: dit mag.\n", "txt")],
)
def test_document_is_told_by_its_content(content: bytes, form: str) -> None:
    assert check_document(content).form == form


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (PDF + bytes(LARGEST), "too_large"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "not_a_document"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "not_a_document"),
        (b"<html><script>1</script></html>", "not_a_document"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "not_a_document"),
        (b"PK\x03\x04 broken", "not_a_document"),
        (_zipped(**{"readme": b"x"}), "not_a_document"),
        (_zipped(mimetype=b"application/vnd.oasis.opendocument.graphics"), "not_a_document"),
        (
            _zipped(**{"[Content_Types].xml": b"", "word/document.xml": b"", "word/vbaProject.bin": b"x"}),
            "not_a_document",
        ),
        (b"text with a \x00 byte", "not_a_document"),
    ],
)
def test_what_is_no_document_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(BadDocument) as refused:
        check_document(content)
    assert refused.value.code == code


def test_document_stands_encrypted_and_bound_to_its_row(organisation: Any) -> None:
    admin, _ = _people(organisation)
    basis = draft_basis(by=admin, **_facts())
    document = add_document(by=admin, basis_id=basis.id, kind="dpia", content=PDF)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM collection_basisdocument")
        ((stored,),) = cursor.fetchall()
    assert b"opinion" not in bytes(stored)
    assert open_document(organisation.id, document.id, stored) == PDF
    with pytest.raises(Exception, match="does not belong here"):
        open_document(organisation.id, basis.id, stored)


def test_same_document_twice_is_kept_once(organisation: Any) -> None:
    admin, _ = _people(organisation)
    basis = draft_basis(by=admin, **_facts())
    for _ in range(2):
        add_document(by=admin, basis_id=basis.id, kind="dpia", content=PDF)
    assert BasisDocument.objects.count() == 1


# --- sources ------------------------------------------------------------------------------------


def _in_force(organisation: Any) -> tuple[Actor, LawfulBasis]:
    admin, officer = _people(organisation)
    basis = _draft(admin)
    return admin, approve_basis(by=officer, basis_id=basis.id, today=TODAY)


def _source(admin: Actor, basis: LawfulBasis, **facts: Any) -> Any:
    given = {
        "name": "Kleinmarkt, maandelijks",
        "platform": "kleinmarkt.example",
        "kind": "file",
        "active_until": date(2026, 12, 31),
        "today": TODAY,
    }
    return add_source(by=admin, basis_id=basis.id, **(given | facts))


def test_source_counts_what_came_in_of_its_platform(organisation: Any) -> None:
    admin, basis = _in_force(organisation)
    _source(admin, basis)
    for rejected in (2, 1):
        record_intake(
            by=admin, basis=basis, seen={"kleinmarkt.example": 40, "ontmoet.example": 9}, rejected=rejected
        )
    source = sources_with_counts().get()
    assert (source.seen, source.rejected) == (80, 3)
    assert source.last_collected is not None


def test_source_does_not_outlive_its_basis(organisation: Any) -> None:
    admin, basis = _in_force(organisation)
    with pytest.raises(SourceOutlivesBasis):
        _source(admin, basis, active_until=basis.valid_until + timedelta(days=1))
    end_basis(by=admin, basis_id=basis.id, because="het programma stopt")
    with pytest.raises(SourceOutlivesBasis):
        _source(admin, basis)


def test_source_name_is_given_once_and_source_ends_once(organisation: Any) -> None:
    admin, basis = _in_force(organisation)
    source = _source(admin, basis)
    with pytest.raises(SourceExists):
        _source(admin, basis)
    first = end_source(by=admin, source_id=source.id).ended_at
    assert end_source(by=admin, source_id=source.id).ended_at == first


# --- the pages ----------------------------------------------------------------------------------


def _client(person: Actor) -> Client:
    return sign_in(Client(), person.user)


def _posted() -> dict[str, Any]:
    year = timezone.localdate().year
    return _facts(valid_from=date(year, 1, 1), valid_until=date(year + 1, 12, 31))


def test_basis_goes_all_the_way_through_the_pages(organisation: Any) -> None:
    admin, officer = _people(organisation)
    drafter, decider = _client(admin), confirm(_client(officer), officer.user)
    made = drafter.post("/beheer/grondslagen/nieuw/", _posted())
    assert made.status_code == 302, made.text
    address = made["Location"]
    for kind in ("dpia", "counsel_opinion"):
        upload = io.BytesIO(PDF)
        upload.name = "advies.pdf"
        answer = drafter.post(f"{address}document/", {"kind": kind, "file": upload})
        assert answer.status_code == 302, answer.text
    assert "van-kracht" not in drafter.get(address).text
    assert "van-kracht" in decider.get(address).text
    assert decider.get(f"{address}van-kracht/").status_code == 200
    assert decider.post(f"{address}van-kracht/").status_code == 302
    assert can_collect("outreach-2026", timezone.localdate())
    assert drafter.post(f"{address}beeindigen/", {"because": "klaar"}).status_code == 302
    assert drafter.post(f"{address}beeindigen/", {"because": ""}).status_code == 422
    assert not can_collect("outreach-2026", timezone.localdate())


def test_bringing_into_force_asks_to_confirm_first(organisation: Any) -> None:
    admin, officer = _people(organisation)
    basis = _draft(admin, valid_until=date(9999, 12, 31))
    officer.user.set_password("een lang wachtwoord voor deze test")
    officer.user.save()
    answer = _client(officer).post(f"/beheer/grondslagen/{basis.id}/van-kracht/")
    assert answer.status_code == 302
    assert "/toegang/bevestigen/" in answer["Location"]
    assert not can_collect(basis.code, TODAY)


def test_document_is_downloaded_as_a_file_and_noted(organisation: Any) -> None:
    admin, _ = _people(organisation)
    basis = _draft(admin)
    document = BasisDocument.objects.first()
    assert document
    answer = _client(admin).get(f"/beheer/grondslagen/document/{document.id}/")
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith(f'attachment; filename="{basis.code}-')
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert Event.objects.filter(
        action="collection.document_read", subject=f"document:{document.id}", user=admin.user
    ).exists()


def test_analyst_reads_no_document(organisation: Any) -> None:
    admin, _ = _people(organisation)
    _draft(admin)
    analyst = _client(make_person(organisation, "analyst"))
    document = BasisDocument.objects.first()
    assert document
    assert analyst.get(f"/beheer/grondslagen/document/{document.id}/").status_code == 403
    assert analyst.get("/beheer/grondslagen/").status_code == 200


def test_other_organisation_finds_no_basis(organisation: Any) -> None:
    admin, _ = _people(organisation)
    basis = _draft(admin)
    other = make_organisation()
    with acting_for(other.id):
        stranger = make_person(other, "admin", purpose="accountability")
    assert _client(stranger).get(f"/beheer/grondslagen/{basis.id}/").status_code == 404


@pytest.mark.parametrize(("size", "status"), [(100, 422), (LARGEST + 1, 422), (3 * LARGEST, 422)])
def test_upload_that_is_no_document_says_so(organisation: Any, size: int, status: int) -> None:
    admin, _ = _people(organisation)
    basis = draft_basis(by=admin, **_facts())
    upload = io.BytesIO(bytes(size))
    upload.name = "plaatje.png"
    answer = _client(admin).post(
        f"/beheer/grondslagen/{basis.id}/document/", {"kind": "dpia", "file": upload}
    )
    assert answer.status_code == status
    assert 'aria-invalid="true"' in answer.text
    assert BasisDocument.objects.count() == 0


def test_upload_keeps_its_protection_against_forged_forms(organisation: Any) -> None:
    admin, _ = _people(organisation)
    basis = draft_basis(by=admin, **_facts())
    client = sign_in(Client(enforce_csrf_checks=True), admin.user)
    upload = io.BytesIO(PDF)
    upload.name = "advies.pdf"
    answer = client.post(f"/beheer/grondslagen/{basis.id}/document/", {"kind": "dpia", "file": upload})
    assert answer.status_code == 403
    assert BasisDocument.objects.count() == 0


def test_source_is_added_and_ended_through_the_pages(organisation: Any) -> None:
    admin, officer = _people(organisation)
    client = _client(admin)
    assert "Zonder grondslag" in client.get("/beheer/bronnen/nieuw/").text
    basis = _draft(admin, valid_until=date(9999, 12, 31))
    approve_basis(by=officer, basis_id=basis.id, today=TODAY)
    given = {
        "name": "Kleinmarkt",
        "platform": "kleinmarkt.example",
        "kind": "web_archive",
        "basis": str(basis.id),
        "active_until": "9999-01-01",
        "profile": "title: [",
    }
    assert "niet gebruikt worden" in client.post("/beheer/bronnen/nieuw/", given).text
    assert client.post("/beheer/bronnen/nieuw/", given | {"profile": "title: h1"}).status_code == 302
    listed = client.get("/beheer/bronnen/").text
    assert "kleinmarkt.example" in listed
    source = sources_with_counts().get()
    assert client.post(f"/beheer/bronnen/{source.id}/beeindigen/").status_code == 302
    assert "beëindigd" in client.get("/beheer/bronnen/?active=0").text
