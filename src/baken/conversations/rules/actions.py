"""What an organisation agrees on before it writes to anybody: hours, a ground with documents, templates."""

import re
import uuid
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.audit.actions import record_event
from baken.conversations.exceptions import (
    AskedBefore,
    DocumentsMissing,
    NoSuchZone,
    TextNotAllowed,
    WordsMissing,
    WrongState,
)
from baken.conversations.models import AskedRules, ContactGround, ContactRules, MessageTemplate
from baken.conversations.permissions import DECIDE_GROUND, DECIDE_RULES, SET_RULES, WRITE_TEMPLATES
from baken.conversations.rules.models import LEAST_FOLLOW_UP_DAYS
from baken.conversations.rules.texts import text_faults
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted, check_may, check_person
from baken.tenancy.second_person import decide_as_second
from baken.vocabulary.conversations import ContactGroundKind, MessageKind
from baken.vocabulary.languages import ADVERT_LANGUAGES

_SHA256 = re.compile(r"[0-9a-f]{64}")
LONGEST_VALID_DAYS = 366
NEUTRAL_PAGE = re.compile(r"https://[\w.-]+(?:/[\w./-]*)?")
SETTLED = ("zone", "quiet_from", "quiet_until", "advert_days", "follow_up_days", "neutral_page")
"""What rules hold."""


@transaction.atomic
def ask_rules(
    *, by: Actor, zone: str, quiet_from: int, quiet_until: int, advert_days: int, follow_up_days: int,
    neutral_page: str,
) -> AskedRules:  # fmt: skip
    """Asks for the hours (whole ones, of the day in `zone`; the same twice is none), how old an advert may
    be, how long a follow-up waits (14 days or more), and the one page a text may link to (https, or empty).
    What stands keeps standing until somebody else approves this.

    Raises `NoSuchZone`, `AskedBefore` while another waits, `WrongState` for what lies outside its bounds.
    """
    check_may(by, SET_RULES)
    check_person(by)
    if zone not in available_timezones():
        raise NoSuchZone
    hours_fit = 0 <= quiet_from <= 23 and 0 <= quiet_until <= 23
    if not hours_fit or not 1 <= advert_days <= 60 or not LEAST_FOLLOW_UP_DAYS <= follow_up_days <= 365:
        raise WrongState("outside the bounds")
    if neutral_page and not NEUTRAL_PAGE.fullmatch(neutral_page):
        raise WrongState("a neutral page begins with https:// and holds no question mark")
    try:
        with transaction.atomic():
            asked = AskedRules.objects.create(
                organisation=by.organisation, zone=zone, quiet_from=quiet_from, quiet_until=quiet_until,
                advert_days=advert_days, follow_up_days=follow_up_days, neutral_page=neutral_page,
                asked_by=by.user, asked_at=timezone.now(),
            )  # fmt: skip
    except IntegrityError as fault:
        raise AskedBefore from fault
    details = {"quiet_from": quiet_from, "quiet_until": quiet_until, "advert_days": advert_days}
    record_event(
        by=by, action="conversations.rules_asked", subject=f"asked_rules:{asked.id}", details=details
    )
    return asked


@transaction.atomic
def decide_rules(*, by: Actor, asked_id: uuid.UUID, approve: bool) -> AskedRules:
    """A second person decides; what is approved stands at once. Raises `DecidedAlready`, `NotPermitted`,
    Http404."""
    check_may(by, DECIDE_RULES)
    asked = decide_as_second(
        AskedRules.objects.all(), by=by, request_id=asked_id, approve=approve, what="rules of contact"
    )
    record_event(
        by=by, action="conversations.rules_decided", subject=f"asked_rules:{asked.id}",
        details={"approved": approve},
    )  # fmt: skip
    if not approve:
        return asked
    rules = ContactRules.objects.select_for_update().first() or ContactRules(organisation=by.organisation)
    for name in SETTLED:
        setattr(rules, name, getattr(asked, name))
    rules.set_by, rules.set_at = asked.asked_by, timezone.now()
    rules.save()
    details = {"advert_days": rules.advert_days, "follow_up_days": rules.follow_up_days}
    record_event(by=by, action="conversations.rules_set", subject=f"rules:{rules.id}", details=details)
    return asked


@transaction.atomic
def take_back_rules(*, by: Actor, asked_id: uuid.UUID) -> None:
    """Who asked for rules asks no more; nothing of it is left but that it was. Raises `WrongState` once
    somebody decided, `NotPermitted` for others, Http404."""
    check_may(by, SET_RULES)
    _take_back(AskedRules.objects.all(), by, asked_id)
    record_event(by=by, action="conversations.rules_taken_back", subject=f"asked_rules:{asked_id}")


@transaction.atomic
def ask_ground(
    *, by: Actor, kind: str, why: str, opinion_name: str, opinion_sha256: str, dpia_name: str,
    dpia_sha256: str, valid_until: date,
) -> ContactGround:  # fmt: skip
    """Asks for a ground to approach people, with counsel's opinion and a DPIA: two files, named by name and
    hash. It holds at most a year. Raises `DocumentsMissing`, `WordsMissing`, `WrongState`."""
    check_may(by, SET_RULES)
    check_person(by)
    if kind not in ContactGroundKind:
        raise WrongState("no such ground")
    if not why.strip():
        raise WordsMissing
    hashes = (opinion_sha256, dpia_sha256)
    if not all(map(_SHA256.fullmatch, hashes)) or hashes[0] == hashes[1]:
        raise DocumentsMissing
    if not opinion_name.strip() or not dpia_name.strip():
        raise DocumentsMissing
    _check_until(valid_until)
    ground = ContactGround.objects.create(
        organisation=by.organisation, kind=kind, why=why.strip()[:1000], opinion_name=opinion_name[:200],
        opinion_sha256=opinion_sha256, dpia_name=dpia_name[:200], dpia_sha256=dpia_sha256,
        valid_until=valid_until, asked_by=by.user, asked_at=timezone.now(),
    )  # fmt: skip
    record_event(
        by=by, action="conversations.ground_asked", subject=f"ground:{ground.id}", details={"kind": kind}
    )
    return ground


@transaction.atomic
def decide_ground(*, by: Actor, ground_id: uuid.UUID, approve: bool) -> ContactGround:
    """A second person decides. Raises `DecidedAlready`, `NotPermitted`, Http404, also for a ground that was
    taken back."""
    check_may(by, DECIDE_GROUND)
    ground = decide_as_second(
        ContactGround.objects.filter(withdrawn_at=None),
        by=by,
        request_id=ground_id,
        approve=approve,
        what="a ground",
    )
    record_event(
        by=by, action="conversations.ground_decided", subject=f"ground:{ground.id}",
        details={"approved": approve},
    )  # fmt: skip
    return ground


@transaction.atomic
def withdraw_ground(*, by: Actor, ground_id: uuid.UUID) -> ContactGround:
    """Either of the two takes it back, at once and alone: what waits to go on it goes no more.

    Raises `WrongState`, `NotPermitted`, Http404.
    """
    if not set(by.user.roles) & DECIDE_GROUND.roles:
        check_may(by, SET_RULES)
    check_person(by)
    ground = get_object_or_404(ContactGround.objects.select_for_update(of=("self",)), id=ground_id)
    if ground.withdrawn_at is not None or ground.state == "declined":
        raise WrongState
    ground.withdrawn_by, ground.withdrawn_at = by.user, timezone.now()
    ground.save()
    record_event(by=by, action="conversations.ground_withdrawn", subject=f"ground:{ground.id}")
    return ground


@transaction.atomic
def write_template(
    *, by: Actor, name: str, kind: str, language: str, text: str, valid_until: date, provider_name: str = ""
) -> MessageTemplate:
    """Writes a text down, to be reviewed by somebody else; it holds at most a year.

    Raises `TextNotAllowed`, `WordsMissing`, `WrongState`.
    """
    check_may(by, WRITE_TEMPLATES)
    check_person(by)
    if kind not in MessageKind.codes_in("ours") or language not in ADVERT_LANGUAGES:
        raise WrongState("no such kind or language")
    if not name.strip():
        raise WordsMissing
    _check_until(valid_until)
    rules = ContactRules.objects.first()
    faults = text_faults(text, kind=kind, neutral_page=rules.neutral_page if rules else "")
    if faults:
        raise TextNotAllowed(faults)
    template = MessageTemplate.objects.create(
        organisation=by.organisation, name=name.strip()[:80], kind=kind, language=language,
        text=text.strip(), provider_name=provider_name.strip()[:100], valid_until=valid_until,
        asked_by=by.user, asked_at=timezone.now(),
    )  # fmt: skip
    details = {"kind": kind, "language": language}
    record_event(
        by=by, action="conversations.template_written", subject=f"template:{template.id}", details=details
    )
    return template


@transaction.atomic
def decide_template(*, by: Actor, template_id: uuid.UUID, approve: bool) -> MessageTemplate:
    """A second person reviews it. Raises `DecidedAlready`, `NotPermitted`, Http404."""
    check_may(by, WRITE_TEMPLATES)
    template = decide_as_second(
        MessageTemplate.objects.all(), by=by, request_id=template_id, approve=approve, what="a template"
    )
    record_event(
        by=by, action="conversations.template_decided", subject=f"template:{template.id}",
        details={"approved": approve},
    )  # fmt: skip
    return template


@transaction.atomic
def withdraw_template(*, by: Actor, template_id: uuid.UUID) -> MessageTemplate:
    """Takes a reviewed text out of use; what waits to go with it goes no more.

    Raises `WrongState`, Http404.
    """
    check_may(by, WRITE_TEMPLATES)
    check_person(by)
    template = get_object_or_404(MessageTemplate.objects.select_for_update(of=("self",)), id=template_id)
    if template.state != "approved":
        raise WrongState
    template.state = "withdrawn"
    template.save(update_fields=["state"])
    record_event(by=by, action="conversations.template_withdrawn", subject=f"template:{template.id}")
    return template


@transaction.atomic
def take_back_template(*, by: Actor, template_id: uuid.UUID) -> None:
    """Who wrote a text takes it back before anybody decided; nothing of it is left but that it was.

    Raises `WrongState`, `NotPermitted` for others, Http404.
    """
    check_may(by, WRITE_TEMPLATES)
    _take_back(MessageTemplate.objects.all(), by, template_id)
    record_event(by=by, action="conversations.template_taken_back", subject=f"template:{template_id}")


def _take_back(rows: QuerySet[Any], by: Actor, row_id: uuid.UUID) -> None:
    """Removes what waits for a second person, for who asked it."""
    check_person(by)
    asked = get_object_or_404(rows.select_for_update(of=("self",)), id=row_id)
    if asked.asked_by_id != by.user.id:
        raise NotPermitted("who asked takes it back")
    if asked.state != "asked":
        raise WrongState
    asked.delete()


def _check_until(valid_until: date) -> None:
    rules = ContactRules.objects.first() or ContactRules()
    today = timezone.now().astimezone(ZoneInfo(rules.zone)).date()
    if not 0 < (valid_until - today).days <= LONGEST_VALID_DAYS:
        raise WrongState("it holds from tomorrow on, and at most a year")
