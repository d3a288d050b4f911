"""The forms of audits: every sentence is about a company, not about persons."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baken.desk.forms import DeskForm, Line
from baken.door.audits.catch_rates import LONGEST_SITE, MOST_HOURS
from baken.door.audits.checklists import Checklist
from baken.door.audits.gradations import POLICY
from baken.door.audits.models import LONGEST_EVIDENCE, LONGEST_REFERENCE
from baken.door.audits.policies import BY_HAND
from baken.door.checks.submission import OLDEST
from baken.extraction.told_contacts import tells_contact
from baken.indicators.facts import LEGAL_MINIMUM_AGE
from baken.platforms.forms import Day, coded_choices
from baken.platforms.models import Platform
from baken.vocabulary.code_list import Language
from baken.vocabulary.door import AgeEvidenceMethod
from baken.vocabulary.door_audits import (
    AttemptOutcome,
    AuditWay,
    ChecklistAnswer,
    DoorGradation,
    ToldOthers,
    ToldPolice,
)

NO_CONTACTS = _(
    "Hier staat een telefoonnummer, adres of account. Haal het weg: dit gaat over een bedrijf, niet over "
    "mensen."
)
FORMS = ("ods", "csv")


def language() -> Language:
    """The reader's language."""
    return "nl" if get_language() == "nl" else "en"


class Told(Line):
    """One line about a platform, without a contact in it."""

    def clean(self, value: object) -> object:
        """Raises ValidationError with where it goes wrong."""
        text = super().clean(value)
        if isinstance(text, str) and tells_contact(text):
            raise forms.ValidationError(NO_CONTACTS)
        return text


class StartForm(DeskForm):
    """An audit that is written down by hand."""

    way = forms.ChoiceField(label=_("Wat voor toets"), widget=forms.RadioSelect)
    reference = Told(
        label=_("Kenmerk of vindplaats"),
        max_length=LONGEST_REFERENCE,
        help_text=_(
            "Het kenmerk van het document dat de test toestond, of van welk onderzoek dit komt. Niet het "
            "document zelf."
        ),
    )
    held_on = Day(
        label=_("Dag van de toets"),
        required=False,
        help_text=_("Alleen bij gepubliceerd onderzoek mag dit leeg."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, words) for code, words in coded_choices(AuditWay) if code in BY_HAND]
        self.fields["way"].choices = choices  # type: ignore[attr-defined]


class EntranceForm(DeskForm):
    """The document that allows a test of a platform's test entrance, and the address that it names."""

    reference = Told(
        label=_("Kenmerk van het document dat deze toets toestaat"),
        max_length=LONGEST_REFERENCE,
        help_text=_("Van het platform zelf, of van wie toezicht houdt. Niet het document zelf."),
    )
    address = Line(
        label=_("Adres van de proefingang, zoals het in dat document staat"),
        max_length=LONGEST_REFERENCE,
        help_text=_("Zoals https://proef.kleinegids.example. Naar een ander adres gaat niets."),
    )


class AttemptForm(DeskForm):
    """What became of one test advert."""

    platform = forms.ModelChoiceField(
        label=_("Platform"),
        queryset=Platform.objects.none(),
        required=False,
        empty_label=_("niet genoemd in het onderzoek"),
    )
    site = Told(
        label=_("Hoe de bron de site noemt"),
        max_length=LONGEST_SITE,
        required=False,
        help_text=_("Alleen als het platform niet genoemd is: bijvoorbeeld een letter."),
    )
    gradation = forms.ChoiceField(label=_("Waarop de deur is beproefd"))
    outcome = forms.ChoiceField(label=_("Wat er gebeurde"))
    online_hours = forms.IntegerField(
        label=_("Ten minste zo lang online, in uren"),
        min_value=0,
        max_value=MOST_HOURS,
        required=False,
        help_text=_("Alleen bij doorgelaten; leeg als niemand het weet."),
    )
    told_police = forms.ChoiceField(label=_("Meldde het platform dit aan de politie?"), initial="unknown")
    told_others = forms.MultipleChoiceField(
        label=_("Aan wie nog meer"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["platform"].queryset = Platform.objects.order_by("name")  # type: ignore[attr-defined]
        for name, codes in (
            ("gradation", DoorGradation), ("outcome", AttemptOutcome), ("told_police", ToldPolice),
            ("told_others", ToldOthers),
        ):  # fmt: skip
            self.fields[name].choices = coded_choices(codes)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A site has a platform or a name of its own; only what was let through stood online."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not given.get("platform") and not given.get("site") and "site" not in self.errors:
            self.add_error("site", _("Kies een platform, of schrijf hoe de bron de site noemt."))
        if given.get("online_hours") is not None and given.get("outcome") != "let_through":
            self.add_error("online_hours", _("Alleen een doorgelaten advertentie stond online."))
        return given


class WithdrawForm(DeskForm):
    """Why an audit counts no longer."""

    because = Told(label=_("Waarom trekt u deze toets in?"), max_length=LONGEST_EVIDENCE)


class TrialForm(DeskForm):
    """The policy of a platform that the shipped test adverts are tried under."""

    minimum_age = forms.IntegerField(
        label=_("Vanaf welke leeftijd"),
        min_value=LEGAL_MINIMUM_AGE,
        max_value=OLDEST,
        initial=LEGAL_MINIMUM_AGE,
        help_text=_("De proefadvertenties onder de leeftijd van een platform gaan steeds uit van 21."),
    )
    age_evidence = forms.MultipleChoiceField(
        label=_("Welk leeftijdsbewijs volstaat"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        initial=POLICY["age_evidence"],
        help_text=_("Kies niets voor een platform dat geen bewijs vraagt."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["age_evidence"].choices = coded_choices(AgeEvidenceMethod)  # type: ignore[attr-defined]

    @property
    def policy(self) -> dict[str, Any]:
        """As a submission has it."""
        given = self.cleaned_data
        return {
            "reference": POLICY["reference"],
            "minimum_age": given["minimum_age"],
            "age_evidence": list(given["age_evidence"]),
        }


class ReviewForm(DeskForm):
    """A checklist for a platform: per item an answer and what it rests on."""

    reviewed_on = Day(label=_("Zoals het was op"))

    def __init__(self, *args: object, checklist: Checklist, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reviewed_on"].initial = timezone.localdate()
        self._items = [item.code for item in checklist.items]
        for item in checklist.items:
            self.fields[f"answer-{item.code}"] = forms.ChoiceField(
                label=item.words.in_language(language()),
                choices=coded_choices(ChecklistAnswer),
                widget=forms.RadioSelect,
                initial="unknown",
            )
            self.fields[f"evidence-{item.code}"] = Told(
                label=_("Waar dat uit blijkt"), max_length=LONGEST_EVIDENCE, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Every answer but ‘don't know’ says what it rests on."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for item in self._items:
            name = f"evidence-{item}"
            if given.get(f"answer-{item}") != "unknown" and not given.get(name) and name not in self.errors:
                self.add_error(name, _("Schrijf waar dit antwoord op rust, of kies ‘weet ik niet’."))
        return given

    @property
    def answers(self) -> dict[str, tuple[str, str]]:
        """As the action takes them."""
        given = self.cleaned_data
        return {item: (given[f"answer-{item}"], given[f"evidence-{item}"]) for item in self._items}


class PlatformForm(DeskForm):
    """Which platform."""

    platform = forms.ModelChoiceField(
        label=_("Platform"), queryset=Platform.objects.none(), to_field_name="code", empty_label=_("kies")
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        found = Platform.objects.exclude(status="merged").order_by("name")
        self.fields["platform"].queryset = found  # type: ignore[attr-defined]


class AuditFilter(DeskForm):
    """Which audits."""

    way = forms.ChoiceField(label=_("Wat voor toets"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = [("", _("alle")), *coded_choices(AuditWay)]  # type: ignore[attr-defined]


class FileForm(DeskForm):
    """In which form a file is taken out."""

    form = forms.ChoiceField(label=_("Vorm"), widget=forms.RadioSelect, initial="ods")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = [(one, one.upper()) for one in FORMS]  # type: ignore[attr-defined]
