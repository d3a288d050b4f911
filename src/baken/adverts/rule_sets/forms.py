"""The forms of versions of the rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baken.adverts.exceptions import BadRuleFiles
from baken.adverts.rule_sets.files import LARGEST, rule_files_in
from baken.desk.forms import DeskForm, Reason

NOT_TAKEN = {
    "not_a_zip": _("Dit zip-bestand is niet te openen."),
    "too_many": _("Dit zijn te veel bestanden: ten hoogste 200 regels."),
    "twice": _("Twee bestanden hebben dezelfde naam. Elke regel heeft één bestand."),
    "nothing": _("Hier zit geen regel in. Een regel is een bestand dat eindigt op .yaml of .yml."),
    "too_large": _("Dit is te groot: ten hoogste 2 MB."),
}


class _Several(forms.FileInput):
    allow_multiple_selected = True


class _RuleFiles(forms.FileField):
    widget = _Several

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The rule files by name, in bytes."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if sum(one.size for one in files) > LARGEST:
            raise forms.ValidationError(NOT_TAKEN["too_large"])
        try:
            return rule_files_in((one.name, one.read()) for one in files)
        except BadRuleFiles as fault:
            raise forms.ValidationError(NOT_TAKEN[fault.code]) from fault


class ProposeForm(DeskForm):
    """All the rules of a new version, and why."""

    rule_files = _RuleFiles(
        label=_("De regels"),
        help_text=_("Eén zip, of alle YAML-bestanden samen. Wat er niet bij zit, vervalt."),
        widget=_Several(attrs={"accept": ".zip,.yaml,.yml"}),
    )
    reason = Reason(
        label=_("Waarom deze verandering?"),
        help_text=_("Eén zin. Iedereen die de regels mag lezen, leest ook deze."),
    )


class WithdrawForm(DeskForm):
    """Why a version goes."""

    reason = Reason(
        label=_("Waarom trekt u deze versie in?"),
        help_text=_("Eén zin. Die staat straks ook bij aanwijzingen die op deze versie rusten."),
    )
