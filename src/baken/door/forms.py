"""The forms of the door."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baken.desk.forms import DeskForm, Line, Reason
from baken.desk.templatetags.desk import words
from baken.door.checks.submission import GRADE_C_HOURS, MOST_GRADE_C_HOURS, OLDEST
from baken.door.models import LONGEST_REASON, DoorPolicy
from baken.indicators.facts import FACTS, LEGAL_MINIMUM_AGE
from baken.platforms.forms import coded_choices
from baken.vocabulary.door import AgeEvidenceMethod, HoldGround


def fact_choices() -> list[tuple[str, str]]:
    """Every fact that a policy can require, in the words of the reader."""
    return [(name, words(fact.meaning)) for name, fact in FACTS.items()]


class HeldFilter(DeskForm):
    """What waits, by why."""

    ground = forms.TypedChoiceField(label=_("Waarom"), required=False, coerce=lambda code: [code])

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].filter_by = "grounds__contains"  # type: ignore[attr-defined]
        choices = [("", _("alle")), *coded_choices(HoldGround)]
        self.fields["ground"].choices = choices  # type: ignore[attr-defined]


class PolicyForm(DeskForm):
    """A next version of what the platform asks at its door."""

    platform = Line(
        label=_("Adres van het platform"),
        max_length=200,
        help_text=_("Zoals het in uw advertenties staat, zoals kleinegids.example. Dit ligt daarna vast."),
    )
    minimum_age = forms.IntegerField(
        label=_("Vanaf welke leeftijd kan iemand adverteren?"),
        min_value=LEGAL_MINIMUM_AGE,
        max_value=OLDEST,
        initial=LEGAL_MINIMUM_AGE,
        help_text=_("In veel gemeenten is dat 21 jaar. Lager dan 18 kan nooit."),
    )
    age_evidence = forms.MultipleChoiceField(
        label=_("Op welke manieren kan iemand een leeftijd aantonen?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Een ervan is genoeg. Kiest u niets, dan vraagt uw platform geen bewijs."),
    )
    required = forms.MultipleChoiceField(
        label=_("Wat moet bekend zijn voordat een advertentie online gaat?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Is zo'n gegeven er niet, dan kijkt eerst een mens."),
    )
    grade_c_hours = forms.IntegerField(
        label=_("Hoeveel uur wacht een advertentie waar alleen ervaring (graad C) tegen spreekt?"),
        min_value=1,
        max_value=MOST_GRADE_C_HOURS,
        initial=GRADE_C_HOURS,
        help_text=_("Keek niemand in die tijd, dan gaat zij door."),
    )
    reason = Reason(label=_("Waarom dit beleid?"), max_length=LONGEST_REASON)

    def __init__(self, *args: Any, live: DoorPolicy | None, **kwargs: Any) -> None:
        if live is not None:
            kwargs["initial"] = {
                name: getattr(live, name)
                for name in ("minimum_age", "age_evidence", "required", "grade_c_hours")
            }
        super().__init__(*args, **kwargs)
        self.fields["age_evidence"].choices = coded_choices(AgeEvidenceMethod)  # type: ignore[attr-defined]
        self.fields["required"].choices = fact_choices()  # type: ignore[attr-defined]
        if live is not None:
            del self.fields["platform"]
