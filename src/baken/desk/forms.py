"""Forms as the desk shows them: a label above, help under it, what is wrong in words beside it."""

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

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


class Line(forms.CharField):
    """One line of text, bounded."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("max_length", LONGEST_LINE)
        super().__init__(**kwargs)  # type: ignore[arg-type]


class Text(forms.CharField):
    """Some lines of text, bounded."""

    widget = forms.Textarea

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("max_length", LONGEST_TEXT)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(**kwargs)  # type: ignore[arg-type]
