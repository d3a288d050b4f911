"""The forms of the dialogue with platforms: every sentence is about a company, not about persons."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from baken.desk.forms import DeskForm, Line, Reason, Text
from baken.extraction.told_contacts import tells_contact
from baken.platforms.dialogue.files import FORMS
from baken.platforms.dialogue.history import Entry
from baken.platforms.dialogue.models import LONGEST_TITLE, LONGEST_WORDS, DialogueMeeting, DialoguePoint
from baken.platforms.dialogue.queries import meetings_taking_minutes
from baken.platforms.dialogue.states import MOVES, OPEN, meeting_moves_from, moves_from
from baken.platforms.forms import Day, coded_choices
from baken.platforms.models import Platform
from baken.vocabulary.dialogue import (
    DialogueMeetingState,
    DialogueMeetingStepKind,
    DialogueState,
    DialogueStepKind,
    DialogueSubject,
    DialogueTurn,
    DialogueWay,
)

NO_CONTACTS = _(
    "Hier staat een telefoonnummer, adres of account. Haal het weg: dit gaat over een bedrijf, niet over "
    "mensen. Ook een lang kenmerk kan op een nummer lijken; schrijf dan waar het te vinden is."
)
ABOUT_COMPANY = _("Schrijf over het platform. Geen namen van mensen, geen nummers en geen accounts.")


class _Told:
    def clean(self, value: object) -> object:
        """Without a contact in it."""
        text = super().clean(value)  # type: ignore[misc]
        if isinstance(text, str) and tells_contact(text):
            raise forms.ValidationError(NO_CONTACTS)
        return text


class Words(_Told, Text):
    """Some lines about a platform."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(max_length=LONGEST_WORDS, **kwargs)


class Title(_Told, Line):
    """One line about a platform."""


class _MeetingChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic when it runs
    def label_from_instance(self, obj: DialogueMeeting) -> str:
        names = ", ".join(one.platform.name for one in obj.platforms.select_related("platform"))
        return f"{date_format(obj.on, 'SHORT_DATE_FORMAT')}: {names}"


class _PlatformsToMeet(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.open_count} open)" if obj.open_count else str(obj.name)


class PointFilter(DeskForm):
    """Which points."""

    platform = forms.ModelChoiceField(
        label=_("Platform"), queryset=Platform.objects.none(), required=False, empty_label=_("alle")
    )
    subject = forms.ChoiceField(label=_("Onderwerp"), required=False)
    state = forms.ChoiceField(label=_("Stand"), required=False)
    turn = forms.ChoiceField(label=_("Wie is aan zet"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        raised_with = Platform.objects.filter(points__isnull=False).distinct().order_by("name")
        self.fields["platform"].queryset = raised_with  # type: ignore[attr-defined]
        for name, codes in (("subject", DialogueSubject), ("state", DialogueState), ("turn", DialogueTurn)):
            self.fields[name].choices = [("", _("alle")), *coded_choices(codes)]  # type: ignore[attr-defined]


class MeetingFilter(DeskForm):
    """Which meetings."""

    state = forms.ChoiceField(label=_("Stand"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("alle")), *coded_choices(DialogueMeetingState)]
        self.fields["state"].choices = choices  # type: ignore[attr-defined]


class _Saying(DeskForm):
    """When and how something was said: in a meeting, which gives both, or otherwise."""

    meeting = _MeetingChoice(
        label=_("In een bijeenkomst"),
        queryset=DialogueMeeting.objects.none(),
        required=False,
        empty_label=_("nee"),
        help_text=_("Dan gelden de dag van die bijeenkomst en haar verslag."),
    )
    on = Day(label=_("Wanneer"))
    way = forms.ChoiceField(label=_("Hoe"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = coded_choices(DialogueWay)  # type: ignore[attr-defined]
        self.fields["way"].initial = "mail"
        self.fields["on"].initial = timezone.localdate()

    def offer_meetings(self, platform: Platform | None) -> None:
        """Meetings whose minutes are open; without any the question is not asked."""
        found = meetings_taking_minutes(platform)
        if found.exists():
            self.fields["meeting"].queryset = found  # type: ignore[attr-defined]
            if platform is not None:
                self.fields["meeting"].initial = found[0].pk
        else:
            del self.fields["meeting"]

    @property
    def said(self) -> dict[str, Any]:
        """When and how, as an action takes it."""
        given = self.cleaned_data
        meeting = given.get("meeting")
        return {"on": given["on"], "way": given["way"], "meeting_id": meeting.id if meeting else None}


class RaiseForm(_Saying):
    """A point raised with a platform."""

    platform = forms.ModelChoiceField(
        label=_("Platform"), queryset=Platform.objects.none(), empty_label=_("kies")
    )
    subject = forms.ChoiceField(label=_("Onderwerp"))
    title = Title(
        label=_("Waar gaat het om, in één zin"),
        min_length=5,
        max_length=LONGEST_TITLE,
        help_text=_("Zo staat het in de lijst en op de agenda."),
    )
    words = Words(label=_("Wat is aan de orde gesteld"), help_text=ABOUT_COMPANY)
    field_order = ("platform", "subject", "title", "words", "meeting", "on", "way")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        there = Platform.objects.exclude(status="merged").order_by("name")
        self.fields["platform"].queryset = there  # type: ignore[attr-defined]
        self.fields["subject"].choices = [("", _("kies")), *coded_choices(DialogueSubject)]  # type: ignore[attr-defined]
        self.offer_meetings(None)


class StepForm(_Saying):
    """What happened to a point next."""

    kind = forms.ChoiceField(label=_("Wat gebeurde er"), widget=forms.RadioSelect)
    words = Words(label=_("In uw woorden"), help_text=ABOUT_COMPANY)
    due_on = Day(
        label=_("Uiterlijk op"),
        required=False,
        help_text=_("Alleen bij een afspraak: wanneer het er moet zijn."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("kind", "words", "due_on", "meeting", "on", "way", "seen")

    def __init__(self, *args: object, point: DialoguePoint, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        possible = {move.kind for move in moves_from(point.state)}
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (code, words) for code, words in coded_choices(DialogueStepKind) if code in possible
        ]
        self.fields["seen"].initial = point.step_count
        self.offer_meetings(point.platform)

    def clean(self) -> dict[str, Any]:
        """A day goes with what was agreed on alone."""
        given: dict[str, Any] = super().clean() or {}
        kind = given.get("kind")
        if given.get("due_on") and kind and not MOVES[kind].takes_due:
            self.add_error("due_on", _("Een dag hoort alleen bij een afspraak. Maak dit veld leeg."))
        return given


class CorrectForm(DeskForm):
    """Other words, another day or way in the place of what stands there."""

    subject = forms.ChoiceField(label=_("Onderwerp"))
    title = Title(label=_("Waar gaat het om, in één zin"), min_length=5, max_length=LONGEST_TITLE)
    words = Words(label=_("In uw woorden"), help_text=ABOUT_COMPANY)
    due_on = Day(label=_("Uiterlijk op"), required=False)
    on = Day(label=_("Wanneer"))
    way = forms.ChoiceField(label=_("Hoe"))
    because = Title(
        label=_("Waarom u dit verbetert"),
        min_length=5,
        max_length=500,
        help_text=_("Wat er stond, blijft in de geschiedenis staan."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, entry: Entry, point: DialoguePoint, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        now, kind = entry.now, entry.first.kind
        self.fields["way"].choices = coded_choices(DialogueWay)  # type: ignore[attr-defined]
        self.fields["subject"].choices = coded_choices(DialogueSubject)  # type: ignore[attr-defined]
        away = set() if kind == "raised" else {"subject", "title"}
        away |= set() if MOVES[kind].takes_due else {"due_on"}
        away |= {"on", "way"} if entry.first.meeting_id else set()
        for name in away:
            del self.fields[name]
        for name in set(self.fields) - {"because", "seen"}:
            self.fields[name].initial = getattr(now, name)
        self.fields["seen"].initial = point.step_count
        self._kept = {"on": now.on, "way": now.way}

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes; the day and way of a meeting stay."""
        return self._kept | self.cleaned_data


class PlanForm(DeskForm):
    """A meeting with platforms."""

    on = Day(label=_("Op"))
    platforms = _PlatformsToMeet(
        label=_("Met welke platforms"),
        queryset=Platform.objects.none(),
        help_text=_("Wat met deze platforms openstaat, komt vanzelf op de agenda."),
    )
    present = Words(
        label=_("Wie doen mee"),
        help_text=_("Organisaties en functies, geen namen. Bijvoorbeeld: “platform: juridische zaken”."),
    )
    words = Words(label=_("Wat verder van belang is"), required=False, help_text=ABOUT_COMPANY)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        there = Platform.objects.exclude(status="merged").annotate(
            open_count=Count("points", filter=Q(points__state__in=OPEN))
        )
        self.fields["platforms"].queryset = there.order_by("-open_count", "name")  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[uuid.UUID]:
        """The platforms, as the action takes them."""
        return [one.id for one in self.cleaned_data["platforms"]]


class MeetingStepForm(DeskForm):
    """What became of a meeting."""

    kind = forms.ChoiceField(label=_("Wat gebeurde er"), widget=forms.RadioSelect)
    on = Day(label=_("Op"), required=False, help_text=_("Alleen als de bijeenkomst op een andere dag komt."))
    present = Words(
        label=_("Wie deden mee"),
        required=False,
        help_text=_("Organisaties en functies, geen namen."),
    )
    words = Words(
        label=_("In uw woorden"),
        required=False,
        help_text=_("Waarom iets niet doorgaat of weer opengaat; bij een verslag wat bij geen punt hoort."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, meeting: DialogueMeeting, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        possible = {move.kind for move in meeting_moves_from(meeting.state)}
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (code, words) for code, words in coded_choices(DialogueMeetingStepKind) if code in possible
        ]
        if "moved" in possible:
            self.fields["on"].initial = meeting.on
            self.fields["present"].initial = meeting.present
        else:
            del self.fields["on"], self.fields["present"]
        self.fields["seen"].initial = meeting.step_count

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes."""
        day: date | None = self.cleaned_data.get("on")
        asked = {"present": ""} | self.cleaned_data
        return asked | {"on": day or self.meeting.on}


class EraseForm(DeskForm):
    """Why words are erased."""

    reason = Reason(
        label=_("Waarom"),
        min_length=5,
        help_text=_("Komt leesbaar in het logboek. Noem niet wat u wist."),
    )


class FileForm(DeskForm):
    """In which form somebody takes points out."""

    form = forms.ChoiceField(label=_("Vorm van het bestand"), choices=[(one, one.upper()) for one in FORMS])
