"""The forms of the seven parts. Each gives cells as a file of registrations would have them."""

import re
from datetime import date, timedelta
from functools import partial
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baken.desk.forms import DeskForm, Line
from baken.register.content import Cells
from baken.register.countries import country_choices, country_name
from baken.register.fields import OLDEST, REFERENCE
from baken.register.person_numbers import looks_like_citizen_number, looks_like_contact, looks_like_name
from baken.vocabulary.code_list import CodeList, Language
from baken.vocabulary.exploitation import (
    AllegationStatus,
    CoercionMeans,
    CustomerContact,
    ExploitationForm,
    RecruitmentMode,
    Scope,
    TechnologyPart,
)
from baken.vocabulary.persons import PersonRole, Sex
from baken.vocabulary.places import PoliceUnit, Province
from baken.vocabulary.sources import SourceKind

PSEUDONYM_TYPED = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,39}")
FIRST_DAY = date(1900, 1, 1)


def choices_of(codes: CodeList, *, blank: bool = False) -> list[tuple[str, Any]]:
    """Codes with their words; "unknown" (or nothing, with `blank`) reads "I do not know" and stands last."""
    language: Language = "nl" if get_language() == "nl" else "en"
    known: list[tuple[str, Any]] = [pair for pair in codes.choices(language) if pair[0] != "unknown"]
    if "unknown" in codes:
        return [*known, ("unknown", _("weet ik niet"))]
    return [*known, ("", _("weet ik niet"))] if blank else known


def one_of(codes: CodeList, label: Any, *, required: bool = False, **more: Any) -> forms.ChoiceField:
    """Radio buttons over a list."""
    return forms.ChoiceField(
        label=label,
        choices=partial(choices_of, codes, blank=not required),
        widget=forms.RadioSelect,
        required=required,
        error_messages={"required": _("Kies er een. Weet u het niet, kies dan ‘weet ik niet’.")},
        **more,
    )


class Day(forms.DateField):
    """A date, typed or picked."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"])
        super().__init__(**kwargs)


class StoryForm(DeskForm):
    """A part of the story: what is not known is left empty, which needs no words at each field."""

    optional_words: Any = ""


class CellsForm(StoryForm):
    """A form whose fields are cells of the registration."""

    def cells(self) -> Cells:
        """What is filled in, as texts; what is not known is left out."""
        found = {}
        for name, value in self.cleaned_data.items():
            text = ";".join(value) if isinstance(value, list) else value
            if isinstance(text, date):
                text = text.isoformat()
            if text not in (None, ""):
                found[name] = str(text)
        return found


def check_reference(text: str, *, where: Any) -> str:
    """A number of a case or a person: no name, no telephone number, no e-mail address."""
    text = text.strip()
    if looks_like_contact(text):
        raise forms.ValidationError(
            _("Dit lijkt op een telefoonnummer of e-mailadres. Die komen niet in het register.")
        )
    if looks_like_name(text):
        raise forms.ValidationError(
            _("Hier staat geen cijfer in. Vul %(where)s in, nooit een naam.") % {"where": where}
        )
    if not REFERENCE.fullmatch(text):
        raise forms.ValidationError(
            _("Gebruik alleen letters, cijfers en de tekens . _ / - (hooguit 64), zonder spaties.")
        )
    return text


class SourceForm(CellsForm):
    """Part 1: the source and the dates."""

    source_kind = one_of(SourceKind, _("Waar komt de registratie vandaan?"), required=True)
    reference = Line(
        label=_("Zaaknummer van de bron"),
        max_length=64,
        help_text=_("Zoals de bron het schrijft. Nooit een naam, telefoonnummer of adres."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    registered_on = Day(label=_("Wanneer registreerde de bron dit?"))
    incident_from = Day(label=_("Sinds wanneer speelde het?"), required=False)
    incident_until = Day(
        label=_("Tot en met wanneer?"),
        required=False,
        help_text=_("Weet u alleen het jaar, vul dan de eerste en de laatste dag ervan in."),
    )

    def clean_reference(self) -> str:
        """Refuses what looks like a name or a contact."""
        return check_reference(self.cleaned_data["reference"], where=_("het nummer van de zaak"))

    def clean(self) -> dict[str, Any]:
        """The dates in their order, none of them to come."""
        found: dict[str, Any] = super().clean() or {}
        # a day more: where the reader is, tomorrow may have begun
        latest = timezone.now().date() + timedelta(days=1)
        first, last = found.get("incident_from"), found.get("incident_until")
        registered = found.get("registered_on")
        for name in ("registered_on", "incident_from", "incident_until"):
            value = found.get(name)
            if value and not FIRST_DAY <= value <= latest:
                self.add_error(name, _("Kies een dag tussen 1900 en vandaag."))
        if first and last and first > last:
            self.add_error("incident_until", _("Dit is eerder dan het begin."))
        if registered and ((first and first > registered) or (last and last > registered)):
            self.add_error("registered_on", _("De bron registreerde dit voordat het gebeurde: dat kan niet."))
        return found


class AllegationForm(CellsForm):
    """Part 2: what is alleged."""

    form = one_of(ExploitationForm, _("Om welke vorm van uitbuiting gaat het?"), required=True)
    scope = one_of(Scope, _("Binnenlands of grensoverschrijdend?"), required=True)
    allegation_status = one_of(
        AllegationStatus,
        _("Wat is de status van het vermoeden?"),
        help_text=_("Alleen een bevoegde organisatie stelt iets vast. U neemt over wat de bron zegt."),
    )
    coercion_means = forms.MultipleChoiceField(
        label=_("Welke dwangmiddelen noemt de bron?"),
        choices=partial(choices_of, CoercionMeans),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Noemt de bron er geen, laat dan alles leeg."),
    )
    recruitment_mode = one_of(RecruitmentMode, _("Hoe werd geworven?"))
    customer_contact = one_of(CustomerContact, _("Wie praat met klanten?"))
    technology_part = one_of(TechnologyPart, _("Welk aandeel had techniek?"))

    MORE = ("coercion_means", "recruitment_mode", "customer_contact", "technology_part")

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What every registration has."""
        return [self[name] for name in self.fields if name not in self.MORE]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """What the page shows when it is asked for."""
        return [self[name] for name in self.MORE]

    @property
    def more_filled(self) -> bool:
        """Whether something stands there already."""
        return any(self[name].value() for name in self.MORE)


class PersonForm(StoryForm):
    """Part 3: one person. Nobody's name is asked."""

    person_roles = forms.MultipleChoiceField(
        label=_("Welke rol geeft de bron deze persoon?"),
        choices=partial(choices_of, PersonRole),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Meer dan één mag. Zegt de bron het niet, kies dan betrokkene."),
        error_messages={"required": _("Kies minstens één rol; weet u die niet, kies dan betrokkene.")},
    )
    sex = one_of(Sex, _("Geslacht volgens de bron"), required=True)
    age = forms.IntegerField(
        label=_("Leeftijd toen het speelde"),
        min_value=0,
        max_value=OLDEST,
        required=False,
        help_text=_("In hele jaren. Weet u het niet, laat dit dan leeg."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 4}),
    )
    birth_country = forms.ChoiceField(label=_("Geboorteland"), choices=country_choices, required=False)
    number = Line(
        label=_("Persoonsnummer van de bron"),
        required=False,
        max_length=64,
        help_text=_(
            "Het nummer waaronder de bron deze persoon kent. Baken maakt er een pseudoniem van en bewaart "
            "het nummer zelf niet. Geen naam, geen burgerservicenummer. Geen nummer: laat dit leeg."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    within = forms.ChoiceField(
        label=_("Dit nummer geldt"),
        choices=[("case", _("alleen in deze zaak")), ("source", _("in alle zaken van deze soort bron"))],
        widget=forms.RadioSelect,
        initial="case",
    )
    same_as = Line(
        label=_("Dezelfde persoon als in een andere registratie"),
        required=False,
        max_length=40,
        help_text=_("Het pseudoniem van die persoon; het staat op de pagina van die registratie."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    NOT_KEPT = ("number",)
    """Never kept in a draft, not even for a moment."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = str(self["birth_country"].value() or "")
        field = self.fields["birth_country"]
        known = country_choices()
        if re.fullmatch(r"X[A-Z]", chosen) and chosen not in dict(known):
            known.append((chosen, country_name(chosen)))
            field.choices = known  # type: ignore[attr-defined]

    @property
    def is_empty(self) -> bool:
        """Whether nobody was filled in."""
        names = ("person_roles", "sex", "age", "birth_country", "number", "same_as")
        return not any(self[name].value() for name in names)

    def clean_number(self) -> str:
        """Refuses what looks like a name, a contact or a citizen service number."""
        text = str(self.cleaned_data["number"]).strip()
        if not text:
            return ""
        if looks_like_citizen_number(text):
            raise forms.ValidationError(
                _("Dit kan een burgerservicenummer zijn. Is het dat niet, zet er dan een letter voor.")
            )
        return check_reference(text.replace(" ", ""), where=_("het nummer dat de bron aan de persoon geeft"))

    def clean_same_as(self) -> str:
        """The shape of a pseudonym."""
        text = str(self.cleaned_data["same_as"]).strip()
        if text and not PSEUDONYM_TYPED.fullmatch(text):
            raise forms.ValidationError(_("Dit is geen pseudoniem."))
        return text

    def clean(self) -> dict[str, Any]:
        """A number or a pseudonym, not both."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("number") and found.get("same_as"):
            self.add_error("same_as", _("Vul een nummer in of een pseudoniem, niet beide."))
        return found

    def cells(self) -> Cells:
        """The cells of the person, without who it is."""
        found = {"sex": self.cleaned_data["sex"], "person_roles": ";".join(self.cleaned_data["person_roles"])}
        if self.cleaned_data.get("age") is not None:
            found["age"] = str(self.cleaned_data["age"])
        if self.cleaned_data.get("birth_country"):
            found["birth_country"] = self.cleaned_data["birth_country"]
        return found


class PlaceForm(CellsForm):
    """Part 6: the place."""

    police_unit = forms.ChoiceField(
        label=_("Politie-eenheid"),
        choices=lambda: [("", _("weet ik niet")), *choices_of(PoliceUnit)],
        required=False,
    )
    province = forms.ChoiceField(
        label=_("Provincie"),
        choices=lambda: [("", _("weet ik niet")), *choices_of(Province)],
        required=False,
        help_text=_("Waar het speelde, niet waar iemand woont."),
    )
