"""What stands at a door: an advert is kept once a wording, and found again by what it shares."""

import os
import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from baken.adverts.vault import Vault
from baken.door.exceptions import Broken
from baken.door.extracted import sealed_reading
from baken.door.kept import RECORD, opened_record, record_text
from baken.door.keys import account_name, number_of
from baken.door.models import DoorCheck, StandingAdvert, StandingKey
from baken.door.states import LET_THROUGH
from baken.privacy.encryption import NotDecryptable
from baken.privacy.pseudonyms import pseudonym
from baken.tenancy.acting import Actor

MOST_BESIDE = 60
"""Adverts beside which one is looked at, the newest that share something: so much a person could read, and
more than any rule counts to. A check takes as long with a million adverts as with a thousand."""

MOST_A_KEY = 40
"""Of these, so many by one key: a number or image that half the platform shares crowds nothing else out."""

_LOOK_UP = """
    WITH shared AS (
        SELECT found.standing_id
        FROM unnest(%(keys)s::bigint[]) AS asked(value)
        CROSS JOIN LATERAL (
            SELECT standing_id, captured_at FROM door_standingkey
            WHERE organisation_id = %(organisation)s AND value = asked.value AND standing_id <> %(own)s
            ORDER BY captured_at DESC LIMIT %(a_key)s
        ) AS found
        GROUP BY found.standing_id ORDER BY max(found.captured_at) DESC, found.standing_id LIMIT %(beside)s
    )
    SELECT id, organisation_id, captured_at, record, read FROM door_standingadvert
    WHERE organisation_id = %(organisation)s AND id <> %(own)s
        AND id IN (SELECT standing_id FROM shared UNION SELECT unnest(%(also)s::uuid[]))
    ORDER BY captured_at, id
"""

_NEWEST = """
    SELECT id, organisation_id, advert, version, content, account, captured_at FROM door_standingadvert
    WHERE organisation_id = %s AND advert = %s ORDER BY version DESC LIMIT 1
"""

_KEEP = """
    WITH kept AS (
        INSERT INTO door_standingadvert
            (id, organisation_id, advert, version, content, account, record, read, captured_at)
        VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
        RETURNING id, organisation_id, captured_at
    )
    INSERT INTO door_standingkey (id, organisation_id, standing_id, value, captured_at)
    SELECT found.id, kept.organisation_id, kept.id, found.value, kept.captured_at
    FROM kept CROSS JOIN unnest(%s::uuid[], %s::bigint[]) AS found(id, value)
"""


def advert_name(platform: str, sighting_id: str, key: bytes) -> str:
    """The pseudonym of an advert under the platform's own name for it."""
    return pseudonym("door_advert", f"{platform}\0{sighting_id}", key)


def content_name(row: Mapping[str, Any], key: bytes) -> str:
    """What an advert says, its moment apart, as a pseudonym."""
    said = {name: value for name, value in row.items() if name not in ("captured_at", "capture")}
    return pseudonym("door_content", record_text(said), key)


def one_at_a_time(advert: str) -> None:
    """Until the transaction ends nobody else has this advert at the door; so two never make two of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number_of(advert)])


def newest_version(organisation_id: uuid.UUID, advert: str) -> StandingAdvert | None:
    """The advert as it came in last; its words are opened by who asks for them."""
    return next(iter(StandingAdvert.objects.raw(_NEWEST, [organisation_id, advert])), None)


def keep_advert(
    *,
    by: Actor,
    vault: Vault,
    row: dict[str, Any],
    advert: str,
    content: str,
    version: int,
    keys: Iterable[int],
    found: Mapping[str, Any],
    at: datetime,
) -> StandingAdvert:
    """Keeps a wording of an advert, sealed, with the keys it is found by and what was `found` in it."""
    new = uuid.uuid4()
    account = (row.get("account") or {}).get("account_id")
    name = None if account is None else account_name(row["platform"], account, vault.pseudonym_key)
    standing = StandingAdvert(
        id=new,
        organisation=by.organisation,
        advert=advert,
        version=version,
        content=content,
        account=name,
        captured_at=at,
    )
    record = vault.seal(record_text(row), RECORD, new)
    read = sealed_reading(found, vault, standing)
    values = list(keys)
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [
            new, by.organisation.id, advert, version, content, name, record, read, at,
            _names_in_time(at, len(values)), values,
        ])  # fmt: skip
    standing.record, standing.read = record, read
    return standing


def _names_in_time(at: datetime, count: int) -> list[uuid.UUID]:
    """Names for rows that come in together (UUIDs of version 7, RFC 9562). By chance alone each would stand
    on a page of its own in the index, which has to be read from disk where there are millions."""
    moment = int(at.timestamp() * 1000) << 80 | 7 << 76 | 2 << 62
    random = (int.from_bytes(os.urandom(10), "big") for _ in range(count))
    return [uuid.UUID(int=moment | (each >> 68) << 64 | each & ((1 << 62) - 1)) for each in random]


def found_beside(
    own: StandingAdvert, keys: Sequence[int], also: Collection[uuid.UUID]
) -> list[StandingAdvert]:
    """The newest adverts that share a key with one, and those of `also`, in the order of their moments."""
    asked = {
        "keys": list(keys),
        "organisation": own.organisation_id,
        "own": own.id,
        "a_key": MOST_A_KEY,
        "beside": MOST_BESIDE,
        "also": list(also),
    }
    return list(StandingAdvert.objects.raw(_LOOK_UP, asked))


def row_beside(vault: Vault, standing: StandingAdvert) -> dict[str, Any]:
    """The row of a kept advert, under the id of its wording here. Raises `Broken`."""
    return opened_record(vault, standing) | {
        "sighting_id": str(standing.id),
        "captured_at": standing.captured_at,
    }


def forget_contact(name: str, vault: Vault, cut: Callable[[dict[str, Any]], dict[str, Any]]) -> int:
    """Takes away every advert that shows this contact, with its checks and evidence; how many. `name` is the
    pseudonym of the contact.

    One that waits for two people stays, without the contact (`cut` takes it out of a row): whoever asks need
    not be the person behind the advert, and a child may depend on it.
    """
    shown = StandingAdvert.objects.filter(
        id__in=StandingKey.objects.filter(value=number_of(name)).values("standing")
    )
    waiting = DoorCheck.objects.filter(two_people=True, state=LET_THROUGH.source).values("standing")
    gone, _ = shown.exclude(id__in=waiting).delete()
    for one in list(shown.select_for_update()):
        one.keys.all().delete()
        try:
            row = cut(opened_record(vault, one))
            one.record = vault.seal(record_text(row), RECORD, one.id)
        except Broken as broken:
            # what nobody can open has nothing to cut; what opens and is no advert can't be cut, so it goes
            if not isinstance(broken.__cause__, NotDecryptable):
                one.record = vault.seal("", RECORD, one.id)
        # what was read out of it tells the contact too
        one.read = None
        one.save(update_fields=["record", "read"])
    return gone
