"""What the organisation is called."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from baken.accounts.actions import rename_organisation
from baken.accounts.people_forms import OrganisationForm
from baken.accounts.permissions import MANAGE_USERS
from baken.accounts.posted import posted
from baken.desk.guard import DeskRequest, page

WHY = "managing the organisation"


@page(MANAGE_USERS, reason=WHY)
def organisation(request: DeskRequest) -> HttpResponse:
    """Its names, and what people type after the @."""
    return render(request, "accounts/organisation.html", {"organisation": request.actor.organisation})


@page(MANAGE_USERS, reason=WHY, confirm=True)
def rename(request: DeskRequest) -> HttpResponse:
    """Other names."""
    ours = request.actor.organisation
    form = OrganisationForm(posted(request), initial={"name_nl": ours.name_nl, "name_en": ours.name_en})
    if request.method == "POST" and form.is_valid():
        rename_organisation(by=request.actor, **form.cleaned_data)
        messages.success(request, _("De naam is veranderd."))
        return redirect("accounts:organisation")
    return render(request, "accounts/rename_organisation.html", {"form": form})
