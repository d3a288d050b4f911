"""Forms as the desk shows them: a label above, help under it, what is wrong in words beside it."""

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from baken.extraction.told_contacts import tells_contact
from baken.privacy.data_uris import cut_data_uris

NO_CONTACTS = _(
    "Schrijf geen telefoonnummer, adres of naam van een account: deze zin staat leesbaar in het logboek."
)
LONGEST_LINE = 500
LONGEST_TEXT = 5_000
"""Characters that one text field takes; more is refused before anything is stored."""


class DeskRenderer(TemplatesSetting):
    """Forms are drawn by the desk's own templates."""


class DeskForm(forms.Form):
    """The form every page of the desk uses. A field that may stay empty says so."""

    required_css_class = "required"
    error_css_class = "wrong"
    optional_words = _("(mag leeg)")

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]


class _Words(forms.CharField):
    def clean(self, value: object) -> object:
        """Words alone: nobody can put a picture here, written as text (rule 3)."""
        text = super().clean(value)
        if isinstance(text, str) and cut_data_uris(text) != text:
            raise forms.ValidationError(
                _("Hier staat een afbeelding of bestand als tekst. Schrijf alleen woorden.")
            )
        return text


class Line(_Words):
    """One line of text, bounded."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("max_length", LONGEST_LINE)
        super().__init__(**kwargs)  # type: ignore[arg-type]


class Reason(Line):
    """Why somebody does something, in one sentence: it stands in the log in clear, so it names nobody."""

    def clean(self, value: object) -> object:
        """Without a contact in it."""
        text = super().clean(value)
        if isinstance(text, str) and tells_contact(text):
            raise forms.ValidationError(NO_CONTACTS)
        return text


class Text(_Words):
    """Some lines of text, bounded."""

    widget = forms.Textarea

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("max_length", LONGEST_TEXT)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(**kwargs)  # type: ignore[arg-type]
