"""The erasure plan: every table and class that has a period, and how what expired goes.

Most of it follows from the tables themselves. A table with a class that has a period goes with the row
it hangs on, where that is in the plan; else by a moment of its own. What is more than that stands in
`market_steps` and below. A test fails when a table is reached by neither.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import cache

from django.apps import apps
from django.db.models import CASCADE, DateField, ForeignKey, Model, Q
from django.db.models.functions import Greatest

from baken.adverts.models import ContactMention, JudgedSighting, Judgement
from baken.audit.models import Event
from baken.cases.models import Case
from baken.conversations.models import Contact
from baken.door.models import StandingAdvert
from baken.notices.received.models import NoticedThing
from baken.privacy.retention import EXPIRING, RetentionClass
from baken.referrals.models import CrimeReport, Referral
from baken.referrals.reports.states import BEFORE
from baken.register.models import Participation, RegisteredPerson, Registration
from baken.rights.market_steps import capture_steps, market_steps, sightings_steps
from baken.rights.models import LegalHold
from baken.rights.steps import Expire, Follow, Log, Orphan, Step
from baken.triage.hindsight.models import HindsightReview, HindsightSighting
from baken.triage.models import Lead

MOMENTS = ("at", "created_at", "started_at", "saved_at", "made_at", "placed_at", "asked_at")
"""What a table may call the moment it counts from, besides the name that its class gives."""

EXPIRES = "expires_at"
"""What a table calls the moment at which a row expires, where each row has its own."""


class NotPlanned(Exception):
    """A table keeps something that expires, and nothing says from when."""


def models_kept() -> list[type[Model]]:
    """Every table of Baken."""
    return [model for model in apps.get_models() if model.__module__.startswith("baken.")]


def classes_of(model: type[Model]) -> set[RetentionClass]:
    """The classes with a period that the fields of a table have."""
    return {keep for keep in getattr(model, "retention", {}).values() if keep in EXPIRING}


@cache
def steps() -> tuple[Step, ...]:
    """The plan in the order it is carried out: what hangs on something before what it hangs on.

    Raises `NotPlanned`.
    """
    market = market_steps()
    last = [
        *capture_steps(),
        *sightings_steps(),
        # whatever a person did with it last counts
        Expire(
            model=Lead,
            keep=RetentionClass.LEAD,
            moment=Greatest("created_at", "decided_at", "urgent_since", "held_until", "second_from"),
        ),
        # what belongs to one thing goes together, so long after anything happened to it
        Expire(model=NoticedThing, keep=RetentionClass.NOTICE, moment="last_at"),
        # its items and packets go with a report of a suspected crime, so long after anything happened to it;
        # one that nobody sent, or said of why not, is overdue and stays until somebody does
        Expire(
            model=CrimeReport,
            keep=RetentionClass.NOTICE,
            moment="last_at",
            only=~Q(packets__state__in=BEFORE),
        ),
        # with its keys, its age evidence and what was decided on it
        Expire(model=StandingAdvert, keep=RetentionClass.CONTACT, moment="captured_at"),
        # everything of a referral goes with it; a silence is first a colleague's
        Expire(
            model=Referral,
            keep=RetentionClass.LEAD,
            moment=Greatest("created_at", "offered_at", "escalates_at"),
        ),
        # and everything of a case, so long after anything happened in it
        Expire(model=Case, keep=RetentionClass.CASE, moment="last_at"),
        # everything that was said with a contact goes with it, so long after anything last happened
        Expire(model=Contact, keep=RetentionClass.CONTACT, moment="last_at"),
        Expire(model=Registration, keep=RetentionClass.REGISTRATION, moment="registered_on"),
        Expire(model=LegalHold, keep=RetentionClass.AUDIT, moment="until"),
    ]
    log = [Log(model=Event, keep=RetentionClass.AUDIT)]
    cut = next(step for step in market if step.variant == "cut")
    told = [Follow(model=ContactMention, keep=RetentionClass.CONTACT, parents={"sighting": cut})]
    planned = {step.model for step in (*market, *last, *log)} | {
        ContactMention,
        RegisteredPerson,
        Judgement,
        HindsightReview,
    }
    derived = list(_derived(planned, last))
    taking_part = next(step for step in derived if step.model is Participation)
    orphans = [
        Orphan(
            model=RegisteredPerson,
            keep=RetentionClass.REGISTRATION,
            pointing=taking_part,
            path="person",
        ),
        # what people said of links says nothing any more when no sighting is left that it names
        Orphan(
            model=Judgement,
            keep=RetentionClass.ADVERT,
            pointing=next(step for step in derived if step.model is JudgedSighting),
            path="judgement",
        ),
        # and a proven case without any of its sightings is a case of nothing
        Orphan(
            model=HindsightReview,
            keep=RetentionClass.ADVERT,
            pointing=next(step for step in derived if step.model is HindsightSighting),
            path="review",
        ),
    ]
    return (*market, *told, *derived, *last, *orphans, *log)


def _derived(planned: set[type[Model]], parents: list[Step]) -> Iterator[Step]:
    """A step for every other table, tables that hang on planned ones first."""
    waiting = []
    for model in models_kept():
        if not classes_of(model) or model in planned:
            continue
        if EXPIRES in _dates(model):
            yield Expire(model=model, keep=_shortest(model), moment=EXPIRES, grace=timedelta(0))
        else:
            waiting.append(model)
    known = {step.model: step for step in parents if not step.variant}
    while waiting:
        placed = [model for model in waiting if _parents(model, known)]
        if not placed:
            break
        for model in placed:
            step = Follow(model=model, keep=_shortest(model), parents=_parents(model, known))
            known[model] = step
            yield step
        waiting = [model for model in waiting if model not in placed]
    for model in waiting:
        yield Expire(model=model, keep=_shortest(model), moment=_own_moment(model))


def _parents(model: type[Model], known: dict[type[Model], Step]) -> dict[str, Step]:
    """The rows a row hangs on, where they expire under its own class."""
    return {
        field.name: known[field.related_model]
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey)
        and field.remote_field.on_delete is CASCADE
        and not field.null
        and field.related_model in known
        and known[field.related_model].keep is _shortest(model)
    }


def _shortest(model: type[Model]) -> RetentionClass:
    """Of several classes in one table the row goes with the shortest: a field can't outlive its row."""
    return min(classes_of(model), key=lambda keep: keep.value.longest or keep.value.shortest)


def _own_moment(model: type[Model]) -> str:
    for name in (_shortest(model).value.counted_from, *MOMENTS):
        if name in _dates(model):
            return name
    raise NotPlanned(f"{model._meta.label}: {NotPlanned.__doc__}")


def _dates(model: type[Model]) -> set[str]:
    return {field.name for field in model._meta.local_fields if isinstance(field, DateField)}
