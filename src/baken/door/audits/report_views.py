"""The report on doors: audits beside each other, to print or take out; and checklists over time."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from baken.desk.exports import export_response, watermark_for
from baken.desk.guard import DeskRequest, page
from baken.door.audits import actions, forms, queries
from baken.door.audits.checklists import checklists
from baken.door.audits.exceptions import AuditsError
from baken.door.audits.report import CAVEATS, as_csv, report_rows
from baken.door.audits.views import WHY, refuse
from baken.door.permissions import READ_AUDITS, TAKE_AUDITS_OUT, WRITE_AUDITS
from baken.platforms.dialogue.files import MEDIA, write
from baken.platforms.models import Platform
from baken.vocabulary.door_audits import DoorGradation

CSV = "text/csv; charset=utf-8"


@page(READ_AUDITS, reason=WHY)
def report(request: DeskRequest) -> HttpResponse:
    """What doors stopped, a row a gradation and a column an audit."""
    every = queries.counting_audits()
    shown = every[: queries.COMPARED]
    tried = [code for code in DoorGradation.codes if any(code in one.rates for one in shown)]
    rows = [(code, [one.rates.get(code) for one in shown]) for code in tried]
    context = {"shown": shown, "rows": rows, "left_out": len(every) - len(shown), "caveats": CAVEATS}
    return render(request, "door/audits/report.html", context)


@page(TAKE_AUDITS_OUT, confirm=True)
def report_file(request: DeskRequest) -> HttpResponse:
    """The report as a spreadsheet or CSV: every audit that counts, a row a gradation."""
    rows = report_rows(queries.counting_audits(), forms.language())
    form = forms.FileForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["form"] == "csv":
            return export_response(
                request,
                data=as_csv(rows),
                filename="door-audits.csv",
                content_type=CSV,
                what="door:audits",
                rows=len(rows) - 1,
            )
        mark, sheet = watermark_for(request), _("toetsen")
        return export_response(
            request, data=write("ods", sheet, rows, mark), filename="door-audits.ods",
            content_type=MEDIA["ods"], mark=mark, content=write("ods", sheet, rows, None),
            what="door:audits", rows=len(rows) - 1,
        )  # fmt: skip
    context = {"form": form, "rows": len(rows) - 1, "back": reverse("audits:report")}
    return render(request, "door/audits/file.html", context, status=422 if form.errors else 200)


@page(READ_AUDITS, reason=WHY)
def lists(request: DeskRequest) -> HttpResponse:
    """Which checklists were answered for which platform, and when last."""
    form = forms.PlatformForm(request.GET if "platform" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("audits:platform", form.cleaned_data["platform"].code)
    context = {"standings": queries.standings(), "form": form, "checklists": checklists().values()}
    return render(request, "door/audits/lists.html", context)


@page(READ_AUDITS, reason=WHY)
def platform(request: DeskRequest, code: str) -> HttpResponse:
    """The checklists of one platform, each answer beside the earlier ones."""
    one = get_object_or_404(Platform, code=code)
    return render(request, "door/audits/platform.html", {"platform": one, "compared": queries.compared(one)})


@page(WRITE_AUDITS, reason=WHY)
def fill(request: DeskRequest, code: str, checklist: str) -> HttpResponse:
    """Answers a checklist anew; what was answered before stays."""
    one = get_object_or_404(Platform, code=code)
    asked = checklists().get(checklist)
    if asked is None:
        raise Http404
    form = forms.ReviewForm(request.POST if request.method == "POST" else None, checklist=asked)
    if request.method == "POST" and form.is_valid():
        try:
            actions.fill_checklist(
                by=request.actor, platform_id=one.id, checklist=asked.code,
                reviewed_on=form.cleaned_data["reviewed_on"], answers=form.answers,
            )  # fmt: skip
        except AuditsError as fault:
            refuse(form, fault)
        else:
            messages.success(request, _("De lijst is bewaard. Wat eerder is ingevuld, blijft te lezen."))
            return redirect("audits:platform", one.code)
    context = {"platform": one, "checklist": asked, "form": form}
    return render(request, "door/audits/fill.html", context, status=422 if form.errors else 200)
