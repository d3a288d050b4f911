"""What one writes and chooses of a publication: words in both languages, an edition, why it is taken back."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.desk.forms import DeskForm, Line, Text
from baken.extraction.told_contacts import tells_contact
from baken.statistics.editions.forms import table_words
from baken.statistics.models import Edition, Publication
from baken.statistics.publications.letters import not_displayable
from baken.statistics.shown import in_words
from baken.vocabulary.code_list import Label
from baken.vocabulary.editions import EditionState
from baken.vocabulary.publications import PublicationState

MOST_TITLE = 120
MOST_HEADING = 120


class BothLanguages(DeskForm):
    """Words for everybody, in Dutch and English: nobody's contact, in letters that every file shows."""

    nl: forms.CharField
    en: forms.CharField

    def clean(self) -> dict[str, Any]:
        """Without a contact, in letters that the PDF has."""
        given = super().clean() or {}
        for name, text in list(given.items()):
            if isinstance(text, str):
                self._check(name, text)
        return given

    def _check(self, name: str, text: str) -> None:
        if signs := not_displayable(text):
            shown = " ".join(sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in signs[:5])
            self.add_error(name, _("Dit teken kan niet in de PDF: %s. Schrijf het anders.") % shown)
        if tells_contact(text):
            self.add_error(
                name,
                _(
                    "Hier staat een telefoonnummer, adres of naam van een account. Iedereen leest dit: "
                    "laat het weg."
                ),
            )

    @property
    def label(self) -> Label:
        """The words; ask only when the form is valid."""
        return Label(self.cleaned_data["nl"], self.cleaned_data["en"])


class TitleForm(BothLanguages):
    """What a publication is called."""

    nl = Line(label=gettext_lazy("Titel in het Nederlands"), max_length=MOST_TITLE)
    en = Line(label=gettext_lazy("Titel in het Engels"), max_length=MOST_TITLE)


class HeadingForm(BothLanguages):
    """A heading."""

    nl = Line(label=gettext_lazy("Kop in het Nederlands"), max_length=MOST_HEADING)
    en = Line(label=gettext_lazy("Kop in het Engels"), max_length=MOST_HEADING)


class TextForm(BothLanguages):
    """Some paragraphs."""

    nl = Text(
        label=gettext_lazy("Tekst in het Nederlands"),
        help_text=gettext_lazy(
            "Gewone tekst; een lege regel begint een nieuwe alinea. Neem getallen alleen uit de tabellen."
        ),
    )
    en = Text(label=gettext_lazy("Tekst in het Engels"))


class ChangesForm(BothLanguages):
    """What a next version corrects."""

    nl = Line(
        label=gettext_lazy("Wat verandert er, in het Nederlands?"),
        min_length=10,
        help_text=gettext_lazy("Iedereen leest dit, bij de correcties."),
    )
    en = Line(label=gettext_lazy("Wat verandert er, in het Engels?"), min_length=10)


class WithdrawForm(BothLanguages):
    """Why a version is taken back."""

    nl = Line(
        label=gettext_lazy("Waarom neemt u deze versie terug, in het Nederlands?"),
        min_length=10,
        help_text=gettext_lazy("Iedereen leest dit, bij de correcties."),
    )
    en = Line(label=gettext_lazy("Waarom neemt u deze versie terug, in het Engels?"), min_length=10)


class EditionForm(DeskForm):
    """Which edition a block shows."""

    edition = forms.ChoiceField(
        label=gettext_lazy("Uitgave"),
        help_text=gettext_lazy(
            "Alleen uitgaven die zijn voorgesteld of gepubliceerd. Een publicatie wordt pas openbaar als "
            "elke uitgave erin dat is."
        ),
    )

    def __init__(self, *args: object, editions: Iterable[Edition], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["edition"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(one.id), edition_choice(one)) for one in editions]


def edition_choice(edition: Edition) -> str:
    """An edition on one line: which table, which years, which number, and how it stands."""
    years = str(edition.first_year)
    if edition.last_year != edition.first_year:
        years = f"{years}–{edition.last_year}"
    number = _("uitgave %s") % edition.number
    state = in_words(EditionState[edition.state].label)
    return f"{table_words(edition.table, edition.by)}, {years}, {number} ({state})"


class PublicationFilter(DeskForm):
    """Narrows the list of publications by state."""

    state = forms.ChoiceField(label=gettext_lazy("Stand"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["state"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("alles")), *((one.code, in_words(one.label)) for one in PublicationState)]


WORDS_FORMS: dict[str, type[BothLanguages]] = {"heading": HeadingForm, "text": TextForm}
"""The form of each block that holds words."""


FILE_WORDS: dict[str, str | Promise] = {
    "pdf-nl": gettext_lazy("PDF, Nederlands (PDF/UA: voor een schermlezer)"),
    "pdf-en": gettext_lazy("PDF, Engels (PDF/UA: voor een schermlezer)"),
    "html-nl": gettext_lazy("HTML, Nederlands: één bestand"),
    "html-en": gettext_lazy("HTML, Engels: één bestand"),
    "ods": gettext_lazy("ODS: rekenblad, een blad per tabel"),
    "csv": gettext_lazy("CSV met beschrijving (CSV on the Web), in een zip"),
    "manifest": gettext_lazy("Manifest: waarmee elk bestand opnieuw te maken is"),
}
"""What each file of a publication is."""


def title_of(publication: Publication) -> str:
    """What a publication is called in the language of the reader."""
    return in_words(Label(publication.title_nl, publication.title_en))
