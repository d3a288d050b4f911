"""Reaching out: a lead that may be approached, one where it is off, and what was begun."""

import itertools
from typing import Any

from tests.browser.things.conversations import sent_empty
from tests.browser.things.who import Parameters, acting, make_colleague

_numbers = itertools.count(610_100)


def _worker(by: Any) -> Any:
    may_talk = {"analyst", "outreach_worker"} & set(by.user.roles)
    return acting(by, "outreach") if may_talk else acting(by, "outreach", make_colleague(by, "analyst"))


def _ground(by: Any) -> None:
    from baken.conversations.models import ContactGround, MessageTemplate
    from tests.factories.conversations import make_ground, make_template

    if not ContactGround.objects.filter(state="approved", withdrawn_at=None).exists():
        make_ground(by)
    for kind in ("opening", "follow_up"):
        if not MessageTemplate.objects.filter(state="approved", kind=kind, language="nl").exists():
            make_template(by, kind)


def _lead(by: Any, *, days: int = 1) -> Any:
    """A lead of its own, with two contacts, seen so many days ago."""
    import uuid
    from datetime import timedelta

    from django.utils import timezone

    from baken.adverts.models import Sighting
    from baken.triage.models import Lead
    from tests.factories.conversations import store_contact
    from tests.factories.leads import see

    number = next(_numbers)
    lead = Lead.objects.create(
        id=uuid.uuid4(), organisation=by.organisation, advertiser=f"w{number}", band="look_first",
        case_number=f"W{number % 10}-{number % 10_000:04d}", log_odds=1, low=0, high=2, hard_stop=False,
        reasons=[], rank=1_000_000, raised=False, state="worth_contacting", touched=True,
        created_at=timezone.now(),
    )  # fmt: skip
    sightings = see(by, lead.advertiser)
    at = timezone.now() - timedelta(days=days)
    Sighting.objects.filter(id__in=sightings).update(captured_at=at)
    store_contact(by, sightings, f"+31600{number}")
    store_contact(by, sightings, f"bericht{number}@post.example", "email")
    return lead


def off(by: Any) -> Parameters:
    from baken.triage.models import Lead

    lead = _lead(_worker(by))
    Lead.objects.filter(id=lead.id).update(blind=True)
    return {"lead_id": lead.id}


def reachable(by: Any) -> Parameters:
    worker = _worker(by)
    _ground(worker)
    return {"lead_id": _lead(worker).id}


def stale(by: Any) -> Parameters:
    worker = _worker(by)
    _ground(worker)
    return {"lead_id": _lead(worker, days=40).id}


def begun(by: Any) -> Parameters:
    from baken.adverts.models import AdvertContact, ContactMention, Link
    from baken.conversations.models import MessageTemplate
    from baken.outreach.actions.open_outreach import open_outreach
    from baken.triage.models import Lead

    worker = _worker(by)
    there = reachable(by)
    lead = Lead.objects.get(id=there["lead_id"])
    theirs = Link.objects.filter(advertiser=lead.advertiser).values("sighting")
    mentions = ContactMention.objects.filter(sighting__in=theirs).values("contact")
    contact = AdvertContact.objects.get(id__in=mentions, kind="phone")
    template = MessageTemplate.objects.filter(state="approved", kind="opening", language="nl").first()
    assert template is not None
    made = open_outreach(
        by=worker, lead_id=lead.id, contact_id=contact.id, channel="whatsapp", template_id=template.id,
        language="nl",
    )  # fmt: skip
    return there | {"conversation_id": made.conversation_id}


def went(by: Any) -> Parameters:
    """An opening that went just now."""
    return _went(by, days=0)


def unanswered(by: Any) -> Parameters:
    """An opening that went more than two weeks ago, of an advert that is still there."""
    return _went(by, days=15)


def _went(by: Any, *, days: int) -> Parameters:
    from datetime import timedelta

    from django.utils import timezone

    from baken.conversations.facts import approach_mark
    from baken.conversations.models import Approach, Conversation, Message

    there = begun(by)
    at = timezone.now() - timedelta(days=days)
    conversation = Conversation.objects.select_related("contact").get(id=there["conversation_id"])
    Message.objects.filter(conversation=conversation).update(
        state="sent", asked_at=at, sent_at=at, next_try_at=None
    )
    Approach.objects.create(
        organisation=by.organisation, times=1, last_at=at,
        mark=approach_mark(by.organisation.id, conversation.contact.pseudonym),
    )  # fmt: skip
    return there


def chosen(page: Any) -> None:
    for radio in ("to", "text"):
        page.locator(f"main form.form input[name={radio}]").first.check()
    sent_empty(page)


def chosen_text(page: Any) -> None:
    page.locator("main form.form input[name=text]").first.check()
    sent_empty(page)


def nothing_chosen(page: Any) -> None:
    sent_empty(page)
