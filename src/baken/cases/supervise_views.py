"""The pages of whoever supervises: every case without words, reading one along with a reason, and putting a
colleague on one that nobody sees to."""

import uuid

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy

from baken.cases import forms, queries
from baken.cases.actions.share_case import put_on_case
from baken.cases.asking import WHY, Asked, ask, filled
from baken.cases.models import Case
from baken.cases.permissions import SUPERVISE
from baken.cases.views import COLUMNS
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import list_page

PUT_ON = Asked(
    gettext_lazy("Zet een collega erbij"),
    gettext_lazy(
        "Niemand blijft alleen. Deze collega leest dan alles, en heeft de begeleiding als niemand haar had."
    ),
    gettext_lazy("Zet erbij"),
    gettext_lazy("Uw collega staat er nu bij."),
)


@page(SUPERVISE, reason=WHY)
def every(request: DeskRequest) -> HttpResponse:
    """Every case by number, state and who sees to it; those nobody sees to are counted above it."""
    found = list_page(
        request, queries.all_cases(timezone.localdate()), COLUMNS, default="-last",
        filters=forms.CaseFilter(request.GET),
    )  # fmt: skip
    context = {"list": found, "alone": queries.left_alone(), "harm": queries.harm_said()}
    return render(request, "cases/supervise.html", context)


@page(SUPERVISE)
def read_along(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """One case, for a reason that stands in the log."""
    one = queries.open_case(by=request.actor, case_id=case_id, supervised=True)
    context = {"one": one, "case": one.case, "now": timezone.now(), "supervised": True}
    return render(request, "cases/case.html", context)


@page(SUPERVISE, reason=WHY)
def put_on(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Puts a colleague on a case."""
    one = get_object_or_404(Case, id=case_id)

    def act(sent: Form) -> None:
        put_on_case(by=request.actor, case_id=one.id, user_id=sent.cleaned_data["user"].id)

    return ask(
        request, one, filled(request, forms.MemberForm), PUT_ON, act, back="cases:read_along",
        template="cases/put_on.html",
    )  # fmt: skip
