"""Part 7: the story as a paragraph, what lacks, what looks like it; then it is saved."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from baken.audit.actions import record_event
from baken.register.actions import correct_registration, rebase_draft, register_one
from baken.register.actions.correct_registration import also_changed
from baken.register.actions.register_one import checked, persons_that_differ
from baken.register.content import content_of, merged
from baken.register.correction_reasons import CorrectionReason
from baken.register.differences import differences
from baken.register.exceptions import (
    AlreadyRegistered,
    ChangedMeanwhile,
    NothingChanged,
    NotRegistrable,
    PersonDiffers,
)
from baken.register.lookalikes import lookalikes
from baken.register.parts import PARTS
from baken.register.queries import stored_records
from baken.register.story import story
from baken.register.writing import Writing


def summary(writing: Writing) -> HttpResponse:
    """Shows the whole, and saves it."""
    if writing.request.method != "POST":
        changed = _changed_meanwhile(writing)
        return _conflict(writing, changed) if changed else _shown(writing)
    if writing.asked:
        return writing.onwards()
    if writing.request.POST.get("do") == "merge":
        return _merge(writing)
    if writing.held["typed"]:
        return _shown(writing, 422)
    return _saved(writing)


def _saved(writing: Writing) -> HttpResponse:
    by, draft, content = writing.request.actor, writing.draft, writing.content
    try:
        if draft.registration is None:
            registration = register_one(by=by, content=content, draft=draft)
            messages.success(writing.request, _("De registratie staat in het register."))
        else:
            why = writing.request.POST.get("why", "")
            if why not in CorrectionReason:
                return _shown(writing, 422, why_fault=_("Kies waarom u verbetert."))
            assert draft.base_version
            registration = correct_registration(
                by=by,
                registration_id=draft.registration.id,
                base_version=draft.base_version,
                content=content,
                why=why,
                draft=draft,
            )
            messages.success(
                writing.request,
                _("De verbetering is bewaard. Wat er eerder stond, staat bij de geschiedenis."),
            )
    except NotRegistrable:
        return _shown(writing, 422)
    except AlreadyRegistered as fault:
        return _shown(writing, 422, taken=fault.registration)
    except PersonDiffers:
        words = _(
            "Het register kent een van de personen met een ander geslacht of geboorteland. Kijk deel 3 na."
        )
        return _shown(writing, 422, fault=words)
    except NothingChanged:
        return _shown(writing, 422, fault=_("Er is niets veranderd, dus er is niets om te bewaren."))
    except ChangedMeanwhile as changed:
        return _conflict(writing, changed)
    return redirect("register:case", registration_id=registration.id)


def _shown(writing: Writing, status: int = 200, **context: Any) -> HttpResponse:
    lacking: dict[int, Any] = {}
    others: list[Any] = []
    try:
        record, added = checked(writing.content)
    except NotRegistrable as fault:
        added = []
        lacking = {number: PARTS[number - 1] for number, _reason in fault.faults}
    else:
        if writing.draft.registration:
            others = list(also_changed(writing.draft.registration, persons_that_differ(record)))
    unaccepted = [PARTS[int(number) - 1] for number in sorted(writing.held["typed"])]
    base = writing.held.get("base")
    alike = lookalikes(writing.content, besides=writing.draft.registration)
    if alike:
        record_event(
            by=writing.request.actor,
            action="register.alike_shown",
            subject=f"draft:{writing.draft.id}",
            details={"registrations": [str(one.registration.id) for one in alike]},
        )
    return writing.show(
        "summary.html",
        status,
        story=story(writing.content),
        lacking=[part for number, part in sorted(lacking.items()) if part not in unaccepted],
        unaccepted=unaccepted,
        added=added,
        alike=alike,
        others=others,
        changes=differences(base, writing.content) if base else [],
        reasons=list(CorrectionReason),
        why=writing.request.POST.get("why", ""),
        **context,
    )


def _changed_meanwhile(writing: Writing) -> ChangedMeanwhile | None:
    registration = writing.draft.registration
    if registration is None or registration.version == writing.draft.base_version:
        return None
    (record,) = stored_records([registration.reference])
    return ChangedMeanwhile(version=registration.version, now=content_of(record))


def _conflict(writing: Writing, changed: ChangedMeanwhile) -> HttpResponse:
    base, own = writing.held["base"], writing.content
    together = merged(base=base, own=own, theirs=changed.now)
    return writing.show(
        "conflict.html",
        409,
        theirs=differences(base, changed.now),
        mine=differences(changed.now, together),
        version=changed.version,
    )


def _merge(writing: Writing) -> HttpResponse:
    changed = _changed_meanwhile(writing)
    if changed and writing.request.POST.get("version") == str(changed.version):
        base = writing.held["base"]
        writing.held["content"] = merged(base=base, own=writing.content, theirs=changed.now)
        rebase_draft(
            by=writing.request.actor,
            draft=writing.draft,
            version=changed.version,
            held=writing.held,
            theirs=changed.now,
        )
    return writing.to(writing.part)
