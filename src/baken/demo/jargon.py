"""Invented jargon that comes up in the last weeks of the invented market: words that mean nothing."""

from datetime import date, timedelta

JARGON = ("avondlicht", "sluisdeur rood", "roosvenster")
LAST_WEEKS = timedelta(weeks=2)
EVERY = 4


def with_jargon(text: str, number: int, day: date, end: date) -> str:
    """The words of an invented advert; for every fourth in the two weeks before `end` with jargon behind
    them, by its number."""
    if day < end - LAST_WEEKS or number % EVERY:
        return text
    return f"{text} {JARGON[number // EVERY % len(JARGON)].capitalize()}."
