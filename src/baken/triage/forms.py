"""The forms of triage: what was found and why, the filters of the queue, a case number."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django import forms
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from baken.accounts.models import User
from baken.desk.forms import DeskForm, Line, Text
from baken.indicators.bands import BANDS
from baken.triage.blind_sample import BLIND
from baken.triage.case_numbers import written
from baken.triage.policies import LEAST_WORDS, MOST_NOTE
from baken.triage.queries import OpenedLead
from baken.vocabulary.code_list import Label
from baken.vocabulary.places import Province
from baken.vocabulary.triage import UrgentKind

_TOO_SHORT = ngettext_lazy(
    "Schrijf minstens %(limit_value)d teken.", "Schrijf minstens %(limit_value)d tekens.", "limit_value"
)


def _words(label: Label) -> str:
    return label.nl if get_language() == "nl" else label.en


class _WordsForm(DeskForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    facts = Text(
        label=_("Feiten"),
        help_text=_("Wat ziet u? Geen namen, geen nummers."),
        min_length=LEAST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4, "data-key": "f"}),
        error_messages={"required": _("Schrijf op wat u zag.")},
    )
    explanation = Text(
        label=_("Uitleg"),
        help_text=_("Waarom besluit u dit?"),
        min_length=LEAST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4, "data-key": "u"}),
        error_messages={"required": _("Schrijf op waarom u dit besluit.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in ("facts", "explanation"):
            self.fields[name].error_messages["min_length"] = _TOO_SHORT


class AssessmentForm(_WordsForm):
    """Facts and explanation of a decision; the outcome is the button that sends it."""


class UrgentForm(_WordsForm):
    """Marking as urgent: which kind, and what was seen. Nobody waits for an explanation."""

    kind = forms.ChoiceField(
        label=_("Wat vermoedt u?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat u vermoedt.")},
    )
    field_order = ("version", "kind", "facts", "explanation")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(member.code, _words(member.label)) for member in UrgentKind]
        self.fields["explanation"].required = False


class UrgentLookForm(_WordsForm):
    """What one of two people found of something urgent; the outcome is the button that sends it."""


def assessment_form(opened: OpenedLead) -> AssessmentForm:
    """The form of a lead with what its reader was writing."""
    return AssessmentForm(initial=_initial(opened))


def look_form(opened: OpenedLead) -> UrgentLookForm:
    """The form of a look at something urgent, with what its reader was writing."""
    return UrgentLookForm(initial=_initial(opened))


def _initial(opened: OpenedLead) -> dict[str, object]:
    return {
        "version": opened.lead.version,
        "facts": opened.draft_facts,
        "explanation": opened.draft_explanation,
    }


class HandForm(DeskForm):
    """To whom a lead goes, and what they should know."""

    to = forms.ChoiceField(label=_("Aan wie"), error_messages={"required": _("Kies een collega.")})
    note = Text(
        label=_("Wat moet uw collega weten?"),
        help_text=_("Feiten, geen namen en geen nummers."),
        min_length=LEAST_WORDS,
        max_length=MOST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schrijf waarom u de aanwijzing overdraagt.")},
    )

    def __init__(self, *args: object, people: Iterable[User], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        to, note = self.fields["to"], self.fields["note"]
        assert isinstance(to, forms.ChoiceField)
        to.choices = [("", _("kies een collega")), *((str(one.id), one.name) for one in people)]
        note.error_messages["min_length"] = _TOO_SHORT


class ReopenForm(DeskForm):
    """Why a lead that was decided on waits again."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    reason = Text(
        label=_("Waarom opnieuw?"),
        help_text=_("Wat is er nieuw, of wat klopte er niet? Geen namen en geen nummers."),
        min_length=LEAST_WORDS,
        max_length=MOST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schrijf waarom u de aanwijzing heropent.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].error_messages["min_length"] = _TOO_SHORT


class CaseNumberForm(DeskForm):
    """Exactly one case number: there is no searching by anything else."""

    case_number = Line(label=_("Zaaknummer"), max_length=12)

    def clean_case_number(self) -> str:
        """In its one form."""
        found = written(self.cleaned_data["case_number"])
        if found is None:
            raise forms.ValidationError(_("Een zaaknummer ziet eruit als K7-2291."))
        return found


class _Choice(forms.TypedChoiceField):
    filter_by: str


def _choice(
    label: object, choices: Iterable[tuple[str, object]], filter_by: str, coerce: object
) -> forms.ChoiceField:
    field = _Choice(
        label=label,  # type: ignore[arg-type]
        choices=list(choices),
        coerce=coerce,  # type: ignore[arg-type]
        required=False,
        empty_value=None,
    )
    field.filter_by = filter_by
    return field


EVERYBODY = "all"
HOLDS = {"": ("free", "mine"), "mine": ("mine",), EVERYBODY: ("free", "mine", "other")}
"""Whose leads the queue shows, by what was chosen."""


class UrgentFilter(forms.Form):
    """Which of what is urgent: each kind of suspicion can be worked as a queue of its own."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["kind"] = _choice(
            _("Vermoeden"),
            [("", _("alles")), *((one.code, _words(one.label)) for one in UrgentKind)],
            "urgent_kind",
            str,
        )


class QueueFilter(forms.Form):
    """Which leads the queue shows: choices alone, read as a sentence."""

    def __init__(self, *args: object, now: datetime, **kwargs: object) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        week, month, ever = now - timedelta(days=7), now - timedelta(days=31), now - timedelta(days=36_500)
        spans = {"week": (week, now), "month": (month, now), "earlier": (ever, month)}
        self.fields["where"] = _choice(
            _("Waar"),
            [("", _("heel Nederland")), *((one.code, _words(one.label)) for one in Province)],
            "provinces__contains",
            lambda code: [code],
        )
        self.fields["seen"] = _choice(
            _("Laatst gezien"),
            [
                ("", _("wanneer dan ook")),
                ("week", _("deze week")),
                ("month", _("deze maand")),
                ("earlier", _("langer geleden")),
            ],
            "last_seen__range",
            spans.__getitem__,
        )
        self.fields["band"] = _choice(
            _("Band"),
            [("", _("alle")), *((band.code, _words(band.label)) for band in (*BANDS[:-1], BLIND))],
            "shown_band",
            str,
        )
        self.fields["who"] = _choice(
            _("Van wie"),
            [("", _("vrij of van u")), ("mine", _("alleen van u")), (EVERYBODY, _("ook van anderen"))],
            "hold__in",
            HOLDS.__getitem__,
        )

    def sentence(self) -> str:
        """What is chosen, in words: "Noord-Brabant, deze week"; empty where nothing is."""
        if not self.is_valid():
            return ""
        chosen = [
            str(dict(field.field.choices)[value])  # type: ignore[attr-defined]
            for field in self
            if (value := self.data.get(field.name)) and value != EVERYBODY
        ]
        return ", ".join(chosen)
