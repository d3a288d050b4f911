"""Stores what was found in the words of a batch of sightings; contacts encrypted."""

import json
import uuid
from typing import Any

import pyarrow as pa
from django.db import transaction

from baken.adverts.bulk import insert_rows
from baken.adverts.models import EXTRACTION_VERSION, AdvertContact, ContactMention, Extraction
from baken.adverts.vault import CONTACT_COLUMN, Vault
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor

FACTS = ("places", "languages", "stated_ages", "prices")


def provinces_of(places: list[dict[str, Any]]) -> list[str]:
    """The provinces a sighting stands in: those of the place shown, else those its words name."""
    shown = {place["province"] for place in places if place["field"] == "place" and place["province"]}
    return sorted(shown or {place["province"] for place in places if place["province"]})


def store_extraction(
    *, by: Actor, rows: list[uuid.UUID], extracted: pa.RecordBatch, failed: bool = False
) -> int:
    """Stores the extraction (its columns as `baken.extraction.stage.SCHEMA`) of the sightings `rows`,
    row for row, in one transaction, and returns how many were new.

    Sightings that have an extraction of this version keep it. `failed` marks records that extraction
    could not read: they are tried again when there is a newer version of it.
    """
    organisation = by.organisation
    found = extracted.to_pylist()
    contacts: dict[str, tuple[str, str]] = {}
    mentions: list[tuple[uuid.UUID, dict[str, Any]]] = []
    for row, finding in zip(rows, found, strict=True):
        for contact in finding["contacts"] or ():
            contacts[contact["pseudonym"]] = (contact["kind"], contact["value"])
            mentions.append((row, contact))
    with transaction.atomic():
        # what an earlier version of extraction found makes place for this
        Extraction.objects.filter(sighting_id__in=rows).exclude(version=EXTRACTION_VERSION).delete()
        new = insert_rows(
            Extraction,
            {
                "id": [uuid.uuid5(row, f"extraction {EXTRACTION_VERSION}") for row in rows],
                "organisation_id": [organisation.id] * len(rows),
                "sighting_id": rows,
                "version": [EXTRACTION_VERSION] * len(rows),
                "failed": [failed] * len(rows),
                "provinces": [
                    "{" + ",".join(provinces_of(finding["places"] or [])) + "}" for finding in found
                ],
                "facts": [json.dumps({name: finding[name] or [] for name in FACTS}) for finding in found],
            },
        )
        ContactMention.objects.filter(sighting_id__in=rows).delete()
        _store_contacts(organisation.id, contacts)
        _store_mentions(organisation.id, mentions)
        record_event(
            by=by,
            action="adverts.extraction_failed" if failed else "adverts.extraction_stored",
            subject=f"extraction:{EXTRACTION_VERSION}",
            details={"sightings": len(rows), "contacts": len(contacts), "mentions": len(mentions)},
        )
    return new


def _contact_row(organisation: uuid.UUID, pseudonym: str) -> uuid.UUID:
    return uuid.uuid5(organisation, f"contact {pseudonym}")


def _store_contacts(organisation: uuid.UUID, contacts: dict[str, tuple[str, str]]) -> None:
    vault = Vault(organisation)
    # sorted, so that two workers meet the same contacts in the same order and never block each other
    pseudonyms = sorted(contacts)
    rows = [_contact_row(organisation, pseudonym) for pseudonym in pseudonyms]
    insert_rows(
        AdvertContact,
        {
            "id": rows,
            "organisation_id": [organisation] * len(rows),
            "kind": [contacts[pseudonym][0] for pseudonym in pseudonyms],
            "pseudonym": pseudonyms,
            "value": [
                vault.seal(contacts[pseudonym][1], CONTACT_COLUMN, row)
                for pseudonym, row in zip(pseudonyms, rows, strict=True)
            ],
        },
    )


def _store_mentions(organisation: uuid.UUID, mentions: list[tuple[uuid.UUID, dict[str, Any]]]) -> None:
    spans = [contact["span"] or (None, None) for _, contact in mentions]
    insert_rows(
        ContactMention,
        {
            "id": [
                uuid.uuid5(row, f"mention {contact['pseudonym']} {contact['field']} {span[0]} {span[1]}")
                for (row, contact), span in zip(mentions, spans, strict=True)
            ],
            "organisation_id": [organisation] * len(mentions),
            "sighting_id": [row for row, _ in mentions],
            "contact_id": [_contact_row(organisation, contact["pseudonym"]) for _, contact in mentions],
            "obscured": [contact["obscured"] for _, contact in mentions],
            "start": [span[0] for span in spans],
            "end": [span[1] for span in spans],
            "field": [contact["field"] for _, contact in mentions],
        },
    )
