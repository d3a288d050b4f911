"""What has expired goes, with everything that hangs on it; what has not, stays as it was."""

import pytest
from django.db import DatabaseError, connection
from procrastinate.contrib.django.models import ProcrastinateJob

from baken.adverts.models import (
    AdvertContact,
    ContactHub,
    ContactMention,
    Extraction,
    Link,
    LinkEdge,
    Sighting,
    Signal,
)
from baken.adverts.queries import extracted_sightings
from baken.adverts.vault import RECORD_COLUMN, Vault
from baken.audit.models import Event
from baken.collection.models import LawfulBasis
from baken.privacy.retention import RetentionClass
from baken.register.models import Mention, Participation, RegisteredPerson, Registration
from baken.rights.actions.run_retention import run_retention
from baken.rights.actions.set_period import set_period
from baken.rights.cutting import MARK
from baken.rights.exceptions import PeriodNotAllowed, RunInProgress
from baken.rights.models import OrganisationRetention, RetentionRun
from baken.rights.steps import Expire, Step
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from baken.triage.models import Lead
from tests.factories.expiring import days_ago, make_lead, make_market
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db


def _record(sighting: Sighting) -> str:
    sealed = Sighting.objects.values_list("record", flat=True).get(id=sighting.id)
    return Vault(sighting.organisation_id).open(sealed, RECORD_COLUMN, sighting.id)


def test_old_advert_goes_with_all_that_hangs_on_it(actor: Actor) -> None:
    _, new = make_market(actor, 366, 1)
    run = run_retention(by=actor)
    assert list(Sighting.objects.all()) == [new]
    for model in (Extraction, ContactMention, Link):
        assert set(model.objects.values_list("sighting", flat=True)) == {new.id}
    assert not LinkEdge.objects.exists()
    assert run.erased["adverts.sighting"] == 1
    assert run.finished_at is not None


def test_what_is_within_its_period_is_left_alone(actor: Actor) -> None:
    make_market(actor, 1, 100, 179)
    before = {model: model.objects.count() for model in (Sighting, ContactMention, AdvertContact, Signal)}
    records = [_record(sighting) for sighting in Sighting.objects.order_by("sequence")]
    assert run_retention(by=actor).erased == {}
    assert {model: model.objects.count() for model in before} == before
    assert [_record(sighting) for sighting in Sighting.objects.order_by("sequence")] == records


def test_contacts_are_cut_at_their_own_period(actor: Actor) -> None:
    ageing, new = make_market(actor, 181, 1)
    run_retention(by=actor)
    assert "0042" not in _record(ageing)
    assert "00 00 00 42" not in _record(ageing)
    assert MARK in _record(ageing)
    assert "Ontspannende massage" in _record(ageing)
    assert "00 00 00 42" in _record(new)
    assert set(ContactMention.objects.values_list("sighting", flat=True)) == {new.id}
    assert AdvertContact.objects.exists()


def test_contact_goes_when_no_recent_advert_has_it(actor: Actor) -> None:
    make_market(actor, 181, 200)
    run_retention(by=actor)
    for model in (AdvertContact, ContactMention, ContactHub):
        assert not model.objects.exists()
    assert Sighting.objects.count() == 2


def test_stages_still_read_a_record_whose_contacts_were_cut(actor: Actor) -> None:
    make_market(actor, 181, 1)
    run_retention(by=actor)
    (page,) = extracted_sightings(by=actor)
    assert page.records.num_rows == 2


def test_signals_and_leads_go_at_their_period(actor: Actor) -> None:
    old, new = make_market(actor, 200, 1)
    Signal.objects.all().delete()
    Lead.objects.all().delete()
    Link.objects.filter(sighting=old).update(advertiser="gone")
    kept = make_lead(actor, new)
    make_lead(actor, old, 181)
    touched = make_lead(actor, old, 181, advertiser="touched", decided_at=days_ago(10))
    given = {
        "organisation": actor.organisation,
        "indicator": "a",
        "rule_version": 1,
        "grade": "C",
        "evidence": [],
    }
    for subject in (old, new):
        Signal.objects.create(subject_kind="sighting", subject=str(subject.id), advertiser="x", **given)
    for advertiser in ("gone", kept.advertiser):
        Signal.objects.create(subject_kind="advertiser", subject=advertiser, advertiser=advertiser, **given)
    run_retention(by=actor)
    assert set(Lead.objects.all()) == {kept, touched}
    assert set(Signal.objects.values_list("subject", flat=True)) == {str(new.id), kept.advertiser}


def test_moment_in_the_future_keeps_nothing_longer(actor: Actor) -> None:
    (sighting,) = make_market(actor, -3650)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE adverts_sighting SET stored_at = now() - interval '366 days'")
    run_retention(by=actor)
    assert not Sighting.objects.filter(id=sighting.id).exists()


def test_adverts_go_when_their_basis_has_ended(actor: Actor) -> None:
    make_market(actor, 1)
    make_market(actor, 1, basis="basis-2", title="Rust")
    LawfulBasis.objects.filter(code="basis-1").update(valid_until=days_ago(32).date())
    LawfulBasis.objects.filter(code="basis-2").update(valid_until=days_ago(29).date())
    run_retention(by=actor)
    assert [sighting.basis.code for sighting in Sighting.objects.all()] == ["basis-2"]


def _register(by: Actor, reference: str, age: float, person: str) -> None:
    own = {"organisation": by.organisation}
    registration = Registration.objects.create(
        **own, reference=reference, registered_on=days_ago(age).date(), source_kind="other", form="sexual",
        scope="unknown",
    )  # fmt: skip
    found, _ = RegisteredPerson.objects.get_or_create(**own, pseudonym=person, sex="unknown")
    Mention.objects.create(**own, registration=registration, number=1, naming="unnamed")
    Participation.objects.create(**own, registration=registration, person=found, roles=["witness"])


def test_registration_goes_and_a_person_with_their_last_one(actor: Actor) -> None:
    _register(actor, "old", 1827, "only-old")
    _register(actor, "old-too", 1900, "both")
    _register(actor, "new", 10, "both")
    run_retention(by=actor)
    assert [one.reference for one in Registration.objects.all()] == ["new"]
    assert [one.pseudonym for one in RegisteredPerson.objects.all()] == ["both"]
    assert Mention.objects.count() == Participation.objects.count() == 1


def test_shorter_period_of_an_organisation_counts(actor: Actor) -> None:
    admin = make_person(actor.organisation, "admin", purpose="accountability")
    make_market(actor, 40, 10)
    set_period(by=admin, keep=RetentionClass.ADVERT, days=30)
    run_retention(by=actor)
    assert Sighting.objects.count() == 1


@pytest.mark.parametrize("days", [0, 366])
def test_period_is_never_longer_than_the_longest(actor: Actor, days: int) -> None:
    admin = make_person(actor.organisation, "admin", purpose="accountability")
    with pytest.raises(PeriodNotAllowed):
        set_period(by=admin, keep=RetentionClass.ADVERT, days=days)
    with pytest.raises(DatabaseError):
        OrganisationRetention.objects.create(
            organisation=actor.organisation, keep="ADVERT", days=days, set_by=admin.user, set_at=days_ago(0)
        )


def test_only_an_administrator_sets_periods(actor: Actor) -> None:
    officer = make_person(actor.organisation, "data_protection_officer", purpose="accountability")
    with pytest.raises(NotPermitted):
        set_period(by=officer, keep=RetentionClass.ADVERT, days=30)


@pytest.mark.parametrize(
    "role", ["outreach_worker", "analyst", "registrar", "researcher", "admin", "observer"]
)
def test_only_the_officer_erases(actor: Actor, role: str) -> None:
    with pytest.raises(NotPermitted):
        run_retention(by=make_person(actor.organisation, role, purpose="accountability"))


def test_run_is_logged_with_counts_and_no_content(actor: Actor) -> None:
    make_market(actor, 366)
    run_retention(by=actor)
    events = Event.objects.filter(action__startswith="rights.")
    assert {event.action for event in events} == {
        "rights.run_started",
        "rights.erased",
        "rights.run_finished",
    }
    assert all(isinstance(count, int) for event in events for count in event.details.values())


def test_stopped_run_has_done_its_batches_and_the_next_goes_on(
    actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_market(actor, *(366 + number for number in range(5)))
    monkeypatch.setattr("baken.rights.steps.BATCH", 2)
    erase, done = Expire.erase, []

    def stop(self: Step, by: Actor, keys: list[object]) -> dict[str, int]:
        if self.name == "adverts.sighting.advert":
            done.append(keys)
            if len(done) == 2:
                raise KeyboardInterrupt
        return erase(self, by, keys)

    with monkeypatch.context() as killed:
        killed.setattr(Expire, "erase", stop)
        with pytest.raises(KeyboardInterrupt):
            run_retention(by=actor)
    assert Sighting.objects.count() == Extraction.objects.count() == 3
    cut_off = RetentionRun.objects.get()
    assert cut_off.finished_at is None
    assert cut_off.erased["adverts.sighting"] == 2
    assert run_retention(by=actor).erased["adverts.sighting"] == 3
    assert not Sighting.objects.exists()


def test_one_run_at_a_time(actor: Actor, server_url: str) -> None:
    import psycopg

    with psycopg.connect(server_url, dbname=connection.settings_dict["NAME"]) as other:
        other.execute(
            "SELECT pg_advisory_lock(hashtextextended(%s, 0))", [f"retention {actor.organisation.id}"]
        )
        with pytest.raises(RunInProgress):
            run_retention(by=actor)


def test_linking_is_queued_when_the_market_changed(actor: Actor) -> None:
    make_market(actor, 366, 1)
    run_retention(by=actor)
    lock = f"link {actor.organisation.id}"
    assert ProcrastinateJob.objects.filter(queueing_lock=lock, status="todo").count() == 1


def test_record_that_cannot_be_opened_goes_whole(actor: Actor) -> None:
    unreadable, readable = make_market(actor, 181, 182)
    Sighting.objects.filter(id=unreadable.id).update(record=b"\x01" + bytes(60))
    run = run_retention(by=actor)
    assert list(Sighting.objects.all()) == [readable]
    assert run.erased["adverts.sighting"] == 1


def test_log_events_go_by_whole_seals_and_the_log_stays_whole(
    actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from baken.audit import actions
    from baken.audit.queries import verify_log

    for age in (2_000, 1_900, 100):
        with monkeypatch.context() as then:
            moment = days_ago(age)
            then.setattr(actions.timezone, "now", lambda moment=moment: moment)
            actions.record_event(by=actor, action="test.seen", subject="thing", details={"age": age})
            actions.seal_events(by=actor)
    run = run_retention(by=actor)
    # the first seal also closed the event of the organisation's making
    assert run.erased["audit.event"] == 3
    assert [event.details["age"] for event in Event.objects.filter(action="test.seen")] == [100]
    actions.seal_events(by=actor)
    found = verify_log(actor.organisation)
    assert found.faults == ()
    assert found.erased_events == 3


def test_nothing_else_of_the_log_can_go(actor: Actor) -> None:
    from django.db import ProgrammingError, transaction

    from baken.audit.actions import record_event, seal_events
    from baken.audit.queries import verify_log

    record_event(by=actor, action="test.seen", subject="thing")
    seal_events(by=actor)
    connection.check_constraints()
    for statement in (
        "UPDATE audit_seal SET erased_at = now(), erasure_proof = hash",
        "DELETE FROM audit_event WHERE seal_id IS NOT NULL",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert verify_log(actor.organisation).faults == ()


def test_erasure_written_by_somebody_else_is_noticed(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    from baken.audit import actions
    from baken.audit.queries import verify_log

    with monkeypatch.context() as then:
        moment = days_ago(2_000)
        then.setattr(actions.timezone, "now", lambda: moment)
        actions.seal_events(by=actor)
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_seal SET erased_at = now(), erasure_proof = hash")
        cursor.execute("DELETE FROM audit_event WHERE seal_id IS NOT NULL")
    faults = verify_log(actor.organisation).faults
    assert any("written by somebody else" in fault for fault in faults)


@pytest.mark.parametrize(("age", "left"), [(179, {"account", "image"}), (181, set())])
def test_hubs_of_accounts_and_images_go_when_contacts_are_cut(
    actor: Actor, age: float, left: set[str]
) -> None:
    make_market(actor, age)
    for kind in ("account", "image"):
        ContactHub.objects.create(
            organisation=actor.organisation, kind=kind, pseudonym=kind, unique_adverts=120, sightings=300
        )
    run_retention(by=actor)
    assert set(ContactHub.objects.values_list("kind", flat=True)) == left
