"""Whether an advert waits with another: one that two people must look at, or that people refused."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Q

from baken.adverts.vault import Vault
from baken.door.extracted import readings_of
from baken.door.kept import opened_record
from baken.door.keys import account_name, things_of
from baken.door.models import DoorCheck, StandingAdvert
from baken.door.states import REFUSE

THE_SAME = 2
"""So many kinds of things (contact, payer, device, images) two adverts share before they wait together under
different accounts. One alone is a shared phone for safety, a reception, a computer at home."""

# the waiting adverts are few, and a key may be half the platform's: so from the former to the latter
_BY_TWO = """
    WITH waiting AS MATERIALIZED (
        SELECT DISTINCT standing_id FROM door_doorcheck
        WHERE organisation_id = %s AND two_people AND state IN ('held', 'refused')
            -- one that itself only waits with another makes nobody wait
            AND 'suspected_minority' = ANY(grounds)
    )
    SELECT advert.id, found.value FROM waiting
    JOIN door_standingkey AS found ON found.standing_id = waiting.standing_id
    JOIN door_standingadvert AS advert ON advert.id = waiting.standing_id
    WHERE found.organisation_id = %s AND found.value = ANY(%s) AND advert.advert <> %s
"""

# the same way round: by account alone the whole platform would be read
_OF_ACCOUNT = """
    WITH waiting AS MATERIALIZED (
        SELECT DISTINCT standing_id FROM door_doorcheck
        WHERE organisation_id = %s AND two_people AND state IN ('held', 'refused')
    )
    SELECT EXISTS (
        SELECT 1 FROM waiting
        JOIN door_standingadvert AS advert ON advert.id = waiting.standing_id
        WHERE advert.organisation_id = %s AND advert.account = %s AND advert.id IS DISTINCT FROM %s
    )
"""


def two_people_wait(
    *,
    same_wording: StandingAdvert | None,
    advert: str,
    row: Mapping[str, Any],
    things: Mapping[str, Sequence[int]],
    organisation_id: uuid.UUID,
    vault: Vault,
) -> bool:
    """Whether another advert of the account, or this one as it was, waits for two people or was refused by
    them; or this one was refused by anybody; or one that waits so under another account shares `THE_SAME`
    kinds of `things`. Another number in a new text takes nothing away, and neither does a new account."""
    account = (row.get("account") or {}).get("account_id")
    refused, by_two = Q(state=REFUSE.target), Q(two_people=True, state=REFUSE.source)
    waiting = DoorCheck.objects.filter(refused | by_two, standing__advert=advert)
    if same_wording is not None:
        waiting = waiting.exclude(standing=same_wording)
    if waiting.exists():
        return True
    if account is not None:
        name = account_name(row["platform"], account, vault.pseudonym_key)
        if _account_waits(organisation_id, name, same_wording):
            return True
    return shares_with_waiting(organisation_id, advert, things)


def _account_waits(organisation_id: uuid.UUID, account: str, same_wording: StandingAdvert | None) -> bool:
    but = None if same_wording is None else same_wording.id
    with connection.cursor() as cursor:
        cursor.execute(_OF_ACCOUNT, [organisation_id, organisation_id, account, but])
        return bool(cursor.fetchone()[0])


def shares_with_waiting(organisation_id: uuid.UUID, advert: str, things: Mapping[str, Sequence[int]]) -> bool:
    """Whether an advert that waits for two people, or that they refused, shares enough with this one."""
    kinds = {value: kind for kind, values in things.items() for value in values}
    if len(set(kinds.values())) < THE_SAME:
        return False
    with connection.cursor() as cursor:
        cursor.execute(_BY_TWO, [organisation_id, organisation_id, list(kinds), advert])
        shared: dict[uuid.UUID, set[str]] = {}
        for standing, value in cursor.fetchall():
            shared.setdefault(standing, set()).add(kinds[value])
    return any(len(one) >= THE_SAME for one in shared.values())


def waits_with_others(standing: StandingAdvert, vault: Vault) -> bool:
    """The same of an advert that stands, out of what was kept of it. Raises `Broken`."""
    row = opened_record(vault, standing) | {"sighting_id": str(standing.id)}
    read = readings_of([(standing, row)], vault)[row["sighting_id"]]
    contacts = [one["pseudonym"] for one in read["contacts"]]
    things = things_of(row, contacts, vault.pseudonym_key)
    return shares_with_waiting(standing.organisation_id, standing.advert, things)
