"""The forms of conversations: the filter, a note, handing over, a message, safe contact, an alarm."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from baken.accounts.models import User
from baken.conversations.policies import LONGEST_MESSAGE
from baken.desk.forms import DeskForm, Line, Reason, Text
from baken.platforms.forms import Day, coded_choices
from baken.vocabulary.conversations import ConversationState, MessageChannel, PhoneHolder, SafetyAlarmKind
from baken.vocabulary.said import SaidOfContact


class ConversationFilter(DeskForm):
    """Which conversations."""

    state = forms.ChoiceField(label=_("Stand"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("alle")), *coded_choices(ConversationState)]
        self.fields["state"].choices = choices  # type: ignore[attr-defined]


class WordsForm(DeskForm):
    """Some lines."""

    words = Text(label=_("Uw woorden"))


class WhyForm(DeskForm):
    """Why somebody wants to see a contact."""

    reason = Reason(label=_("Waarvoor hebt u het contact nodig?"), min_length=10)


class SeenForm(DeskForm):
    """How many steps who decides saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class MoveForm(SeenForm):
    """Why it pauses, goes on, closes or opens again."""

    kind = forms.ChoiceField(label=_("Wat wilt u?"), widget=forms.RadioSelect)
    words = Text(label=_("Waarom?"))

    def __init__(self, *args: object, among: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = among  # type: ignore[attr-defined]


class HandForm(SeenForm):
    """To whom, with a note."""

    to = forms.ModelChoiceField(
        label=_("Aan wie"), queryset=User.objects.none(), required=False,
        empty_label=_("het hele team: wie kan, neemt het"),
    )  # fmt: skip
    words = Text(
        label=_("Wat moet een collega weten?"),
        help_text=_("Dit gaat nooit naar de ander."),
    )

    def __init__(self, *args: object, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues  # type: ignore[attr-defined]
        self.fields["to"].label_from_instance = lambda one: one.name  # type: ignore[attr-defined]


class AlarmForm(DeskForm):
    """What is dangerous, and why."""

    kind = forms.ChoiceField(label=_("Wat is er?"), widget=forms.RadioSelect)
    words = Text(label=_("Wat zag u?"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        among = [(code, words) for code, words in coded_choices(SafetyAlarmKind) if code != "minority"]
        self.fields["kind"].choices = among  # type: ignore[attr-defined]


class SaidForm(DeskForm):
    """What the person said of our contact, on which day; never in words."""

    answer = forms.ChoiceField(label=_("Wat zei deze persoon over ons contact?"), widget=forms.RadioSelect)
    said_on = Day(label=_("Op welke dag?"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = coded_choices(SaidOfContact)  # type: ignore[attr-defined]
        self.fields["said_on"].initial = timezone.localdate


class NothingForm(DeskForm):
    """A button alone."""


class WriteForm(SeenForm):
    """The words of an answer."""

    words = Text(
        label=_("Uw bericht"), max_length=LONGEST_MESSAGE, required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Schrijf zo dat het geen kwaad kan als een ander meeleest."),
    )  # fmt: skip


class SafeForm(DeskForm):
    """What they said of safe contact."""

    holder = forms.ChoiceField(label=_("Wie heeft de telefoon?"), widget=forms.RadioSelect)
    channel = forms.ChoiceField(label=_("Over welk kanaal?"), required=False)
    from_hour = forms.IntegerField(
        label=_("Vanaf welk uur (0 tot 23)"), required=False, min_value=0, max_value=23
    )
    until_hour = forms.IntegerField(
        label=_("Tot welk uur (0 tot 23)"), required=False, min_value=0, max_value=23
    )
    check_word = Line(
        label=_("Nieuw controlewoord"), required=False, min_length=3, max_length=60,
        help_text=_("Een woord dat alleen u beiden kent. Baken bewaart het onleesbaar."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    keep_word = forms.BooleanField(label=_("Het controlewoord van eerder blijft"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].choices = coded_choices(PhoneHolder)  # type: ignore[attr-defined]
        channels = [("", _("dit kanaal")), *coded_choices(MessageChannel)]
        self.fields["channel"].choices = channels  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Both hours or none, and not the same."""
        given = super().clean() or {}
        hours = given.get("from_hour"), given.get("until_hour")
        if (hours[0] is None) != (hours[1] is None):
            raise forms.ValidationError(_("Vul beide uren in, of geen van beide."))
        if hours[0] is not None and hours[0] == hours[1]:
            raise forms.ValidationError(_("Het begin en het einde zijn hetzelfde uur."))
        return given


class WordForm(DeskForm):
    """The check word that the person gave."""

    word = Line(
        label=_("Welk woord gaf de ander?"), max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
