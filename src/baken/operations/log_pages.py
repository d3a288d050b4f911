"""The log, for who oversees it: who saw or did what, when and why. No content stands in it."""

import uuid
from datetime import datetime, time, timedelta
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from baken.accounts.models import User
from baken.audit.models import Event
from baken.audit.viewing import (
    LogFilter,
    last_verification,
    log_page,
    newest_seal,
    read_event,
    unsealed_since,
)
from baken.audit.words import GROUPS, action_words, reason_words
from baken.desk.forms import DeskForm
from baken.desk.guard import DeskRequest, page
from baken.operations.permissions import READ_LOG
from baken.operations.verifying import verify_now_or_later
from baken.vocabulary.code_list import Language
from baken.vocabulary.purposes import Purpose

PERIODS = {
    "1": gettext_lazy("vandaag"),
    "7": gettext_lazy("de laatste week"),
    "30": gettext_lazy("de laatste 30 dagen"),
    "365": gettext_lazy("het laatste jaar"),
}
"""Days, today included."""


class LogChoices(DeskForm):
    """Which part of the log: choices only."""

    group = forms.ChoiceField(label=gettext_lazy("Wat"), required=False)
    user = forms.ModelChoiceField(
        label=gettext_lazy("Wie"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("iedereen"),
    )
    period = forms.ChoiceField(
        label=gettext_lazy("Wanneer"),
        required=False,
        choices=[("", gettext_lazy("altijd")), *PERIODS.items()],
    )
    purpose = forms.ChoiceField(label=gettext_lazy("Doel"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        language: Language = "nl" if get_language() == "nl" else "en"
        groups = [(code, label.in_language(language)) for code, label in GROUPS.items()]
        self.fields["group"].choices = [("", _("alles")), *groups]  # type: ignore[attr-defined]
        self.fields["purpose"].choices = [("", _("elk doel")), *Purpose.choices(language)]  # type: ignore[attr-defined]
        self.fields["user"].queryset = User.objects.order_by("name")  # type: ignore[attr-defined]

    def wanted(self, now: datetime) -> LogFilter:
        """The filter that was chosen; what was no choice is left out."""
        chosen = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        user, period = chosen.get("user"), chosen.get("period")
        since = None
        if period:
            first = timezone.localdate(now) - timedelta(days=int(period) - 1)
            since = timezone.make_aware(datetime.combine(first, time.min))
        return LogFilter(
            group=chosen.get("group") or None,
            user=user.id if user else None,
            purpose=chosen.get("purpose") or None,
            since=since,
        )


@page(READ_LOG)
def log(request: DeskRequest) -> HttpResponse:
    """The log, newest first, with choices; and whether it is whole."""
    choices = LogChoices(request.GET)
    wanted = choices.wanted(timezone.now())
    found = log_page(by=request.actor, wanted=wanted, after=_after(request))
    kept = {name: request.GET[name] for name in choices.fields if request.GET.get(name)}
    return render(
        request,
        "operations/log.html",
        {
            "choices": choices,
            "filtered": bool(kept),
            "events": [
                (event, action_words(event.action), reason_words(event.reason)) for event in found.events
            ],
            "older": f"?{urlencode(kept | {'na': str(found.older)})}" if found.older else None,
            "newest": f"?{urlencode(kept)}" if "na" in request.GET else None,
            "verified": last_verification(),
            "newest_seal": newest_seal(),
            "unsealed_since": unsealed_since(),
        },
    )


def _after(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.GET["na"])
    except (KeyError, ValueError):
        return None


@page(READ_LOG)
def event(request: DeskRequest, event_id: uuid.UUID) -> HttpResponse:
    """One event, and whether the seal that closes it holds."""
    thing = get_object_or_404(Event.objects.select_related("user", "seal"), id=event_id)
    return render(
        request,
        "operations/event.html",
        {
            "event": thing,
            "words": action_words(thing.action),
            "reason": reason_words(thing.reason),
            "details": sorted(thing.details.items()),
            "check": read_event(by=request.actor, event=thing),
        },
    )


@page(READ_LOG)
def verify(request: DeskRequest) -> HttpResponse:
    """Computes the whole log again and says whether it is whole."""
    if request.method != "POST":
        # who was asked for a reason first comes back here without the button
        return redirect("operations:log")
    found = verify_now_or_later(by=request.actor)
    if found is None:
        messages.info(
            request, _("Het logboek is lang: een taak gaat het na. De uitslag komt op deze pagina.")
        )
    elif found.faults:
        number = len(found.faults)
        messages.error(
            request,
            ngettext(
                "Het logboek is niet heel: %(number)s fout.",
                "Het logboek is niet heel: %(number)s fouten.",
                number,
            )
            % {"number": number},
        )
    else:
        messages.success(
            request,
            _("Het logboek is heel: %(events)s regels in %(seals)s zegels kloppen.")
            % {"events": found.sealed_events, "seals": found.seals},
        )
    return redirect("operations:log")
