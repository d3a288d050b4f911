"""The form of what belongs to one advertiser: why, in a code and in words."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baken.desk.forms import DeskForm, Line
from baken.extraction.told_contacts import tells_contact
from baken.vocabulary.judgements import JudgementReason

OTHER = "other_"


class _WithoutContact(Line):
    """One line in which nobody can be reached."""

    def clean(self, value: object) -> object:
        text = super().clean(value)
        if isinstance(text, str) and tells_contact(text):
            raise forms.ValidationError(
                _("Schrijf geen telefoonnummer, adres of naam van een account. Noem het contact zoals hier.")
            )
        return text


class JudgementForm(DeskForm):
    """Why something belongs together ("join") or does not ("split")."""

    reason = forms.ChoiceField(
        label=_("Waarom?"), widget=forms.RadioSelect, error_messages={"required": _("Kies waarom.")}
    )
    words = _WithoutContact(
        label=_("Toelichting"),
        required=False,
        help_text=_("Wat zag u? Geen namen, geen nummers. Collega's lezen dit bij het oordeel."),
    )

    def __init__(self, kind: str, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        codes = JudgementReason.codes_in(kind)
        language: Any = "nl" if get_language() == "nl" else "en"
        self.fields["reason"].choices = [  # type: ignore[attr-defined]
            (code, JudgementReason[code].label.in_language(language)) for code in codes
        ]

    def clean(self) -> dict[str, Any]:
        """Something else is told in words."""
        given = super().clean() or {}
        if given.get("reason", "").startswith(OTHER) and not given.get("words"):
            self.add_error("words", _("Schrijf op wat u zag."))
        return given
