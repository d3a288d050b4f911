"""The forms of statements of reasons: which ones to see, and correcting one."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baken.desk.forms import DeskForm, Line, Text
from baken.notices.statements.fields import FIELDS, Field
from baken.notices.statements.labels import LABELS, LISTS, YES_NO
from baken.platforms.forms import Day, coded_choices
from baken.vocabulary.statements import StatementState

ONE_LINE = 500
NOT_HERE = ("puid", "content_id")
"""The identifier is never chosen; that of a product stays as it is."""
NOBODY = _("Geen namen, nummers of accounts: iedereen kan dit lezen. Een plaats noemen mag.")


class StatementFilter(DeskForm):
    """Which statements."""

    state = forms.ChoiceField(label=_("Stand"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("alle")), *coded_choices(StatementState)]  # type: ignore[attr-defined]


class CorrectForm(DeskForm):
    """The fields that a statement has, those that it must have, and those that were named as wrong."""

    def __init__(
        self, *args: object, fields: Mapping[str, Any], wrong: Collection[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, initial=dict(fields), **kwargs)
        shown = {one.name for one in FIELDS if one.required} | set(fields) | set(wrong)
        self._kept = {name: fields[name] for name in ("content_id",) if name in fields}
        by_name = {one.name: one for one in FIELDS}
        for name, label in LABELS.items():
            if name in shown and name not in NOT_HERE:
                self.fields[name] = _field(by_name[name], label.nl if _dutch() else label.en)

    @property
    def given(self) -> dict[str, Any]:
        """The fields as the database takes them; ask only when the form is valid."""
        found = {
            name: value.isoformat() if hasattr(value, "isoformat") else value
            for name, value in self.cleaned_data.items()
            if value not in (None, "", [])
        }
        return {**self._kept, **found}


def _dutch() -> bool:
    return get_language() == "nl"


def _field(one: Field, label: str) -> forms.Field:
    match one.kind:
        case "date":
            return Day(label=label, required=one.required)
        case "code":
            chosen = [] if one.required else [("", _("geen"))]
            return forms.ChoiceField(label=label, required=one.required, choices=[*chosen, *_choices(one)])
        case "codes":
            return forms.MultipleChoiceField(
                label=label,
                required=one.required,
                choices=_choices(one),
                widget=forms.CheckboxSelectMultiple if len(one.codes) < 20 else forms.SelectMultiple,
            )
    longest = one.longest or ONE_LINE
    help_text = NOBODY if one.free else ""
    if longest <= ONE_LINE:
        return Line(label=label, required=one.required, max_length=longest, help_text=help_text)
    return Text(label=label, required=one.required, max_length=longest, help_text=help_text)


def _choices(one: Field) -> list[tuple[str, str]]:
    if one.name in LISTS:
        return coded_choices(LISTS[one.name])
    if one.codes == frozenset(YES_NO):
        return [(code, label.nl if _dutch() else label.en) for code, label in YES_NO.items()]
    return [(code, code) for code in sorted(one.codes)]
