"""The pages of the texts that may begin a conversation or answer in one: written, looked at, reviewed."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.conversations.exceptions import ConversationsError, TextNotAllowed
from baken.conversations.models import MessageTemplate
from baken.conversations.permissions import READ_RULES, WRITE_TEMPLATES
from baken.conversations.rules import queries
from baken.conversations.rules.actions import (
    decide_template,
    take_back_template,
    withdraw_template,
    write_template,
)
from baken.conversations.rules.forms import TextFilter, TextForm
from baken.conversations.rules.texts import text_faults
from baken.conversations.rules.views import WHY, is_second, shown
from baken.conversations.rules.wording import why_not
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.tenancy.permission import may
from baken.tenancy.second_person import DecidedAlready
from baken.vocabulary.languages import ADVERT_LANGUAGES

_COLUMNS = (
    Column("name", gettext_lazy("Naam"), "name"),
    Column("language", gettext_lazy("Taal"), "language"),
    Column("kind", gettext_lazy("Waarvoor"), "kind"),
    Column("state", gettext_lazy("Stand"), "state"),
    Column("until", gettext_lazy("Laatste dag"), "valid_until"),
)


@page(READ_RULES, reason=WHY)
def texts(request: DeskRequest) -> HttpResponse:
    """Every text by language and kind; what waits for a review and what ends soon above it."""
    rules = queries.standing_rules()
    today = queries.today_of(rules)
    found = list_page(
        request, queries.templates(), _COLUMNS, default="language", filters=TextFilter(request.GET)
    )
    for one in found.page.object_list:
        one.sent_today = queries.can_be_sent(one, rules, today)
        one.is_over = one.valid_until < today
        one.language_label = ADVERT_LANGUAGES[one.language]
    return shown(
        request, "texts", here="texts", list=found, waiting=queries.waiting_texts(),
        ending=queries.ending_soon(today), can_write=may(request.user, WRITE_TEMPLATES),
    )  # fmt: skip


@page(WRITE_TEMPLATES, reason=WHY)
def write(request: DeskRequest) -> HttpResponse:
    """Writes a text; first it shows what somebody would get, and what rule 7 finds in it."""
    form = TextForm(request.POST if request.method == "POST" else None, initial={"kind": "opening"})
    looked: dict[str, object] = {}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        page_of_ours = queries.standing_rules().neutral_page
        faults = text_faults(given["text"], kind=given["kind"], neutral_page=page_of_ours)
        looked = {"looked": True, "faults": faults, "text": given["text"], "language": given["language"]}
        if request.POST.get("do") == "ask" and not faults:
            try:
                made = write_template(by=request.actor, **given)
            except TextNotAllowed as fault:
                looked["faults"] = fault.faults
            except ConversationsError as fault:
                form.add_error(None, why_not(fault))
            else:
                messages.success(request, _("Bewaard. Een collega kijkt hem na; tot dan kan hij niet weg."))
                return redirect("contact_rules:text", made.id)
    return shown(request, "write_text", form, here="texts", **looked)


@page(READ_RULES, reason=WHY)
def text(request: DeskRequest, message_template_id: uuid.UUID) -> HttpResponse:
    """One text as somebody gets it, what rule 7 finds in it today, and who may do what with it."""
    one = get_object_or_404(queries.templates(), id=message_template_id)
    if request.method == "POST":
        return _settle(request, one)
    rules = queries.standing_rules()
    today = queries.today_of(rules)
    writes = may(request.user, WRITE_TEMPLATES)
    return shown(
        request, "text", here="texts", one=one, language_label=ADVERT_LANGUAGES[one.language],
        faults=queries.faults_now(one, rules),
        sent_today=queries.can_be_sent(one, rules, today), is_over=one.valid_until < today,
        ends_soon=one.state == "approved" and today <= one.valid_until <= today + queries.ENDS_SOON,
        can_decide=writes and one.state == "asked" and is_second(request, one),
        can_take_back=writes and one.state == "asked" and not is_second(request, one),
        can_retire=writes and one.state == "approved",
    )  # fmt: skip


def _settle(request: DeskRequest, one: MessageTemplate) -> HttpResponse:
    do = request.POST.get("do")
    try:
        if do == "take_back":
            take_back_template(by=request.actor, template_id=one.id)
            messages.success(request, _("Teruggenomen. De tekst is weg."))
            return redirect("contact_rules:texts")
        if do in ("approve", "decline"):
            decide_template(by=request.actor, template_id=one.id, approve=do == "approve")
            said = _("Goedgekeurd. Collega's kunnen hem kiezen.") if do == "approve" else _("Afgekeurd.")
            messages.success(request, said)
        elif do == "retire":
            withdraw_template(by=request.actor, template_id=one.id)
            messages.success(request, _("Uit gebruik. Wat ermee klaarstond, gaat niet meer."))
    except (ConversationsError, DecidedAlready) as fault:
        messages.error(request, why_not(fault))
    return redirect("contact_rules:text", one.id)
