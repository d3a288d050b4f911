"""What the person said of how they are accompanied: written down, taken back, and harm talked over with
whoever supervises."""

import uuid

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from baken.cases import forms
from baken.cases.actions.note_said import note_said, take_back_said, talk_harm_over
from baken.cases.asking import WHY, Asked, ask, case_of, filled, tell
from baken.cases.exceptions import CasesError
from baken.cases.models import CaseSaid
from baken.cases.permissions import SUPERVISE, WORK
from baken.cases.policies import can_say, of_reader
from baken.desk.guard import DeskRequest, page
from baken.tenancy.said_by_person import can_see_harm

SAID = Asked(
    gettext_lazy("Wat zei de persoon over de begeleiding?"),
    gettext_lazy(
        "Alleen wat de persoon zelf zei, nooit wat u denkt. Antwoorden hoeft niet, en verandert niets aan de "
        "hulp: zeg dat erbij. Het telt zonder naam mee in de cijfers. Deed het kwaad, dan bespreekt wie "
        "toezicht houdt het met u."
    ),
    gettext_lazy("Bewaar"),
    gettext_lazy("Bewaard. Is het anders, dan kunt u het terugnemen of opnieuw opschrijven."),
)
TALK_OVER = Asked(
    gettext_lazy("De persoon zei dat de begeleiding kwaad deed"),
    gettext_lazy(
        "Bespreek met wie deze persoon begeleidt wat er gebeurde en wat er anders moet. Zeg het hier als u "
        "het besprak: in het logboek komt dat u het was."
    ),
    gettext_lazy("Wij hebben het besproken"),
    gettext_lazy("Bewaard: u besprak het."),
)


@page(WORK, reason=WHY)
def said(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Writes down what the person said."""
    one = case_of(request, case_id)
    if not can_say(one):
        return redirect("cases:case", one.id)

    def act(sent: Form) -> None:
        note_said(by=request.actor, case_id=one.id, **sent.cleaned_data)

    return ask(request, one, filled(request, forms.SaidForm), SAID, act)


@require_POST
@page(WORK, reason=WHY)
def unsaid(request: DeskRequest, case_answer_id: uuid.UUID) -> HttpResponse:
    """It was written down by mistake."""
    row = get_object_or_404(CaseSaid, id=case_answer_id, case__in=of_reader(request.actor))
    try:
        take_back_said(by=request.actor, case_answer_id=row.id)
    except CasesError as fault:
        tell(request, fault)
    else:
        messages.success(request, _("Teruggenomen. Wat daarvoor gold, geldt weer."))
    return redirect("cases:case", row.case_id)


@page(SUPERVISE, reason=WHY)
def talk_over(request: DeskRequest, case_answer_id: uuid.UUID) -> HttpResponse:
    """That harm was talked over."""
    row = get_object_or_404(CaseSaid.objects.select_related("case"), id=case_answer_id)
    if not can_see_harm(row, request.actor, row.case.owner_id):
        return redirect("cases:supervise")

    def act(_sent: Form) -> None:
        talk_harm_over(by=request.actor, case_answer_id=row.id)

    return ask(
        request, row.case, filled(request, forms.NothingForm), TALK_OVER, act, back="cases:read_along",
        template="cases/put_on.html",
    )  # fmt: skip
