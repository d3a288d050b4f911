"""Cases as rows of codes and days, for figures: never a word of them, a lead or a colleague."""

from collections.abc import Iterator
from datetime import date

from django.utils.timezone import localdate

from baken.cases.models import Case

Row = tuple[str, date, list[str]]
"""What it is of, the day that it began, and what came of it as codes."""


def coded_cases() -> Iterator[Row]:
    """A row a case that began, of the organisation acted for. One that waits for a second person did not."""
    found = Case.objects.exclude(state="waiting").values_list("created_at", "state", "closure")
    for created_at, state, closure in found:
        closed = ["closed", f"closed_{closure}"] if state == "closed" else []
        yield "case", localdate(created_at), [*closed, *(["ended"] if state == "ended" else [])]
