"""The forms of the seven parts. Each gives cells as a file of registrations would have them."""

import re
import unicodedata
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baken.desk.forms import DeskForm, Line
from baken.register.content import Cells
from baken.register.days import FIRST_DAY, latest_day
from baken.register.fields import OLDEST, ORGANISATION_NAME, REFERENCE
from baken.register.person_numbers import looks_like_citizen_number, looks_like_contact, looks_like_name
from baken.register.records import in_order, since_cell
from baken.vocabulary.circumstances import NONE_KNOWN, QUESTIONS, Vulnerability
from baken.vocabulary.code_list import CodeList, Language
from baken.vocabulary.country_groups import COUNTRY_OF, CountryGroup
from baken.vocabulary.municipalities import MERGED, Municipality, province_of
from baken.vocabulary.persons import PersonRole, Sex
from baken.vocabulary.places import PoliceUnit, Province
from baken.vocabulary.sources import SourceKind

LAST_DAY = "9999-12-31"
"""Without it a browser leaves room for a year of six digits, and the fifth is soon typed."""
PSEUDONYM_TYPED = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,39}")


def choices_of(codes: CodeList, *, blank: bool = False) -> list[tuple[str, Any]]:
    """Codes with their words; "unknown" (or nothing, with `blank`) reads "I do not know" and stands last."""
    known: list[tuple[str, Any]] = [pair for pair in codes.choices(_language()) if pair[0] != "unknown"]
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


def _language() -> Language:
    return "nl" if get_language() == "nl" else "en"


class Day(forms.DateField):
    """A date, typed or picked."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.DateInput(attrs={"type": "date", "max": LAST_DAY}, format="%Y-%m-%d")
        )
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
    source_organisation = Line(
        label=_("Welke organisatie is dat?"),
        required=False,
        max_length=80,
        help_text=_("De naam van de organisatie, nooit die van een persoon. Onbekend: laat dit leeg."),
    )
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

    def clean_source_organisation(self) -> str:
        """Refuses what can be no name of an organisation."""
        text = " ".join(self.cleaned_data["source_organisation"].split())
        if text and not ORGANISATION_NAME.fullmatch(text):
            raise forms.ValidationError(
                _("Vul de naam van een organisatie in: letters eerst, geen telefoonnummer of e-mailadres.")
            )
        return text

    def clean_reference(self) -> str:
        """Refuses what looks like a name or a contact."""
        return check_reference(self.cleaned_data["reference"], where=_("het nummer van de zaak"))

    def clean(self) -> dict[str, Any]:
        """The dates in their order, none of them to come."""
        found: dict[str, Any] = super().clean() or {}
        first, last = found.get("incident_from"), found.get("incident_until")
        registered = found.get("registered_on")
        for name in ("registered_on", "incident_from", "incident_until"):
            value = found.get(name)
            if value and not FIRST_DAY <= value <= latest_day():
                self.add_error(name, _("Kies een dag tussen 1900 en vandaag."))
        if first and last and first > last:
            self.add_error("incident_until", _("Dit is eerder dan het begin."))
        if registered and ((first and first > registered) or (last and last > registered)):
            self.add_error("registered_on", _("De bron registreerde dit voordat het gebeurde: dat kan niet."))
        return found


SINCE = "since-"
"""What the names of the fields about days of roles begin with."""
CIRCUMSTANCES = (*(question.group for question in QUESTIONS), NONE_KNOWN)
"""The fields about circumstances."""


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
    birth_group = forms.ChoiceField(
        label=_("Waar geboren"),
        choices=lambda: [("", _("weet ik niet")), *choices_of(CountryGroup)],
        required=False,
        help_text=_("Alleen de groep van landen: fijner is voor het register niet nodig."),
    )
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

    none_known = forms.MultipleChoiceField(
        label=_("Zegt de bron dat er geen zijn?"),
        choices=lambda: [pair for pair in choices_of(Vulnerability) if pair[0] == NONE_KNOWN],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, registered_on: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._registered_on = registered_on
        language = _language()
        for code in PersonRole.codes:
            role = capfirst(PersonRole[code].label.in_language(language))
            self.fields[f"{SINCE}{code}"] = Day(label=_("%(role)s sinds") % {"role": role}, required=False)
        for question in QUESTIONS:
            self.fields[question.group] = forms.MultipleChoiceField(
                label=question.asked.in_language(language),
                choices=[
                    (code, Vulnerability[code].label.in_language(language))
                    for code in Vulnerability.codes_in(question.group)
                ],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                help_text=question.why.in_language(language),
            )

    @property
    def circumstances(self) -> list[forms.BoundField]:
        """The questions about circumstances, which the page shows when it is asked for."""
        return [self[question.group] for question in QUESTIONS]

    @property
    def circumstances_told(self) -> bool:
        """Whether something stands there already."""
        return any(self[name].value() for name in CIRCUMSTANCES) or bool(self["none_known"].errors)

    @property
    def days_of_roles(self) -> list[tuple[str, forms.BoundField]]:
        """The code of each role, and the field for since when."""
        return [(code, self[f"{SINCE}{code}"]) for code in PersonRole.codes]

    @property
    def days_told(self) -> bool:
        """Whether one of these fields is filled."""
        return any(field.value() for _code, field in self.days_of_roles)

    @property
    def is_empty(self) -> bool:
        """Whether nobody was filled in."""
        names = ("person_roles", "sex", "age", "birth_group", "number", "same_as", *CIRCUMSTANCES)
        return not (self.days_told or any(self[name].value() for name in names))

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
        if found.get("none_known") and any(found.get(question.group) for question in QUESTIONS):
            self.add_error("none_known", _("Kies dit alleen als u geen omstandigheid kiest."))
        self._check_days(found)
        return found

    def _check_days(self, found: dict[str, Any]) -> None:
        latest = latest_day()
        for code, field in self.days_of_roles:
            day = found.get(field.name)
            if day and not FIRST_DAY <= day <= latest:
                self.add_error(field.name, _("Kies een dag tussen 1900 en vandaag."))
            elif day and self._registered_on and day > self._registered_on:
                self.add_error(
                    field.name, _("Dit is na de dag waarop de bron registreerde. Kies een eerdere dag.")
                )
            elif day and code not in found.get("person_roles", (code,)):
                self.add_error(
                    field.name,
                    _("Deze rol is hierboven niet gekozen. Kies die alsnog, of maak deze dag leeg."),
                )

    def cells(self) -> Cells:
        """The cells of the person, without who it is."""
        found = {"sex": self.cleaned_data["sex"], "person_roles": ";".join(self.cleaned_data["person_roles"])}
        if self.cleaned_data.get("age") is not None:
            found["age"] = str(self.cleaned_data["age"])
        group = self.cleaned_data.get("birth_group")
        if group in COUNTRY_OF:
            found["birth_country"] = COUNTRY_OF[group]
        elif group:
            found["birth_group"] = group
        days = {code: self.cleaned_data[field.name] for code, field in self.days_of_roles}
        if since := since_cell({code: day for code, day in days.items() if day}):
            found["person_roles_since"] = since
        if told := [code for name in CIRCUMSTANCES for code in self.cleaned_data[name]]:
            found["vulnerabilities"] = ";".join(in_order(Vulnerability, told))
        return found


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()


def _municipalities() -> list[Any]:
    """By name, so that typing the first letters finds one; those that are no more in a group of their own."""
    names = sorted(choices_of(Municipality), key=lambda pair: _plain(pair[1]))
    gone = []
    for code, name in names:
        if code in MERGED:
            into = ", ".join(Municipality[one].label.in_language(_language()) for one in MERGED[code].into)
            told = {"name": name, "year": MERGED[code].since.year, "today": into}
            gone.append((code, _("%(name)s (sinds %(year)s: %(today)s)") % told))
    now = [pair for pair in names if pair[0] not in MERGED]
    return [("", _("weet ik niet")), *now, (_("Bestaat niet meer"), gone)]


class PlaceForm(CellsForm):
    """Part 6: the place. Who names the municipality need not name the province."""

    municipality = forms.ChoiceField(
        label=_("Gemeente"),
        choices=_municipalities,
        required=False,
        help_text=_(
            "Waar het speelde, niet waar iemand woont. Typ de eerste letters. De provincie volgt vanzelf."
        ),
    )
    province = forms.ChoiceField(
        label=_("Provincie"),
        choices=lambda: [("", _("niet bekend, of volgt vanzelf")), *choices_of(Province)],
        required=False,
        help_text=_("Alleen nodig als u de gemeente niet weet."),
    )
    police_unit = forms.ChoiceField(
        label=_("Politie-eenheid"),
        choices=lambda: [("", _("weet ik niet")), *choices_of(PoliceUnit)],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        municipality = str(self.initial.get("municipality", ""))
        # a province that followed is not shown, so that it follows again when the municipality is changed
        if municipality in Municipality and self.initial.get("province") == province_of(municipality):
            self.initial["province"] = ""

    def clean(self) -> dict[str, Any]:
        """The province is that of the municipality; another one is a contradiction."""
        found: dict[str, Any] = super().clean() or {}
        municipality, province = found.get("municipality"), found.get("province")
        if municipality and not province:
            found["province"] = province_of(municipality)
        elif municipality and province != province_of(municipality):
            language = _language()
            told = {
                "municipality": Municipality[municipality].label.in_language(language),
                "province": Province[province_of(municipality)].label.in_language(language),
            }
            self.add_error(
                "province",
                _("%(municipality)s ligt in %(province)s. Verbeter de gemeente of de provincie.") % told,
            )
        return found
