"""Taking a table out as a file, once its reader confirmed and chose a form."""

from dataclasses import replace

from django.http import HttpResponse

from baken.desk.exports import MAY_BE_USED, export_response, watermark_for
from baken.desk.guard import DeskRequest
from baken.statistics.exporting import table_file
from baken.statistics.formats import FORMATS
from baken.statistics.forms import FormatForm
from baken.statistics.table import FilledTable
from baken.vocabulary.code_list import Label


def format_form(request: DeskRequest) -> FormatForm:
    """The choice of a form, as it was sent or as the address proposes it."""
    initial = {"form": request.GET.get("soort", FORMATS[0])}
    return FormatForm(request.POST) if request.method == "POST" else FormatForm(initial=initial)


def taken_out(
    request: DeskRequest,
    filled: FilledTable,
    name: str,
    form: FormatForm,
    *,
    kind: str = "table",
    may_be_used: Label = MAY_BE_USED,
) -> HttpResponse | None:
    """The file, with who took it out in it and in the log; None until a form is chosen."""
    if request.method != "POST" or not form.is_valid():
        return None
    mark = replace(watermark_for(request), may_be_used=may_be_used)
    file = table_file(filled, form.cleaned_data["form"], mark)
    return export_response(
        request,
        data=file.data,
        filename=file.name,
        content_type=file.content_type,
        what=f"{kind}:{name}",
        rows=filled.figures.height,
        mark=mark,
        content=file.content,
    )
