"""Reads of what is stored of adverts. Reads of records are logged; counts hold no record."""

import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import polars as pl
import pyarrow as pa
from django.db import connection

from baken.accounts.models import Organisation
from baken.adverts.models import EXTRACTION_VERSION, ContactHub, Extraction, Link, LinkEdge, Sighting, Signal
from baken.adverts.record_json import from_json
from baken.adverts.vault import RECORD_COLUMN, Vault
from baken.audit.actions import record_event
from baken.privacy.encryption import NotDecryptable
from baken.tenancy.acting import Actor

PAGE = 5_000
"""Sightings opened at a time: bounds memory at some tens of megabytes."""

_MOST_UNREADABLE = 100
"""At most one record in so many may be damaged."""

_CONTACTS = pa.list_(
    pa.struct(
        [
            ("kind", pa.string()),
            ("pseudonym", pa.string()),
            ("obscured", pa.bool_()),
            ("start", pa.int32()),
            ("end", pa.int32()),
            ("field", pa.string()),
        ]
    )
)


@dataclass(frozen=True)
class Page:
    """Some sightings with their decrypted records, row for row; `unreadable` are those whose record
    can't be decrypted."""

    rows: list[uuid.UUID]
    records: pa.RecordBatch
    unreadable: list[uuid.UUID] = field(default_factory=list, kw_only=True)


@dataclass(frozen=True)
class FoundPage(Page):
    """The same with what extraction found: `facts` as JSON text, `contacts` as pseudonyms."""

    facts: list[str]
    contacts: pa.Array


def sightings_to_extract(*, by: Actor) -> Page:
    """The next sightings that were not extracted yet, in the order they came in; logged as a read."""
    done = Extraction.objects.filter(version=EXTRACTION_VERSION).values("sighting_id")
    waiting = Sighting.objects.exclude(id__in=done).order_by("sequence").values_list("id", "record")[:PAGE]
    return _open(by, "extraction", list(waiting))


def extracted_sightings(*, by: Actor, among: Collection[uuid.UUID] | None = None) -> Iterator[FoundPage]:
    """Every extracted sighting (of those in `among`, where it is given) with its record and findings, page
    by page; each page logged as a read."""
    after = 0
    wanted = None if among is None else list(among)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                """
                SELECT sighting.id, sighting.record, sighting.sequence, extraction.facts::text,
                    (SELECT json_agg(json_build_object(
                        'kind', contact.kind, 'pseudonym', contact.pseudonym, 'obscured', mention.obscured,
                        'start', mention.start, 'end', mention."end", 'field', mention.field)
                        ORDER BY mention.start, contact.pseudonym, mention.field)
                     FROM adverts_contactmention mention
                     JOIN adverts_advertcontact contact ON contact.id = mention.contact_id
                     WHERE mention.sighting_id = sighting.id)::text
                FROM adverts_sighting sighting JOIN adverts_extraction extraction
                    ON extraction.sighting_id = sighting.id AND extraction.version = %s
                WHERE sighting.sequence > %s AND (%s::uuid[] IS NULL OR sighting.id = ANY(%s::uuid[]))
                ORDER BY sighting.sequence LIMIT %s
                """,
                [EXTRACTION_VERSION, after, wanted, wanted, PAGE],
            )
            found = cursor.fetchall()
        if not found:
            break
        after = found[-1][2]
        page = _open(by, "linking and indicators", [(row[0], row[1]) for row in found])
        damaged = set(page.unreadable)
        found = [row for row in found if row[0] not in damaged]
        contacts = pl.Series("contacts", [row[4] or "[]" for row in found], dtype=pl.String)
        decoded = contacts.str.json_decode(pl.from_arrow(pa.array([], _CONTACTS)).dtype)  # type: ignore[union-attr]
        yield FoundPage(
            page.rows, page.records, [row[3] for row in found], decoded.to_arrow().cast(_CONTACTS)
        )


def _open(by: Actor, stage: str, stored: list[tuple[uuid.UUID, bytes | memoryview]]) -> Page:
    """Decrypts; logged first, so that whoever stops halfway has still been seen reading.

    A record that can't be decrypted is set apart. Raises `NotDecryptable` when there are more than
    damage explains: then the key is another one.
    """
    if stored:
        record_event(
            by=by, action="adverts.records_read", subject=f"stage:{stage}", details={"sightings": len(stored)}
        )
    vault = Vault(by.organisation.id)
    texts: dict[uuid.UUID, str] = {}
    unreadable: list[uuid.UUID] = []
    for row, sealed in stored:
        try:
            texts[row] = vault.open(sealed, RECORD_COLUMN, row)
        except NotDecryptable:
            unreadable.append(row)
            if len(unreadable) > max(1, len(stored) // _MOST_UNREADABLE):
                raise
    if unreadable:
        record_event(
            by=by,
            action="adverts.records_unreadable",
            subject=f"stage:{stage}",
            details={"sightings": len(unreadable)},
        )
    return Page(list(texts), from_json(list(texts.values())), unreadable=unreadable)


def stored_links(among: Collection[uuid.UUID] | None = None) -> tuple[pa.Table, pa.Table]:
    """Assignments (sighting_id as the row, unique_advert, advertiser) and hubs, as linking gave them; the
    assignments of the sightings in `among` alone, where it is given."""
    linked = Link.objects.all() if among is None else Link.objects.filter(sighting__in=among)
    assignments = linked.values_list("sighting_id", "unique_advert", "advertiser")
    rows = [(str(row), unique_advert, advertiser) for row, unique_advert, advertiser in assignments]
    hubs = ContactHub.objects.values_list("pseudonym", "kind", "unique_adverts", "sightings")
    return (
        _table(rows, dict.fromkeys(("sighting_id", "unique_advert", "advertiser"), pl.String)),
        _table(hubs, {"contact": pl.String, "kind": pl.String, "texts": pl.Int64, "sightings": pl.Int64}),
    )


def _table(rows: Iterable[tuple[object, ...]], schema: dict[str, type[pl.DataType]]) -> pa.Table:
    return pl.DataFrame(list(rows), schema=schema, orient="row").to_arrow()


def coded_market(organisation: Organisation, without: Sequence[str] = ()) -> pl.DataFrame:
    """The market as codes: sighting_id, unique_advert, advertised_gender, province, captured_on.

    One row per sighting and province (one with a null province where it names none); no text and no
    contact is in it. Left out are the platforms in `without`, by the name that their sources give, and what
    people recorded by hand: that was looked for, and says nothing about how much there is.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT sighting.id::text, link.unique_advert, sighting.advertised_gender, province,
                (sighting.captured_at AT TIME ZONE 'UTC')::date
            FROM adverts_sighting sighting
            JOIN adverts_link link ON link.sighting_id = sighting.id
            JOIN adverts_extraction extraction
                ON extraction.sighting_id = sighting.id AND extraction.version = %s
            LEFT JOIN LATERAL unnest(extraction.provinces) AS province ON true
            WHERE sighting.organisation_id = %s AND sighting.platform <> ALL(%s::text[])
                AND NOT EXISTS (SELECT FROM adverts_byhand hand WHERE hand.sighting_id = sighting.id)
            ORDER BY sighting.sequence, province
            """,
            [EXTRACTION_VERSION, organisation.id, list(without)],
        )
        rows = cursor.fetchall()
    schema = {
        "sighting_id": pl.String,
        "unique_advert": pl.String,
        "advertised_gender": pl.String,
        "province": pl.String,
        "captured_on": pl.Date,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def platform_names() -> list[str]:
    """What the sources of the organisation call the platforms of its sightings, each once."""
    return list(Sighting.objects.order_by("platform").values_list("platform", flat=True).distinct())


def market_size() -> dict[str, int]:
    """How much is stored: sightings, unique adverts, advertisers, links refused, signals."""
    return {
        "sightings": Sighting.objects.count(),
        "unique_adverts": Link.objects.values("unique_advert").distinct().count(),
        "advertisers": Link.objects.values("advertiser").distinct().count(),
        "refused_links": LinkEdge.objects.filter(refused__isnull=False).count(),
        "signals": Signal.objects.count(),
    }
