"""Asking for a proven case to be run again."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from baken.desk.forms import DeskForm, Line, Reason

GROUNDS = {
    "ruling": _("een rechter heeft het bewezen verklaard"),
    "registration": _("het staat in het register, als vastgesteld"),
}
"""Why a case counts as proven; whoever decides checks the reference."""


class AskForm(DeskForm):
    """By what the case is proven, when it came to light, and why it is run again."""

    kind = forms.ChoiceField(
        label=_("Waarom geldt deze zaak als bewezen?"),
        choices=list(GROUNDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waarom.")},
    )
    reference = Line(
        label=_("Kenmerk van de uitspraak of de registratie"),
        help_text=_(
            "Bijvoorbeeld een ECLI-nummer of een zaaknummer. Geen namen. Het wordt versleuteld bewaard."
        ),
        max_length=100,
    )
    known_on = forms.DateField(
        label=_("Op welke dag kwam de zaak op een andere manier aan het licht?"),
        help_text=_(
            "Een melding, een controle, iemand die het vertelde. Wat tot en met die dag is gezien, telt."
        ),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = Reason(
        label=_("Waarvoor wilt u deze zaak opnieuw draaien?"),
        help_text=_("Eén zin, zonder namen. Wie beslist, leest dit."),
    )

    def clean_known_on(self) -> object:
        """A day that has been."""
        day = self.cleaned_data["known_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Deze dag moet nog komen."))
        return day
