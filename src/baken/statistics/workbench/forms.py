"""What one chooses at the workbench. Choices only: nobody types a search."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.desk.forms import DeskForm
from baken.statistics.period import Period
from baken.statistics.shown import in_words
from baken.statistics.workbench.answer import Question
from baken.statistics.workbench.dimensions import DIMENSIONS, UNITS, UNKNOWN, UNKNOWN_WORDS

ONLY = "alleen_"
"""Before the name of a dimension: only where it has this value."""


class QuestionForm(DeskForm):
    """What to count, told apart by what, of which years, and only where."""

    tel = forms.ChoiceField(label=gettext_lazy("Tel"))
    rijen = forms.ChoiceField(label=gettext_lazy("In rijen"))
    kolommen = forms.ChoiceField(label=gettext_lazy("In kolommen"), required=False)
    van = forms.ChoiceField(label=gettext_lazy("Vanaf jaar"), required=False)
    tot = forms.ChoiceField(label=gettext_lazy("Tot en met jaar"), required=False)

    def __init__(self, *args: object, years: Sequence[int], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        dimensions = [(name, in_words(one.label)) for name, one in DIMENSIONS.items()]
        listed = [(str(year), str(year)) for year in years]
        self._offer("tel", [(name, in_words(unit.label)) for name, unit in UNITS.items()])
        self._offer("rijen", dimensions)
        self._offer("kolommen", [("", _("alles samen")), *dimensions])
        self._offer("van", [("", _("het begin")), *listed])
        self._offer("tot", [("", _("nu")), *listed])
        for name, one in DIMENSIONS.items():
            if one.codes and not one.others:
                codes = [(code, in_words(words)) for code, words in one.codes.items()]
                choices = [("", _("alles")), *codes, (UNKNOWN, in_words(UNKNOWN_WORDS))]
                self.fields[f"{ONLY}{name}"] = forms.ChoiceField(
                    label=in_words(one.label).capitalize(), choices=choices, required=False
                )

    def _offer(self, name: str, choices: Sequence[tuple[str, str | Promise]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def narrowing(self) -> list[forms.BoundField]:
        """The fields that narrow down."""
        return [self[name] for name in self.fields if name.startswith(ONLY)]

    @property
    def shaping(self) -> list[forms.BoundField]:
        """The fields that say what the table looks like."""
        return [self[name] for name in self.fields if not name.startswith(ONLY)]

    def clean(self) -> dict[str, Any]:
        """Rows and columns differ, and the first year does not lie after the last."""
        given = super().clean() or {}
        if given.get("rijen") and given.get("rijen") == given.get("kolommen"):
            self.add_error("kolommen", _("Dit staat al in de rijen. Kies iets anders."))
        first, last = given.get("van"), given.get("tot")
        if first and last and int(first) > int(last):
            self.add_error("van", _("Dit jaar ligt na het laatste jaar. Kies een eerder jaar."))
        return given

    @property
    def question(self) -> Question:
        """What is asked; only of a valid form."""
        given = self.cleaned_data
        years = [int(given[name]) if given[name] else None for name in ("van", "tot")]
        return Question(
            UNITS[given["tel"]],
            DIMENSIONS[given["rijen"]],
            DIMENSIONS[given["kolommen"]] if given["kolommen"] else None,
            Period.between_years(*years),
            tuple(
                (name.removeprefix(ONLY), code)
                for name, code in given.items()
                if name.startswith(ONLY) and code
            ),
        )
