"""A market of any size in a database: the demo's, multiplied.

Every copy of a sighting has a row, a sealed record, an extraction, links, contacts, mentions, edges and
signals of its own, and every copy of an advertiser a name of its own, so that a market of a million is as
connected as the demo's and no more. Only the leads are placed by the room itself. Rows go in by statement,
not by stage: what is measured is the desk, not the way in.
"""

import uuid
from collections.abc import Iterator
from hashlib import md5
from typing import Any

from baken.tenancy.walls import APP_ROLE

CHUNK = 5_000
_NAME = "left({0}, 1) || left(md5({0} || ':' || %(copy)s), 16)"
_ID = "md5({0}::text || ':' || %(copy)s)::uuid"

_ROWS = (
    """
    INSERT INTO adverts_extraction (id, organisation_id, sighting_id, version, failed, provinces, facts)
    SELECT {id}, organisation_id, {sighting}, version, failed, provinces, facts
    FROM adverts_extraction JOIN base ON base.id = sighting_id
    """,
    """
    INSERT INTO adverts_contactmention
        (id, organisation_id, sighting_id, contact_id, obscured, start, "end", field)
    SELECT {id}, organisation_id, {sighting}, {contact}, obscured, start, "end", field
    FROM adverts_contactmention row JOIN base ON base.id = sighting_id
    """,
    """
    INSERT INTO adverts_link (id, organisation_id, sighting_id, unique_advert, advertiser)
    SELECT {id}, organisation_id, {sighting}, {unique_advert}, {advertiser}
    FROM adverts_link JOIN base ON base.id = sighting_id
    """,
    """
    INSERT INTO adverts_linkedge (id, organisation_id, left_id, right_id, kind, strength, refused, level)
    SELECT {id}, organisation_id, {left}, {right}, kind, strength, refused, level
    FROM adverts_linkedge JOIN base ON base.id = left_id
    """,
    """
    INSERT INTO adverts_signal (id, organisation_id, subject_kind, subject, advertiser, indicator,
        rule_version, grade, evidence)
    SELECT {id}, organisation_id, subject_kind,
        CASE subject_kind WHEN 'sighting' THEN ({subject})::text ELSE {subject_name} END,
        {advertiser}, indicator, rule_version, grade, evidence
    FROM adverts_signal JOIN base_advertiser USING (advertiser)
    """,
)


def enlarge(by: Any, sightings: int) -> None:
    """Multiplies what stands until there are at least so many sightings, and places the leads of all of
    it. Broken off, it leaves the market as it was."""
    from django.db import connection, transaction

    from baken.adverts.models import Sighting
    from baken.config.schema import as_owner

    base = Sighting.objects.count()
    copies = max(0, -(-sightings // base) - 1)
    if not copies:
        return
    _let_trust(connection)
    with transaction.atomic(), connection.cursor() as cursor:
        # the copies hang together as the originals do: asking that of ten million rows takes minutes
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("CREATE TEMP TABLE base ON COMMIT DROP AS SELECT id FROM adverts_sighting")
        cursor.execute(
            "CREATE TEMP TABLE base_advertiser ON COMMIT DROP AS SELECT DISTINCT advertiser FROM adverts_link"
        )
        cursor.execute("CREATE TEMP TABLE sealed (id uuid, copied uuid, record bytea) ON COMMIT DROP")
        cursor.execute("CREATE TEMP TABLE sealed_contact (LIKE adverts_advertcontact) ON COMMIT DROP")
        cursor.execute("ANALYZE base, base_advertiser")
        contacts = _contacts()
        leads = _leads()
        # named after what they are copies of, so that what was enlarged can be enlarged again
        names = [f"{base}.{place}" for place in range(copies)]
        for copy in names:
            _copy(cursor, by, copy, contacts)
        cursor.execute("SET LOCAL session_replication_role = origin")
        _place(by, leads, names)
    # what the server does by itself after some minutes is done at once
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _copy(cursor: Any, by: Any, copy: str, contacts: list[tuple[uuid.UUID, str, str, bytes]]) -> None:
    from baken.adverts.vault import CONTACT_COLUMN, Vault

    vault = Vault(by.organisation.id)
    cursor.execute("TRUNCATE sealed")
    for chunk in _records(vault, copy):
        with cursor.copy("COPY sealed FROM STDIN") as into:
            for copied in chunk:
                into.write_row(copied)
    cursor.execute(
        """
        INSERT INTO adverts_sighting (id, organisation_id, platform, captured_at, published_at,
            advertised_gender, record, evidence_file, evidence_offset, evidence_sha256, basis_id, stored_at,
            contacts_cut)
        SELECT sealed.copied, organisation_id, platform, captured_at, published_at, advertised_gender,
            sealed.record, evidence_file, evidence_offset, evidence_sha256, basis_id, stored_at, contacts_cut
        FROM sealed JOIN adverts_sighting sighting ON sighting.id = sealed.id
        """
    )
    cursor.execute("TRUNCATE sealed_contact")
    with cursor.copy("COPY sealed_contact (id, organisation_id, kind, pseudonym, value) FROM STDIN") as into:
        for row, kind, name, value in contacts:
            copied = _copied(row, copy)
            sealed = vault.seal(vault.open(value, CONTACT_COLUMN, row), CONTACT_COLUMN, copied)
            other = md5(f"{name}:{copy}".encode(), usedforsecurity=False).hexdigest()[:26]
            into.write_row((copied, by.organisation.id, kind, other, sealed))
    cursor.execute(
        """
        INSERT INTO adverts_advertcontact (id, organisation_id, kind, pseudonym, value)
        SELECT id, organisation_id, kind, pseudonym, value FROM sealed_contact
        """
    )
    for statement in _ROWS:
        cursor.execute(_told(statement), {"copy": copy})


def _told(statement: str) -> str:
    own = "row.id" if " row " in statement else statement.split("FROM ")[1].split()[0] + ".id"
    return statement.format(
        id=_ID.format(own),
        sighting=_ID.format("sighting_id"),
        contact=_ID.format("contact_id"),
        left=_ID.format("left_id"),
        right=_ID.format("right_id"),
        subject=_ID.format("subject"),
        subject_name=_NAME.format("subject"),
        unique_advert=_NAME.format("unique_advert"),
        advertiser=_NAME.format("advertiser"),
    )


def _records(vault: Any, copy: str) -> Iterator[list[tuple[uuid.UUID, uuid.UUID, bytes]]]:
    """Each record of the base, sealed for the row of its copy."""
    from django.db import connection

    from baken.adverts.vault import RECORD_COLUMN

    with connection.chunked_cursor() as reader:
        reader.execute("SELECT id, record FROM adverts_sighting JOIN base USING (id)")
        while rows := reader.fetchmany(CHUNK):
            yield [
                (row, copied, vault.seal(vault.open(record, RECORD_COLUMN, row), RECORD_COLUMN, copied))
                for row, record in rows
                for copied in [_copied(row, copy)]
            ]


def _copied(row: uuid.UUID, copy: str) -> uuid.UUID:
    """The same as `_ID`."""
    return uuid.UUID(md5(f"{row}:{copy}".encode(), usedforsecurity=False).hexdigest())


def _copied_name(name: str, copy: str) -> str:
    """The same as `_NAME`."""
    return name[0] + md5(f"{name}:{copy}".encode(), usedforsecurity=False).hexdigest()[:16]


def _contacts() -> list[tuple[uuid.UUID, str, str, bytes]]:
    from baken.adverts.models import AdvertContact

    return [
        (row, kind, name, bytes(value))
        for row, kind, name, value in AdvertContact.objects.values_list("id", "kind", "pseudonym", "value")
    ]


_OF_A_RUN = ("advertiser", "band", "log_odds", "low", "high", "hard_stop", "reasons")


def _leads() -> list[dict[str, Any]]:
    from baken.triage.models import Lead

    return list(Lead.objects.filter(raised=True).values(*_OF_A_RUN))


def _place(by: Any, base: list[dict[str, Any]], copies: list[str]) -> None:
    from baken.triage.actions.place_leads import place_leads

    rows = [
        lead | ({"advertiser": _copied_name(lead["advertiser"], copy)} if copy else {})
        for lead in base
        for copy in ("", *copies)
    ]
    place_leads(by=by, leads={name: [row[name] for row in rows] for name in _OF_A_RUN})


def _let_trust(connection: Any) -> None:
    """Lets this login, of an embedded server, store rows without a look at what they refer to."""
    import psycopg

    told = connection.settings_dict
    with psycopg.connect(host=told["HOST"], user="postgres", dbname=told["NAME"], autocommit=True) as server:
        server.execute(f"GRANT SET ON PARAMETER session_replication_role TO {APP_ROLE}, {told['USER']}")
