"""Audits of doors: the study that ships, a run of two test adverts, a checklist as it was answered."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from baken.door.audits.actions import (
    fill_checklist,
    import_audit,
    keep_trial,
    record_attempt,
    start_audit,
)
from baken.door.audits.attempts_file import read_attempts
from baken.door.audits.checklists import SHIPPED, checklists
from baken.door.audits.models import DoorAudit, DoorReview
from baken.door.audits.trial import Tried
from baken.tenancy.acting import Actor

STUDY = (SHIPPED.parent / "four-sites.csv").read_bytes()
TRIED = (
    Tried("plain", "nothing_amiss", "let_through", ()),
    Tried("field-17", "age_under_eighteen", "held", ("stated_age_under_minimum",)),
)


def ago(days: int) -> date:
    """So many days ago; below nought in the future."""
    return timezone.localdate() - timedelta(days=days)


def make_study(by: Actor) -> DoorAudit:
    """The published study of four sites."""
    return import_audit(
        by=by, way="published_study", reference="door-policy study", held_on=None, lines=read_attempts(STUDY)
    )


def make_run(by: Actor, rules: str = "a" * 64, tried: Any = TRIED) -> DoorAudit:
    """What a run at the test entrance left."""
    return keep_trial(by=by, tried=tried, rules=rules, policy="vanaf 18 jaar")


def make_open(by: Actor, attempts: int = 1) -> DoorAudit:
    """An audit by hand that takes attempts."""
    made = start_audit(by=by, way="authorised_test", reference="toetsplan 12", held_on=ago(3))
    for _ in range(attempts):
        attempt(by, made)
    return made


def attempt(by: Actor, audit: DoorAudit, **given: Any) -> Any:
    """An advert that was let through."""
    facts = {
        "site": "A", "gradation": "age_under_eighteen", "outcome": "let_through", "told_police": "no",
        "online_hours": 5,
    }  # fmt: skip
    return record_attempt(by=by, audit_id=audit.id, **(facts | given))


def make_review(by: Actor, platform_id: Any, *, on: date | None = None, **answers: str) -> DoorReview:
    """The checklist of 2018; an answer by the code of its item with underscores, else `unknown`."""
    items = checklists()["code-2018"].items
    given = {one.code: answers.get(one.code.replace("-", "_"), "unknown") for one in items}
    told = {
        item: (answer, "" if answer == "unknown" else "zo staat het op de site")
        for item, answer in given.items()
    }
    return fill_checklist(
        by=by, platform_id=platform_id, checklist="code-2018", reviewed_on=on or ago(0), answers=told
    )
