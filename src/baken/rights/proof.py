"""The proof: something invented is planted, erased as everything is, and looked for in the files.

What is planted looks like everything else that expires: an advert with its words, its contact and all
that the stages make of it, and one of which only the contacts have expired. Before the erasure the
search must find it, or the search proves nothing.
"""

import re
import secrets
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
from django.db import transaction
from django.utils import timezone

from baken.adverts.actions.store_extraction import store_extraction
from baken.adverts.actions.store_sightings import sighting_row, store_sightings
from baken.adverts.models import (
    AdvertContact,
    ContactHub,
    ContactMention,
    Link,
    LinkEdge,
    Sighting,
    Signal,
)
from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.collection.evidence.actions import make_ready, store_ready
from baken.collection.evidence.store import CaptureStore, NewCapture
from baken.collection.models import Capture, LawfulBasis
from baken.extraction.stage import extract
from baken.privacy.retention import RetentionClass
from baken.register.models import Participation, RegisteredPerson, Registration
from baken.rights.actions.run_retention import Among, run_retention
from baken.rights.file_search import Sought, seek
from baken.rights.permissions import MANAGE
from baken.rights.scrub import scrub
from baken.rights.server import administrator, data_directory
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may
from baken.vocabulary.advert_record import SCHEMA

MARKER = re.compile(r"[a-z]{12,16}")
_LETTERS = "bcdfghjklmnpqrstvwxz"
_SLICE = slice(20, 60)
"""The part of a ciphertext that is looked for: long enough to stand nowhere by chance."""
_OLD, _AGEING = timedelta(days=4_000), timedelta(days=300)
"""One planted advert is older than every period, the other than that of contact details: its record is
cut first, and then goes because its basis has ended."""
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class ProofImpossible(Exception):
    """The files of this database server are out of reach: its rows go, but what its files, its
    write-ahead log, its copies and its backups keep, only its administrator can show."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or " ".join((self.__doc__ or "").split()))


@dataclass(frozen=True)
class Proof:
    """What was looked for, before and after; it holds when all of it was found and then nothing."""

    marker: str
    before: Sought
    after: Sought
    rows: int

    @property
    def holds(self) -> bool:
        """Whether the search saw everything that was planted, and afterwards nothing of it."""
        return not self.before.missing and not self.after.present and not self.after.unreadable


def new_marker() -> str:
    """Letters that stand nowhere else."""
    return "".join(secrets.choice(_LETTERS) for _ in range(14))


def prove(*, by: Actor, marker: str, directory: Path) -> Proof:
    """Plants, looks, erases, looks again, in the files below a directory.

    Nothing else is erased: the run is told which rows are its own. Raises `ProofImpossible` where the
    server is not the embedded one, and ValueError for a marker that is not 12 to 16 letters a to z.
    """
    check_may(by, MANAGE)
    if not MARKER.fullmatch(marker):
        raise ValueError("a marker is 12 to 16 letters from a to z")
    with administrator() as server:
        if server is None or data_directory() is None:
            raise ProofImpossible
        planted = plant(by, marker)
        try:
            needles = needles_of(marker, planted)
            server.execute("CHECKPOINT")
            before = seek(directory, needles)
        finally:
            run = run_retention(by=by, among=planted, own_periods=_longest())
        scrub()
        after = seek(directory, needles)
    record_event(
        by=by,
        action="rights.proved",
        subject="proof",
        details={"sought": len(needles), "found_before": len(before.present), "left": len(after.present)},
    )
    return Proof(marker, before, after, run.rows_erased)


def _longest() -> dict[RetentionClass, timedelta]:
    return {keep: keep.value.longest for keep in RetentionClass if keep.value.longest is not None}


@transaction.atomic
def plant(by: Actor, marker: str) -> Among:
    """Stores what the stages would have stored of two invented adverts, and a registration."""
    now = timezone.now()
    organisation = by.organisation
    basis, _ = LawfulBasis.objects.get_or_create(
        organisation=organisation,
        code="proof-of-erasure",
        defaults={
            "purpose": "outreach",
            "ground": "synthetic",
            "special_ground": "none_held",
            "ground_nl": "Verzonnen, om te bewijzen dat wissen werkt.",
            "ground_en": "Invented, to prove that erasure works.",
            "dpia_reference": "none: about nobody",
            "responsible": "data protection officer",
            # nothing can ever be collected under it
            "valid_from": _LONG_AGO.date(),
            "valid_until": _LONG_AGO.date(),
            "state": "ended",
            "ended_by": by.user,
            "ended_at": _LONG_AGO,
            "ended_because": "Verzonnen; voor het bewijs dat wissen werkt.",
        },
    )
    records = pa.RecordBatch.from_pylist(
        [_advert(marker, "old", now - _OLD), _advert(marker, "ageing", now - _AGEING)], schema=SCHEMA
    )
    # what stays until its own period is over stands under a name that is not looked for
    evidence = pa.RecordBatch.from_pydict(
        {
            "sighting_id": records.column("sighting_id"),
            "file": [f"{marker}.jsonl", "proof.jsonl"],
            "offset": [0, 1],
            "sha256": ["0" * 64] * 2,
            "captured_at": records.column("captured_at"),
        }
    )
    pages = [
        make_ready(organisation.id, None, _page(marker, record["url"], record["captured_at"]))
        for record in records.to_pylist()
    ]
    captures = store_ready(by=by, basis=basis, source=None, ready=pages, how="file")
    store_sightings(by=by, basis=basis, records=records, evidence=evidence, captures=captures)
    vault = Vault(organisation.id)
    rows = [
        sighting_row(organisation.id, _name(record), vault.pseudonym_key) for record in records.to_pylist()
    ]
    store_extraction(by=by, rows=rows, extracted=extract(records, key=vault.pseudonym_key))
    contacts = list(
        AdvertContact.objects.filter(
            id__in=ContactMention.objects.filter(sighting__in=rows).values("contact")
        )
    )
    _conclude(by, marker, rows, contacts)
    registration = Registration.objects.create(
        organisation=organisation, reference=f"{marker}-1", registered_on=(now - _OLD).date(),
        source_kind="other", form="sexual", scope="unknown",
    )  # fmt: skip
    person = RegisteredPerson.objects.create(organisation=organisation, pseudonym=marker, sex="unknown")
    Participation.objects.create(
        organisation=organisation, registration=registration, person=person, roles=["person_involved"]
    )
    return {
        "adverts.sighting": rows,
        "collection.capture": captures,
        "adverts.advertcontact": [contact.id for contact in contacts],
        "adverts.contacthub": _ids(ContactHub, pseudonym__in=[contact.pseudonym for contact in contacts]),
        "adverts.signal": _ids(Signal, advertiser=marker),
        "register.registration": [registration.id],
        "register.registeredperson": [person.id],
    }


def _ids(model: Any, **condition: Any) -> list[uuid.UUID]:
    return list(model.objects.filter(**condition).values_list("id", flat=True))


def _name(record: dict[str, Any]) -> str:
    moment = record["captured_at"]
    microseconds = (moment - datetime(1970, 1, 1, tzinfo=moment.tzinfo)) // timedelta(microseconds=1)
    return f"{record['platform']}\0{record['sighting_id']}\0{microseconds}"


def _advert(marker: str, which: str, captured: datetime) -> dict[str, Any]:
    return {
        "record_version": 1,
        "sighting_id": f"{marker}-{which}",
        "platform": f"{marker}.example" if which == "old" else "proof.example",
        "platform_advert_id": f"{marker}-{which}",
        "url": f"https://{marker}.example/{which}",
        "captured_at": captured,
        "title": f"Ontspannende massage {marker}",
        "text": f"Rustige praktijk {marker}. Schrijf naar {marker}@example.org of bel 06 00 00 00 42.",
        "place": f"Tilburg {marker}",
        "contacts": [{"kind": "email", "value": f"{marker}@example.org"}],
        "account": {"account_id": marker},
    }


def _page(marker: str, url: str, at: datetime) -> NewCapture:
    text = f"<title>Ontspannende massage {marker}</title><p>Schrijf naar {marker}@example.org"
    return NewCapture("response", url, at, text.encode(), "text/html", "200 OK")


def _conclude(by: Actor, marker: str, rows: list[uuid.UUID], contacts: list[AdvertContact]) -> None:
    """Links, edges, hubs and signals, as the stages would have made them."""
    own = {"organisation": by.organisation}
    for row in rows:
        Link.objects.create(**own, sighting_id=row, unique_advert=marker, advertiser=marker)
    LinkEdge.objects.create(
        **own, left_id=rows[0], right_id=rows[1], kind="email", strength=1, refused=marker, level="advertiser"
    )
    for contact in contacts:
        if contact.kind == "email":
            ContactHub.objects.create(
                **own, kind="email", pseudonym=contact.pseudonym, unique_adverts=2, sightings=2
            )
    for row in rows:
        Signal.objects.create(
            **own, subject_kind="sighting", subject=str(row), advertiser=marker, indicator=marker,
            rule_version=1, grade="C", evidence=[{"span": None, "id": contacts[0].pseudonym}],
        )  # fmt: skip


def needles_of(marker: str, planted: Among) -> dict[str, bytes]:
    """What to look for: the marker, and what stands of it in sealed and keyed form."""
    needles = {"the marker": marker.encode()}
    for number, row in enumerate(planted["adverts.sighting"], 1):
        record = Sighting.objects.values_list("record", flat=True).get(id=row)
        needles[f"sealed record {number}"] = bytes(record)[_SLICE]
    store = CaptureStore(
        Capture.objects.values_list("organisation_id", flat=True).get(id=planted["collection.capture"][0])
    )
    for number, capture in enumerate(Capture.objects.filter(id__in=planted["collection.capture"]), 1):
        with (store.directory / capture.file).open("rb") as stream:
            stream.seek(capture.offset + _SLICE.start)
            needles[f"sealed page {number}"] = stream.read(_SLICE.stop - _SLICE.start)
        needles[f"sealed address {number}"] = bytes(capture.url)[_SLICE]
    for number, contact in enumerate(
        AdvertContact.objects.filter(id__in=planted["adverts.advertcontact"]), 1
    ):
        if contact.kind == "email":
            needles[f"sealed contact {number}"] = bytes(contact.value)[_SLICE]
            needles[f"pseudonym {number}"] = contact.pseudonym.encode()
    return needles
