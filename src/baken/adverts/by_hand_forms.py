"""The form in which somebody writes down what they saw."""

from datetime import datetime, timedelta
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baken.adverts.by_hand import can_name_platform
from baken.collection.models import LawfulBasis
from baken.desk.forms import DeskForm, Line, Text
from baken.platforms.catalogue import PlatformEntry, PlatformIndex, folded
from baken.platforms.queries import platform_index
from baken.vocabulary.adverts import AdvertisedGender, ContactKind
from baken.vocabulary.code_list import CodeList
from baken.vocabulary.platforms import PlatformType

CONTACTS = 3
"""Contacts that the form has room for, beside those in the text itself."""

SHORTEST_BEGINNING = 3
NO_NAME = _("Dit is geen naam van een platform. Schrijf hier geen nummer of adres.")
WHICH_TYPE = _("Dit platform staat nog niet in de lijst. Kies van welke soort het is.")
TOO_EARLY = _("Toen gold deze grondslag nog niet. Wat u eerder zag, mag er niet in.")
KEPT = (
    "begun",
    "platform", "new_type", "text", "title", "place", "advertised_gender", "url", "seen_at", "basis",
    *(f"contact_{part}_{number}" for number in range(1, CONTACTS + 1) for part in ("kind", "value")),
)  # fmt: skip
"""The fields that a draft keeps: all but the confirmation, which is given anew each time."""


def _choices(one: CodeList) -> list[tuple[str, str]]:
    return list(one.choices("nl" if get_language() == "nl" else "en"))


class ByHandForm(DeskForm):
    """One sighting, in the order in which one sees it."""

    # tells what was kept of this form from what is kept of the next one
    begun = forms.CharField(
        required=False, max_length=32, widget=forms.HiddenInput, initial=lambda: uuid4().hex
    )
    platform = Line(
        label=_("Waar zag u het?"),
        max_length=80,
        help_text=_("Naam of bijnaam van de app of site, zoals ‘insta’."),
        widget=forms.TextInput(
            attrs={"list": "platforms", "autocomplete": "off", "spellcheck": "false", "data-key": "/"}
        ),
    )
    new_type = forms.ChoiceField(label=_("Van welke soort is het?"), required=False, widget=forms.RadioSelect)
    text = Text(
        label=_("Wat stond er?"),
        max_length=100_000,
        help_text=_("Letterlijk, ook met fouten en tekens. Alleen woorden: geen beeld, geen schermafdruk."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    place = Line(label=_("Plaats, zoals het er stond"), required=False, max_length=500)
    advertised_gender = forms.ChoiceField(
        label=_("Geslacht volgens de tekst"), required=False, initial="unknown"
    )
    title = Line(label=_("Titel"), required=False, max_length=2_000)
    url = Line(
        label=_("Adres van de pagina"),
        required=False,
        max_length=2_000,
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false", "autocomplete": "off"}),
    )
    seen_at = forms.DateTimeField(
        label=_("Wanneer zag u het?"),
        required=False,
        help_text=_("Laat dit leeg als het nu was."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d-%m-%Y %H:%M"],
    )
    basis = forms.ModelChoiceField(
        label=_("Grondslag"), queryset=LawfulBasis.objects.none(), empty_label=None
    )
    lawful = forms.BooleanField(
        label=_("Ik mocht dit zien, en ik deed mij niet voor als een ander."),
        error_messages={
            "required": _("Leg alleen vast wat u mocht zien zonder u voor te doen als een ander. Was dat zo?")
        },
    )

    def __init__(
        self, *args: object, bases: "list[LawfulBasis]", index: PlatformIndex | None = None, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        # one begins where the first empty field is
        begin = "text" if self.initial.get("platform") else "platform"
        self.fields[begin].widget.attrs["autofocus"] = True
        self._index = index
        self.entry: PlatformEntry | None = None
        self.alike: list[PlatformEntry] = []
        self.asks_type = False
        self.fields["advertised_gender"].choices = _choices(AdvertisedGender)  # type: ignore[attr-defined]
        self.fields["new_type"].choices = _choices(PlatformType)  # type: ignore[attr-defined]
        basis = self.fields["basis"]
        basis.queryset = LawfulBasis.objects.filter(id__in=[one.id for one in bases]).order_by("code")  # type: ignore[attr-defined]
        if len(bases) == 1:
            basis.initial, basis.required = bases[0].id, False
        self._only = bases[0] if len(bases) == 1 else None
        for number in range(1, CONTACTS + 1):
            self.fields[f"contact_kind_{number}"] = forms.ChoiceField(
                label=_("Soort contact"), choices=_choices(ContactKind), required=False, initial="phone"
            )
            self.fields[f"contact_value_{number}"] = Line(label=_("Contact"), required=False, max_length=320)

    @property
    def index(self) -> PlatformIndex:
        """The catalogue, read once."""
        if self._index is None:
            self._index = platform_index()
        return self._index

    @property
    def contact_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields for contacts, two by two."""
        return [
            (self[f"contact_kind_{number}"], self[f"contact_value_{number}"])
            for number in range(1, CONTACTS + 1)
        ]

    @property
    def more_is_used(self) -> bool:
        """Whether something stands in the part that is folded away, or is wrong there."""
        values = (name for name in self.fields if name.startswith("contact_value"))
        names = ("title", "url", "seen_at", *values)
        return any(self[name].value() or self.errors.get(name) for name in names)

    def clean_platform(self) -> str:
        """What the catalogue calls it, by any of its names or the beginning of one; else a new name."""
        typed = " ".join(str(self.cleaned_data["platform"]).split())
        self.entry = self.index.find(typed)
        if self.entry is None:
            self.alike = beginning_with(typed, self.index)
            if len(self.alike) == 1:
                self.entry = self.alike[0]
        if self.entry is not None:
            return self.entry.code
        if not can_name_platform(typed):
            raise forms.ValidationError(NO_NAME)
        self.asks_type = True
        return typed

    def clean_seen_at(self) -> datetime:
        """Now, unless said otherwise; not in the future."""
        given: datetime | None = self.cleaned_data["seen_at"]
        now = timezone.now()
        if given is None:
            return now
        if given > now + timedelta(minutes=1):
            raise forms.ValidationError(_("Dit moment moet nog komen."))
        return given

    def clean(self) -> dict[str, object]:
        """A new platform has a type; the only basis there is needs no choosing."""
        given = self.cleaned_data
        if self._only is not None:
            given["basis"] = self._only
        if self.asks_type and not given.get("new_type"):
            self.add_error("new_type", WHICH_TYPE)
        basis, seen_at = given.get("basis"), given.get("seen_at")
        if basis and seen_at and timezone.localdate(seen_at) < basis.valid_from:
            self.add_error("seen_at", TOO_EARLY)
        return given

    @property
    def contacts(self) -> list[dict[str, str]]:
        """The contacts that were filled in."""
        given = self.cleaned_data
        return [
            {"kind": given.get(f"contact_kind_{number}") or "phone", "value": value}
            for number in range(1, CONTACTS + 1)
            if (value := given.get(f"contact_value_{number}", "").strip())
        ]


def beginning_with(typed: str, index: PlatformIndex) -> list[PlatformEntry]:
    """The platforms of which a name begins with what was typed; none for a beginning that is too short."""
    wanted = folded(typed)
    if len(wanted) < SHORTEST_BEGINNING:
        return []
    return [
        entry
        for entry in index.entries
        if any(folded(name).startswith(wanted) for name in (entry.name, entry.code, *entry.aliases))
    ]
