"""Lets the demo have a past: what is done inside is done some time ago, as the clock of the rooms has it.

Histories can't be changed afterwards, not even here: the database lets nobody move what was written. So they
are written on their day, by the actions that everybody uses, and the log tells the same days.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

from django.utils import timezone

right_now = timezone.now
"""The clock itself, inside too."""


@contextmanager
def some_time_ago(time: timedelta) -> Iterator[None]:
    """Inside, now is so long ago. Within one process and thread, and never while jobs run."""
    with patch.object(timezone, "now", lambda: right_now() - time):
        yield
