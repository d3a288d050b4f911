"""Writing an answer, approving exactly these words, a second person, and what nobody knows of."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from baken.conversations import forms, queries
from baken.conversations.actions.write_message import (
    approve_message,
    decide_second,
    drop_message,
    save_draft,
    settle_unknown,
)
from baken.conversations.contact_policy import ASKS_SECOND, WAITS
from baken.conversations.exceptions import ConversationsError, MayNotGo, NotYours
from baken.conversations.models import Message, MessageDraft
from baken.conversations.permissions import SECOND, TALK
from baken.conversations.policies import can_answer, may_second
from baken.conversations.sealing import opened
from baken.conversations.views import WHY, refuse, shown, there, told
from baken.conversations.wording import folded, reasons
from baken.desk.guard import DeskRequest, page


@page(TALK, reason=WHY)
def write(request: DeskRequest, conversation_id: uuid.UUID) -> HttpResponse:
    """Writes an answer; before anybody approves it stands what keeps it back."""
    one = there(conversation_id)
    if not can_answer(one, request.actor):
        return redirect("conversations:conversation", one.id)
    draft = MessageDraft.objects.filter(conversation=one, user=request.user).first()
    initial = {"words": opened(draft, "words") if draft else "", "seen": one.step_count}
    form = forms.WriteForm(request.POST if request.method == "POST" else None, initial=initial)
    codes = queries.why_not(by=request.actor, conversation=one, kind="reply", template=None)
    told_here = reasons(codes)
    do = request.POST.get("do", "")
    if request.method == "POST" and form.is_valid():
        words, seen = form.cleaned_data["words"], form.cleaned_data["seen"]
        if do != "draft" and not words:
            form.add_error("words", _("Schrijf eerst een bericht."))
        elif do == "approve":
            try:
                made = approve_message(by=request.actor, conversation_id=one.id, seen=seen, words=words)
            except MayNotGo as fault:
                # asked as at sending, so that it could tell of a no that was said to others
                told_here = folded(fault.reasons)
                refuse(form, fault)
            except ConversationsError as fault:
                refuse(form, fault)
            else:
                messages.success(
                    request,
                    _("Goedgekeurd. Nu beslist eerst een tweede persoon.")
                    if made.state == "second"
                    else _("Goedgekeurd. Het bericht gaat zodra het mag."),
                )
                return redirect("conversations:conversation", one.id)
        else:
            save_draft(by=request.actor, conversation_id=one.id, words=words)
            if do == "draft":
                messages.success(request, _("Bewaard. Er is niets verstuurd."))
                return redirect("conversations:conversation", one.id)
            blocked = set(codes) - WAITS - ASKS_SECOND
            return shown(
                request, "approve", form, conversation=one, words=words, seen=seen, why_not=told_here,
                blocked=blocked,
            )  # fmt: skip
    return shown(request, "write", form, conversation=one, why_not=told_here)


@page(SECOND, reason=WHY)
def second(request: DeskRequest, said_id: uuid.UUID) -> HttpResponse:
    """The decision of a second person on exactly these words."""
    message = get_object_or_404(
        Message.objects.select_related("conversation__owner", "approved_by"), id=said_id
    )
    here = redirect("conversations:conversation", message.conversation_id)
    if request.method == "POST":
        do = request.POST.get("do")
        if do not in ("approve", "decline"):
            return here
        try:
            decide_second(by=request.actor, message_id=message.id, approve=do == "approve")
        except ConversationsError as fault:
            told(request, fault)
        else:
            messages.success(request, _("Bewaard. Wie het schreef, ziet uw besluit."))
        return redirect("conversations:list")
    try:
        words = queries.read_second(by=request.actor, message_id=message.id)
    except NotYours:
        return here
    context = {
        "message": message,
        "conversation": message.conversation,
        "words": words,
        "may_decide": may_second(message, request.actor),
    }
    return render(request, "conversations/second.html", context)


@require_POST
@page(TALK, reason=WHY)
def drop(request: DeskRequest, said_id: uuid.UUID) -> HttpResponse:
    """Takes back what did not go yet."""
    message = get_object_or_404(Message, id=said_id)
    try:
        drop_message(by=request.actor, message_id=message.id)
    except ConversationsError as fault:
        told(request, fault)
    else:
        messages.success(request, _("Teruggehaald. Het bericht gaat niet."))
    return redirect("conversations:conversation", message.conversation_id)


@page(TALK, reason=WHY)
def settle(request: DeskRequest, said_id: uuid.UUID) -> HttpResponse:
    """Says whether a message went of which nobody knows."""
    message = get_object_or_404(Message.objects.select_related("conversation"), id=said_id)
    conversation = message.conversation
    here = redirect("conversations:conversation", conversation.id)
    if message.state != "unknown" or conversation.owner_id != request.user.id:
        return here
    if request.method == "POST":
        do = request.POST.get("do")
        if do in ("went", "not"):
            try:
                settle_unknown(by=request.actor, message_id=message.id, went=do == "went")
            except ConversationsError as fault:
                told(request, fault)
            else:
                messages.success(request, _("Bewaard."))
        return here
    words = queries.read_second(by=request.actor, message_id=message.id)
    context = {"message": message, "conversation": conversation, "words": words}
    return render(request, "conversations/settle.html", context)
