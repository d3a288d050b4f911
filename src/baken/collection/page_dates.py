"""Dates as pages write them: RFC 3339, a format of the site, or words such as "3 dagen geleden"."""

import re
import warnings
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from baken.collection.moments import read_moment, write_moment
from baken.collection.rejects import BadRecord

_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)\Z")
_LONGEST = 80
_AHEAD = timedelta(days=1)
"""So much later than its capture may a page say that it was published: clocks and zones differ."""


def read_date(
    text: str,
    *,
    formats: Sequence[str] = (),
    languages: Sequence[str] = (),
    timezone: str = "Europe/Amsterdam",
    captured_at: datetime | None = None,
) -> str | None:
    """RFC 3339 in UTC of what a page says, or None when it can't be read.

    With formats only these count, then words of the languages. Words are counted from `captured_at`
    (aware); without it they are not read, as nobody can say what "yesterday" was.
    """
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST:
        return None
    zone = ZoneInfo(timezone)
    try:
        for form in formats:
            if moment := _in_format(text, form, zone):
                return write_moment(moment)
        if not formats and _RFC_3339.match(text):
            return write_moment(read_moment(text))
        # a number alone is no date, though it may be the day of some month
        if languages and captured_at is not None and not text.isdigit():
            said = _in_words(text, tuple(languages), timezone, captured_at.astimezone(zone))
            if said is not None and said.astimezone(UTC) <= captured_at + _AHEAD:
                return write_moment(said)
    except (ValueError, OverflowError, BadRecord):
        return None
    return None


def _in_format(text: str, form: str, zone: ZoneInfo) -> datetime | None:
    try:
        local = datetime.strptime(text, form)  # noqa: DTZ007 - the zone follows
    except ValueError:
        return None
    return local if local.tzinfo else local.replace(tzinfo=zone)


def _in_words(text: str, languages: tuple[str, ...], timezone: str, base: datetime) -> datetime | None:
    import dateparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it says of its own insides is nothing for us
        found: datetime | None = dateparser.parse(
            text,
            languages=list(languages),
            settings={
                "RELATIVE_BASE": base.replace(tzinfo=None),
                "TIMEZONE": timezone,
                "RETURN_AS_TIMEZONE_AWARE": True,
                "PREFER_DATES_FROM": "past",
                "DATE_ORDER": "DMY",
            },
        )
    return found
