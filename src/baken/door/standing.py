"""What stands at a door: an advert is kept once a wording, and found again by what it shares."""

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
    SELECT standing_id, max(captured_at) AS newest FROM (
        SELECT found.standing_id, found.captured_at
        FROM unnest(%s::bigint[]) AS asked(value)
        CROSS JOIN LATERAL (
            SELECT standing_id, captured_at FROM door_standingkey
            WHERE organisation_id = %s AND value = asked.value AND standing_id <> %s
            ORDER BY captured_at DESC LIMIT %s
        ) AS found
    ) AS all_found
    GROUP BY standing_id ORDER BY newest DESC, standing_id LIMIT %s
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


def newest_version(advert: str) -> StandingAdvert | None:
    """The advert as it came in last."""
    return StandingAdvert.objects.filter(advert=advert).order_by("-version").first()


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
    standing = StandingAdvert(
        id=new,
        organisation=by.organisation,
        advert=advert,
        version=version,
        content=content,
        account=None if account is None else account_name(row["platform"], account, vault.pseudonym_key),
        record=vault.seal(record_text(row), RECORD, new),
        captured_at=at,
    )
    standing.read = sealed_reading(found, vault, standing)
    standing.save(force_insert=True)
    StandingKey.objects.bulk_create(
        StandingKey(organisation=by.organisation, standing=standing, value=value, captured_at=at)
        for value in keys
    )
    return standing


def found_beside(
    own: StandingAdvert, keys: Sequence[int], also: Collection[uuid.UUID]
) -> list[StandingAdvert]:
    """The newest adverts that share a key with one, and those of `also`, in the order of their moments."""
    with connection.cursor() as cursor:
        cursor.execute(_LOOK_UP, [list(keys), own.organisation_id, own.id, MOST_A_KEY, MOST_BESIDE])
        found = {row[0] for row in cursor.fetchall()}
    wanted = (found | set(also)) - {own.id}
    return list(StandingAdvert.objects.filter(id__in=wanted).order_by("captured_at", "id")) if wanted else []


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
