"""Reading a narrative along: pasted or taken from a file, marked, answered, and let go of."""

import uuid
from pathlib import PurePath
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from baken.audit.actions import record_event
from baken.desk.forms import DeskForm, Text
from baken.desk.guard import DeskRequest, page
from baken.desk.uploads import bounded, takes_file
from baken.extraction.narratives.reading import LONGEST, read_narrative
from baken.platforms.queries import catalogue_entries
from baken.privacy.data_uris import cut_data_uris
from baken.register.parts import PARTS, SUMMARY
from baken.register.permissions import REGISTER_WRITE
from baken.register.person_numbers import pseudonym_without_number
from baken.register.reading_along import (
    PERSON,
    Proposal,
    confirmed,
    digest,
    known_platforms,
    open_ones,
    person_cells,
    pieces,
    proposals_of,
    provinces_of,
    take_platforms,
)
from baken.register.views import REASON
from baken.register.views.platforms_page import MOST_MENTIONS
from baken.register.writing import Writing

LARGEST = 400_000
"""Bytes of a file: the longest narrative in the widest letters."""
MOST_PROPOSALS = 120
"""More than a person can answer with care; a page can't carry many more answers either."""


class NarrativeForm(DeskForm):
    """A narrative, pasted or as a file of plain text."""

    optional_words: Any = ""
    story = Text(
        label=gettext_lazy("Plak het verhaal"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14, "autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("Nederlands of Engels, hooguit 100.000 tekens."),
    )
    file = forms.FileField(
        label=gettext_lazy("Of kies een tekstbestand (.txt)"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,text/plain"}),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two, as plain text."""
        found: dict[str, Any] = super().clean() or {}
        file = found.get("file")
        text = str(found.get("story") or "")
        if file and not self.errors:
            if text.strip():
                self.add_error("file", _("Plak een verhaal of kies een bestand, niet beide."))
            else:
                text = self._of_file(file)
        found["text"] = text.replace("\r\n", "\n").replace("\r", "\n").strip()
        if not found["text"] and not self.errors:
            self.add_error("story", _("Plak hier het verhaal, of kies een bestand."))
        return found

    def _of_file(self, file: Any) -> str:
        data = file.read()
        try:
            text = str(data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            text = str(data.decode("cp1252", "replace"))
        if PurePath(file.name).suffix.lower() != ".txt" or "\0" in text:
            self.add_error("file", _("Kies een bestand met gewone tekst, dat eindigt op .txt."))
        elif file.size > LARGEST or len(text) > LONGEST:
            self.add_error("file", _("Dit bestand heeft meer dan 100.000 tekens. Deel het op."))
        elif cut_data_uris(text) != text:
            self.add_error("file", _("In dit bestand staat een afbeelding als tekst. Haal die eruit."))
        else:
            return text
        return ""


@takes_file(bounded(LARGEST))
@page(REGISTER_WRITE, reason=REASON)
def read_along(request: DeskRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Takes a narrative in, shows what was read in it, and takes over what was confirmed."""
    writing = Writing(request, draft_id, PARTS[0].slug)
    if request.method != "POST":
        return _asks(writing, NarrativeForm())
    form = NarrativeForm(request.POST, request.FILES)
    if not form.is_valid():
        return _asks(writing, form, 422)
    text = form.cleaned_data["text"]
    entries = catalogue_entries()
    found = proposals_of(read_narrative(text, known_platforms(entries)), text, entries)
    if len(found) > MOST_PROPOSALS:
        words = _("In dit verhaal staat te veel om in één keer na te gaan. Plak het in delen.")
        form.add_error("file" if form.cleaned_data.get("file") else "story", words)
        return _asks(writing, form, 422)
    if request.POST.get("step") == "take":
        return _take(writing, text, found)
    record_event(
        by=request.actor,
        action="register.narrative_read",
        subject=f"draft:{writing.draft.id}",
        details=_counts(found, "proposed"),
    )
    return _shown(writing, text, found)


def _counts(found: list[Proposal], name: str) -> dict[str, int]:
    kinds = sorted({one.kind for one in found})
    return {f"{name}_{kind}": sum(one.kind == kind for one in found) for kind in kinds}


def _asks(writing: Writing, form: NarrativeForm, status: int = 200) -> HttpResponse:
    context = {"writing": writing, "draft": writing.draft, "form": form}
    return render(writing.request, "register/read_along.html", context, status=status)


def _shown(
    writing: Writing, text: str, found: list[Proposal], status: int = 200, fault: str = ""
) -> HttpResponse:
    answers = writing.request.POST if status == 422 else {}
    waiting = {one.number for one in open_ones(found, answers)} if status == 422 else set()
    rows = [
        {"proposal": one, "answer": answers.get(one.field, ""), "waits": one.number in waiting}
        for one in found
    ]
    context = {
        "writing": writing,
        "draft": writing.draft,
        "text": text,
        "rows": rows,
        "pieces": pieces(text, found),
        "digest": digest(found),
        "fault": fault,
    }
    return render(writing.request, "register/read_along_answers.html", context, status=status)


def _take(writing: Writing, text: str, found: list[Proposal]) -> HttpResponse:
    request = writing.request
    if request.POST.get("digest") != digest(found):
        fault = _("De lijst van platforms is intussen veranderd. Kijk de voorstellen opnieuw na.")
        return _shown(writing, text, found, 422, fault)
    waiting = open_ones(found, request.POST)
    if waiting:
        fault = ngettext(
            "Nog %(count)s voorstel zonder antwoord.",
            "Nog %(count)s voorstellen zonder antwoord.",
            len(waiting),
        ) % {"count": len(waiting)}
        return _shown(writing, text, found, 422, fault)
    chosen = confirmed(found, request.POST)
    provinces = provinces_of(chosen)
    if len(provinces) > 1:
        fault = _("Een registratie heeft één provincie: waar het speelde. Neem er één over.")
        return _shown(writing, text, found, 422, fault)
    content = writing.content
    left_out = take_platforms(content, chosen, MOST_MENTIONS)
    for one in chosen:
        if one.kind == PERSON:
            pseudonym = pseudonym_without_number(by=request.actor)
            content["persons"].append(person_cells(one.value, pseudonym))
    if provinces:
        content["registration"]["province"] = provinces[0]
    writing.held["turn"] = writing.turn + 1
    writing.keep()
    record_event(
        by=request.actor,
        action="register.proposals_taken",
        subject=f"draft:{writing.draft.id}",
        details={"proposed": len(found), **_counts(chosen, "taken")},
    )
    _say(request, len(chosen), left_out)
    done = writing.held["done"]
    return writing.to(next((part for part in PARTS if part.number not in done), SUMMARY))


def _say(request: DeskRequest, taken: int, left_out: int) -> None:
    if left_out:
        messages.warning(
            request,
            _("Meer dan %(most)s platforms passen niet; %(count)s zijn niet overgenomen.")
            % {"most": MOST_MENTIONS, "count": left_out},
        )
    messages.success(
        request,
        ngettext(
            "%(count)s voorstel is overgenomen in uw concept. Het verhaal is niet bewaard.",
            "%(count)s voorstellen zijn overgenomen in uw concept. Het verhaal is niet bewaard.",
            taken,
        )
        % {"count": taken},
    )
