"""What a person says of advertisers, with the leads that people have on them: each follows its sightings.

A stop stays on both parts of what is split, and spreads over what is joined (rule 3).
"""

import uuid
from collections.abc import Collection

from django.db import transaction
from django.shortcuts import get_object_or_404

from baken.adverts.actions.judge_links import (
    Divided,
    join_advertisers,
    split_advertiser,
    touched_by,
    undo_judgement,
)
from baken.adverts.models import Judgement
from baken.tenancy.acting import Actor
from baken.triage.actions.follow_leads import NOWHERE, follow_leads, say_what_was_seen, touch
from baken.triage.actions.keep_stops import stop_leads
from baken.triage.actions.lead_steps import note_parting
from baken.triage.models import Lead


@transaction.atomic
def split(
    *, by: Actor, advertiser: str, unique_adverts: Collection[str], reason: str, words: str = ""
) -> Divided:
    """As `split_advertiser`, and the lead on it goes on where most of its sightings are, with its
    decisions, drafts and whoever has it in hand. A lead that a run makes of the other part finds back to
    it."""
    _hold_on({advertiser})
    leads = list(Lead.objects.filter(advertiser=advertiser).values_list("id", flat=True))
    done = split_advertiser(
        by=by, advertiser=advertiser, unique_adverts=unique_adverts, reason=reason, words=words
    )
    _follow(by)
    for lead in Lead.objects.filter(id__in=leads):
        note_parting(by=by, lead=lead, parts={done.left, done.right})
    return done


@transaction.atomic
def join(*, by: Actor, advertiser: str, other: str, reason: str, words: str = "") -> Divided:
    """As `join_advertisers`; of two leads the one with most sightings goes on, the other rests."""
    _hold_on({advertiser, other})
    done = join_advertisers(by=by, advertiser=advertiser, other=other, reason=reason, words=words)
    _follow(by)
    # the page of what rests under a lead shows its reasons: who decides on both does so in sight
    in_sight = Lead.objects.exclude(rests_under=None).exclude(blind=True, state="waiting")
    undecided = Lead.objects.filter(blind=True, state="waiting")
    undecided.filter(id__in=in_sight.values("rests_under")).update(blind=False)
    return done


@transaction.atomic
def undo(*, by: Actor, judgement_id: uuid.UUID) -> Divided:
    """As `undo_judgement`, and the leads go back with their sightings."""
    _hold_on(touched_by(get_object_or_404(Judgement, id=judgement_id)))
    done = undo_judgement(by=by, judgement_id=judgement_id)
    _follow(by)
    return done


def _hold_on(advertisers: Collection[str]) -> None:
    """The leads on these hold on to their sightings, and who is deciding on one learns that it changed."""
    found = Lead.objects.filter(advertiser__in=advertisers).order_by("id")
    for lead in found.select_for_update(of=("self",)):
        touch(lead)
        lead.version += 1
        lead.save(update_fields=["touched", "known_sightings", "version"])


def _follow(by: Actor) -> None:
    resting = set(Lead.objects.filter(advertiser__startswith=NOWHERE).values_list("id", flat=True))
    stopped = follow_leads(by=by)
    Lead.objects.filter(advertiser__in=stopped, outreach_stopped=False).update(outreach_stopped=True)
    stop_leads(by=by)
    Lead.objects.filter(advertiser__startswith=NOWHERE).update(raised=False)
    Lead.objects.filter(id__in=resting).exclude(advertiser__startswith=NOWHERE).update(raised=True)
    say_what_was_seen(by=by)
