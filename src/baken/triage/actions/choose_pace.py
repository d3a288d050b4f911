"""How somebody wants to work, and what the organisation agrees on."""

from django.db import transaction

from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.triage.agreed import work_settings
from baken.triage.models import Pace, WorkSettings
from baken.triage.permissions import SET_UP, WORK


@transaction.atomic
def choose_pace(*, by: Actor, daily_limit: int | None, texts_open: bool) -> Pace:
    """One's own limit, under what was agreed on, and whether adverts stand open. What somebody chose is
    theirs: the log says that they chose, not what. Raises `NotPermitted`."""
    check_person(by)
    check_may(by, WORK)
    most = work_settings().daily_limit
    chosen = {
        "daily_limit": None if daily_limit is None else max(1, min(daily_limit, most)),
        "texts_open": texts_open,
    }
    pace, _ = Pace.objects.update_or_create(
        user=by.user, defaults=chosen, create_defaults={"organisation": by.organisation, **chosen}
    )
    record_event(by=by, action="triage.pace_chosen", subject=f"user:{by.user.id}")
    return pace


@transaction.atomic
def agree_on(*, by: Actor, **agreed: int) -> WorkSettings:
    """What holds for everybody from now on. Raises `NotPermitted`, `django.core.exceptions.ValidationError`
    for a number out of bounds."""
    check_person(by)
    check_may(by, SET_UP)
    settings = WorkSettings.objects.select_for_update().first() or WorkSettings(organisation=by.organisation)
    for name, value in agreed.items():
        setattr(settings, name, value)
    settings.clean_fields()
    settings.save()
    record_event(
        by=by, action="triage.work_agreed", subject=f"organisation:{by.organisation.id}", details=dict(agreed)
    )
    return settings
