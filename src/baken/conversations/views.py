"""The pages of conversations: the shared inbox, one conversation, and who it is with."""

import uuid
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from baken.conversations import forms, queries
from baken.conversations.actions.hold_conversation import (
    join_conversation,
    leave_conversation,
    take_conversation,
)
from baken.conversations.actions.keep_safe import decide_doubt
from baken.conversations.channels.protocol import proves_sender
from baken.conversations.exceptions import ConversationsError
from baken.conversations.models import Conversation
from baken.conversations.permissions import SECOND, TALK
from baken.conversations.policies import can_answer, can_break_off, can_join, can_read, can_take, may_second
from baken.conversations.wording import WHY_NOT, reasons
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.tenancy.permission import may
from baken.tenancy.said_by_person import can_see_harm, harm_to_see

WHY = "talking with people"
_COLUMNS = (
    Column("number", gettext_lazy("Nummer"), "number"),
    Column("owner", gettext_lazy("Van wie"), "owner__name"),
    Column("waits", gettext_lazy("Wacht sinds"), "waits_since"),
    Column("attention", gettext_lazy("Let op")),
    Column("state", gettext_lazy("Stand"), "state"),
)


def told(request: DeskRequest, fault: ConversationsError) -> None:
    """Says above the page why something can't be done."""
    messages.error(request, str(WHY_NOT[type(fault)][1]))


def refuse(form: Form, fault: ConversationsError) -> None:
    """Says it in the form, beside the field where there is one."""
    field, words = WHY_NOT[type(fault)]
    form.add_error(field if field in form.fields else None, str(words))


def shown(request: DeskRequest, template: str, form: Form, **context: Any) -> HttpResponse:
    """A page with a form on it."""
    status = 422 if form.errors else 200
    return render(request, f"conversations/{template}.html", {"form": form, **context}, status=status)


def there(conversation_id: uuid.UUID) -> Conversation:
    """The conversation, without its words. Raises Http404."""
    found: Conversation = get_object_or_404(queries.conversations(), id=conversation_id)
    return found


@page(TALK, reason=WHY)
def listed(request: DeskRequest) -> HttpResponse:
    """The shared inbox: who waits longest first, and what can't wait above it. No words, no contacts."""
    found = list_page(
        request, queries.conversations(), _COLUMNS, default="waits",
        filters=forms.ConversationFilter(request.GET),
    )  # fmt: skip
    standing = queries.inbox_standing()
    seconds = [one for one in standing.seconds if may_second(one, request.actor)]
    context = {"list": found, "standing": standing, "seconds": seconds}
    return render(request, "conversations/list.html", context)


@page(TALK, reason=WHY)
def conversation(request: DeskRequest, conversation_id: uuid.UUID) -> HttpResponse:
    """One conversation; who does not have it and did not join sees only that it is there, and whose it is."""
    one = there(conversation_id)
    second = may(request.user, SECOND)
    alarms = one.alarms.filter(answered_at=None).select_related("raised_by")
    harm = harm_to_see(one.said.all())
    context = {
        "conversation": one,
        "can_take": can_take(one, request.actor),
        "can_join": second and can_join(one, request.user.id),
        "alarms": alarms,
        "may_answer_alarm": second and one.owner_id != request.user.id,
        "harm": [(row, second and can_see_harm(row, request.actor, one.owner_id)) for row in harm],
    }
    if not can_read(one, request.actor):
        return render(request, "conversations/outside.html", context)
    opened = queries.open_conversation(by=request.actor, conversation_id=conversation_id)
    context |= {
        "one": opened,
        "mine": one.owner_id == request.user.id,
        "sender_proven": proves_sender(one.contact.channel),
        "can_answer": can_answer(one, request.actor),
        # we began and nobody wrote: an answer to nothing is not offered
        "we_wait": one.began == "us" and one.wrote_at is None,
        "can_break_off": can_break_off(one, request.actor),
        "why_not": reasons(opened.may_answer),
    }
    return render(request, "conversations/conversation.html", context)


@require_POST
@page(TALK, reason=WHY)
def take(request: DeskRequest, conversation_id: uuid.UUID) -> HttpResponse:
    """Takes a conversation that nobody has."""
    try:
        take_conversation(by=request.actor, conversation_id=conversation_id)
    except ConversationsError as fault:
        told(request, fault)
    else:
        messages.success(request, _("U hebt nu dit gesprek. Alleen u antwoordt."))
    return redirect("conversations:conversation", conversation_id)


@require_POST
@page(SECOND, reason=WHY)
def join(request: DeskRequest, conversation_id: uuid.UUID) -> HttpResponse:
    """Comes along as a supervisor, or leaves again."""
    leaves = request.POST.get("do") == "leave"
    try:
        (leave_conversation if leaves else join_conversation)(
            by=request.actor, conversation_id=conversation_id
        )
    except ConversationsError as fault:
        told(request, fault)
    else:
        said = (
            _("U kijkt niet meer mee.") if leaves else _("U kijkt nu mee. U leest alles, en antwoordt niet.")
        )
        messages.success(request, said)
    return redirect("conversations:conversation", conversation_id)


@require_POST
@page(TALK, reason=WHY)
def doubt(request: DeskRequest, conversation_id: uuid.UUID) -> HttpResponse:
    """Says whether what they wrote is a stop; who does not say which decides nothing."""
    there(conversation_id)
    said, seen = request.POST.get("do"), request.POST.get("seen", "")
    if said in ("stop", "no_stop") and seen.isascii() and seen.isdecimal():
        try:
            decide_doubt(
                by=request.actor, conversation_id=conversation_id, seen=int(seen), stop=said == "stop"
            )
        except ConversationsError as fault:
            told(request, fault)
        else:
            messages.success(
                request,
                _("Gestopt. Deze persoon krijgt geen berichten meer.")
                if said == "stop"
                else _("Bewaard: het was geen stop."),
            )
    return redirect("conversations:conversation", conversation_id)


@page(TALK, reason=WHY)
def contact(request: DeskRequest, conversation_id: uuid.UUID) -> HttpResponse:
    """Who it is with, for the owner alone, after a reason; shown once and never in an address."""
    one = there(conversation_id)
    if one.owner_id != request.user.id:
        return redirect("conversations:conversation", one.id)
    form = forms.WhyForm(request.POST if request.method == "POST" else None)
    value = ""
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["reason"]
        value = queries.read_contact(by=request.actor, conversation_id=one.id, reason=why)
    return shown(request, "contact", form, conversation=one, value=value)
