"""What one chooses of an edition: which table, which years; and why one is taken back."""

from collections.abc import Iterable

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.desk.forms import DeskForm, Reason
from baken.statistics.catalogue import TABLES
from baken.statistics.editions.definitions import CUTS, PUBLIC, tables_of
from baken.statistics.editions.providing import MOST_PARTNER, PURPOSES
from baken.statistics.period import Period
from baken.statistics.shown import in_words
from baken.vocabulary.editions import EditionKind, EditionState, PartnerKind
from baken.vocabulary.purposes import Purpose

CUT_WORDS: dict[str, str | Promise] = {
    "province": gettext_lazy("alleen provincie"),
    "gender": gettext_lazy("alleen geslacht, heel Nederland"),
}
KIND_WORDS: dict[str, str | Promise] = {
    "public": gettext_lazy("voor iedereen: afgerond, en niets van 1 tot en met 9"),
    "partner": gettext_lazy("voor een partner: precies, zonder de aantallen van 1 tot en met 4"),
}
FIRST_YEAR, LAST_YEAR = 1990, 2100
EVERY = "register"
"""What stands in a choice for every table of the register."""


def table_words(table: str, by: str) -> str:
    """A table with its cut, in the language of the reader."""
    title = in_words(TABLES[table].title)
    return f"{title}: {CUT_WORDS[by]}" if by else title


class MakeEditionForm(DeskForm):
    """Which table, over which calendar years."""

    table = forms.ChoiceField(label=gettext_lazy("Tabel"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Voor wie"), widget=forms.RadioSelect, initial=EditionKind.codes[0]
    )
    first = forms.IntegerField(
        label=gettext_lazy("Vanaf jaar"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR,
        help_text=gettext_lazy("Leeg: vanaf het begin."),
    )  # fmt: skip
    last = forms.IntegerField(
        label=gettext_lazy("Tot en met jaar"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR,
        help_text=gettext_lazy("Leeg: tot en met nu."),
    )  # fmt: skip

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        offered = [(name, "") for name in PUBLIC] + sorted(CUTS)
        field = self.fields["table"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(f"{name}:{by}", table_words(name, by)) for name, by in offered]
        number = len(tables_of("register"))
        field.choices.append((EVERY, _("Alle %d tabellen van het register tegelijk") % number))
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(one.code, KIND_WORDS[one.code]) for one in EditionKind]

    def clean(self) -> dict[str, object]:
        """The first year may not lie after the last."""
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first and last and first > last:
            self.add_error("first", _("Dit jaar ligt na het laatste jaar. Kies een eerder jaar."))
        return given

    @property
    def asked(self) -> tuple[list[tuple[str, str | None]], str, Period]:
        """The tables with their cut, the kind and the period; ask only when the form is valid."""
        chosen = self.cleaned_data["table"]
        name, _colon, by = chosen.partition(":")
        tables: list[tuple[str, str | None]] = [(name, by or None)]
        if chosen == EVERY:
            tables = [(one, None) for one in tables_of("register")]
        first, last = self.cleaned_data["first"], self.cleaned_data["last"]
        return tables, self.cleaned_data["kind"], Period.between_years(first, last)


class AskProvisionForm(DeskForm):
    """To which organisation an edition is to go, and for what."""

    partner_kind = forms.ChoiceField(
        label=gettext_lazy("Soort partner"),
        help_text=gettext_lazy("Wie hier niet bij hoort, krijgt geen tabel."),
        widget=forms.RadioSelect,
    )
    partner = Reason(
        label=gettext_lazy("Naam van de organisatie"),
        max_length=MOST_PARTNER,
        help_text=gettext_lazy("Niet van een persoon. De naam staat in het bestand en blijft bewaard."),
    )
    purpose = forms.ChoiceField(label=gettext_lazy("Waarvoor"), widget=forms.RadioSelect)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (
            ("partner_kind", [(one.code, in_words(one.label)) for one in PartnerKind]),
            ("purpose", [(code, in_words(Purpose[code].label)) for code in PURPOSES]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


class CorrectionForm(DeskForm):
    """Why an edition is taken back."""

    correction = Reason(
        label=gettext_lazy("Waarom neemt u deze uitgave terug?"),
        min_length=10,
        max_length=500,
        help_text=gettext_lazy("Iedereen leest dit op de openbare pagina, bij de correcties."),
    )


class EditionFilter(DeskForm):
    """Narrows the list of editions by table, kind and state."""

    table = forms.ChoiceField(label=gettext_lazy("Tabel"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Voor wie"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("Stand"), required=False)

    def __init__(self, *args: object, tables: Iterable[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (
            ("table", [(one, table_words(one, "")) for one in tables]),
            ("kind", [(one.code, in_words(one.label)) for one in EditionKind]),
            ("state", [(one.code, in_words(one.label)) for one in EditionState]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("alles")), *choices]
