"""The forms of the directory: what is looked for, one organisation, a file."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baken.desk.forms import DeskForm, Line
from baken.platforms.forms import Day, coded_choices
from baken.referrals.directory.csv_rows import LARGEST_BYTES
from baken.referrals.directory.fit import Need
from baken.referrals.models import LONGEST_NAME, LONGEST_ROLE, HelpOrganisation
from baken.referrals.sealing import opened
from baken.vocabulary.languages import ADVERT_LANGUAGES
from baken.vocabulary.places import Province
from baken.vocabulary.referrals import HelpCapacity, HelpHours, HelpKind, IntakeWay, ReceiverKind


def language_choices() -> list[tuple[str, str]]:
    """Languages with their names."""
    ours = "nl" if get_language() == "nl" else "en"
    return [(code, label.nl if ours == "nl" else label.en) for code, label in ADVERT_LANGUAGES.items()]


class NeedForm(DeskForm):
    """What help is looked for; every answer may stay open."""

    kind = forms.ChoiceField(label=_("Welke hulp"), required=False)
    province = forms.ChoiceField(label=_("Provincie"), required=False)
    municipality = forms.ChoiceField(label=_("Gemeente"), required=False)
    language = forms.ChoiceField(label=_("Taal"), required=False)

    def __init__(self, *args: object, municipalities: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", _("maakt niet uit"))
        choices = {
            "kind": coded_choices(HelpKind),
            "province": coded_choices(Province),
            "municipality": [(name, name) for name in municipalities],
            "language": language_choices(),
        }
        for name, known in choices.items():
            self.fields[name].choices = [every, *known]  # type: ignore[attr-defined]

    @property
    def need(self) -> Need:
        """What is looked for; nothing in particular where an answer was none of the choices."""
        return Need(**self.cleaned_data) if self.is_valid() else Need()


class HelpForm(DeskForm):
    """An organisation that helps."""

    name = Line(label=_("Naam"), max_length=LONGEST_NAME)
    role_nl = Line(label=_("Wat zij doet, in één zin"), max_length=LONGEST_ROLE)
    role_en = Line(label=_("Dezelfde zin in het Engels"), max_length=LONGEST_ROLE, required=False)
    receiver = forms.ChoiceField(label=_("Soort ontvanger"))
    kinds = forms.MultipleChoiceField(label=_("Welke hulp"), widget=forms.CheckboxSelectMultiple)
    provinces = forms.MultipleChoiceField(
        label=_("In welke provincies"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Niets gekozen, en ook geen gemeente: het hele land."),
    )
    municipalities = Line(
        label=_("In welke gemeenten"), required=False, help_text=_("Met komma's ertussen. Leeg: overal daar.")
    )
    languages = forms.MultipleChoiceField(
        label=_("Welke talen"), required=False, widget=forms.CheckboxSelectMultiple
    )
    hours = forms.ChoiceField(label=_("Wanneer bereikbaar"))
    intake = forms.ChoiceField(label=_("Hoe iemand binnenkomt"))
    capacity = forms.ChoiceField(label=_("Plaats"))
    reached = Line(
        label=_("Hoe u hen bereikt"),
        required=False,
        help_text=_(
            "Telefoon of e-mail van de organisatie, niet van een persoon. Wordt versleuteld bewaard."
        ),
    )
    valid_until = Day(label=_("Geldig tot"), required=False)
    fallback = forms.BooleanField(label=_("Noem deze als nergens plaats is"), required=False)
    gone = forms.BooleanField(
        label=_("Niet meer gebruiken"), required=False, help_text=_("Staat dan niet meer in de gids.")
    )

    def __init__(self, *args: object, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "receiver": coded_choices(ReceiverKind),
            "kinds": coded_choices(HelpKind),
            "provinces": coded_choices(Province),
            "languages": language_choices(),
            "hours": coded_choices(HelpHours),
            "intake": coded_choices(IntakeWay),
            "capacity": coded_choices(HelpCapacity),
        }
        for name, known in choices.items():
            self.fields[name].choices = known  # type: ignore[attr-defined]
        self.fields["hours"].initial = self.fields["capacity"].initial = "unknown"
        self.fields["intake"].initial = "both"

    @property
    def facts(self) -> dict[str, Any]:
        """The fields as an action takes them."""
        given = dict(self.cleaned_data)
        names = (part.strip()[:60] for part in given["municipalities"].split(","))
        given["municipalities"] = list(dict.fromkeys(name for name in names if name))
        return given


def known_of(one: HelpOrganisation) -> dict[str, Any]:
    """What is known of an organisation, as the form shows it."""
    known = {name: getattr(one, name) for name in HelpForm.base_fields if name != "reached"}
    known["municipalities"] = ", ".join(one.municipalities)
    known["reached"] = opened(one, "reached")
    return known


class FileForm(DeskForm):
    """A file of organisations."""

    file = forms.FileField(
        label=_("CSV-bestand"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv"}),
        help_text=_("Hooguit 1 megabyte, in UTF-8."),
    )

    def clean_file(self) -> Any:
        """It is not too big."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BYTES:
            raise forms.ValidationError(str(_("Het bestand is groter dan 1 megabyte.")))
        return file
