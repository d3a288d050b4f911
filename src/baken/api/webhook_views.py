"""The pages of addresses that are told: the list, one of them with its messages, a new one, the end."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from baken.accounts.posted import posted
from baken.api.exceptions import ApiError, UnusableAddress
from baken.api.forms import WebhookForm
from baken.api.models import Delivery, Webhook
from baken.api.permissions import MANAGE_PROGRAMS
from baken.api.views import show_once, take_secret
from baken.api.webhooks import actions
from baken.api.webhooks.states import BACKOFF, MOST_TRIES, OFF_AFTER
from baken.audit.actions import record_event
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page

WHY = "messages to programs"
COLUMNS = (
    Column("url", gettext_lazy("Adres"), order="url"),
    Column("kinds", gettext_lazy("Krijgt bericht van")),
    Column("state", gettext_lazy("Stand"), order="off_at"),
)
DELIVERIES = (
    Column("at", gettext_lazy("Wanneer"), order="happened_at", descending=True),
    Column("kind", gettext_lazy("Wat"), order="kind"),
    Column("state", gettext_lazy("Stand"), order="state"),
    Column("tries", gettext_lazy("Pogingen"), order="tries", numeric=True),
    Column("again", gettext_lazy("Volgende poging"), order="next_try_at"),
)


@page(MANAGE_PROGRAMS, reason=WHY)
def webhooks(request: DeskRequest) -> HttpResponse:
    """Every address that is told something."""
    found = list_page(request, Webhook.objects.filter(removed_at=None), COLUMNS, default="url")
    return render(request, "api/webhooks.html", {"list": found})


@never_cache
@page(MANAGE_PROGRAMS, reason=WHY)
def webhook(request: DeskRequest, webhook_id: uuid.UUID) -> HttpResponse:
    """One address and the messages to it; just after it was made, with its secret, once."""
    one = _found(webhook_id)
    found = list_page(request, one.deliveries.select_related("webhook"), DELIVERIES, default="-at")
    record_event(by=request.actor, action="api.deliveries_read", subject=f"webhook:{one.id}")
    return render(
        request,
        "api/webhook.html",
        {
            "webhook": one,
            "list": found,
            "secret": take_secret(request, webhook_id),
            "tries": MOST_TRIES,
            "days": OFF_AFTER.days,
            "last_wait": int(BACKOFF[-1].total_seconds() // 3600),
        },
    )


@page(MANAGE_PROGRAMS, reason=WHY, confirm=True)
def new_webhook(request: DeskRequest) -> HttpResponse:
    """An address more."""
    form = WebhookForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = actions.add_webhook(by=request.actor, **form.cleaned_data)
        except UnusableAddress:
            form.add_error(
                "url",
                _(
                    "Naar dit adres gaat niets. Schrijf een openbaar adres met https://, zonder naam of "
                    "wachtwoord erin; geen adres van deze computer of van een eigen netwerk."
                ),
            )
        else:
            return show_once(request, made.id, secret, "api:webhook")
    return render(request, "api/new_webhook.html", {"form": form}, status=422 if form.errors else 200)


@page(MANAGE_PROGRAMS, reason=WHY, confirm=True)
def renew(request: DeskRequest, webhook_id: uuid.UUID) -> HttpResponse:
    """Another secret to sign with."""
    one = _found(webhook_id)
    if request.method == "POST":
        secret = actions.renew_secret(by=request.actor, webhook_id=webhook_id)
        return show_once(request, webhook_id, secret, "api:webhook")
    return render(request, "api/renew_webhook.html", {"webhook": one})


@page(MANAGE_PROGRAMS, reason=WHY, confirm=True)
def remove(request: DeskRequest, webhook_id: uuid.UUID) -> HttpResponse:
    """The end of an address."""
    one = _found(webhook_id)
    if request.method == "POST":
        actions.remove_webhook(by=request.actor, webhook_id=webhook_id)
        messages.success(request, _("Het adres is weg. Er gaat niets meer heen."))
        return redirect("api:webhooks")
    return render(request, "api/remove_webhook.html", {"webhook": one})


def _found(webhook_id: uuid.UUID) -> Webhook:
    there = Webhook.objects.filter(removed_at=None).select_related("created_by", "off_by")
    found: Webhook = get_object_or_404(there, id=webhook_id)
    return found


def _doing(do: Callable[[DeskRequest, uuid.UUID], str]) -> Callable[..., HttpResponse]:
    """A button on the page of an address, and back to that page."""

    @require_POST
    @page(MANAGE_PROGRAMS, reason=WHY)
    def answer(request: DeskRequest, webhook_id: uuid.UUID) -> HttpResponse:
        _found(webhook_id)
        messages.success(request, do(request, webhook_id))
        return redirect("api:webhook", webhook_id)

    return answer


def _switch_off(request: DeskRequest, webhook_id: uuid.UUID) -> str:
    actions.switch_off(by=request.actor, webhook_id=webhook_id)
    return _("Het adres staat uit. Wat wachtte, gaat niet meer weg.")


def _switch_on(request: DeskRequest, webhook_id: uuid.UUID) -> str:
    actions.switch_on(by=request.actor, webhook_id=webhook_id)
    return _("Het adres staat aan. Het krijgt bericht van wat vanaf nu gebeurt.")


def _try(request: DeskRequest, webhook_id: uuid.UUID) -> str:
    actions.try_webhook(by=request.actor, webhook_id=webhook_id)
    return _("Er staat een proef klaar. Hieronder ziet u zo of die aankomt.")


switch_off = _doing(_switch_off)
switch_on = _doing(_switch_on)
try_one = _doing(_try)


@require_POST
@page(MANAGE_PROGRAMS, reason=WHY)
def send_again(request: DeskRequest, delivery_id: uuid.UUID) -> HttpResponse:
    """A message that was given up, from the start."""
    one = get_object_or_404(Delivery, id=delivery_id)
    try:
        actions.send_again(by=request.actor, delivery_id=delivery_id)
    except ApiError:
        messages.error(request, _("Dit bericht wacht al, of is aangekomen."))
    else:
        messages.success(request, _("Het bericht wordt opnieuw verstuurd."))
    return redirect("api:webhook", one.webhook_id)
