"""A file of another office: taken in and held, its columns and words said, tried, and only then imported."""

import uuid
from pathlib import PurePath
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.audit.actions import record_event
from baken.desk.forms import DeskForm
from baken.desk.guard import DeskRequest, page
from baken.desk.uploads import bounded, takes_file
from baken.platforms.actions import load_catalogue
from baken.platforms.queries import platform_index
from baken.register.actions.hold_file import (
    choices_of,
    choose_for_file,
    hold_file,
    let_go_of_file,
    opened_file,
)
from baken.register.actions.import_mapped import Fault, import_mapped, try_mapped
from baken.register.actions.keep_mapping import keep_mapping
from baken.register.content import content_of as content_of_record
from baken.register.exceptions import TooManyRows, TooManyWords, Unreadable
from baken.register.mapped.mapping import ColumnMapping, from_json
from baken.register.mapped.picking import Picker
from baken.register.mapped.survey import survey, words_in
from baken.register.mapped.table import Table, open_table
from baken.register.mapped.targets import targets
from baken.register.mapped_forms import ColumnsForm, WordsForm, said, target_words
from baken.register.mappings import content_of, mapping_for
from baken.register.models import HeldFile
from baken.register.permissions import REGISTER_WRITE
from baken.register.story import story
from baken.register.views import REASON

LARGEST = 20_000_000
"""Bytes; more goes in with the command line."""
UNPACKED = 300_000_000
MOST_ROWS = 5_000
"""Rows that a page can try and import while somebody waits."""
FAULTS_SHOWN = 200
WORDS_ASKED = 200
NOTES = {
    "separator_comma": gettext_lazy("De kolommen zijn gescheiden door komma’s."),
    "separator_semicolon": gettext_lazy("De kolommen zijn gescheiden door puntkomma’s."),
    "separator_tab": gettext_lazy("De kolommen zijn gescheiden door tabs."),
    "windows_1252": gettext_lazy("De tekens zijn gelezen als Windows-1252."),
    "titles": gettext_lazy("Regels boven de koppen, niet gelezen: %(about)s."),
    "no_heading": gettext_lazy("Kolommen zonder kop, niet gelezen: %(about)s."),
    "merged_filled": gettext_lazy("Samengevoegde cellen; elke regel kreeg wat daar staat: %(about)s."),
    "hidden_sheets": gettext_lazy("Verborgen bladen, niet gelezen: %(about)s."),
    "hidden_rows": gettext_lazy("Verborgen rijen, wel gelezen: %(about)s."),
    "not_calculated": gettext_lazy(
        "Formules zonder uitkomst, tellen als leeg: %(about)s. Reken het blad eerst door en bewaar het."
    ),
    "calendar_1904": gettext_lazy("De dagen zijn geteld vanaf 1904."),
}


class OtherFileForm(DeskForm):
    """One file of another office."""

    file = forms.FileField(
        label=gettext_lazy("Bestand (CSV of XLSX)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        help_text=gettext_lazy(
            "Hooguit 20 megabyte en 5.000 regels. Is het meer, gebruik dan de opdracht baken register import "
            "met --mapping: die leest ook grote bestanden. Dit bestand blijft versleuteld staan tot het is "
            "ingelezen, hooguit een dag."
        ),
    )

    def clean_file(self) -> Any:
        """It is a kind that can be read, and not too big."""
        file = self.cleaned_data["file"]
        if PurePath(file.name).suffix.lower() not in (".csv", ".txt", ".tsv", ".xlsx"):
            raise forms.ValidationError(_("Kies een bestand dat eindigt op .csv of .xlsx."))
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("Dit bestand is groter dan 20 megabyte. Gebruik baken register import met --mapping.")
            )
        return file


@takes_file(bounded(LARGEST))
@page(REGISTER_WRITE, reason=REASON)
def other_file(request: DeskRequest) -> HttpResponse:
    """Takes a file and holds it; lists one's own that are held."""
    form = OtherFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            survey(open_table(file, unpacked=UNPACKED), most=MOST_ROWS)
        except Unreadable as fault:
            form.add_error(
                "file", _("Dit bestand is niet te lezen. (%(why)s)") % {"why": said(fault.reason.words)}
            )
        except TooManyRows:
            form.add_error(
                "file",
                _("Dit bestand heeft meer dan 5.000 regels. Gebruik baken register import met --mapping."),
            )
        else:
            file.seek(0)
            held = hold_file(by=request.actor, data=file.read())
            return redirect("register:other_columns", held.id)
    own = HeldFile.objects.filter(user=request.user, expires_at__gt=timezone.now()).order_by("-held_at")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "held": own.defer("sealed")}
    return render(request, "register/other_file.html", context, status=status)


class _Opened:
    """A held file of the reader's own, with what was chosen for it so far."""

    def __init__(self, request: DeskRequest, held_id: uuid.UUID) -> None:
        self.held = get_object_or_404(HeldFile, id=held_id, user=request.user, expires_at__gt=timezone.now())
        self.choices: dict[str, Any] = choices_of(self.held)
        self.table: Table = open_table(
            opened_file(self.held), sheet=self.choices.get("sheet"), unpacked=UNPACKED
        )

    @property
    def mapping(self) -> ColumnMapping:
        """What was chosen; nothing yet raises Http404."""
        if "mapping" not in self.choices:
            raise Http404
        return from_json(self.choices["mapping"])

    @property
    def notes(self) -> list[str]:
        """What is to be known of the file."""
        return [str(NOTES[note.code]) % {"about": note.about} for note in self.table.notes]


@page(REGISTER_WRITE, reason=REASON)
def other_columns(request: DeskRequest, held_id: uuid.UUID) -> HttpResponse:
    """Which of their columns is which of ours."""
    opened = _Opened(request, held_id)
    if request.method == "POST" and request.POST.get("do") == "sheet":
        _choose_sheet(request, opened)
        return redirect("register:other_columns", held_id)
    try:
        count, columns = survey(opened.table, most=MOST_ROWS)
    except TooManyRows:
        messages.error(
            request, _("Dit blad heeft meer dan 5.000 regels. Gebruik baken register import met --mapping.")
        )
        return redirect("register:other_file")
    fitting = None if "mapping" in opened.choices else mapping_for(opened.table.headings)
    known = content_of(fitting) if fitting else ColumnMapping()
    name = fitting.name if fitting else ""
    if "mapping" in opened.choices:
        known, name = opened.mapping, opened.choices["name"]
    form = ColumnsForm(request.POST or None, columns=columns, known=known, name=name, propose=True)
    if request.method == "POST" and form.is_valid():
        choices = opened.choices | {"name": form.cleaned_data["name"], "mapping": form.mapping().as_json()}
        choose_for_file(by=request.actor, held=opened.held, choices=choices)
        return redirect("register:other_words", held_id)
    context = {
        "form": form,
        "fitting": fitting,
        "count": count,
        "opened": opened,
        "table": opened.table,
    }
    return render(request, "register/other_columns.html", context, status=_status(request))


def _choose_sheet(request: DeskRequest, opened: _Opened) -> None:
    """Takes the sheet that was chosen, if it can be read: every next page opens it."""
    sheet = request.POST.get("sheet", "")
    if sheet not in opened.table.sheets:
        return
    try:
        for _row in open_table(opened_file(opened.held), sheet=sheet, unpacked=UNPACKED).rows():
            pass
    except Unreadable as fault:
        messages.error(request, _("Dit blad is niet te lezen. (%(why)s)") % {"why": said(fault.reason.words)})
    else:
        choose_for_file(by=request.actor, held=opened.held, choices={"sheet": sheet})


@page(REGISTER_WRITE, reason=REASON)
def other_words(request: DeskRequest, held_id: uuid.UUID) -> HttpResponse:
    """What the words in columns of codes mean."""
    opened = _Opened(request, held_id)
    mapping = opened.mapping
    load_catalogue(by=request.actor)
    picker = Picker(opened.table, mapping, lambda source, number, case: "")
    counted = words_in(picker.pick(row) for row in opened.table.rows())
    ordered = sorted(
        counted.items(), key=lambda pair: (list(targets()).index(pair[0][0]), -pair[1], pair[0][1].casefold())
    )
    asked = [(word, count) for word, count in ordered if word[1] not in (targets()[word[0]].codes or ())]
    words = [(f"word-{place}", word, count) for place, (word, count) in enumerate(asked[:WORDS_ASKED])]
    form = WordsForm(request.POST or None, words=words, known=mapping.words, platforms=platform_index())
    if request.method == "POST" and form.is_valid():
        changed = mapping.without([word for _, word, _ in words]).with_words(form.answers())
        choices = opened.choices | {"mapping": changed.as_json()}
        choose_for_file(by=request.actor, held=opened.held, choices=choices)
        return redirect("register:other_trial", held_id)
    record_event(
        by=request.actor,
        action="register.words_shown",
        subject=f"file:{opened.held.file_sha256}",
        details={"words": len(words)},
    )
    context = {"form": form, "opened": opened, "more": len(asked) - len(words)}
    return render(request, "register/other_words.html", context, status=_status(request))


@page(REGISTER_WRITE, reason=REASON)
def other_trial(request: DeskRequest, held_id: uuid.UUID) -> HttpResponse:
    """What an import would do, and doing it."""
    opened = _Opened(request, held_id)
    mapping, by = opened.mapping, request.actor
    faults: list[Fault] = []
    if request.method == "POST" and request.POST.get("do") == "let_go":
        let_go_of_file(by=by, held=opened.held)
        messages.success(request, _("Het bestand is gewist. Er is niets van ingelezen."))
        return redirect("register:other_file")
    try:
        if request.method == "POST" and request.POST.get("do") == "import":
            kept = keep_mapping(by=by, name=opened.choices["name"], content=mapping)
            done = import_mapped(
                by=by, table=opened.table, mapping=kept, on_fault=faults.append, most_rows=MOST_ROWS
            )
            opened.held.delete()
            batch = done.batch if done.new or done.waiting else None
            context = {"result": done, "faults": _shown(faults), "batch": batch, "mapping": kept}
            return render(request, "register/other_done.html", context)
        result = try_mapped(
            by=by, table=opened.table, mapping=mapping, on_fault=faults.append, most_rows=MOST_ROWS
        )
    except TooManyWords as fault:
        messages.error(
            request,
            _(
                "Kolom ‘%(column)s’ heeft te veel verschillende woorden voor een lijst van codes. "
                "Kies iets anders voor die kolom."
            )
            % {"column": fault.column},
        )
        return redirect("register:other_columns", held_id)
    words = [
        {"column": target_words(column), "word": word, "count": count}
        for (column, word), count in sorted(result.words.items())
    ]
    context = {
        "result": result,
        "words": words,
        "faults": _shown(faults),
        "opened": opened,
        "name": opened.choices["name"],
        "first": [
            {"reference": one.reference, "story": story(content_of_record(one))} for one in result.first
        ],
        "more": max(0, len(faults) - FAULTS_SHOWN),
    }
    return render(request, "register/other_trial.html", context)


def _shown(faults: list[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda fault: fault.line)[:FAULTS_SHOWN]


def _status(request: DeskRequest) -> int:
    return 422 if request.method == "POST" else 200
