"""Points and agendas as a file: what somebody is about to take out, and then the file."""

import uuid
from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from baken.desk.exports import export_response, watermark_for
from baken.desk.guard import DeskRequest, page
from baken.platforms.dialogue.agenda import agenda
from baken.platforms.dialogue.files import MEDIA, Row, agenda_rows, point_rows, write
from baken.platforms.dialogue.forms import FileForm
from baken.platforms.dialogue.models import DialogueMeeting
from baken.platforms.dialogue.queries import points
from baken.platforms.permissions import TAKE_DIALOGUE_OUT


@page(TAKE_DIALOGUE_OUT, confirm=True)
def points_file(request: DeskRequest) -> HttpResponse:
    """All points."""
    rows = point_rows(points().order_by("turn_place", "number"))
    return _taken_out(request, rows, name="platform-points", what="dialogue:points", sheet=_("punten"))


@page(TAKE_DIALOGUE_OUT, confirm=True)
def agenda_file(request: DeskRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """The agenda of a meeting, with its minutes."""
    meeting = get_object_or_404(DialogueMeeting, id=meeting_id)
    rows = agenda_rows(agenda(meeting))
    name = f"meeting-{meeting.on:%Y-%m-%d}"
    return _taken_out(request, rows, name=name, what="dialogue:agenda", sheet=_("agenda"), meeting=meeting)


def _taken_out(
    request: DeskRequest,
    rows: Sequence[Row],
    *,
    name: str,
    what: str,
    sheet: str,
    meeting: DialogueMeeting | None = None,
) -> HttpResponse:
    form = FileForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        ending, mark = form.cleaned_data["form"], watermark_for(request)
        return export_response(
            request,
            data=write(ending, sheet, rows, mark),
            filename=f"{name}.{ending}",
            content_type=MEDIA[ending],
            what=what,
            rows=len(rows) - 1,
            mark=mark,
            content=write(ending, sheet, rows, None),
        )
    back = reverse("dialogue:meeting", args=[meeting.id]) if meeting else reverse("dialogue:points")
    context = {"form": form, "rows": len(rows) - 1, "meeting": meeting, "back": back}
    return render(request, "platforms/dialogue/file.html", context, status=422 if form.errors else 200)
