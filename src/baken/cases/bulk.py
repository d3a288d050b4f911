"""Cases as rows of codes and days, for figures: never a word of them, a lead or a colleague."""

from collections.abc import Iterator

from django.utils.timezone import localdate

from baken.cases.models import Case
from baken.triage.bulk import Row, newest_provinces, one_province


def coded_cases() -> Iterator[Row]:
    """A row a case that began, of the organisation acted for. One that waits for a second person did not."""
    found = (
        Case.objects.exclude(state="waiting")
        .annotate(where=newest_provinces("lead__advertiser", "created_at", "lead__provinces"))
        .values_list("created_at", "state", "closure", "where")
    )
    for created_at, state, closure, provinces in found:
        closed = ["closed", f"closed_{closure}"] if state == "closed" else []
        ended = ["ended"] if state == "ended" else []
        yield "case", localdate(created_at), one_province(provinces), [*closed, *ended], {}
