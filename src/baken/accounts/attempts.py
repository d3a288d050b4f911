"""Counting attempts to come in, so that guessing takes longer and longer.

Never per account: then anybody could lock somebody out. Attempts are counted per origin (a network
address), but on a device where this account came in before they are counted for that device and account
alone, so that a stranger on the same network can't stop a colleague who is known. An attempt counts
before it is looked at, so that many at the same moment are not all let through; it is taken back
when it succeeds.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from baken.accounts.models import AttemptCounter
from baken.accounts.walls import ATTEMPT_SETTING

FREE = 8
"""Failures in a day before the first wait."""
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(days=1)

_COUNT = f"""
    SELECT set_config('{ATTEMPT_SETTING}', %(key)s, true);
    INSERT INTO accounts_attemptcounter AS now_known (key_hash, failures, refused, counted_at, waits_until)
    VALUES (decode(%(key)s, 'hex'), 1, 0, %(now)s, %(now)s)
    ON CONFLICT (key_hash) DO UPDATE SET
        failures = CASE
            WHEN now_known.waits_until > %(now)s THEN now_known.failures
            WHEN now_known.counted_at < %(forgotten)s THEN 1
            ELSE now_known.failures + 1 END,
        refused = CASE WHEN now_known.waits_until > %(now)s THEN now_known.refused + 1 ELSE 0 END,
        counted_at = CASE
            WHEN now_known.waits_until > %(now)s THEN now_known.counted_at ELSE %(now)s END,
        waits_until = CASE
            WHEN now_known.waits_until > %(now)s THEN now_known.waits_until
            WHEN now_known.counted_at < %(forgotten)s THEN %(now)s
            WHEN now_known.failures + 1 < %(free)s THEN %(now)s
            ELSE %(now)s + make_interval(secs => LEAST(
                %(longest)s, %(first)s * power(2, LEAST(now_known.failures + 1 - %(free)s, 30)))) END
    RETURNING refused, waits_until;
    SELECT set_config('{ATTEMPT_SETTING}', '', true)
"""  # noqa: S608
_TAKE_BACK = f"""
    SELECT set_config('{ATTEMPT_SETTING}', %(key)s, true);
    UPDATE accounts_attemptcounter SET failures = GREATEST(failures - 1, 0), waits_until = %(now)s
    WHERE key_hash = decode(%(key)s, 'hex');
    SELECT set_config('{ATTEMPT_SETTING}', '', true)
"""  # noqa: S608


@dataclass(frozen=True)
class Count:
    """One counted attempt: how long to wait if it may not be made, and how many were refused since."""

    wait: timedelta
    refused: int

    @property
    def allowed(self) -> bool:
        """Whether it may be made now."""
        return self.refused == 0


def counter_key(kind: str, *parts: str) -> bytes:
    """What a counter is kept under: without the installation's key it says nothing of what it counts."""
    key = settings.BAKEN_KEYRING.key("installation", "attempts")
    return hmac.new(key, "\0".join((kind, *parts)).encode(), hashlib.sha256).digest()


def count(key: bytes, now: datetime | None = None) -> Count:
    """Counts an attempt and says whether it may be made. Waits double from 30 seconds to an hour."""
    now = now or timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNT,
            {
                "key": key.hex(),
                "now": now,
                "free": FREE,
                "first": FIRST_WAIT.total_seconds(),
                "longest": LONGEST_WAIT.total_seconds(),
                "forgotten": now - FORGOTTEN_AFTER,
            },
        )
        cursor.nextset()
        refused, waits_until = cursor.fetchone()
    return Count(max(waits_until - now, timedelta(0)) if refused else timedelta(0), refused)


def take_back(key: bytes, now: datetime | None = None) -> None:
    """The attempt succeeded: it does not count. Earlier failures still do, or somebody could guess and
    come in with a password of their own in turn."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_BACK, {"key": key.hex(), "now": now or timezone.now()})


def forget_old_counters() -> None:
    """Erases what was counted more than a day ago."""
    AttemptCounter.objects.filter(counted_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()
