"""How fast a key may ask, counted in the database for all server processes together.

One moment per key says when everything would be free again (GCRA): each request moves it on by its share of a
minute, and one that would move it further than a minute ahead is refused. What was counted is counted at
once, in a statement of its own, so that requests of one key never wait for each other.
"""

import math
import uuid
from datetime import datetime

from django.db import connection

_ASK = """
    INSERT INTO api_pace AS known (id, organisation_id, key_id, free_at)
    VALUES (%(id)s, %(organisation)s, %(key)s, %(now)s + make_interval(secs => %(share)s))
    ON CONFLICT (key_id) DO UPDATE
        SET free_at = GREATEST(known.free_at, %(now)s) + make_interval(secs => %(share)s)
        WHERE GREATEST(known.free_at, %(now)s) + make_interval(secs => %(share)s)
            <= %(now)s + make_interval(secs => 60)
    RETURNING free_at
"""
_FREE = "SELECT free_at FROM api_pace WHERE key_id = %s"


def wait_for_pace(organisation_id: uuid.UUID, key_id: uuid.UUID, per_minute: int, now: datetime) -> int:
    """Counts a request and returns 0, or, uncounted, the whole seconds until the next one may be made."""
    share = 60 / per_minute
    with connection.cursor() as cursor:
        cursor.execute(
            _ASK,
            {
                "id": uuid.uuid4(),
                "organisation": organisation_id,
                "key": key_id,
                "now": now,
                "share": share,
            },
        )
        if cursor.fetchone():
            return 0
        cursor.execute(_FREE, [key_id])
        free_at: datetime = cursor.fetchone()[0]
    return max(1, math.ceil((free_at - now).total_seconds() + share - 60))
