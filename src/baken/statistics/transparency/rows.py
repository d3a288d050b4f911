"""What the report counts: one row for each thing that was handled, with codes and days only.

Rooms that handle something give rows; the tables know of nothing else.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.utils import timezone

from baken.notices.received.models import NoticeComplaint, ReceivedNotice
from baken.notices.statements.models import StatementOfReasons
from baken.statistics.period import Period
from baken.vocabulary.transparency import TransparencyKind, TransparencyOutcome


@dataclass(frozen=True, slots=True)
class Handled:
    """A decision on content, a notice without one, or a complaint.

    `kind` is a code of `TransparencyKind`, `ground` of `StatementGround`, `category` of `StatementCategory`,
    `automation` of `StatementAutomation` (of a complaint: those of the decision complained of; empty where
    none apply), `outcome` of `TransparencyOutcome`; `detected`: a machine found it. `received` and `decided`
    are days, None where not known or not yet. Raises ValueError for a code that is not known.
    """

    kind: str
    ground: str
    category: str
    automation: str
    detected: bool
    received: date | None
    decided: date | None
    outcome: str

    def __post_init__(self) -> None:
        if self.kind not in TransparencyKind or self.outcome not in TransparencyOutcome:
            raise ValueError(f"not known: {self.kind}, {self.outcome}")

    @property
    def is_decision(self) -> bool:
        """Whether a measure was taken, so that a statement of reasons goes with it."""
        return TransparencyOutcome[self.outcome].group == "measure"


Row = TypeVar("Row", bound=Model)
Source = Callable[[Period], Iterator[Handled]]

KIND_OF_SOURCE = {
    "SOURCE_ARTICLE_16": "notice",
    "SOURCE_TRUSTED_FLAGGER": "trusted_flagger",
    "SOURCE_TYPE_OTHER_NOTIFICATION": "other_notification",
    "SOURCE_VOLUNTARY": "own_initiative",
}
MEASURES = (
    ("decision_account", "account"),
    ("decision_provision", "service"),
    ("decision_monetary", "monetary"),
    ("decision_visibility", "visibility"),
)
"""What weighs most comes first: a decision with several measures counts once, under that one."""


def from_statements(period: Period) -> Iterator[Handled]:
    """A row for each statement of reasons whose decision applies from a day in the period."""
    names = ("source_type", "decision_ground", "category", "automated_decision", "automated_detection")
    rows = StatementOfReasons.objects.annotate(
        application_date=KeyTextTransform("application_date", "codes"),
        **{name: KeyTextTransform(name, "codes") for name in names},
        **{name: KeyTransform(name, "codes") for name, _ in MEASURES},
    )
    if period.first:
        rows = rows.filter(application_date__gte=period.first.isoformat())
    if period.last:
        rows = rows.filter(application_date__lte=period.last.isoformat())
    shown = rows.values("application_date", *names, *(name for name, _ in MEASURES))
    for row in shown.iterator():
        kind = KIND_OF_SOURCE.get(row["source_type"])
        outcome = next((code for name, code in MEASURES if row[name]), None)
        if kind is None or outcome is None:
            continue
        yield Handled(
            kind=kind,
            ground=row["decision_ground"],
            category=row["category"],
            automation=row["automated_decision"],
            detected=row["automated_detection"] == "Yes",
            received=None,
            decided=date.fromisoformat(row["application_date"]),
            outcome=outcome,
        )


def _kind_of(notice: ReceivedNotice) -> str:
    """What a notice counts as; a trusted flagger counts once a person looked that up, everybody else gave
    one under article 16."""
    if notice.kind == "trusted_flagger":
        return "trusted_flagger" if notice.flagger_by_id else "notice"
    return "other_notification" if notice.kind == "authority" else "notice"


def from_notices(period: Period) -> Iterator[Handled]:
    """A row for each notice that came in in the period and on which nothing was done. Where something was,
    the statement of reasons is its row."""
    rows = ReceivedNotice.objects.filter(decision__outcome="no_action").select_related("decision")
    for notice in _within(rows, "received_at", period):
        decision = notice.decision
        assert decision is not None
        yield Handled(
            kind=_kind_of(notice),
            ground="",
            category=decision.category,
            automation="",
            detected=False,
            received=timezone.localdate(notice.received_at),
            decided=timezone.localdate(decision.at),
            outcome="no_action",
        )


def from_complaints(period: Period) -> Iterator[Handled]:
    """A row for each complaint that was lodged in the period and decided on since."""
    rows = NoticeComplaint.objects.filter(handled_at__isnull=False).select_related("decision")
    for complaint in _within(rows, "lodged_at", period):
        decision = complaint.decision
        measure = decision.outcome != "no_action"
        side = "ILLEGAL" if decision.illegal else "INCOMPATIBLE"
        yield Handled(
            kind="complaint",
            ground=f"DECISION_GROUND_{side}_CONTENT" if measure else "",
            category=decision.category,
            automation="AUTOMATED_DECISION_NOT_AUTOMATED" if measure else "",
            detected=False,
            received=timezone.localdate(complaint.lodged_at),
            decided=timezone.localdate(complaint.handled_at),
            outcome=complaint.state,
        )


def _within(rows: QuerySet[Row], moment: str, period: Period) -> Iterator[Row]:
    if period.first:
        rows = rows.filter(**{f"{moment}__date__gte": period.first})
    if period.last:
        rows = rows.filter(**{f"{moment}__date__lte": period.last})
    return rows.iterator()


SOURCES: list[Source] = [from_statements, from_notices, from_complaints]
"""Where rows come from."""


def handled(period: Period) -> list[Handled]:
    """Every row of the period."""
    return [row for source in SOURCES for row in source(period)]
