"""What one can choose of a table, and of the list of exports. Choices only: nobody types a search."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.desk.forms import DeskForm
from baken.statistics.catalogue import TABLES
from baken.statistics.codes import PROVINCES
from baken.statistics.counting import Asked
from baken.statistics.formats import FORMATS
from baken.statistics.shown import in_words
from baken.statistics.tables.programme import MONTH
from baken.statistics.team.tables import TEAM_TABLES

FAIRNESS = "rules:fairness"
"""What the list of exports calls the weighing of the rules."""

HINDSIGHT = "table:hindsight"
"""What it calls the count over proven cases."""

WORKBENCH = "table:workbench"
"""What it calls the answer to a question of somebody's own."""
PROGRAMME = "programme:report"
"""What it calls the report of the programme."""

PARTNER = "partner"
"""The kind of what it calls an edition that went to a partner."""
PUBLICATION = "publication:file"
"""What it calls a file of a publication that is not public yet."""

CUTS: dict[str, str | Promise] = {
    "": gettext_lazy("provincie en geslacht"),
    "province": gettext_lazy("alleen provincie"),
    "gender": gettext_lazy("alleen geslacht, heel Nederland"),
}
FORMAT_WORDS: dict[str, str | Promise] = {
    "csv": gettext_lazy("CSV: voor een ander programma (in een zip, met de herkomst ernaast)"),
    "json": gettext_lazy("JSON: met labels en toelichting, voor een ander programma"),
    "ods": gettext_lazy("ODS: rekenblad voor LibreOffice"),
    "xlsx": gettext_lazy("XLSX: rekenblad voor Excel"),
    "svg": gettext_lazy("SVG: de grafiek, voor in een verslag"),
}


class AskedForm(DeskForm):
    """The years a table is about, and its cut where it offers more than one."""

    van = forms.ChoiceField(label=gettext_lazy("Vanaf jaar"), required=False)
    tot = forms.ChoiceField(label=gettext_lazy("Tot en met jaar"), required=False)
    naar = forms.ChoiceField(label=gettext_lazy("Verdeeld naar"), required=False)

    def __init__(self, *args: object, years: Sequence[int], cuts: Iterable[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(year), str(year)) for year in years]
        self._year("van", [("", _("het begin")), *listed])
        self._year("tot", [("", _("nu")), *listed])
        offered = [("", CUTS[""]), *((cut, CUTS[cut]) for cut in cuts)]
        if len(offered) == 1:
            del self.fields["naar"]
        else:
            self._year("naar", offered)

    def _year(self, name: str, choices: Sequence[tuple[str, str | Promise]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, str]:
        """The first year may not lie after the last."""
        given = super().clean() or {}
        first, last = given.get("van"), given.get("tot")
        if first and last and int(first) > int(last):
            self.add_error("van", _("Dit jaar ligt na het laatste jaar. Kies een eerder jaar."))
        return given

    @property
    def asked(self) -> Asked:
        """What was chosen; ask only when the form is valid."""
        given = self.cleaned_data
        return Asked(
            int(given["van"]) if given["van"] else None,
            int(given["tot"]) if given["tot"] else None,
            given.get("naar") or None,
        )


class ProgrammeForm(AskedForm):
    """The years that the programme is about; one province, and per month, for who wants it."""

    provincie = forms.ChoiceField(label=gettext_lazy("Provincie"), required=False)
    per = forms.ChoiceField(
        label=gettext_lazy("In de tijd"),
        required=False,
        choices=[("", gettext_lazy("alles samen")), ("maand", gettext_lazy("ook per maand"))],
    )

    def __init__(self, *args: object, years: Sequence[int], **kwargs: object) -> None:
        super().__init__(*args, years=years, cuts=(), **kwargs)
        provinces = ((code, in_words(label)) for code, label in PROVINCES.items())
        self._year("provincie", [("", _("heel Nederland")), *provinces])

    @property
    def asked(self) -> Asked:
        """What was chosen; ask only when the form is valid."""
        province = self.cleaned_data["provincie"] or None
        return replace(super().asked, province=province)

    @property
    def by(self) -> str | None:
        """How it is divided, as the command says it."""
        return MONTH if self.cleaned_data["per"] else None


class FormatForm(DeskForm):
    """In which format somebody takes a table out."""

    form = forms.ChoiceField(
        label=gettext_lazy("Soort bestand"),
        choices=[(one, FORMAT_WORDS[one]) for one in FORMATS],
        widget=forms.RadioSelect,
        initial=FORMATS[0],
    )


def what_words(what: str) -> str:
    """What an export holds, in words; its own code for one that is no table (any more)."""
    if what == FAIRNESS:
        return _("Eerlijkheid van de regels")
    if what == HINDSIGHT:
        return _("Terugblik op bewezen zaken")
    if what == WORKBENCH:
        return _("Een eigen vraag aan het register")
    if what == PUBLICATION:
        return _("Bestand van een publicatie")
    if what == PROGRAMME:
        return _("Verslag van het programma")
    kind, _colon, name = what.partition(":")
    tables = TABLES | TEAM_TABLES
    if kind == PARTNER and name in TABLES:
        return _("%(table)s, voor een partner") % {"table": in_words(TABLES[name].title)}
    return in_words(tables[name].title) if kind == "table" and name in tables else what


class ExportFilter(DeskForm):
    """Narrows the list of exports by what left and in which format."""

    what = forms.ChoiceField(label=gettext_lazy("Wat"), required=False)
    form = forms.ChoiceField(label=gettext_lazy("Soort bestand"), required=False)

    def __init__(
        self, *args: object, whats: Iterable[str], forms_seen: Iterable[str], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, found in (("what", whats), ("form", forms_seen)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [
                ("", _("alles")),
                *((one, what_words(one) if name == "what" else one.upper()) for one in found),
            ]


class FoundFileForm(DeskForm):
    """A file that was found somewhere."""

    file = forms.FileField(
        label=gettext_lazy("Bestand"),
        help_text=gettext_lazy(
            "Van het bestand wordt alleen een vingerafdruk berekend (SHA-256). Het wordt niet bewaard."
        ),
    )
