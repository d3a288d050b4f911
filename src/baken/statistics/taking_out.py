"""Taking a table out as a file, once its reader confirmed and chose a form."""

from django.http import HttpResponse

from baken.desk.exports import export_response, watermark_for
from baken.desk.guard import DeskRequest
from baken.statistics.exporting import table_file
from baken.statistics.formats import FORMATS
from baken.statistics.forms import FormatForm
from baken.statistics.table import FilledTable


def format_form(request: DeskRequest) -> FormatForm:
    """The choice of a form, as it was sent or as the address proposes it."""
    initial = {"form": request.GET.get("soort", FORMATS[0])}
    return FormatForm(request.POST) if request.method == "POST" else FormatForm(initial=initial)


def taken_out(request: DeskRequest, filled: FilledTable, name: str, form: FormatForm) -> HttpResponse | None:
    """The file, with who took it out in it and in the log; None until a form is chosen."""
    if request.method != "POST" or not form.is_valid():
        return None
    mark = watermark_for(request)
    file = table_file(filled, form.cleaned_data["form"], mark)
    return export_response(
        request,
        data=file.data,
        filename=file.name,
        content_type=file.content_type,
        what=f"table:{name}",
        rows=filled.figures.height,
        mark=mark,
        content=file.content,
    )
