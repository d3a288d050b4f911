"""The forms of appeals."""

from django import forms
from django.utils.translation import gettext_lazy as _

from baken.desk.forms import DeskForm, Text
from baken.notices.received.forms import NoContact
from baken.platforms.forms import coded_choices
from baken.vocabulary.door import AppealOutcome

LONGEST = 2_000


class AppealForm(DeskForm):
    """What the advertiser says, written down by the platform's people."""

    why = Text(
        label=_("Waarom is de adverteerder het er niet mee eens?"),
        min_length=10,
        max_length=LONGEST,
        help_text=_("In de eigen woorden van de adverteerder."),
    )


class DecideForm(DeskForm):
    """What somebody else decides on an appeal."""

    outcome = forms.ChoiceField(label=_("Uw oordeel"), widget=forms.RadioSelect)
    answer = NoContact(
        label=_("Aan de adverteerder: waarom"),
        min_length=10,
        max_length=LONGEST,
        help_text=_(
            "Wie dit leest, is misschien niet de persoon in de advertentie. Schrijf geen vermoeden op."
        ),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = coded_choices(AppealOutcome)  # type: ignore[attr-defined]
