"""The page that takes a file back: at once, or by a worker where that takes longer than a page may."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from baken.desk.guard import DeskRequest, page
from baken.register.actions.undo_import import undo_import
from baken.register.exceptions import AlreadyUndone, ChangedSinceImport, HeldInRegister, UndoAsked, UndoBegun
from baken.register.models import AskedUndo
from baken.register.permissions import REGISTER_WRITE
from baken.register.taking_back.actions import AT_ONCE, ask_undo, dismiss_undo, withdraw_undo
from baken.register.taking_back.holding import kept_of
from baken.register.taking_back.queries import corrected_since, counted_batches
from baken.register.taking_back.states import ACTIVE
from baken.register.views import REASON


@page(REGISTER_WRITE, reason=REASON)
def undo(request: DeskRequest, batch_id: uuid.UUID) -> HttpResponse:
    """Says what goes and asks once more; then takes it out, or has a worker do it. Says how far that is."""
    batch = get_object_or_404(counted_batches(), id=batch_id)
    asked = AskedUndo.objects.filter(batch=batch, state__in=ACTIVE).select_related("asked_by").first()
    by_worker = batch.left + batch.to_review > AT_ONCE
    if request.method != "POST":
        context = {
            "batch": batch,
            "asked": asked,
            "corrected": corrected_since(batch),
            "kept": kept_of(batch),
            "by_worker": by_worker,
            "at_once": AT_ONCE,
        }
        return render(request, "register/undo.html", context)
    try:
        if asked or by_worker:
            ask_undo(by=request.actor, batch=batch)
            messages.success(
                request, _already(asked) if asked else _("Gevraagd. Hieronder staat hoe ver het is.")
            )
        else:
            count = undo_import(by=request.actor, batch=batch)
            messages.success(
                request, _("Het bestand is teruggenomen: %(count)s registraties.") % {"count": count}
            )
    except ChangedSinceImport as fault:
        messages.error(
            request,
            ngettext(
                "%(count)s registratie uit dit bestand is daarna verbeterd. Daarom blijft alles staan.",
                "%(count)s registraties uit dit bestand zijn daarna verbeterd. Daarom blijft alles staan.",
                fault.corrected,
            )
            % {"count": fault.corrected},
        )
    except HeldInRegister as fault:
        messages.error(
            request,
            ngettext(
                "%(count)s registratie uit dit bestand wordt vastgehouden. Daarom blijft alles staan.",
                "%(count)s registraties uit dit bestand worden vastgehouden. Daarom blijft alles staan.",
                fault.kept,
            )
            % {"count": fault.kept},
        )
    except (AlreadyUndone, UndoAsked):
        messages.info(request, _("Iemand anders nam dit bestand al terug, of vroeg dat net."))
    return redirect("register:files")


def _already(asked: AskedUndo) -> str:
    return _("Dit was al gevraagd door %(name)s. Het staat in de wachtrij.") % {"name": asked.asked_by.name}


@require_POST
@page(REGISTER_WRITE, reason=REASON)
def withdraw(request: DeskRequest, asked_undo_id: uuid.UUID) -> HttpResponse:
    """Takes nothing back after all, as long as no worker began."""
    asked = get_object_or_404(AskedUndo, id=asked_undo_id)
    try:
        withdraw_undo(by=request.actor, asked=asked)
    except UndoBegun:
        messages.info(request, _("Intrekken kan niet meer: het terugnemen is al begonnen."))
    else:
        messages.success(request, _("Ingetrokken. Het bestand blijft in het register."))
    return redirect("register:files")


@require_POST
@page(REGISTER_WRITE, reason=REASON)
def dismiss(request: DeskRequest, asked_undo_id: uuid.UUID) -> HttpResponse:
    """Somebody read what came of it."""
    dismiss_undo(by=request.actor, asked=get_object_or_404(AskedUndo, id=asked_undo_id))
    return redirect("register:files")
