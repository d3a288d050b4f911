"""The forms with which an administrator lets programs in and says what they are told."""

from collections.abc import Callable
from datetime import timedelta

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baken.desk.forms import DeskForm, Line
from baken.vocabulary.api import ApiScope, WebhookKind
from baken.vocabulary.code_list import CodeList

HOLDS = (("30", _("30 dagen")), ("90", _("90 dagen")), ("180", _("een half jaar")), ("365", _("een jaar")))
PACES = (
    ("60", _("rustig: 60 vragen per minuut")),
    ("600", _("gewoon: 600 vragen per minuut")),
    ("6000", _("veel: 6000 vragen per minuut")),
)
OVERLAPS = (
    ("0", _("meteen, want het oude geheim is uitgelekt")),
    ("24", _("na een dag")),
    ("168", _("na een week")),
    ("720", _("na 30 dagen")),
)


def _coded(codes: CodeList, *, without: str = "") -> Callable[[], list[tuple[str, str]]]:
    def choices() -> list[tuple[str, str]]:
        listed = codes.choices("nl" if get_language() == "nl" else "en")
        return [(code, words) for code, words in listed if code != without]

    return choices


class KeyForm(DeskForm):
    """A new key."""

    name = Line(
        label=_("Naam van het programma"),
        max_length=100,
        help_text=_("Zo staat het in het logboek, bijvoorbeeld: plaatsen van advertenties."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("Wat het programma mag"),
        choices=_coded(ApiScope),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kies niet meer dan nodig is. Een programma beslist nooit over mensen."),
    )
    holds = forms.ChoiceField(label=_("Hoe lang de sleutel geldt"), choices=HOLDS, initial="90")
    per_minute = forms.ChoiceField(label=_("Hoe snel het mag vragen"), choices=PACES, initial="600")

    @property
    def valid_for(self) -> timedelta:
        """How long the key holds."""
        return timedelta(days=int(self.cleaned_data["holds"]))


class RotateForm(DeskForm):
    """When the old secret stops."""

    overlap = forms.ChoiceField(
        label=_("Wanneer het oude geheim stopt"),
        choices=OVERLAPS,
        initial="24",
        widget=forms.RadioSelect,
        help_text=_("Tot dan werken beide, zodat u het programma rustig kunt omzetten."),
    )


class WebhookForm(DeskForm):
    """A new address that is told."""

    url = Line(
        label=_("Adres"),
        max_length=500,
        help_text=_("Begint met https:// en is van buiten te bereiken."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Waarvan het bericht krijgt"),
        choices=_coded(WebhookKind, without="webhook.tried"),
        widget=forms.CheckboxSelectMultiple,
    )
