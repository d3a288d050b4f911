"""The form of word lists of an organisation's own: phrases for a list in a language, typed or as a file."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baken.desk.forms import DeskForm, Line, Reason
from baken.indicators.own_lists import MOST_PHRASES, NotOnAList, check_place, read_phrases
from baken.indicators.wordlists import shipped_word_lists
from baken.vocabulary.code_list import Label
from baken.vocabulary.languages import ADVERT_LANGUAGES
from baken.vocabulary.word_lists import word_list_name

LARGEST = 400_000
"""Bytes of a file with phrases."""

ADD, REPLACE, REMOVE = "add", "replace", "remove"
WRONG = {
    "name": _("Noem de lijst met letters, zonder cijfers."),
    "language": _("Kies een taal."),
    "contact": _("Regel %(line)s: geen nummers, adressen of accounts op een woordenlijst."),
    "protected": _("Regel %(line)s raakt een beschermd kenmerk. Geen regel mag ernaar zoeken."),
    "long": _("Regel %(line)s is te lang: ten hoogste 60 tekens."),
    "empty": _("Regel %(line)s heeft geen letters."),
    "many": _("Dit zijn te veel uitdrukkingen voor één lijst: ten hoogste 5000."),
}
assert MOST_PHRASES == 5_000


def told(fault: NotOnAList) -> str:
    """What is wrong, by line and without the phrase."""
    return str(WRONG[fault.why]) % {"line": fault.line}


class WordsForm(DeskForm):
    """Phrases, the list and language they are for, and why."""

    list_name = forms.ChoiceField(label=_("Voor welke lijst"), required=False)
    new_list = Line(
        label=_("Of een nieuwe lijst"),
        required=False,
        max_length=40,
        help_text=_("Een korte naam met letters. Een regel vraagt er met die naam naar."),
    )
    language = forms.ChoiceField(label=_("Taal"))
    how = forms.ChoiceField(
        label=_("Wat wilt u"),
        choices=[
            (ADD, _("deze uitdrukkingen toevoegen")),
            (REPLACE, _("de lijst in deze taal vervangen door deze uitdrukkingen")),
            (REMOVE, _("deze uitdrukkingen weghalen")),
        ],
        initial=ADD,
        widget=forms.RadioSelect,
    )
    phrases = forms.CharField(
        label=_("Uitdrukkingen"),
        required=False,
        strip=False,
        max_length=LARGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Eén per regel: een woord, enkele woorden of een emoji. Geen nummers en geen namen."),
    )
    phrase_file = forms.FileField(
        label=_("Of een tekstbestand, met één uitdrukking per regel"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".txt"}),
    )
    reason = Reason(
        label=_("Waarom deze verandering?"),
        help_text=_("Eén zin, zonder de woorden zelf: iedereen die de regels mag lezen, leest ook deze."),
    )

    def __init__(self, *args: object, own: Iterable[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        names = sorted({*shipped_word_lists(), *own})
        shown = [("", _("kies")), *((name, _words(word_list_name(name))) for name in names)]
        self.fields["list_name"].choices = shown  # type: ignore[attr-defined]
        languages = [(code, _words(label)) for code, label in ADVERT_LANGUAGES.items()]
        self.fields["language"].choices = languages  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One list, old or new; phrases, typed or in a file."""
        given = super().clean() or self.cleaned_data
        new = slugify(str(given.get("new_list") or "")).replace("-", "_")[:40]
        given["list_name"] = new or given.get("list_name") or ""
        if not given["list_name"]:
            raise forms.ValidationError(_("Kies een lijst, of noem een nieuwe."))
        try:
            check_place(given["list_name"], given.get("language") or "nl")
            given["phrases"] = read_phrases(self._text(given))
        except NotOnAList as fault:
            raise forms.ValidationError(told(fault)) from None
        if not given["phrases"] and given.get("how") != REPLACE:
            raise forms.ValidationError(_("Schrijf ten minste één uitdrukking, of stuur een bestand."))
        return given

    @staticmethod
    def _text(given: dict[str, Any]) -> str:
        sent = given.get("phrase_file")
        typed = str(given.get("phrases") or "")
        if sent is None:
            return typed
        if sent.size > LARGEST:
            raise forms.ValidationError(_("Dit bestand is te groot: ten hoogste 400 kB."))
        try:
            read = sent.read().decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            raise forms.ValidationError(_("Dit is geen tekstbestand in UTF-8.")) from fault
        return f"{typed}\n{read}" if typed.strip() else read


def _words(label: Label) -> str:
    return label.nl if get_language() == "nl" else label.en
