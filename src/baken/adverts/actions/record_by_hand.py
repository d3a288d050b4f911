"""Records what a person saw with their own eyes: a capture of their words, and a sighting like any other."""

import json
import uuid
from collections.abc import Sequence
from datetime import datetime

import pyarrow as pa
from django.db import connection, transaction
from django.utils import timezone

from baken.adverts.actions.store_sightings import sighting_row, store_sightings
from baken.adverts.by_hand import SAME_WITHIN, Seen, as_batch, as_record, check_seen, tidy
from baken.adverts.exceptions import NoBasisToday
from baken.adverts.models import ByHand, Sighting
from baken.adverts.permissions import BY_HAND
from baken.adverts.vault import Vault
from baken.adverts.waiting import EXTRACT
from baken.audit.actions import record_event
from baken.collection.batches import EVIDENCE
from baken.collection.evidence.actions import keep_captures
from baken.collection.evidence.records import NewCapture
from baken.collection.exceptions import BasisLapsed
from baken.collection.models import Capture, LawfulBasis, Source
from baken.platforms.queries import platform_index
from baken.privacy.pseudonyms import pseudonym
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.tenancy.waiting import put_in_queue

JSON = "application/json"


@transaction.atomic
def record_by_hand(
    *,
    by: Actor,
    basis_id: uuid.UUID,
    platform: str,
    seen_at: datetime,
    text: str,
    title: str = "",
    place: str = "",
    advertised_gender: str = "unknown",
    url: str = "",
    contacts: Sequence[dict[str, str]] = (),
    campaign: str = "",
) -> Sighting:
    """Stores what a named person lawfully saw and wrote down, under a basis in force, and queues its
    extraction. What the same person sends twice stands once.

    `platform` is any name of the catalogue, or a name that is not in it; `contacts` hold a `kind` and a
    `value` each; `campaign` is the id of a search campaign. Raises `NotPermitted` and the exceptions of
    `baken.adverts.exceptions`; nothing is stored then.
    """
    check_may(by, BY_HAND)
    check_person(by)
    basis = LawfulBasis.objects.filter(id=basis_id).first()
    if basis is None:
        raise NoBasisToday
    now = timezone.now()
    entry = platform_index().find(platform)
    seen = tidy(
        Seen(entry.code if entry else platform, seen_at, text, title, place, advertised_gender, url, contacts)
    )
    check_seen(seen, basis, by, now)
    number = uuid.uuid4()
    record = as_record(seen, number)
    vault = Vault(by.organisation.id)
    digest = pseudonym("by hand", seen.content(), vault.pseudonym_key)
    _one_at_a_time(by)
    if standing := _standing(by, digest, seen.seen_at):
        return standing
    capture = _keep(by, basis, seen, number, record)
    batch = as_batch(record)
    store_sightings(by=by, basis=basis, records=batch, evidence=_evidence(batch, capture))
    name = f"{record['platform']}\0{record['sighting_id']}\0{_microseconds(batch)}"
    sighting = Sighting.objects.get(id=sighting_row(by.organisation.id, name, vault.pseudonym_key))
    sighting.capture = capture
    sighting.save(update_fields=["capture"])
    ByHand.objects.create(
        organisation=by.organisation,
        sighting=sighting,
        recorded_by=by.user,
        recorded_at=now,
        digest=digest,
        campaign=campaign,
        new_platform=entry is None,
    )
    record_event(
        by=by,
        action="adverts.recorded_by_hand",
        subject=f"sighting:{sighting.id}",
        details={"basis": basis.code, "campaign": campaign},
    )
    put_in_queue(EXTRACT, by.organisation.id)
    return sighting


def _one_at_a_time(by: Actor) -> None:
    """Of two clicks at the same moment the second finds what the first stored."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"by hand {by.user.id}"])


def _standing(by: Actor, digest: str, seen_at: datetime) -> Sighting | None:
    about = (seen_at - SAME_WITHIN, seen_at + SAME_WITHIN)
    found = ByHand.objects.filter(recorded_by=by.user, digest=digest, sighting__captured_at__range=about)
    known = found.select_related("sighting").order_by("recorded_at").first()
    return known.sighting if known else None


def _keep(by: Actor, basis: LawfulBasis, seen: Seen, number: uuid.UUID, record: dict[str, object]) -> Capture:
    source = Source.objects.filter(
        kind="by_hand", basis=basis, platform=seen.platform, ended_at__isnull=True
    ).first()
    new = NewCapture(
        kind="resource",
        url=f"urn:baken:by-hand:{number}",
        at=seen.seen_at,
        payload=json.dumps(record, ensure_ascii=False, sort_keys=True).encode(),
        content_type=JSON,
    )
    try:
        (capture,) = keep_captures(by=by, basis=basis, source=source, captures=[new], how="by_hand")
    except BasisLapsed as fault:
        raise NoBasisToday from fault
    return capture


def _evidence(batch: pa.RecordBatch, capture: Capture) -> pa.RecordBatch:
    row = {
        "sighting_id": batch.column("sighting_id")[0].as_py(),
        "file": capture.file,
        "offset": capture.offset,
        "sha256": capture.payload_sha256,
        "captured_at": batch.column("captured_at")[0].as_py(),
    }
    return pa.RecordBatch.from_pylist([row], EVIDENCE)


def _microseconds(batch: pa.RecordBatch) -> int:
    moment: int = batch.column("captured_at").cast(pa.int64())[0].as_py()
    return moment
