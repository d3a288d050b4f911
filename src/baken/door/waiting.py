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

# The waiting adverts are few, a key may be half the platform's, and an account many adverts: so from the
# former to the latter. Of the account one will do, and it stands without a value.
_BY_TWO = """
    WITH waiting AS MATERIALIZED (
        SELECT standing_id, bool_or('suspected_minority' = ANY(grounds)) AS suspected FROM door_doorcheck
        WHERE organisation_id = %(organisation)s AND two_people AND state IN ('held', 'refused')
        GROUP BY standing_id
    )
    (
        SELECT advert.id, NULL::bigint FROM waiting
        JOIN door_standingadvert AS advert ON advert.id = waiting.standing_id
        WHERE advert.organisation_id = %(organisation)s AND advert.account = %(account)s
            AND advert.id IS DISTINCT FROM %(but)s
        LIMIT 1
    )
    UNION ALL
    SELECT advert.id, found.value FROM waiting
    JOIN door_standingkey AS found ON found.standing_id = waiting.standing_id
    JOIN door_standingadvert AS advert ON advert.id = waiting.standing_id
    -- one that itself only waits with another makes nobody wait
    WHERE waiting.suspected
        AND found.organisation_id = %(organisation)s AND found.value = ANY(%(values)s)
        AND advert.advert <> %(advert)s
"""


def two_people_wait(
    *,
    same_wording: StandingAdvert | None,
    came_before: bool,
    advert: str,
    row: Mapping[str, Any],
    things: Mapping[str, Sequence[int]],
    organisation_id: uuid.UUID,
    vault: Vault,
) -> bool:
    """Whether another advert of the account, or this one as it was, waits for two people or was refused by
    them; or this one was refused by anybody; or one that waits so under another account shares `THE_SAME`
    kinds of `things`. Another number in a new text takes nothing away, and neither does a new account.

    `came_before` says whether any wording of this advert stands: of one that never came nothing can wait.
    """
    if came_before:
        refused, by_two = Q(state=REFUSE.target), Q(two_people=True, state=REFUSE.source)
        waiting = DoorCheck.objects.filter(refused | by_two, standing__advert=advert)
        if same_wording is not None:
            waiting = waiting.exclude(standing=same_wording)
        if waiting.exists():
            return True
    account = (row.get("account") or {}).get("account_id")
    name = None if account is None else account_name(row["platform"], account, vault.pseudonym_key)
    but = None if same_wording is None else same_wording.id
    return shares_with_waiting(organisation_id, advert, things, account=name, but=but)


def shares_with_waiting(
    organisation_id: uuid.UUID,
    advert: str,
    things: Mapping[str, Sequence[int]],
    *,
    account: str | None = None,
    but: uuid.UUID | None = None,
) -> bool:
    """Whether an advert that waits for two people, or that they refused, shares enough with this one; of the
    same `account`, another wording than `but`, that is enough by itself."""
    kinds = {value: kind for kind, values in things.items() for value in values}
    if len(set(kinds.values())) < THE_SAME:
        kinds = {}
    if account is None and not kinds:
        return False
    asked = {
        "organisation": organisation_id,
        "account": account,
        "but": but,
        "values": list(kinds),
        "advert": advert,
    }
    shared: dict[uuid.UUID, set[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_BY_TWO, asked)
        for standing, value in cursor.fetchall():
            if value is None:
                return True
            shared.setdefault(standing, set()).add(kinds[value])
    return any(len(one) >= THE_SAME for one in shared.values())


def waits_with_others(standing: StandingAdvert, vault: Vault) -> bool:
    """The same of an advert that stands, out of what was kept of it. Raises `Broken`."""
    row = opened_record(vault, standing) | {"sighting_id": str(standing.id)}
    read = readings_of([(standing, row)], vault)[row["sighting_id"]]
    contacts = [one["pseudonym"] for one in read["contacts"]]
    things = things_of(row, contacts, vault.pseudonym_key)
    return shares_with_waiting(standing.organisation_id, standing.advert, things)
