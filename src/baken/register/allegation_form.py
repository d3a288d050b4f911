"""Part 2: what is alleged, what became of that and who said so, and how it happened.

The status goes in rows, one each time it changed: it, the day, and who decided. A row of which the status
is left open is none. The first row has the names of the columns, the others a number behind them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baken.register.content import Cells, by_day
from baken.register.days import FIRST_DAY, latest_day
from baken.register.forms import CellsForm, Day, choices_of, one_of
from baken.register.raw import STATUS_COLUMNS
from baken.vocabulary.exploitation import (
    AllegationStatus,
    CoercionMeans,
    CustomerContact,
    ExploitationForm,
    GroomerType,
    MetOnline,
    OffenderType,
    RecruitmentMode,
    Scope,
    SextortionKind,
    StatusDecider,
    TechnologyPart,
)

MOST_STATUSES = 12


def row_name(column: str, number: int) -> str:
    """The name of the field of a column in a row."""
    return column if number == 1 else f"{column}-{number}"


def rows_in(names: Iterable[str]) -> int:
    """How many rows of statuses these names of fields belong to."""
    known = set(names)
    numbers = range(1, MOST_STATUSES + 1)
    return max((n for n in numbers if known & {row_name(name, n) for name in STATUS_COLUMNS}), default=0)


def in_rows(statuses: list[Cells]) -> Cells:
    """The statuses of a registration as the fields hold them."""
    return {
        row_name(column, number): status[column]
        for number, status in enumerate(statuses, 1)
        for column in STATUS_COLUMNS
        if column in status
    }


@dataclass(frozen=True, slots=True)
class StatusRow:
    """The fields of one status."""

    number: int
    status: forms.BoundField
    day: forms.BoundField
    decider: forms.BoundField

    @property
    def wrong(self) -> bool:
        """Whether something in it is not right."""
        return any(field.errors for field in (self.status, self.day, self.decider))


class AllegationForm(CellsForm):
    """`rows` says how many statuses there are, `since` from when it happened, as far as known."""

    form = one_of(ExploitationForm, _("Om welke vorm van uitbuiting gaat het?"), required=True)
    scope = one_of(Scope, _("Binnenlands of grensoverschrijdend?"), required=True)
    coercion_means = forms.MultipleChoiceField(
        label=_("Welke dwangmiddelen noemt de bron?"),
        choices=partial(choices_of, CoercionMeans),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Noemt de bron er geen, laat dan alles leeg."),
    )
    sextortion_kinds = forms.MultipleChoiceField(
        label=_("Noemt de bron sextortion? Waar ging het om?"),
        choices=partial(choices_of, SextortionKind),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Sextortion: dreigen met intieme beelden. Meer dan één mag."),
    )
    met_online = one_of(
        MetOnline,
        _("Leerden zij elkaar online kennen?"),
        help_text=_("De persoon, en wie misbruik van die persoon maakte."),
    )
    recruitment_mode = one_of(RecruitmentMode, _("Hoe werd geworven?"))
    customer_contact = one_of(CustomerContact, _("Wie praat met klanten?"))
    technology_part = one_of(TechnologyPart, _("Welk aandeel had techniek?"))
    offender_type = one_of(
        OffenderType,
        _("Hoe beschrijft de bron wie misbruik maakte?"),
        help_text=_("Alleen als de bron het zo indeelt (Tener). Deel zelf niemand in."),
    )
    groomer_type = one_of(
        GroomerType,
        _("Welk type groomer noemt de bron?"),
        help_text=_("Alleen als de bron het zo indeelt. Deel zelf niemand in."),
    )

    MORE = (
        "coercion_means",
        "met_online",
        "sextortion_kinds",
        "recruitment_mode",
        "customer_contact",
        "technology_part",
        "offender_type",
        "groomer_type",
    )

    def __init__(self, *args: Any, rows: int = 0, since: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # one more than is filled in, for what was decided later
        filled = rows_in(name for name, value in self.data.items() if value) if self.is_bound else rows
        self._rows = min(max(filled, 1) + 1, MOST_STATUSES)
        self._since = since
        for number in range(1, self._rows + 1):
            self.fields[row_name("allegation_status", number)] = one_of(
                AllegationStatus,
                _("Wat is de status van het vermoeden?") if number == 1 else _("Wat werd de status?"),
                help_text=_("Alleen een bevoegde organisatie stelt iets vast. U neemt over wat de bron zegt.")
                if number == 1
                else "",
            )
            self.fields[row_name("decided_on", number)] = Day(label=_("Sinds welke dag"), required=False)
            self.fields[row_name("decided_by", number)] = forms.ChoiceField(
                label=_("Wie zei of besliste dat"),
                choices=lambda: [("", _("weet ik niet")), *choices_of(StatusDecider)],
                required=False,
            )

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What every registration has."""
        return [self["form"], self["scope"]]

    @property
    def status_rows(self) -> list[StatusRow]:
        """The statuses, as they followed each other."""
        return [
            StatusRow(number, *(self[row_name(column, number)] for column in STATUS_COLUMNS))
            for number in range(1, self._rows + 1)
        ]

    @property
    def told_rows(self) -> list[StatusRow]:
        """The first row and every one that is filled in."""
        rows = self.status_rows
        return [row for row in rows if row.number == 1 or row.wrong or row.status.value()]

    @property
    def spare_row(self) -> StatusRow | None:
        """An empty row, for what was decided later."""
        told = self.told_rows
        return next((row for row in self.status_rows if row not in told), None)

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """What the page shows when it is asked for."""
        return [self[name] for name in self.MORE]

    @property
    def more_filled(self) -> bool:
        """Whether something stands there already."""
        return any(self[name].value() for name in self.MORE)

    @property
    def contradicts(self) -> bool:
        """Whether a day that stands here lies before it happened, which part 1 may have changed later."""
        days = [str(row.day.value() or "") for row in self.status_rows]
        return bool(self._since) and any(day and day < self._since for day in days)

    def clean(self) -> dict[str, Any]:
        """The days of the statuses tell one course of things."""
        found: dict[str, Any] = super().clean() or {}
        seen: set[date | None] = set()
        for number in range(1, self._rows + 1):
            status, day, decider = (found.get(row_name(column, number)) for column in STATUS_COLUMNS)
            name = row_name("decided_on", number)
            if not status:
                if day or decider:
                    self.add_error(row_name("allegation_status", number), _("Kies ook de status zelf."))
                continue
            if name in self.errors:
                continue
            if day and not FIRST_DAY <= day <= latest_day():
                self.add_error(name, _("Kies een dag tussen 1900 en vandaag."))
            elif day and self._since and day.isoformat() < self._since:
                self.add_error(name, _("Dit is eerder dan het gebeurde, zie deel 1."))
            elif day in seen:
                self.add_error(
                    name,
                    _("Op deze dag staat al een status. Houd die welke aan het eind van de dag gold.")
                    if day
                    else _("Bij meer dan één status hoort een dag; alleen de eerste mag zonder."),
                )
            seen.add(day)
        return found

    def cells(self) -> Cells:
        """The cells of the registration itself, without the statuses."""
        return {name: value for name, value in super().cells().items() if not rows_in([name])}

    def statuses(self) -> list[Cells]:
        """The cells of each status that was filled in, in the order of time."""
        told = super().cells()
        rows = [
            {
                column: told[row_name(column, number)]
                for column in STATUS_COLUMNS
                if row_name(column, number) in told
            }
            for number in range(1, self._rows + 1)
        ]
        return by_day([row for row in rows if "allegation_status" in row])
