"""The forms with which a person looks at a held advert."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baken.desk.forms import DeskForm, Line, Reason
from baken.door.models import LONGEST_REASON
from baken.door.reviews.actions import Stated
from baken.notices.received.forms import NoContact
from baken.platforms.forms import coded_choices
from baken.vocabulary.door import DoorOutcome
from baken.vocabulary.notices import SeriousSuspicion
from baken.vocabulary.statements import StatementCategory

_STATED = ("ground", "category", "explanation", "facts")


class ReviewForm(DeskForm):
    """Go online or refuse, with what the advertiser reads of a refusal."""

    optional_words = _("(nodig als u weigert)")
    outcome = forms.ChoiceField(label=_("Wat gebeurt er met deze advertentie?"), widget=forms.RadioSelect)
    reason = Reason(
        label=_("Waarom? Alleen uw organisatie leest dit."), min_length=10, max_length=LONGEST_REASON
    )
    suspicion = forms.ChoiceField(
        label=_("Is er een vermoeden van een ernstig misdrijf?"),
        widget=forms.RadioSelect,
        initial="none",
        help_text=_("Een weigering blijft dan open tot vaststaat of het is doorgegeven, of waarom niet."),
    )
    illegal = forms.TypedChoiceField(
        label=_("Grond"),
        choices=[("no", _("in strijd met de voorwaarden")), ("yes", _("in strijd met de wet"))],
        coerce=lambda value: value == "yes",
        required=False,
    )
    ground = Line(label=_("Welke voorwaarde of welk artikel"), required=False)
    category = forms.ChoiceField(label=_("Waar het over gaat"), required=False)
    explanation = NoContact(
        label=_("Aan de adverteerder: waarom dit niet mag"), required=False, max_length=2_000
    )
    facts = NoContact(
        label=_("Aan de adverteerder: waar u op af ging"),
        required=False,
        help_text=_(
            "Wie dit leest, is misschien niet de persoon in de advertentie. Schrijf geen vermoeden op."
        ),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = coded_choices(DoorOutcome)  # type: ignore[attr-defined]
        self.fields["suspicion"].choices = coded_choices(SeriousSuspicion)  # type: ignore[attr-defined]
        categories = [("", _("kies")), *coded_choices(StatementCategory)]
        self.fields["category"].choices = categories  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A refusal says why; what goes online has no serious suspicion left."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("outcome") == "refuse":
            for name in _STATED:
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Dit hoort bij een weigering."))
        elif given.get("outcome") and given.get("suspicion") not in (None, "none"):
            self.add_error("suspicion", _("Met dit vermoeden gaat een advertentie niet online."))
        return given

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes."""
        told = self.cleaned_data
        stated = None
        if told["outcome"] == "refuse":
            stated = Stated(told["suspicion"], told["illegal"] is True, *(told[name] for name in _STATED))
        return {"outcome": told["outcome"], "reason": told["reason"], "stated": stated}
