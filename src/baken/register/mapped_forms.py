"""The forms with which somebody says what a file of another office means: its columns, then its words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from baken.desk.forms import DeskForm, Reason
from baken.platforms.catalogue import PlatformIndex, folded
from baken.register.actions.answer_words import NEW_ANSWER
from baken.register.forms import choices_of
from baken.register.mapped.mapping import (
    DAY_ORDERS,
    EMPTY,
    NAMING_ANSWER,
    PLATFORM_ANSWER,
    REFUSED,
    ColumnMapping,
    MappingWrong,
)
from baken.register.mapped.proposals import proposed_answer, proposed_columns
from baken.register.mapped.survey import ColumnSurvey
from baken.register.mapped.targets import Part, Target, targets
from baken.register.mapped.wording import Word
from baken.vocabulary.code_list import Label
from baken.vocabulary.platforms import PlatformType

PARTS: dict[Part, Any] = {
    "registration": gettext_lazy("De zaak"),
    "platform": gettext_lazy("Het platform"),
    "person": gettext_lazy("De persoon"),
}
FAULTS = {
    "missing": gettext_lazy("‘%(label)s’ ontbreekt: kies een kolom, of één antwoord voor alle regels."),
    "missing_column": gettext_lazy("‘%(label)s’ ontbreekt: kies de kolom waarin het staat."),
    "twice": gettext_lazy("‘%(label)s’ is bij twee kolommen gekozen. Kies er een."),
    "two_numbers": gettext_lazy("Kies één soort nummer van de persoon, niet beide."),
    "source_fixed": gettext_lazy(
        "Bij een nummer van de persoon hoort één soort bron voor alle regels: kies die onderaan."
    ),
    "not_ours": gettext_lazy("‘%(label)s’ is geen kolom van het register."),
    "not_a_code": gettext_lazy(
        "Bij ‘%(label)s’ hoort een antwoord dat niet in de lijst staat. Kies het opnieuw."
    ),
    "not_for_all": gettext_lazy("‘%(label)s’ kan niet voor alle regels hetzelfde zijn."),
    "no_person": gettext_lazy(
        "‘%(label)s’ zegt iets over een persoon, maar geen kolom gaat over een persoon."
    ),
    "no_platform": gettext_lazy("‘%(label)s’ zegt iets over een platform, maar geen kolom noemt er een."),
}
DAYS = {
    "dmy": gettext_lazy("dag-maand-jaar (31-12-2024)"),
    "mdy": gettext_lazy("maand-dag-jaar (12/31/2024)"),
    "ymd": gettext_lazy("jaar-maand-dag (2024-12-31)"),
}


def said(label: Label) -> str:
    """A label in the language of the reader."""
    return label.nl if get_language() == "nl" else label.en


def target_words(name: str) -> str:
    """What a column of ours is called."""
    return said(targets()[name].label)


def fault_words(fault: MappingWrong) -> list[str]:
    """What is wrong with a mapping, in the language of the reader."""
    found = []
    for code, name in fault.faults:
        target = targets().get(name)
        if code == "missing" and (target is None or not target.codes):
            code = "missing_column"
        found.append(str(FAULTS[code]) % {"label": target_words(name) if target else name})
    return found


def _target_choices() -> list[tuple[Any, Any]]:
    groups = [
        (PARTS[part], [(one.name, said(one.label)) for one in targets().values() if one.part == part])
        for part in PARTS
    ]
    return [("", _("niet overnemen")), *groups]


def for_all_lines() -> list[Target]:
    """The columns that must be known and can have one answer for all lines."""
    return [target for target in targets().values() if target.required and target.kind == "coded"]


class MappingNameForm(DeskForm):
    """What a mapping is called."""

    name = Reason(
        label=gettext_lazy("Naam van de leeswijzer"),
        max_length=60,
        help_text=gettext_lazy(
            "Bijvoorbeeld van welk kantoor het bestand komt. Geen naam van een persoon. Bestaat de naam al, "
            "dan krijgt die leeswijzer een nieuwe versie."
        ),
    )


class ColumnsForm(MappingNameForm):
    """Which column is which; the first choice is a proposal, from a mapping that fits or from its name."""

    optional_words: Any = ""
    day_order = forms.ChoiceField(
        label=gettext_lazy("Hoe staan datums in dit bestand?"),
        choices=[(order, DAYS[order]) for order in DAY_ORDERS],
        help_text=gettext_lazy("Datums die een rekenblad zelf als datum kent, hebben dit niet nodig."),
    )

    def __init__(
        self, data: Any, *, columns: Sequence[ColumnSurvey], known: ColumnMapping, name: str, propose: bool
    ) -> None:
        super().__init__(data, initial={"name": name, "day_order": known.day_order})
        self._columns, self._known = columns, known
        proposed = {} if known.columns or not propose else proposed_columns(one.heading for one in columns)
        self._proposed = proposed
        for place, column in enumerate(columns):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=column.heading,
                choices=_target_choices,
                required=False,
                initial=known.columns.get(folded(column.heading)) or proposed.get(column.heading, ""),
            )
        for target in for_all_lines():
            self.fields[f"fixed-{target.name}"] = forms.ChoiceField(
                label=said(target.label),
                choices=[("", _("geen: het staat in het bestand")), *choices_of(target.codes)]
                if target.codes
                else [],
                required=False,
                initial=known.fixed.get(target.name, ""),
            )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """A row a column: its heading, what was found in it, and the choice."""
        return [
            {
                "column": column,
                "field": self[f"column-{place}"],
                "proposed": self._proposed.get(column.heading) == self[f"column-{place}"].value(),
            }
            for place, column in enumerate(self._columns)
        ]

    @property
    def fixed_fields(self) -> list[Any]:
        """The answers for all lines."""
        return [self[f"fixed-{target.name}"] for target in for_all_lines()]

    def mapping(self) -> ColumnMapping:
        """The mapping that was chosen, with the words that were known for its columns."""
        given = self.cleaned_data
        columns = {
            folded(column.heading): given[f"column-{place}"]
            for place, column in enumerate(self._columns)
            if given[f"column-{place}"]
        }
        fixed = {target.name: given[f"fixed-{target.name}"] for target in for_all_lines()}
        words = {name: known for name, known in self._known.words.items() if name in columns.values()}
        chosen = {name: code for name, code in fixed.items() if code}
        return ColumnMapping(columns, chosen, words, given["day_order"])

    def clean(self) -> dict[str, Any]:
        """Everything the register must know is there."""
        found: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                self.mapping().check()
            except MappingWrong as fault:
                raise forms.ValidationError(fault_words(fault)) from fault
        return found


def answer_choices(
    target: Target, platforms: PlatformIndex, *, blank: str, review: bool
) -> list[tuple[Any, Any]]:
    """What a word in this column can be said to mean."""
    choices: list[tuple[Any, Any]] = [("", blank)] if blank else []
    if target.kind == "platform":
        for member in PlatformType:
            own = [entry for entry in platforms.entries if entry.type == member.code]
            named = [(f"{PLATFORM_ANSWER}{entry.code}", entry.name) for entry in own]
            if named:
                choices.append((said(member.label), named))
        nameless = [("unnamed", _("platform zonder naam")), ("unclear", _("onduidelijk platform"))]
        choices.append((_("Geen naam"), [(f"{NAMING_ANSWER}{code}", words) for code, words in nameless]))
        if review:
            new = [(f"{NEW_ANSWER}{member.code}", said(member.label)) for member in PlatformType]
            choices.append((_("Nieuw in de lijst, met deze naam, als"), new))
    elif target.codes:
        choices += choices_of(target.codes)
    if not target.required:
        choices.append((EMPTY, _("telt als leeg")))
    if review:
        choices.append((REFUSED, _("neem deze regels niet over")))
    return choices


class WordsForm(DeskForm):
    """What words mean. `known` are answers that were given before, others are proposed by their name."""

    def __init__(
        self,
        data: Any,
        *,
        words: Iterable[tuple[str, Word, int]],
        known: Mapping[str, Mapping[str, str]],
        platforms: PlatformIndex,
        review: bool = False,
    ) -> None:
        super().__init__(data)
        self.rows: list[dict[str, Any]] = []
        blank = _("nog niet beantwoord") if review else _("beslis ik later")
        choices = {
            name: answer_choices(target, platforms, blank=blank, review=review)
            for name, target in targets().items()
            if target.has_words
        }
        for key, (column, word), count in words:
            before = known.get(column, {}).get(folded(word), "")
            proposed = "" if before or review else proposed_answer(column, word, platforms)
            self.fields[key] = forms.ChoiceField(
                label=word, choices=choices[column], required=False, initial=before or proposed
            )
            self.rows.append(
                {
                    "column": target_words(column),
                    "word": word,
                    "count": count,
                    "key": key,
                    "given": (column, word),
                    "proposed": bool(proposed),
                }
            )

    @property
    def shown(self) -> list[dict[str, Any]]:
        """A row a word, with its choice."""
        return [row | {"field": self[row["key"]]} for row in self.rows]

    def answers(self) -> list[tuple[str, str, str]]:
        """Column, word and answer of each word that has one."""
        found = []
        for row in self.rows:
            answer = self.cleaned_data[row["key"]]
            if answer:
                found.append((*row["given"], answer))
        return found

    def answered(self) -> dict[str, str]:
        """The answers by key."""
        return {
            row["key"]: self.cleaned_data[row["key"]] for row in self.rows if self.cleaned_data[row["key"]]
        }
