"""The page of rates, and the same as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from baken.desk.exports import export_response
from baken.desk.forms import DeskForm
from baken.desk.guard import DeskRequest, page
from baken.door.audits.report import as_csv
from baken.door.permissions import SEE_RATES, TAKE_RATES_OUT
from baken.door.rates.queries import read_rates
from baken.door.rates.shown import file_rows, tables
from baken.indicators.proportions import LEAST

WHY = "moderation at the door"


@page(SEE_RATES, reason=WHY)
def rates(request: DeskRequest) -> HttpResponse:
    """How often the door held without need, and whom; and what came of appeals, per rule."""
    found = read_rates(by=request.actor)
    context = {"tables": tables(found), "anything": found.anything, "least": LEAST}
    return render(request, "door/rates/rates.html", context)


@page(TAKE_RATES_OUT, confirm=True)
def rates_file(request: DeskRequest) -> HttpResponse:
    """The rates as CSV."""
    rows = file_rows(read_rates(by=request.actor))
    form = DeskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return export_response(
            request, data=as_csv(rows), filename="door-rates.csv", content_type="text/csv; charset=utf-8",
            what="door:rates", rows=len(rows) - 1,
        )  # fmt: skip
    context = {"form": form, "rows": len(rows) - 1, "back": reverse("door:rates")}
    return render(request, "door/rates/file.html", context)
