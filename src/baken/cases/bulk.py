"""Cases as rows of codes and days, for figures: never a word of them, a lead or a colleague."""

from collections.abc import Iterator

from django.db.models import OuterRef, Subquery
from django.utils.timezone import localdate

from baken.cases.models import Case, CaseSaid
from baken.cases.states import CAN_SAY
from baken.tenancy.said_by_person import in_order
from baken.triage.bulk import Row, newest_provinces, one_province


def coded_cases() -> Iterator[Row]:
    """A row a case that began, of the organisation acted for. One that waits for a second person did not."""
    answers = in_order(CaseSaid.objects.filter(case=OuterRef("id"), case__state__in=CAN_SAY))
    found = (
        Case.objects.exclude(state="waiting")
        .annotate(where=newest_provinces("lead__advertiser", "created_at", "lead__provinces"))
        .annotate(answer=Subquery(answers.values("answer")[:1]))
        .values_list("created_at", "state", "closure", "answer", "where")
    )
    for created_at, state, closure, answer, provinces in found:
        closed = ["closed", f"closed_{closure}"] if state == "closed" else []
        ended = ["ended"] if state == "ended" else []
        said = [f"said_{answer}"] if answer else []
        yield "case", localdate(created_at), one_province(provinces), [*closed, *ended, *said], {}
