"""Points in time as RFC 3339 writes them, and as columns hold them (UTC, microseconds)."""

from datetime import UTC, datetime, timedelta

from baken.collection.rejects import BadRecord


def read_moment(text: str) -> datetime:
    """The moment that an RFC 3339 text names; raises BadRecord outside the years 1 to 9999.

    A leap second becomes the second after it, and what is finer than a microsecond is dropped:
    neither fits the columns. The form itself is checked before, by the schema.
    """
    leap = text[17:19] == "60"
    try:
        moment = datetime.fromisoformat((text[:17] + "59" + text[19:] if leap else text).upper())
        if moment.tzinfo is None:
            raise BadRecord("has no UTC offset")
        if moment.tzinfo is not UTC:
            moment = moment.astimezone(UTC)
        return moment + timedelta(seconds=1) if leap else moment
    except (ValueError, OverflowError) as error:
        raise BadRecord("lies outside the years 1 to 9999") from error


def write_moment(moment: datetime) -> str:
    """The RFC 3339 text of a moment, in UTC with `Z`; of a naive one, without any offset."""
    if moment.tzinfo is None:
        return moment.isoformat()
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
