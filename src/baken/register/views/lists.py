"""The list of registrations, with one's own drafts above it."""

from typing import Any

from django import forms
from django.db.models import Prefetch
from django.db.models.functions import ExtractYear
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from baken.audit.actions import record_event
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.register.actions import open_draft
from baken.register.forms import choices_of
from baken.register.models import Mention, Registration, RegistrationDraft
from baken.register.parts import PARTS
from baken.register.permissions import REGISTER_READ
from baken.register.views import REASON
from baken.vocabulary.code_list import CodeList
from baken.vocabulary.exploitation import ExploitationForm
from baken.vocabulary.places import PoliceUnit
from baken.vocabulary.platforms import PlatformType
from baken.vocabulary.sources import SourceKind

COLUMNS = (
    Column("reference", _("Zaaknummer"), order="reference"),
    Column("day", _("Geregistreerd"), order="registered_on", descending=True),
    Column("source", _("Bron"), order="source_kind"),
    Column("form", _("Vorm"), order="form"),
    Column("unit", _("Politie-eenheid"), order="police_unit"),
    Column("platforms", _("Platforms")),
    Column("persons", _("Personen"), numeric=True),
)


def _choice(label: Any, codes: CodeList, **more: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, required=False, choices=lambda: [("", _("alle")), *choices_of(codes)], **more
    )


def _with_platform_of(type_: str) -> Any:
    return Mention.objects.filter(platform__type=type_).values("registration_id")


class Filters(forms.Form):
    """Choices only: nobody browses by a number, a name or words."""

    source_kind = _choice(_("Bron"), SourceKind)
    form = _choice(_("Vorm"), ExploitationForm)
    police_unit = _choice(_("Politie-eenheid"), PoliceUnit)
    year = forms.TypedChoiceField(label=_("Jaar"), required=False, coerce=int)
    platform_type = _choice(_("Soort platform"), PlatformType, coerce=_with_platform_of)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = Registration.objects.values_list(ExtractYear("registered_on"), flat=True).distinct()
        found = [(str(year), str(year)) for year in sorted(years, reverse=True)]
        self.fields["year"].choices = [("", _("alle")), *found]  # type: ignore[attr-defined]
        self.fields["year"].filter_by = "registered_on__year"  # type: ignore[attr-defined]
        self.fields["platform_type"].filter_by = "id__in"  # type: ignore[attr-defined]


@page(REGISTER_READ, reason=REASON)
def registrations(request: DeskRequest) -> HttpResponse:
    """All registrations of the organisation, sorted and filtered."""
    things = Registration.objects.prefetch_related(
        Prefetch("mentions", Mention.objects.select_related("platform").order_by("number")),
        "participations",
    )
    found = list_page(request, things, COLUMNS, default="-day", filters=Filters(request.GET))
    _note(request, len(found.rows))
    return render(request, "register/list.html", {"list": found, "drafts": own_drafts(request)})


def own_drafts(request: DeskRequest) -> list[dict[str, Any]]:
    """What the reader began and did not finish."""
    drafts = RegistrationDraft.objects.filter(user=request.user, expires_at__gt=timezone.now())
    found = []
    for draft in drafts.select_related("registration").order_by("-saved_at"):
        held = open_draft(draft)
        waiting = [part for part in PARTS if part.number not in held["done"]]
        found.append(
            {
                "draft": draft,
                "reference": held["content"]["registration"].get("reference", ""),
                "part": waiting[0] if waiting else PARTS[-1],
            }
        )
    return found


def _note(request: DeskRequest, rows: int) -> None:
    record_event(
        by=request.actor,
        action="register.listed",
        subject=f"register:{request.actor.organisation.id}",
        details={"rows": rows, "filters": _filters(request)},
    )


def _filters(request: HttpRequest) -> list[str]:
    return sorted(name for name in Filters.base_fields if request.GET.get(name))
