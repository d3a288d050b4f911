"""The forms of lawful bases."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baken.collection.documents import LARGEST
from baken.collection.models import LawfulBasis
from baken.desk.forms import DeskForm, Line, Reason, Text
from baken.vocabulary.code_list import CodeList, Language
from baken.vocabulary.grounds import (
    BasisDocumentKind,
    BasisState,
    LegalGround,
    SpecialGround,
    special_grounds_for,
)
from baken.vocabulary.purposes import Purpose


def coded_choices(one: CodeList, empty: object = None) -> list[tuple[str, object]]:
    """The codes of a list with their words in the reader's language, after an empty choice if asked."""
    language: Language = "nl" if get_language() == "nl" else "en"
    choices: list[tuple[str, object]] = [] if empty is None else [("", empty)]
    return choices + list(one.choices(language))


class Day(forms.DateField):
    """A day, picked or typed."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d", "%d-%m-%Y"],
            **kwargs,  # type: ignore[arg-type]
        )


class BasisForm(DeskForm):
    """A draft of a lawful basis."""

    code = forms.SlugField(
        label=_("Korte naam"),
        max_length=60,
        help_text=_("Kleine letters, cijfers en streepjes, zoals outreach-2026. Staat later vast."),
    )
    purpose = forms.ChoiceField(label=_("Doel"))
    ground = forms.ChoiceField(
        label=_("Wettelijke grond"),
        help_text=_("Of hij geldt, zegt uw jurist in het advies dat u erbij legt."),
    )
    special_ground = forms.ChoiceField(
        label=_("Uitzondering voor bijzondere gegevens"),
        help_text=_("Advertenties voor sekswerk zijn bijzondere gegevens zodra er een nummer in staat."),
    )
    ground_nl = Text(label=_("Waarom dit mag, in uw eigen woorden"))
    ground_en = Text(label=_("Hetzelfde in het Engels"), required=False)
    dpia_reference = Line(
        label=_("Kenmerk van de DPIA"),
        max_length=100,
        help_text=_("Het nummer waaronder de beoordeling bij u bekend is."),
    )
    responsible = Line(label=_("Wie is verantwoordelijk: naam en functie"), max_length=150)
    valid_from = Day(label=_("Eerste dag"))
    valid_until = Day(label=_("Laatste dag"), help_text=_("Daarna wordt er niets meer onder verzameld."))

    def __init__(self, *args: object, invented: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        purposes = [one for one in coded_choices(Purpose) if one[0] in Purpose.codes_in("processing")]
        grounds = [one for one in coded_choices(LegalGround) if invented or one[0] != "synthetic"]
        self.fields["purpose"].choices = purposes  # type: ignore[attr-defined]
        self.fields["ground"].choices = [("", _("kies")), *grounds]  # type: ignore[attr-defined]
        self.fields["special_ground"].choices = coded_choices(SpecialGround, _("kies"))  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        """Not one that is there already."""
        code: str = self.cleaned_data["code"]
        if LawfulBasis.objects.filter(code=code).exists():
            raise forms.ValidationError(_("Er is al een grondslag met deze naam."))
        return code

    def clean(self) -> dict[str, object]:
        """Dates in order, and an exception that can go with the ground."""
        given = self.cleaned_data
        first, last = given.get("valid_from"), given.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("De laatste dag ligt voor de eerste."))
        ground, special = given.get("ground"), given.get("special_ground")
        if ground and special and special not in special_grounds_for(ground):
            self.add_error(
                "special_ground", _("Deze uitzondering hoort bij een andere wet dan de wettelijke grond.")
            )
        return given


class DocumentForm(DeskForm):
    """One document for a draft."""

    kind = forms.ChoiceField(label=_("Soort document"))
    file = forms.FileField(
        label=_("Bestand"),
        help_text=_("PDF, ODT, DOCX of tekst, ten hoogste 10 MB. Het wordt versleuteld bewaard."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.odt,.docx,.txt"}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = coded_choices(BasisDocumentKind)  # type: ignore[attr-defined]

    def clean_file(self) -> bytes:
        """The bytes, no more of them than a document may have."""
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST:
            raise forms.ValidationError(_("Dit bestand is groter dan 10 MB."))
        content: bytes = upload.read()
        return content


class EndForm(DeskForm):
    """Why a basis ends."""

    because = Reason(label=_("Waarom beëindigt u deze grondslag?"), min_length=5)


class BasisFilter(DeskForm):
    """Which bases."""

    state = forms.ChoiceField(label=_("Stand"), required=False)
    purpose = forms.ChoiceField(label=_("Doel"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = coded_choices(BasisState, _("alle"))  # type: ignore[attr-defined]
        self.fields["purpose"].choices = coded_choices(Purpose, _("alle"))  # type: ignore[attr-defined]
