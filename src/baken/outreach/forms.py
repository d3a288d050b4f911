"""What is chosen before anybody is approached: one contact over one channel, and one reviewed text."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from baken.conversations.models import MessageTemplate
from baken.desk.forms import DeskForm
from baken.outreach.queries import Reachable
from baken.vocabulary.code_list import Label
from baken.vocabulary.conversations import MessageChannel
from baken.vocabulary.languages import ADVERT_LANGUAGES


class OpeningForm(DeskForm):
    """Whom, over what, with which text."""

    to = forms.ChoiceField(label=gettext_lazy("Naar wie, en waarover?"), widget=forms.RadioSelect)
    text = forms.ModelChoiceField(
        label=gettext_lazy("Met welke tekst?"), queryset=MessageTemplate.objects.none(),
        widget=forms.RadioSelect, empty_label=None,
    )  # fmt: skip

    def __init__(self, *args: object, found: Iterable[Reachable], templates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = {
            f"{one.contact_id}.{channel}": (one, channel)
            for one in found
            if not one.stale and one.conversation is None
            for channel in one.channels
        }
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (key, _told(one, channel)) for key, (one, channel) in self.choices.items()
        ]
        self.fields["text"].queryset = templates  # type: ignore[attr-defined]
        self.fields["text"].label_from_instance = named  # type: ignore[attr-defined]

    def clean_to(self) -> tuple[Reachable, str]:
        """The contact and the channel that were chosen."""
        return self.choices[self.cleaned_data["to"]]


class FollowUpForm(DeskForm):
    """Which text; `seen` is how far who decides had read."""

    text = forms.ModelChoiceField(
        label=gettext_lazy("Met welke tekst?"), queryset=MessageTemplate.objects.none(),
        widget=forms.RadioSelect, empty_label=None,
    )  # fmt: skip

    def __init__(self, *args: object, templates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].queryset = templates  # type: ignore[attr-defined]
        self.fields["text"].label_from_instance = named  # type: ignore[attr-defined]


def named(template: MessageTemplate) -> str:
    """A text as it is chosen: its name and its language."""
    return f"{template.name} ({words_of(ADVERT_LANGUAGES[template.language])})"


def words_of(label: Label) -> str:
    """A label in the reader's language."""
    return label.nl if get_language() == "nl" else label.en


def _told(one: Reachable, channel: str) -> str:
    return _("%(name)s, over %(channel)s; advertentie gezien op %(day)s") % {
        "name": one.short,
        "channel": words_of(MessageChannel[channel].label),
        "day": date_format(one.seen_at, "SHORT_DATE_FORMAT"),
    }


def number(text: str) -> int | None:
    """A whole number as a form sends it."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else None
