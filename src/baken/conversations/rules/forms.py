"""The forms of what an organisation settles: rules, a ground with two documents, a text."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baken.collection.documents import LARGEST
from baken.collection.forms import Day
from baken.conversations.rules.actions import LONGEST_VALID_DAYS, NEUTRAL_PAGE
from baken.conversations.rules.models import LEAST_FOLLOW_UP_DAYS
from baken.desk.forms import DeskForm, Line, Reason, Text
from baken.platforms.forms import coded_choices
from baken.vocabulary.conversations import AskedState, ContactGroundKind, MessageKind
from baken.vocabulary.languages import ADVERT_LANGUAGES

ACROSS_THE_SEA = ("America/Aruba", "America/Curacao", "America/Kralendijk", "America/Lower_Princes")


def zones() -> list[str]:
    """The time zones to choose from: those of Europe and of the Kingdom."""
    return [one for one in sorted(available_timezones()) if one.startswith("Europe/")] + list(ACROSS_THE_SEA)


def language_choices() -> list[tuple[str, str]]:
    """The languages that texts may be in, in the reader's words."""
    dutch = get_language() == "nl"
    return [(code, label.nl if dutch else label.en) for code, label in ADVERT_LANGUAGES.items()]


class RulesForm(DeskForm):
    """The hours and periods that are asked for."""

    quiet_from = forms.IntegerField(
        label=_("Stil vanaf (heel uur, 0 tot 23)"), min_value=0, max_value=23,
        help_text=_("Vanaf dit uur gaat er niets uit. Wat dan klaarstaat, wacht."),
    )  # fmt: skip
    quiet_until = forms.IntegerField(
        label=_("Stil tot (heel uur, 0 tot 23)"), min_value=0, max_value=23,
        help_text=_("Twee keer hetzelfde uur betekent: geen stille uren."),
    )  # fmt: skip
    zone = forms.ChoiceField(label=_("Welke klok"))
    advert_days = forms.IntegerField(
        label=_("Hoe oud een advertentie mag zijn, in dagen"), min_value=1, max_value=60,
        help_text=_("Is een advertentie langer niet gezien, dan benadert u niemand meer erdoor."),
    )  # fmt: skip
    follow_up_days = forms.IntegerField(
        label=_("Hoe lang een herinnering wacht, in dagen"), min_value=LEAST_FOLLOW_UP_DAYS, max_value=365,
        help_text=_("Ten minste 14. Na één herinnering komt er nooit meer een bericht."),
    )  # fmt: skip
    neutral_page = Line(
        label=_("Uw neutrale pagina"), required=False, max_length=200,
        help_text=_(
            "Het enige adres dat in een tekst mag staan, beginnend met https://. Wie meekijkt, ziet er niets "
            "van dit werk."
        ),
    )  # fmt: skip

    def __init__(self, *args: object, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = zones()
        standing = (self.initial or {}).get("zone", "")
        if standing and standing not in known:
            known = [standing, *known]
        self.fields["zone"].choices = [(one, one) for one in known]  # type: ignore[attr-defined]

    def clean_neutral_page(self) -> str:
        """An address without anything that could name who opens it."""
        given = str(self.cleaned_data["neutral_page"]).strip()
        if given and not NEUTRAL_PAGE.fullmatch(given):
            raise forms.ValidationError(_("Begin met https://, zonder vraagteken of hekje."))
        return given


@dataclass(frozen=True, slots=True)
class Named:
    """A file by its name and its hash; nothing else of it is kept."""

    name: str
    sha256: str


class _Document(forms.FileField):
    def clean(self, data: object, initial: object = None) -> Any:
        """Its name and hash, of a file that is no larger than a document may be."""
        upload = super().clean(data, initial)
        if upload.size > LARGEST:
            raise forms.ValidationError(_("Dit bestand is groter dan 10 MB."))
        digest = hashlib.sha256()
        for chunk in upload.chunks():
            digest.update(chunk)
        return Named(str(upload.name)[:200], digest.hexdigest())


class GroundForm(DeskForm):
    """A ground that is asked for."""

    kind = forms.ChoiceField(label=_("Welke grond"), widget=forms.RadioSelect)
    why = Reason(
        label=_("Waarom deze grond hier past"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
    opinion = _Document(
        label=_("Advies van uw jurist"),
        help_text=_("Baken bewaart de naam en de vingerafdruk van dit bestand, niet het bestand zelf."),
    )
    dpia = _Document(
        label=_("DPIA"),
        help_text=_("Een ander bestand dan het advies. Ook hiervan blijven naam en vingerafdruk."),
    )
    valid_until = Day(
        label=_("Laatste dag"), help_text=_("Ten hoogste een jaar. Daarna staat benaderen uit.")
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = coded_choices(ContactGroundKind)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Two files, and a last day within a year."""
        given = super().clean() or {}
        opinion, dpia = given.get("opinion"), given.get("dpia")
        if opinion and dpia and opinion.sha256 == dpia.sha256:
            self.add_error("dpia", _("Dit is hetzelfde bestand als het advies."))
        _check_last_day(self, given)
        return given


class TextForm(DeskForm):
    """A text to be reviewed."""

    name = Line(label=_("Naam, voor collega's"), max_length=80)
    kind = forms.ChoiceField(label=_("Waarvoor"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Taal"))
    text = Text(
        label=_("De tekst, zoals iemand hem krijgt"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Zeg eerlijk wie u bent. Geen woord dat kan schaden als een ander meeleest, niets over een "
            "advertentie, geen nummer, geen lege plekken. Ten hoogste 320 tekens."
        ),
    )  # fmt: skip
    valid_until = Day(
        label=_("Laatste dag"), help_text=_("Ten hoogste een jaar. Daarna kijkt u hem opnieuw na.")
    )
    provider_name = Line(
        label=_("Naam van dit sjabloon bij WhatsApp"), required=False, max_length=100,
        help_text=_(
            "Alleen voor WhatsApp. Vlak voor elk bericht vergelijkt Baken de tekst daar met deze, woord voor "
            "woord. Verschillen ze, dan gaat er niets."
        ),
    )  # fmt: skip

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        ours = [one for one in coded_choices(MessageKind) if one[0] in MessageKind.codes_in("ours")]
        self.fields["kind"].choices = ours  # type: ignore[attr-defined]
        self.fields["language"].choices = language_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A last day within a year."""
        given = super().clean() or {}
        _check_last_day(self, given)
        return given


class TextFilter(DeskForm):
    """Which texts. By language they are sorted, never filtered: no list of the desk is."""

    kind = forms.ChoiceField(label=_("Waarvoor"), required=False)
    state = forms.ChoiceField(label=_("Stand"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        every = [("", _("alle"))]
        ours = [one for one in coded_choices(MessageKind) if one[0] in MessageKind.codes_in("ours")]
        self.fields["kind"].choices = [*every, *ours]  # type: ignore[attr-defined]
        self.fields["state"].choices = [*every, *coded_choices(AskedState)]  # type: ignore[attr-defined]


def _check_last_day(form: DeskForm, given: dict[str, Any]) -> None:
    last, today = given.get("valid_until"), timezone.localdate()
    if last and not today < last <= today + timedelta(days=LONGEST_VALID_DAYS - 1):
        form.add_error("valid_until", _("Kies een dag vanaf morgen, en ten hoogste een jaar vooruit."))
