"""The forms about notices: of the public, and of the desk."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from baken.desk.forms import DeskForm, Line, Reason, Text
from baken.extraction.told_contacts import tells_contact
from baken.notices.received import exceptions as wrong
from baken.notices.received.policies import MEASURES, may_be_anonymous
from baken.notices.received.wording import WHY_NOT
from baken.notices.statements.forms import NOBODY
from baken.platforms.forms import Day, coded_choices
from baken.vocabulary.notices import (
    NoticeOutcome,
    NoticeState,
    NoticeSubject,
    NotifierKind,
    SeriousSuspicion,
)
from baken.vocabulary.statements import StatementCategory

LONGEST_REASON = 2_000
LONGEST_ADVERT = 20_000


class NoContact(Text):
    """Words that go to other people: without a contact of anybody."""

    def clean(self, value: object) -> object:
        """Without a contact in it."""
        text = super().clean(value)
        if isinstance(text, str) and tells_contact(text):
            raise forms.ValidationError(WHY_NOT[wrong.ContactTold])  # type: ignore[arg-type]
        return text


def _first_empty(codes: Any) -> list[tuple[str, Any]]:
    return [("", _("kies")), *coded_choices(codes)]


class GiveForm(DeskForm):
    """A notice (article 16(2))."""

    optional_words = _("(leeg mag alleen bij misbruik van een minderjarige)")
    subject = forms.ChoiceField(label=_("Waar gaat het over"))
    location = Line(
        label=_("Waar staat het precies"),
        help_text=_("Het adres van de pagina, of het nummer van de advertentie."),
    )
    why = Text(
        label=_("Waarom is dit volgens u in strijd met de wet"),
        min_length=10,
        help_text=_("Schrijf wat u zag of weet. Stuur geen foto's; woorden zijn genoeg."),
    )
    kind = forms.ChoiceField(
        label=_("U meldt als"),
        help_text=_("Anoniem kan alleen bij misbruik van een minderjarige."),
    )
    name = Line(
        label=_("Uw naam"),
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("De adverteerder ziet uw naam niet."),
    )
    email = forms.EmailField(
        label=_("Uw e-mailadres"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    good_faith = forms.BooleanField(
        label=_("Ik meld dit naar eer en geweten. Wat ik schrijf, is volgens mij juist en volledig.")
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = _first_empty(NoticeSubject)  # type: ignore[attr-defined]
        self.fields["kind"].choices = _first_empty(NotifierKind)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A name and an address, where the law does not let them away."""
        given: dict[str, Any] = super().clean() or {}
        free = may_be_anonymous(given.get("subject", ""))
        if given.get("kind") == "anonymous" and given.get("subject") and not free:
            self.add_error("kind", WHY_NOT[wrong.ContactNeeded])  # type: ignore[arg-type]
        elif not free and given.get("subject"):
            for name in ("name", "email"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, WHY_NOT[wrong.ContactNeeded])  # type: ignore[arg-type]
        return given


class CodeForm(DeskForm):
    """The code of a notice or decision."""

    code = forms.CharField(
        label=_("Code"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("U kreeg de code bij uw melding, of bij het besluit over uw advertentie."),
    )


class ComplainForm(CodeForm):
    """A complaint about what was decided."""

    code = forms.CharField(max_length=60, widget=forms.HiddenInput)
    why = Text(label=_("Waarom bent u het niet eens met het besluit"), min_length=10)


class NoticeFilter(DeskForm):
    """Which notices."""

    state = forms.ChoiceField(label=_("Stand"), required=False)
    subject = forms.ChoiceField(label=_("Onderwerp"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, codes in (("state", NoticeState), ("subject", NoticeSubject)):
            self.fields[name].choices = [("", _("alle")), *coded_choices(codes)]  # type: ignore[attr-defined]


class DecideForm(DeskForm):
    """What somebody decides, with the words for both sides."""

    optional_words = _("(nodig als u iets aan de advertentie of het account doet)")
    outcome = forms.ChoiceField(label=_("Besluit"), widget=forms.RadioSelect)
    suspicion = forms.ChoiceField(
        label=_("Is er een vermoeden van een ernstig misdrijf"),
        widget=forms.RadioSelect,
        initial="none",
        help_text=_("Dan blijft het besluit open tot vaststaat of het is doorgegeven, of waarom niet."),
    )
    preserved = Text(
        label=_("De tekst van de advertentie, zoals zij er nu staat"),
        required=False,
        max_length=LONGEST_ADVERT,
        help_text=_("Nodig voor alles wat u eraan doet. Wordt versleuteld bewaard."),
    )
    answer = NoContact(
        label=_("Aan wie meldde: wat u deed en waarom"), min_length=10, max_length=LONGEST_REASON
    )
    illegal = forms.TypedChoiceField(
        label=_("Grond"),
        choices=[("yes", _("in strijd met de wet")), ("no", _("in strijd met de voorwaarden"))],
        coerce=lambda value: value == "yes",
        required=False,
    )
    ground = Line(label=_("Welk artikel of welke voorwaarde"), required=False, help_text=NOBODY)
    category = forms.ChoiceField(label=_("Waar het over gaat"), required=False)
    content_on = Day(
        label=_("De advertentie staat er sinds"),
        required=False,
        help_text=_(
            "Weet u het niet? Laat dit leeg: dan geldt dat zij er stond op de dag van de eerste melding."
        ),
    )
    explanation = NoContact(
        label=_("Aan de adverteerder: waarom dit niet mag"),
        required=False,
        max_length=LONGEST_REASON,
        help_text=NOBODY,
    )
    facts = NoContact(
        label=_("Aan de adverteerder: waar u op af ging"),
        required=False,
        help_text=format_lazy("{} {}", _("Schrijf nooit wie meldde, of waaruit dat blijkt."), NOBODY),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, seen: int, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = coded_choices(NoticeOutcome)  # type: ignore[attr-defined]
        self.fields["suspicion"].choices = coded_choices(SeriousSuspicion)  # type: ignore[attr-defined]
        self.fields["category"].choices = _first_empty(StatementCategory)  # type: ignore[attr-defined]
        self.fields["seen"].initial = seen

    def clean(self) -> dict[str, Any]:
        """What the advertiser reads must be there where anything is done."""
        given: dict[str, Any] = super().clean() or {}
        given["illegal"] = given.get("illegal") is not False
        if given.get("outcome") in MEASURES:
            for name in ("ground", "category", "explanation", "facts"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Dit hoort bij het besluit dat u koos."))
        on = given.get("content_on")
        if on and on > timezone.localdate():
            self.add_error("content_on", _("Deze dag is nog niet geweest."))
        return given

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes."""
        told = dict(self.cleaned_data)
        told["category"] = told["category"] or "STATEMENT_CATEGORY_NOT_SPECIFIED_NOTICE"
        return told


class ComplaintForm(DeskForm):
    """What somebody else decides on a complaint."""

    overturn = forms.TypedChoiceField(
        label=_("Uw oordeel"),
        choices=[("no", _("het besluit blijft")), ("yes", _("het besluit wordt teruggedraaid"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    answer = NoContact(label=_("Waarom; beide kanten lezen dit"), min_length=10, max_length=LONGEST_REASON)
    changes = NoContact(
        label=_("Wat er nu verandert"),
        required=False,
        max_length=LONGEST_REASON,
        help_text=_("Alleen als u het besluit terugdraait: wat u terugzet of alsnog doet."),
    )

    def clean(self) -> dict[str, Any]:
        """What changes goes with overturning."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("overturn") is True and not given.get("changes") and "changes" not in self.errors:
            self.add_error("changes", WHY_NOT[wrong.ChangesMissing])  # type: ignore[arg-type]
        return given


class ReasonForm(DeskForm):
    """Why somebody calls a notice manifestly unfounded."""

    reason = Reason(label=_("Waarom kennelijk ongegrond"), min_length=10)


class SuspendForm(DeskForm):
    """For how long, and why."""

    days = forms.IntegerField(label=_("Voor hoeveel dagen"), min_value=1, max_value=90, initial=30)
    reason = Reason(label=_("Waarom"), min_length=10)


class DeskSettingsForm(DeskForm):
    """Whether the desk is open, and its time limits in hours."""

    open = forms.BooleanField(label=_("Het meldpunt is open voor iedereen"), required=False)
    decide_within = forms.IntegerField(
        label=_("Besluit binnen (uren)"), min_value=1, max_value=2_160, initial=168
    )
    urgent_within = forms.IntegerField(
        label=_("Besluit binnen, als iemand in gevaar kan zijn (uren)"),
        min_value=1,
        max_value=168,
        initial=24,
        help_text=_("Geldt ook voor betrouwbare flaggers: hun meldingen gaan voor."),
    )
    complaint_within = forms.IntegerField(
        label=_("Antwoord op een klacht binnen (uren)"), min_value=1, max_value=2_160, initial=336
    )
