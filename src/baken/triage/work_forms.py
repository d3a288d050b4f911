"""The forms of how people work: one's own pace, and what the organisation agreed on."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baken.accounts.models import User
from baken.desk.forms import DeskForm
from baken.tenancy.permission import may
from baken.triage.models import WORK_BOUNDS
from baken.triage.permissions import URGENT


class PaceForm(DeskForm):
    """How many leads a day at most, and whether adverts stand open."""

    daily_limit = forms.IntegerField(
        label=_("Hoeveel aanwijzingen op een dag, hoogstens"),
        required=False,
        min_value=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    texts_open = forms.BooleanField(
        label=_("Advertentieteksten staan meteen open"),
        help_text=_("Anders zijn zij dichtgevouwen tot u op e drukt, op elke bladzijde met advertenties."),
        required=False,
    )

    def __init__(self, *args: object, most: int, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        limit = self.fields["daily_limit"]
        assert isinstance(limit, forms.IntegerField)
        limit.help_text = _("Uw organisatie sprak %(n)d af. Kies minder als u dat wilt.") % {"n": most}
        limit.max_value = most
        limit.validators.append(forms.IntegerField(max_value=most).validators[-1])


class Moment(forms.DateTimeField):
    """A day and a time, picked or typed."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d-%m-%Y %H:%M"],
            **kwargs,  # type: ignore[arg-type]
        )


class ShiftForm(DeskForm):
    """Who, from when until when, and who stands behind them."""

    user_id = forms.TypedChoiceField(label=_("Wie kijkt"), coerce=uuid.UUID)
    starts_at = Moment(label=_("Van"))
    ends_at = Moment(label=_("Tot"))
    backup_id = forms.TypedChoiceField(
        label=_("Wie staat erachter"),
        help_text=_("Wordt geroepen als niemand op tijd keek."),
        coerce=uuid.UUID,
        required=False,
        empty_value=None,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        active = User.objects.filter(is_active=True, is_system=False).order_by("name")
        people = [(str(user.id), user.name) for user in active if may(user, URGENT)]
        for name, nobody in (("user_id", _("kies een collega")), ("backup_id", _("niemand"))):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", nobody), *people]

    def clean(self) -> dict[str, Any]:
        """Nobody stands behind themselves."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("user_id") and given.get("user_id") == given.get("backup_id"):
            self.add_error("backup_id", _("Kies een ander dan wie kijkt."))
        return given


_WORDS = {
    "daily_limit": (
        _("Aanwijzingen op een dag, per mens, hoogstens"),
        _("Wie minder wil, kiest dat zelf. Spoed wordt nooit tegengehouden."),
    ),
    "break_leads": (_("Een pauze voorstellen na zoveel aanwijzingen"), ""),
    "break_minutes": (_("Of na zoveel minuten"), ""),
    "handed_hours": (
        _("Wat is overgedragen, blijft zoveel uren van de collega"),
        _("Daarna is het weer van wie het pakt, zodat niets blijft liggen."),
    ),
    "stale_days": (
        _("Weg is wie zoveel dagen niet is gezien"),
        _("Geteld vanaf de laatste verzameling. Wat weg is, zakt in de wachtrij en zegt dat erbij."),
    ),
    "look_minutes": (
        _("Binnen zoveel minuten kijkt iemand naar wat dringend is"),
        _("Kijkt niemand, dan wordt wie achter de dienst staat geroepen."),
    ),
}


class SettingsForm(DeskForm):
    """What an organisation agreed on; the bounds are those of the table."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, help_text) in _WORDS.items():
            least, most = WORK_BOUNDS[name]
            self.fields[name] = forms.IntegerField(
                label=label,
                help_text=str(help_text),
                min_value=least,
                max_value=most,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
