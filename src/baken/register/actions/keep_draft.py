"""Drafts of registrations: started, kept as one writes, discarded, gone when they expire.

Keeping writes no event of its own each time: it is one's own work that nobody else sees yet. That it
was started, and what became of it, is in the log.
"""

import json
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.platforms.actions import load_catalogue
from baken.register.content import Content, as_now, content_of, empty_content
from baken.register.models import Registration, RegistrationDraft
from baken.register.permissions import REGISTER_WRITE
from baken.register.queries import stored_records
from baken.register.sealing import sealed, unsealed
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted, check_may, check_person

DRAFT_HOLDS = timedelta(days=30)
"""Counted from the last time it was kept."""


def open_draft(draft: RegistrationDraft) -> dict[str, Any]:
    """What the draft holds: `content`, `base` for a correction, `done` parts, and what was `typed`."""
    found: dict[str, Any] = json.loads(unsealed(draft, "sealed"))
    base = found["base"]
    return found | {"content": as_now(found["content"]), "base": as_now(base) if base else base}


def _seal(draft: RegistrationDraft, held: dict[str, Any]) -> None:
    now = timezone.now()
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    draft.sealed = sealed(draft, "sealed", text)
    draft.saved_at, draft.expires_at = now, now + DRAFT_HOLDS
    draft.save()


@transaction.atomic
def start_draft(*, by: Actor) -> RegistrationDraft:
    """An empty draft of one's own; one that was started and left empty is taken up again."""
    check_may(by, REGISTER_WRITE)
    check_person(by)
    erase_expired_drafts(by=by)
    load_catalogue(by=by)
    for draft in RegistrationDraft.objects.filter(user=by.user, registration=None):
        held = open_draft(draft)
        if held["content"] == empty_content() and not held["typed"]:
            return draft
    return _start(by, None, empty_content(), [])


@transaction.atomic
def start_correction(*, by: Actor, registration: Registration) -> RegistrationDraft:
    """A draft with what the registration says now; one's own that is there already is taken up again."""
    check_may(by, REGISTER_WRITE)
    check_person(by)
    erase_expired_drafts(by=by)
    known = RegistrationDraft.objects.filter(user=by.user, registration=registration).first()
    if known:
        return known
    (record,) = stored_records([registration.reference])
    return _start(by, registration, content_of(record), list(range(1, 7)))


def _start(
    by: Actor, registration: Registration | None, content: Content, done: list[int]
) -> RegistrationDraft:
    draft = RegistrationDraft(
        organisation=by.organisation,
        user=by.user,
        registration=registration,
        base_version=registration.version if registration else None,
        started_at=timezone.now(),
    )
    _seal(draft, {"content": content, "base": content if registration else None, "done": done, "typed": {}})
    record_event(
        by=by,
        action="register.draft_started",
        subject=f"draft:{draft.id}",
        details={"correction": registration is not None},
    )
    return draft


@transaction.atomic
def keep_draft(*, by: Actor, draft: RegistrationDraft, held: dict[str, Any]) -> None:
    """Keeps what its writer has now."""
    check_may(by, REGISTER_WRITE)
    _check_own(by, draft)
    _seal(draft, held)


@transaction.atomic
def rebase_draft(
    *, by: Actor, draft: RegistrationDraft, version: int, held: dict[str, Any], theirs: Content
) -> None:
    """Lets a correction go on from the version that somebody else made meanwhile."""
    check_may(by, REGISTER_WRITE)
    _check_own(by, draft)
    draft.base_version = version
    _seal(draft, held | {"base": theirs})
    record_event(
        by=by, action="register.draft_rebased", subject=f"draft:{draft.id}", details={"version": version}
    )


@transaction.atomic
def discard_draft(*, by: Actor, draft: RegistrationDraft) -> None:
    """Throws it away; nothing of it stays."""
    check_may(by, REGISTER_WRITE)
    _check_own(by, draft)
    record_event(by=by, action="register.draft_discarded", subject=f"draft:{draft.id}")
    draft.delete()


def _check_own(by: Actor, draft: RegistrationDraft) -> None:
    if draft.user_id != by.user.id:
        raise NotPermitted("a draft is its writer's own")


@transaction.atomic
def erase_expired_drafts(*, by: Actor) -> int:
    """Erases every draft of the organisation whose time is over; returns how many."""
    erased, _ = RegistrationDraft.objects.filter(expires_at__lte=timezone.now()).delete()
    if erased:
        record_event(
            by=by,
            action="register.drafts_expired",
            subject=f"register:{by.organisation.id}",
            details={"drafts": erased},
        )
    return erased
