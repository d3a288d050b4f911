"""The pages of reaching out: from a lead to one approved opening, and once more after weeks."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from baken.conversations.exceptions import ConversationsError, MayNotGo, NotYours
from baken.conversations.models import Message
from baken.conversations.queries import may_approach
from baken.conversations.wording import reasons, refused
from baken.desk.guard import DeskRequest, page
from baken.outreach.actions.begin_outreach import approve_opening
from baken.outreach.actions.open_outreach import open_outreach
from baken.outreach.exceptions import NoGround, OutreachError
from baken.outreach.forms import FollowUpForm, OpeningForm, number
from baken.outreach.permissions import REACH_OUT
from baken.outreach.preview import next_of, next_preview, opening_of, openings
from baken.outreach.queries import reachable_contacts
from baken.outreach.wording import closed
from baken.triage.exceptions import RestsElsewhere, TriageError
from baken.triage.models import Lead
from baken.triage.policies import check_contactable

WHY = "reaching out"


@page(REACH_OUT, reason=WHY)
def begin(request: DeskRequest, lead_id: uuid.UUID) -> HttpResponse:
    """Whom of a lead, over what and with which text; then exactly what would go, and only then a button that
    approves it. Where nobody may be approached no contact is read."""
    lead = get_object_or_404(Lead.objects.defer("known_sightings"), id=lead_id)
    try:
        check_contactable(lead)
        if not may_approach():
            raise NoGround
    except (TriageError, NoGround) as fault:
        stands = None
        if isinstance(fault, RestsElsewhere):
            stands = Lead.objects.filter(id=fault.lead_id).first()
        context = {
            "lead": lead, "why": closed(fault), "stands": stands, "no_ground": isinstance(fault, NoGround),
        }  # fmt: skip
        return render(request, "outreach/closed.html", context)
    found = reachable_contacts(by=request.actor, lead_id=lead.id)
    sent = request.POST if request.method == "POST" else request.GET
    known = next((one for one in found if sent.get("to", "").startswith(f"{one.contact_id}.")), None)
    if request.method == "POST" and known is not None and known.conversation is not None:
        # pressed twice, or a colleague was first
        messages.info(request, _("Met dit contact is er al een gesprek. Er is niets dubbel verstuurd."))
        return redirect("conversations:conversation", known.conversation.id)
    form = OpeningForm(sent if "to" in sent or "text" in sent else None, found=found, templates=openings())
    busy = any(one.conversation is not None and one.conversation.state != "closed" for one in found)
    context = {
        "lead": lead, "found": found, "form": form, "templates": openings().exists(), "busy": busy,
    }  # fmt: skip
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "outreach/choose.html", context, status=status)
    (one, channel), template = form.cleaned_data["to"], form.cleaned_data["text"]
    told: list[str] = []
    if request.method == "POST":
        try:
            made = open_outreach(
                by=request.actor, lead_id=lead.id, contact_id=one.contact_id, channel=channel,
                template_id=template.id, language=template.language,
            )  # fmt: skip
        except MayNotGo as fault:
            told = refused(fault.reasons)
        except (ConversationsError, OutreachError, TriageError) as fault:
            told = [closed(fault)]
        else:
            return _approved(request, made)
    preview = opening_of(by=request.actor, lead=lead, found=one, channel=channel, template=template)
    context |= {"preview": preview, "one": one, "told": told, "why": reasons(preview.blocked)}
    return render(request, "outreach/opening.html", context, status=422 if told else 200)


@page(REACH_OUT, reason=WHY)
def follow(request: DeskRequest, conversation_id: uuid.UUID) -> HttpResponse:
    """The follow-up in a conversation that we began (or its opening, where that did not go): when, which
    words, who decides. For whoever has the conversation."""
    try:
        following = next_of(by=request.actor, conversation_id=conversation_id)
    except NotYours:
        return redirect("conversations:conversation", conversation_id)
    conversation = following.conversation
    sent = request.POST if request.method == "POST" else request.GET
    form = FollowUpForm(sent if "text" in sent else None, templates=following.templates)
    seen = number(request.POST.get("seen", ""))
    context: dict[str, Any] = {
        "conversation": conversation, "next": following, "form": form,
        "templates": following.templates.exists(), "seen": conversation.step_count if seen is None else seen,
    }  # fmt: skip
    if not form.is_bound or not form.is_valid():
        return render(request, "outreach/follow.html", context, status=422 if form.is_bound else 200)
    template, told = form.cleaned_data["text"], list[str]()
    if request.method == "POST" and seen is not None:
        try:
            made = approve_opening(
                by=request.actor, conversation_id=conversation.id, seen=seen, template_id=template.id,
                follow_up=following.kind == "follow_up",
            )  # fmt: skip
        except MayNotGo as fault:
            told = refused(fault.reasons)
        except ConversationsError as fault:
            told = [closed(fault)]
        else:
            return _approved(request, made)
    preview = next_preview(request.actor, following, template)
    context |= {"preview": preview, "told": told, "why": reasons(preview.blocked)}
    return render(request, "outreach/follow.html", context, status=422 if told else 200)


def _approved(request: DeskRequest, made: Message) -> HttpResponse:
    messages.success(
        request,
        _("Goedgekeurd. Nu beslist eerst een tweede persoon.")
        if made.state == "second"
        else _("Goedgekeurd. Het bericht gaat zodra het mag; tot dan kunt u het terughalen."),
    )
    return redirect("conversations:conversation", made.conversation_id)
