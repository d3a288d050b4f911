"""What somebody fills in about what stood out: choices for the list, and their conclusion."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baken.desk.forms import DeskForm, Reason
from baken.vocabulary.code_list import CodeList
from baken.vocabulary.market import MarketAlarmState, MarketChange
from baken.watch.market.taking_out import FORMS


def _choices(codes: CodeList) -> list[tuple[str, str | Promise]]:
    return [("", _("alles")), *codes.choices("nl" if get_language() == "nl" else "en")]


class AlarmFilters(forms.Form):
    """What stood out, by state and by kind."""

    state = forms.ChoiceField(label=_("Stand"), required=False, choices=lambda: _choices(MarketAlarmState))
    kind = forms.ChoiceField(label=_("Wat"), required=False, choices=lambda: _choices(MarketChange))


class LookForm(DeskForm):
    """What the reader concluded."""

    conclusion = Reason(
        label=_("Wat zag u, en wat denkt u dat het is?"),
        help_text=_(
            "Bijvoorbeeld: “De site heeft sinds deze week een nieuwe afdeling; niets te doen.” Schrijf over "
            "het platform, niet over mensen. Collega's lezen dit."
        ),
    )


class FormForm(DeskForm):
    """In which form somebody takes the counts out."""

    form = forms.ChoiceField(label=_("Vorm van het bestand"), choices=[(one, one.upper()) for one in FORMS])
