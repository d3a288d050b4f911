"""Leads as rows of codes and days, for figures: never a word of them, an advertiser or a colleague."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from baken.adverts.models import Extraction
from baken.triage.models import Lead
from baken.triage.states import STATES

DECIDED = ("no_concern", "unsure", "worth_contacting")
"""What a lead of the queue ends in. One on which two people differ, or which waits for the second, waits."""
SEVERAL, UNKNOWN = "several", "unknown"
"""Where an advert names more provinces than one, and none."""

Row = tuple[str, date, str, list[str], dict[str, int]]
"""What it is of, the day that it began, its province, what came of it as codes, and how many days that took,
by what was waited for."""


def newest_provinces(advertiser: str, moment: str, *held: str) -> Coalesce:
    """The provinces of an advertiser's newest advert at a moment, or those that a lead holds where no advert
    is left, by the names of the query's columns that hold them; null where there is nothing."""
    newest = Extraction.objects.filter(
        sighting__link__advertiser=OuterRef(advertiser), sighting__captured_at__lte=OuterRef(moment)
    ).order_by("-sighting__captured_at", "sighting_id")
    return Coalesce(Subquery(newest.values("provinces")[:1]), *held)


def one_province(codes: Iterable[str] | None) -> str:
    """The province that stands for these: the one there is, or that there are several or none."""
    found = sorted(set(codes or ()))
    return found[0] if len(found) == 1 else SEVERAL if found else UNKNOWN


def coded_leads() -> Iterator[Row]:
    """A row a lead, of the organisation acted for. One that rests under another went on as that one."""
    found = (
        Lead.objects.filter(rests_under__isnull=True)
        .annotate(where=newest_provinces("advertiser", "created_at", "provinces"))
        .values_list("created_at", "state", "where")
    )
    for created_at, state, provinces in found.iterator():
        if STATES[state].urgent:
            came = ["urgent"]
        else:
            came = ["decided", state] if state in DECIDED else ["undecided"]
        yield "lead", localdate(created_at), one_province(provinces), came, {}
