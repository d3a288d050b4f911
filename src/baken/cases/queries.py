"""Reads of cases: one's own, one with everything of it, the plan, what was told; each read in the log."""

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.audit.actions import record_event
from baken.cases.actions.follow_meldcode import written_steps
from baken.cases.meldcode import ASKS, out_of_order, still_open
from baken.cases.models import (
    Case,
    CaseEvent,
    CaseLook,
    CaseMember,
    CaseParty,
    CaseSaid,
    CaseTask,
    CaseYes,
    MeldcodeEntry,
    PlanEntry,
    ToldEvent,
)
from baken.cases.policies import can_say, has_somebody, of_reader
from baken.cases.safety_plan.steps import PlanStep, Topic, plan
from baken.cases.sealing import opened
from baken.cases.states import IN_HAND, MOVES
from baken.cases.vague_days import read_day
from baken.tenancy.acting import Actor
from baken.tenancy.said_by_person import can_see_harm, harm_to_see, standing
from baken.vocabulary.cases import MeldcodeStep


def _with_counts(rows: QuerySet[Case], today: date) -> QuerySet[Any]:
    open_tasks = Q(tasks__state="open")
    counted: QuerySet[Any] = rows.select_related("owner").annotate(
        to_do=Count("tasks", filter=open_tasks, distinct=True),
        late=Count("tasks", filter=open_tasks & Q(tasks__due_on__lt=today), distinct=True),
        stopped=Count("parties", filter=Q(parties__stopped_on__isnull=False), distinct=True),
    )
    return counted


def cases_of(by: Actor, today: date) -> QuerySet[Any]:
    """The cases that whoever asks is on, with how many steps are to do and how many of these are late."""
    return _with_counts(of_reader(by), today)


def all_cases(today: date) -> QuerySet[Any]:
    """Every case without a word of it, for whoever supervises: `seen_to` says whether a colleague who can
    come in is on it."""
    every: QuerySet[Any] = _with_counts(Case.objects.all(), today).annotate(seen_to=has_somebody())
    return every


def left_alone() -> int:
    """How many cases in hand nobody sees to."""
    return Case.objects.filter(~has_somebody(), state__in=IN_HAND).count()


def harm_said() -> list[CaseSaid]:
    """Where a person said that being accompanied did harm, and nobody talked it over yet: no word of it."""
    return list(harm_to_see(CaseSaid.objects.select_related("case__owner")))


def looks_waiting(by: Actor) -> list[CaseLook]:
    """What waits for a second person that whoever asks may be: not of cases they began or see to."""
    began = CaseEvent.objects.filter(case=OuterRef("case"), place=1, by=by.user)
    found = CaseLook.objects.filter(~Exists(began), state="asked").exclude(asked_by=by.user)
    return list(
        found.exclude(case__owner=by.user).select_related("case", "asked_by").order_by("due_at", "asked_at")
    )


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case with everything of it in clear, for whoever is on it."""

    case: Case
    called: str
    wishes: str
    why: str
    answers: list[tuple[CaseYes, str]]
    tasks: list[tuple[CaseTask, str]]
    parties: list[tuple[CaseParty, str]]
    members: list[CaseMember]
    looks: list[CaseLook]
    events: list[tuple[CaseEvent, str]]
    said: list[CaseSaid]
    harm: list[tuple[CaseSaid, bool]]
    today: date

    @property
    def can_say(self) -> bool:
        """Whether what the person says of it is written down now."""
        return can_say(self.case)

    @property
    def said_stands(self) -> CaseSaid | None:
        """Which answer of the person stands."""
        return standing(one for one in self.said if one.back_at is None)

    @property
    def open_tasks(self) -> list[tuple[CaseTask, str]]:
        """What is to do, the earliest day first, without a day last."""
        todo = [one for one in self.tasks if one[0].state == "open"]
        return sorted(todo, key=lambda one: (one[0].due_on or date.max, one[0].made_at))

    @property
    def settled_tasks(self) -> list[tuple[CaseTask, str]]:
        """What was done or is not needed any more."""
        return [one for one in self.tasks if one[0].state != "open"]

    @property
    def stopped(self) -> list[tuple[CaseParty, str]]:
        """Organisations that can't help any more while the case goes on: others are to take over."""
        return [one for one in self.parties if one[0].stopped_on] if self.case.state in IN_HAND else []

    @property
    def members_shut_out(self) -> list[CaseMember]:
        """Colleagues on it who can't come in any more."""
        return [one for one in self.members if not one.user.is_active]

    @property
    def moves(self) -> tuple[str, ...]:
        """The codes of the steps that can be made."""
        return tuple(kind for kind, move in MOVES.items() if self.case.state in move.sources)


def open_case(*, by: Actor, case_id: uuid.UUID, supervised: bool = False) -> OpenedCase:
    """Everything of one case; that it was read stands in the log. Raises Http404 for who is not on it, unless
    `supervised`: then the caller asked for the permission and the reason."""
    rows = Case.objects.all() if supervised else of_reader(by)
    case = get_object_or_404(rows.select_related("owner", "lead"), id=case_id)
    record_event(by=by, action="cases.read", subject=f"case:{case.id}", details={"supervised": supervised})
    return OpenedCase(
        case=case,
        called=opened(case, "called"),
        wishes=opened(case, "wishes"),
        why=opened(case, "why"),
        answers=[
            (one, opened(one, "what_for"))
            for one in case.answers.select_related("told_to", "recorded_by").order_by("recorded_at")
        ],
        tasks=[(one, opened(one, "words")) for one in case.tasks.order_by("made_at")],
        parties=[(one, opened(one, "name")) for one in case.parties.order_by("since", "id")],
        members=list(case.members.filter(until=None).select_related("user").order_by("since")),
        looks=list(case.looks.select_related("asked_by", "decided_by").order_by("asked_at")),
        events=[(one, opened(one, "words")) for one in case.events.select_related("by").order_by("-place")],
        said=list(case.said.select_related("by", "seen_by").order_by("-said_on", "-place")),
        harm=[
            (one, supervised and can_see_harm(one, by, case.owner_id)) for one in harm_to_see(case.said.all())
        ],
        today=timezone.localdate(),
    )


@dataclass(frozen=True, slots=True)
class MeldcodeLine:
    """A step of the reporting code: what it asks, what was written, in which words."""

    step: str
    asks: Any
    entry: MeldcodeEntry | None
    words: str


@dataclass(frozen=True, slots=True)
class OpenedMeldcode:
    """The guided list: its lines, the steps still open, and pairs whose days contradict the order."""

    case: Case
    lines: list[MeldcodeLine]
    still_open: tuple[str, ...]
    out_of_order: list[tuple[str, str]]
    look: CaseLook | None


def open_meldcode(*, by: Actor, case: Case) -> OpenedMeldcode:
    """The reporting code of a case; that it was read stands in the log."""
    record_event(by=by, action="cases.meldcode_read", subject=f"case:{case.id}")
    written = {one.step: one for one in case.meldcode_entries.select_related("by")}
    done = written_steps(case)
    return OpenedMeldcode(
        case=case,
        lines=[
            MeldcodeLine(
                step, ASKS[step], written.get(step), opened(written[step], "words") if step in written else ""
            )
            for step in MeldcodeStep.codes
        ],
        still_open=still_open(done),
        out_of_order=list(out_of_order(done)),
        look=case.looks.filter(about="report", state="asked").select_related("asked_by").first(),
    )


@dataclass(frozen=True, slots=True)
class ChosenStep:
    """A step of the plan with what was chosen of it."""

    step: PlanStep
    entry: PlanEntry | None
    words: str

    @property
    def older(self) -> bool:
        """Whether it was chosen from an earlier text."""
        return self.entry is not None and self.entry.version != plan().version


def chosen_plan(*, by: Actor, case: Case) -> list[tuple[Topic, list[ChosenStep]]]:
    """The plan, topic by topic, with what was chosen; that it was read stands in the log."""
    record_event(by=by, action="cases.plan_read", subject=f"case:{case.id}")
    entries = {one.step: one for one in case.plan_entries.all()}

    def chosen(step: PlanStep) -> ChosenStep:
        entry = entries.get(step.code)
        return ChosenStep(step, entry, opened(entry, "words") if entry else "")

    return [(topic, [chosen(step) for step in topic.steps]) for topic in plan().topics]


@dataclass(frozen=True, slots=True)
class Told:
    """Something the person told, in clear."""

    row: ToldEvent
    begins: str
    until: str
    when: str
    words: str

    @property
    def moment(self) -> str:
        """When it was, as it was said."""
        days = f"{self.begins} – {self.until}" if self.begins and self.until else self.begins or self.until
        return ", ".join(part for part in (days, self.when) if part)


def told_events(*, by: Actor, case: Case) -> list[Told]:
    """What the person told, in order of time as far as it is known, else as it was told; that it was read
    stands in the log."""
    record_event(by=by, action="cases.timeline_read", subject=f"case:{case.id}")
    return in_order(_told(row) for row in case.told_events.order_by("at", "id"))


def _told(row: ToldEvent) -> Told:
    said = json.loads(opened(row, "told"))
    return Told(row, said["begins"], said["until"], said["when"], said["words"])


def in_order(told: Iterable[Told]) -> list[Told]:
    """By the first day it can have been; what has no day stands last, in the order of telling."""

    def moment(one: Told) -> tuple[date, date]:
        first = read_day(one.begins) or read_day(one.until)
        return (first.first, first.last) if first else (date.max, date.max)

    return sorted(told, key=moment)


def look_due(look: CaseLook, now: datetime) -> bool:
    """Whether what was done in danger waits too long for its review."""
    return look.due_at is not None and look.due_at <= now
