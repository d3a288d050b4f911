"""What people fill in about keeping and erasing."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baken.desk.forms import DeskForm, Line, Reason
from baken.privacy.retention import RetentionClass
from baken.rights.actions.hold_things import LONGEST_HOLD
from baken.vocabulary.adverts import ContactKind
from baken.vocabulary.code_list import CodeList
from baken.vocabulary.holds import HeldKind

_USUAL_HOLD = timedelta(days=90)


def _choices(codes: CodeList) -> list[tuple[str, str]]:
    return codes.choices("en" if get_language() == "en" else "nl")


class PeriodForm(DeskForm):
    """A shorter period for one class, in days."""

    days = forms.IntegerField(label=_("Bewaartermijn in dagen"))
    why = Reason(label=_("Waarom"), help_text=_("In één zin; die komt in het logboek, met uw naam."))

    def __init__(self, keep: RetentionClass, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert keep.value.longest is not None
        least, most = keep.value.shortest.days, keep.value.longest.days
        field = forms.IntegerField(
            label=_("Bewaartermijn in dagen"),
            min_value=least,
            max_value=most,
            help_text=_("Van %(least)s tot %(most)s dagen. Langer kan niet.")
            % {"least": least, "most": most},
        )
        self.fields["days"] = field


class _UntilForm(DeskForm):
    until = forms.DateField(
        label=_("Tot en met"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Ten hoogste een jaar. Daarna kijkt u opnieuw of het nog nodig is."),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
    )
    why = Reason(
        label=_("Waarom"),
        help_text=_("In één zin, zonder namen of nummers van mensen. Hij staat bij wat u vasthoudt."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.now().date()
        self.fields["until"].initial = today + _USUAL_HOLD
        self.fields["until"].widget.attrs |= {
            "min": today.isoformat(),
            "max": (today + LONGEST_HOLD).isoformat(),
        }


class HoldForm(_UntilForm):
    """What is held, named exactly: nobody searches here."""

    kind = forms.ChoiceField(label=_("Wat"))
    name = Line(
        label=_("Nummer"),
        max_length=80,
        help_text=_(
            "Het zaaknummer van de aanwijzing, de referentie van de registratie, de controlecode "
            "(SHA-256) van het bestand of de code van de grondslag; precies zoals het er staat."
        ),
    )
    field_order = ("kind", "name", "until", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = _choices(HeldKind)


class ReviewForm(_UntilForm):
    """Somebody looked, and it is still needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].help_text = _("In één zin; die komt in het logboek, met uw naam.")


class RequestForm(DeskForm):
    """The contact that a person wants erased."""

    kind = forms.ChoiceField(label=_("Soort contact"))
    value = Line(
        label=_("Nummer, naam of adres"),
        max_length=320,
        help_text=_("Zoals de vrager het geeft. Het wordt nergens bewaard, ook niet in het logboek."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = _choices(ContactKind)
