"""The forms of reports: what goes, to whom, what came of sending, why it is not sent."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baken.desk.forms import DeskForm, Line, Text
from baken.platforms.forms import coded_choices
from baken.referrals.forms import Told
from baken.referrals.models import HelpOrganisation
from baken.referrals.reports.exceptions import NoMoment
from baken.referrals.reports.packet import published_words
from baken.referrals.wording import WHY_NOT
from baken.vocabulary.crime_reports import PacketState, ReportItem

LONGEST = 20_000


class PacketFilter(DeskForm):
    """Which of them."""

    state = forms.ChoiceField(label=_("Stand"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        kept = [one for one in coded_choices(PacketState) if one[0] != "overdue"]
        self.fields["state"].choices = [("", _("alle")), *kept]  # type: ignore[attr-defined]


class ReportItemsForm(DeskForm):
    """Everything that can go; to whom which of it goes is fixed."""

    content = Text(
        label=_("De tekst, zoals zij er stond"),
        required=False,
        max_length=LONGEST,
        help_text=_("Letterlijk, met wat erin staat. Woorden, nooit foto's."),
    )
    published = Line(
        label=_("Wanneer zij geplaatst is"),
        required=False,
        max_length=80,
        help_text=_(
            "Dag, tijd en tijdzone, zoals 2026-11-20T14:05+01:00. Weet u alleen de dag? Laat de tijd op "
            "00:00 staan en schrijf dat bij de reden. Weet niemand het? Schrijf onbekend."
        ),
    )
    where = Text(label=_("Waar zij stond"), required=False, max_length=2_000)
    recipient = Text(
        label=_("Waarmee de plaatser te vinden is"),
        required=False,
        max_length=2_000,
        help_text=_("Account, telefoonnummer, e-mailadres: alleen wat het platform al heeft. Zoek niets op."),
    )
    why = Told(
        label=_("Waarom er een vermoeden is"),
        required=False,
        max_length=5_000,
        help_text=_("Wat u zag en las, en wat u niet weet. Zonder nummers, adressen of accounts."),
    )
    area = Told(label=_("Gemeente of provincie"), required=False, max_length=120)

    def clean_published(self) -> str:
        """A moment with its time zone, or that nobody knows it."""
        said = str(self.cleaned_data["published"] or "").strip()
        if said and published_words(said) is None:
            raise forms.ValidationError(WHY_NOT[NoMoment][1])  # type: ignore[arg-type]
        return said

    @property
    def words(self) -> dict[str, str]:
        """The words by item."""
        return {item: self.cleaned_data.get(item) or "" for item in ReportItem.codes}


class BuildForm(DeskForm):
    """To which organisation of the directory."""

    receiver = forms.ModelChoiceField(
        label=_("Naar welke organisatie"), queryset=HelpOrganisation.objects.none(), empty_label=_("kies")
    )

    def __init__(self, *args: object, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = HelpOrganisation.objects.filter(gone=False, receiver=kind).order_by("name")
        self.fields["receiver"].queryset = known  # type: ignore[attr-defined]


class CameOfForm(DeskForm):
    """What came of sending it."""

    what = forms.ChoiceField(label=_("Wat gebeurde er?"), widget=forms.RadioSelect)
    words = Told(
        label=_("Kenmerk van de ontvanger; of waarom het mislukte"),
        max_length=500,
        help_text=_("Het kenmerk van een ontvangst mag hoogstens 60 tekens zijn."),
    )

    def __init__(self, *args: object, sent: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        confirmed = [("acknowledged", _("De ontvanger bevestigde de ontvangst"))] if sent else []
        choices = [*confirmed, ("failed", _("Het kwam niet aan, of niemand was bereikbaar"))]
        self.fields["what"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A number of the receiver is short."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("what") == "acknowledged" and len(given.get("words") or "") > 60:
            self.add_error("words", _("Dit is te lang."))
        return given


class LeaveForm(DeskForm):
    """Why it is not sent."""

    words = Told(
        label=_("Waarom wordt dit niet gemeld?"),
        min_length=10,
        max_length=2_000,
        help_text=_("Uw naam en deze reden blijven erbij staan. Zonder nummers of accounts."),
    )


class ReceiptForm(DeskForm):
    """The receiver confirms, with a number of its own."""

    code = forms.CharField(widget=forms.HiddenInput, max_length=20)
    receipt = Told(
        label=_("Uw kenmerk"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Waaronder u deze melding terugvindt. Zonder namen of telefoonnummers."),
    )
