"""From a file to stored sightings: once, with evidence and basis, encrypted, logged."""

import hashlib
import io
import json
import random
import string
import uuid
from datetime import UTC, date, datetime

import pytest
from django.db import DataError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from baken.adverts.actions.store_sightings import evidence_name, sighting_row
from baken.adverts.bulk import insert_rows
from baken.adverts.models import (
    EXTRACTION_VERSION,
    ContactHub,
    ContactMention,
    Extraction,
    Sighting,
)
from baken.adverts.queries import extracted_sightings, sightings_to_extract
from baken.adverts.vault import RECORD_COLUMN, Vault
from baken.audit.models import Event
from baken.collection.exceptions import BasisLapsed, NoLawfulBasis
from baken.collection.policies import can_collect
from baken.collection.readers import Unreadable
from baken.pipeline.collect import Collected, collect_stream
from baken.pipeline.stages import extract_waiting, indicate_all, link_all
from baken.privacy.encryption import NotDecryptable
from baken.tenancy.acting import Actor
from tests.factories.adverts import PHONE, SECRET_WORDS, advert, json_lines
from tests.factories.bases import make_basis

pytestmark = pytest.mark.django_db


def _collect(actor: Actor, stream: io.BytesIO, **options: str) -> Collected:
    given = {"basis": "basis-1", "format": "jsonl", "source": "adverts.jsonl"} | options
    return collect_stream(stream, by=actor, **given)


def test_sighting_keeps_where_its_evidence_lies_and_its_basis(actor: Actor) -> None:
    basis = make_basis(actor)
    stream = json_lines(advert(1), advert(2))
    first, second = stream.getvalue().splitlines()
    _collect(actor, stream)
    one, two = Sighting.objects.order_by("sequence")
    vault = Vault(actor.organisation.id)
    name = evidence_name("adverts.jsonl", vault.pseudonym_key)
    assert (one.evidence_file, one.evidence_offset) == (name, 0)
    capture = json.loads(vault.open(one.record, RECORD_COLUMN, one.id))["capture"]
    assert (capture["warc"], capture["offset"]) == ("adverts.jsonl", 0)
    assert (two.evidence_offset, two.evidence_sha256) == (len(first) + 1, hashlib.sha256(second).hexdigest())
    assert one.captured_at == datetime(2025, 3, 2, 10, tzinfo=UTC)
    assert (one.basis, two.basis) == (basis, basis)


def test_same_file_again_adds_nothing(actor: Actor) -> None:
    make_basis(actor)
    assert _collect(actor, json_lines(advert(1), advert(2))) == Collected(seen=2, new=2)
    assert _collect(actor, json_lines(advert(1), advert(2), advert(3))) == Collected(seen=3, new=1)
    assert Sighting.objects.count() == 3


def test_same_name_on_another_platform_is_another_sighting(actor: Actor) -> None:
    make_basis(actor)
    _collect(actor, json_lines(advert(1)))
    _collect(actor, json_lines(advert(1, platform="ontmoet.example")))
    assert Sighting.objects.count() == 2


def test_bad_records_are_named_and_the_good_go_through(actor: Actor) -> None:
    make_basis(actor)
    rejects: list[dict[str, object]] = []
    stream = io.BytesIO(json_lines(advert(1)).getvalue() + b"{broken\n" + json_lines(advert(2)).getvalue())
    found = collect_stream(
        stream, by=actor, basis="basis-1", format="jsonl", source="a.jsonl", on_rejects=rejects.extend
    )
    assert found == Collected(seen=2, new=2, rejected=1)
    assert [(reject["source"], reject["line"]) for reject in rejects] == [("a.jsonl", 2)]


def test_nothing_is_collected_without_a_recorded_basis(actor: Actor) -> None:
    with pytest.raises(NoLawfulBasis):
        _collect(actor, json_lines(advert(1)))
    assert not Sighting.objects.exists()


@pytest.mark.parametrize(
    "dates",
    [
        {"valid_until": date(2001, 1, 1)},
        {"valid_from": date(9999, 1, 1)},
    ],
)
def test_nothing_is_collected_under_a_basis_that_is_not_in_force(
    actor: Actor, dates: dict[str, date]
) -> None:
    make_basis(actor, **dates)
    assert not can_collect("basis-1", date(2025, 6, 1))
    with pytest.raises(BasisLapsed):
        _collect(actor, json_lines(advert(1)))
    assert not Sighting.objects.exists()


def test_unreadable_file_leaves_nothing(actor: Actor) -> None:
    make_basis(actor)
    with pytest.raises(Unreadable):
        _collect(actor, io.BytesIO(b"PAR1 but no Parquet"), format="parquet")
    assert not Sighting.objects.exists()


def test_collecting_queues_the_stages_once(actor: Actor) -> None:
    make_basis(actor)
    _collect(actor, json_lines(advert(1)))
    _collect(actor, json_lines(advert(2)))
    waiting = ProcrastinateJob.objects.filter(lock=str(actor.organisation.id))
    assert [(job.task_name, job.args) for job in waiting] == [
        ("extract", {"organisation_id": str(actor.organisation.id)})
    ]


def _everything_stored() -> str:
    """Every row of every table, as text: what somebody sees who has the database only."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace "
            "AND has_table_privilege(oid, 'SELECT')"
        )
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(f"SELECT to_jsonb(stored)::text FROM {table} stored")
            found += [row for (row,) in cursor.fetchall()]
    return "\n".join(found)


def test_no_contact_and_no_words_stand_in_clear_after_every_stage(actor: Actor) -> None:
    make_basis(actor)
    marked = advert(
        1,
        sighting_id="tel:+31600000042/marked-name",
        url="https://kleinmarkt.example/advert/marked-address",
        account={"account_id": "marked-account"},
    )
    _collect(actor, json_lines(marked, advert(2)))
    extract_waiting(by=actor)
    link_all(by=actor)
    indicate_all(by=actor)
    stored = _everything_stored()
    assert "kleinmarkt.example" in stored
    for secret in (
        PHONE,
        PHONE[1:],
        "600000042",
        SECRET_WORDS,
        "rustige praktijk",
        "marked-address",
        "marked-account",
        "marked-name",
    ):
        assert secret not in stored
        assert secret.encode().hex() not in stored


def test_record_opens_in_its_own_row_only(actor: Actor) -> None:
    make_basis(actor)
    _collect(actor, json_lines(advert(1), advert(2)))
    one, two = Sighting.objects.order_by("sequence")
    vault = Vault(actor.organisation.id)
    assert PHONE in vault.open(one.record, RECORD_COLUMN, one.id)
    with pytest.raises(NotDecryptable):
        vault.open(one.record, RECORD_COLUMN, two.id)


def test_reading_records_is_logged_with_purpose_and_reason(actor: Actor) -> None:
    make_basis(actor)
    _collect(actor, json_lines(advert(1), advert(2)))
    sightings_to_extract(by=actor)
    event = Event.objects.get(action="adverts.records_read")
    assert (event.user, event.purpose, event.reason) == (actor.user, "outreach", "a test")
    assert event.details == {"sightings": 2}


def test_row_of_a_sighting_says_nothing_without_the_key() -> None:
    organisation = uuid.uuid4()
    row = sighting_row(organisation, "a.example\0+31600000042\0" + "0", bytes(32))
    assert row == sighting_row(organisation, "a.example\0+31600000042\0" + "0", bytes(32))
    assert row != sighting_row(organisation, "a.example\0+31600000042\0" + "0", bytes(31) + b"1")


def test_text_that_is_too_long_is_refused_and_not_cut_off(actor: Actor) -> None:
    basis = make_basis(actor)
    columns = {"id": [uuid.uuid4()], "organisation_id": [actor.organisation.id], "basis_id": [basis.id]}
    columns |= {"captured_at": [datetime(2025, 1, 1, tzinfo=UTC)], "advertised_gender": ["men"]}
    columns |= {"record": [b""], "evidence_file": ["a"], "platform": ["p" * 201]}
    with pytest.raises(DataError, match="too long"), transaction.atomic():
        insert_rows(Sighting, columns)


def test_image_that_many_share_is_stored(actor: Actor) -> None:
    make_basis(actor)
    image = [{"algorithm": "sha256", "value": "ab" * 32}]
    letters = random.Random(1)
    words = [
        " ".join("".join(letters.choices(string.ascii_lowercase, k=7)) for _ in range(30)) for _ in range(40)
    ]
    _collect(
        actor,
        json_lines(
            *(
                advert(number, text=text, title=text[:40], contacts=[], image_hashes=image)
                for number, text in enumerate(words)
            )
        ),
    )
    extract_waiting(by=actor)
    link_all(by=actor)
    indicate_all(by=actor)
    hub = ContactHub.objects.get()
    assert (hub.kind, hub.sightings) == ("image", 40)
    assert "ab" * 30 not in _everything_stored()


def test_reading_that_stops_halfway_is_logged(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    make_basis(actor)
    _collect(actor, json_lines(advert(1), advert(2), advert(3)))
    extract_waiting(by=actor)
    read = Event.objects.filter(action="adverts.records_read", subject="stage:linking and indicators")
    monkeypatch.setattr("baken.adverts.queries.PAGE", 2)
    next(extracted_sightings(by=actor))
    assert read.get().details == {"sightings": 2}


def test_log_holds_no_content(actor: Actor) -> None:
    make_basis(actor)
    _collect(actor, json_lines(advert(1)))
    extract_waiting(by=actor)
    logged = json.dumps(list(Event.objects.values("subject", "details", "reason")))
    assert PHONE not in logged
    assert SECRET_WORDS not in logged


def test_newer_extraction_reads_everything_again(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    make_basis(actor)
    _collect(actor, json_lines(advert(1), advert(2)))
    assert extract_waiting(by=actor) == 2
    assert extract_waiting(by=actor) == 0
    mentions = ContactMention.objects.count()
    for module in ("baken.adverts.queries", "baken.adverts.actions.store_extraction"):
        monkeypatch.setattr(f"{module}.EXTRACTION_VERSION", EXTRACTION_VERSION + 1)
    assert extract_waiting(by=actor) == 2
    assert list(Extraction.objects.values_list("version", flat=True)) == [EXTRACTION_VERSION + 1] * 2
    assert ContactMention.objects.count() == mentions
