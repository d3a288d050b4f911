"""The forms of cases: beginning one, the yes, words, steps, who is involved, how it ends, people."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from baken.accounts.models import User
from baken.cases.actions.begin_case import Yes
from baken.cases.permissions import WORK
from baken.desk.forms import DeskForm, Line, Text
from baken.platforms.forms import Day, coded_choices
from baken.vocabulary.cases import (
    CaseClosure,
    CaseGround,
    CaseState,
    MeldcodeOutcome,
    NoticedBy,
    PartyRole,
    PlanChoice,
    TaskDoer,
)
from baken.vocabulary.referrals import ConsentWay
from baken.vocabulary.said import SaidOfContact

SHORT, LONG = 120, 2_000


class Coded(forms.ChoiceField):
    """One code of a list, with its words in the reader's language; `radio` shows all of them."""

    def __init__(self, codes: Any, *, empty: bool = False, radio: bool = False, **kwargs: Any) -> None:
        def choices() -> list[tuple[str, Any]]:
            return [*([("", _("alle"))] if empty else []), *coded_choices(codes)]

        if radio:
            kwargs["widget"] = forms.RadioSelect
        super().__init__(choices=choices, **kwargs)


class Colleague(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A colleague who accompanies people."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=User.objects.none(), empty_label=_("kies"), **kwargs)


def colleagues() -> Any:
    """Whoever can be on a case, by name."""
    return User.objects.filter(is_active=True, is_system=False, roles__overlap=list(WORK.roles)).order_by(
        "name"
    )


class CaseFilter(DeskForm):
    """Which cases."""

    state = Coded(CaseState, empty=True, label=_("Stand"), required=False)


class Seen(DeskForm):
    """How far who writes saw the case change."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class YesFields(DeskForm):
    """A yes: when, how, to whom, for what."""

    said_on = Day(label=_("Op welke dag zei de persoon ja?"))
    way = Coded(ConsentWay, radio=True, label=_("Hoe?"))
    told_to = Colleague(label=_("Tegen wie?"))
    what_for = Text(
        label=_("Waarvoor is het ja?"),
        max_length=LONG,
        help_text=_("In de woorden van de persoon. Alleen daarvoor geldt het."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told_to"].queryset = colleagues()  # type: ignore[attr-defined]

    @property
    def yes(self) -> Yes:
        """The yes that was filled in."""
        given = self.cleaned_data
        return Yes(given["said_on"], given["way"], given["told_to"].id, given["what_for"])


class NewForm(YesFields):
    """Who it is about, what they want, and their yes; or on which other ground, and why."""

    YES = ("said_on", "way", "told_to", "what_for")

    called = Line(
        label=_("Hoe wil de persoon genoemd worden?"),
        max_length=SHORT,
        help_text=_("Een voornaam of een gekozen naam is genoeg."),
    )
    wishes = Text(label=_("Wat wil de persoon?"), max_length=LONG, help_text=_("In eigen woorden."))
    ground = Coded(CaseGround, radio=True, label=_("Waarop begint u?"), initial="yes")
    why = Text(
        label=_("Waarom kan het niet wachten op een ja?"),
        max_length=LONG,
        required=False,
        help_text=_("Alleen zonder ja. Een tweede persoon leest dit en beslist."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["called", "wishes", "ground", *self.YES, "why"])
        if self.data.get("ground", "yes") != "yes":
            for name in (*self.YES, "wishes"):
                self.fields[name].required = False
            self.fields["why"].required = True

    @property
    def given_yes(self) -> Yes | None:
        """The yes, where that is the ground."""
        return self.yes if self.cleaned_data["ground"] == "yes" else None


class YesForm(Seen, YesFields):
    """A yes that is said later, or anew."""


class WordsForm(Seen):
    """What to call the person, and what they want."""

    called = Line(label=_("Hoe wil de persoon genoemd worden?"), max_length=SHORT)
    wishes = Text(label=_("Wat wil de persoon?"), max_length=LONG, help_text=_("In eigen woorden."))


class NoteForm(DeskForm):
    """A note."""

    words = Text(label=_("Aantekening"), max_length=LONG)


class TaskForm(DeskForm):
    """A step to agree on."""

    words = Line(label=_("Wat spreken jullie af?"), max_length=300)
    doer = Coded(TaskDoer, radio=True, label=_("Wie doet het?"), initial="together")
    due_on = Day(label=_("Uiterlijk"), required=False)


class PartyForm(DeskForm):
    """An organisation that is involved."""

    name = Line(label=_("Welke organisatie?"), max_length=SHORT)
    role = Coded(PartyRole, label=_("Wat doet zij?"))
    since = Day(label=_("Sinds"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = timezone.localdate


class WhyForm(Seen):
    """Words beside a step in the history."""

    words = Text(label=_("Waarom?"), max_length=LONG)


class ResumeForm(Seen):
    """Taking it up again."""

    words = Text(label=_("Wat is er veranderd?"), max_length=LONG, required=False)


class CloseForm(Seen):
    """Why it is closed."""

    closure = Coded(CaseClosure, radio=True, label=_("Waarom sluit u af?"))
    words = Text(label=_("Toelichting"), max_length=LONG, required=False)


class SaidForm(DeskForm):
    """What the person said of being accompanied, on which day; never in words."""

    answer = Coded(SaidOfContact, radio=True, label=_("Wat zei de persoon over de begeleiding?"))
    said_on = Day(label=_("Op welke dag?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said_on"].initial = timezone.localdate


class NothingForm(DeskForm):
    """A button alone."""


class MemberForm(DeskForm):
    """A colleague who comes to it."""

    user = Colleague(label=_("Welke collega?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = colleagues()  # type: ignore[attr-defined]


class MeldcodeStepForm(Seen):
    """A step of the reporting code, taken on a day or left out for a reason."""

    left_out = forms.BooleanField(label=_("Deze stap sla ik over"), required=False)
    done_on = Day(label=_("Op welke dag?"), required=False)
    words = Text(
        label=_("Wat kwam eruit, of waarom slaat u de stap over?"),
        max_length=LONG,
    )

    def clean(self) -> dict[str, Any]:
        """Either a day or left out."""
        given = super().clean() or {}
        if bool(given.get("done_on")) == bool(given.get("left_out")) and "done_on" not in self.errors:
            self.add_error("done_on", _("Vul een dag in, of kruis aan dat u de stap overslaat."))
        return given


class OutcomeForm(Seen):
    """What comes of the reporting code."""

    outcome = Coded(MeldcodeOutcome, radio=True, label=_("Wat beslist u?"))


class PlanStepForm(Seen):
    """A step of the plan: first whether the other can notice, then what to do."""

    noticed = Coded(NoticedBy, radio=True, label=_("Kan de ander dit merken?"))
    words = Text(
        label=_("Wat spreken we af voor als de ander het merkt?"),
        max_length=LONG,
        required=False,
        help_text=_("Nodig als het antwoord ja is, of niet zeker."),
    )
    choice = Coded(PlanChoice, radio=True, label=_("Wat wil de persoon?"))


class ToldForm(DeskForm):
    """Something the person tells."""

    words = Text(label=_("Wat gebeurde er?"), max_length=LONG, help_text=_("In de woorden van de persoon."))
    when = Line(
        label=_("Wanneer, in eigen woorden"),
        max_length=SHORT,
        required=False,
        help_text=_("Bijvoorbeeld: toen ik net verhuisd was."),
    )
    begins = Line(
        label=_("Dag, maand of jaar"),
        max_length=10,
        required=False,
        help_text=_("Bijvoorbeeld 2024, 3-2024 of 12-3-2024."),
    )
    until = Line(label=_("Tot en met"), max_length=10, required=False)


class FileForm(DeskForm):
    """Which form the document has."""

    form = forms.ChoiceField(choices=[("pdf", "PDF"), ("txt", "TXT")], required=False)
