"""Placing what a run found among the leads that stand, without losing a judgement."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.indicators.bands import ALL_BANDS, BANDS
from baken.indicators.rule import HARD_STOP
from baken.tenancy.acting import Actor
from baken.triage.actions.follow_leads import follow_leads, remember_sightings, say_what_was_seen
from baken.triage.actions.keep_stops import keep_stops, stop_leads
from baken.triage.actions.lapse_second_looks import lapse_second_looks
from baken.triage.blind_sample import judged_blind, queue_order
from baken.triage.case_numbers import case_numbers
from baken.triage.models import Assessment, Lead
from baken.triage.states import PLACED, STARTS, check_move, reopened

CHUNK = 1_000
_MEASURED = ("unknown", "groups")
_COUNTING = "counting"
_OF_THE_RUN = (
    "band", "log_odds", "low", "high", "hard_stop", "reasons", "rank", "raised", "blind", "rule_versions",
    "rule_set", _COUNTING, *_MEASURED,
)  # fmt: skip
_GIVEN = ("advertiser", "band", "log_odds", "low", "high", "hard_stop", "reasons")
_UNFLAGGED = BANDS[-1].code
_ORDER = {band.code: place for place, band in enumerate(ALL_BANDS)}


@dataclass
class _Placed:
    new: list[Lead] = field(default_factory=list)
    changed: list[Lead] = field(default_factory=list)
    stopped: list[uuid.UUID] = field(default_factory=list)
    in_sight: list[uuid.UUID] = field(default_factory=list)
    asked_again: list[uuid.UUID] = field(default_factory=list)


@transaction.atomic
def place_leads(
    *,
    by: Actor,
    leads: Mapping[str, Sequence[Any]],
    rule_versions: Mapping[str, int] | None = None,
    rule_set: int = 0,
) -> int:
    """Places the leads of a run: columns advertiser, band, log_odds, low, high, hard_stop, reasons, and
    where they were measured counting, unknown and groups; `rule_versions` are those of the rules that were
    asked, and `rule_set` is the number of the version of the rule set they are of, 0 the shipped one.

    Of the leads in the last band, those that no rule set brings forward, only a part comes in: the blind
    sample draws them.
    A lead that stands takes on what the run says of it, and is asked again where `REOPENINGS` says so.
    One that the run has no more goes when nobody ever had it in hand, and stays, as no longer raised,
    when somebody had. Linking may give an advertiser another name: a lead follows its sightings.
    Returns how many leads the run has.
    """
    stopped = follow_leads(by=by) | keep_stops(by=by)
    standing = {lead.advertiser: lead for lead in Lead.objects.all()}
    placed = _Placed()
    found = _in_order(by, leads, standing)
    for rank, given in enumerate(found):
        lead = standing.pop(given["advertiser"], None)
        given |= {
            "rank": rank,
            "raised": True,
            "rule_versions": dict(rule_versions or {}),
            "rule_set": rule_set,
        }
        stops = given["hard_stop"] or given["advertiser"] in stopped
        if lead is None:
            placed.new.append(Lead(organisation=by.organisation, outreach_stopped=stops, **given))
        else:
            _take_over(lead, given, stops, placed)
    meanwhile = _store_new(by, placed.new)
    for given in found:
        if (theirs := meanwhile.get(given["advertiser"])) is not None:
            _take_over(theirs, given, given["hard_stop"] or theirs.advertiser in stopped, placed)
    Lead.objects.bulk_create(
        placed.changed,
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[name for name in _OF_THE_RUN if name != "blind"],
    )
    # apart, and only ever one way: somebody may be stopping or reopening it at this moment
    Lead.objects.filter(id__in=placed.in_sight).update(blind=False)
    Lead.objects.filter(id__in=placed.stopped).update(outreach_stopped=True)
    gone = [lead.id for lead in standing.values() if lead.raised or not lead.touched]
    removed, _ = Lead.objects.filter(id__in=gone, touched=False, outreach_stopped=False).delete()
    kept = Lead.objects.filter(id__in=gone).update(raised=False)
    asked_again = _ask_again(by, placed.asked_again)
    lapse_second_looks(by=by)
    say_what_was_seen(by=by)
    remember_sightings(by=by)
    stop_leads(by=by)
    new = len(placed.new) - len(meanwhile)
    details = {"leads": len(found), "new": new, "no_longer_raised": kept, "removed": removed}
    record_event(by=by, action=PLACED, subject="leads", details=details | {"asked_again": asked_again})
    return len(found)


def _in_order(
    by: Actor, leads: Mapping[str, Sequence[Any]], standing: dict[str, Lead]
) -> list[dict[str, Any]]:
    """The rows of the run that come into the queue, in its order, each with whether it is judged blind."""
    names = [name for name in (*_GIVEN, _COUNTING, *_MEASURED) if name in leads]
    rows = [
        dict.fromkeys(_MEASURED, ()) | {_COUNTING: None} | dict(zip(names, row, strict=True))
        for row in zip(*(leads[name] for name in names), strict=True)
    ]
    for row in rows:
        row |= {name: list(row[name]) for name in ("reasons", _COUNTING, *_MEASURED) if row[name] is not None}
    rows.sort(key=lambda row: (_ORDER[row["band"]], -row["log_odds"], row["advertiser"]))
    unflagged = [row["advertiser"] for row in rows if row["band"] == _UNFLAGGED]
    blind = judged_blind(
        by=by,
        flagged=[row["advertiser"] for row in rows if row["band"] != _UNFLAGGED and not row["hard_stop"]],
        unflagged=unflagged,
        standing=standing,
    )
    left_out = set(unflagged) - blind
    found = {row["advertiser"]: row for row in rows if row["advertiser"] not in left_out}
    seen = [name for name in found if name not in blind]
    first = sum(_ORDER[found[name]["band"]] <= _ORDER[BANDS[0].code] for name in seen)
    return [
        found[name] | {"blind": name in blind}
        for name in queue_order(by=by, seen=seen, blind=blind, first=first)
    ]


def _take_over(lead: Lead, given: dict[str, Any], stops: bool, placed: _Placed) -> None:
    unflagged = given["band"] == _UNFLAGGED
    reasons_differ = set(lead.reasons) != set(given["reasons"])
    if stops and not lead.outreach_stopped:
        placed.stopped.append(lead.id)
    if lead.blind and not given["blind"]:
        placed.in_sight.append(lead.id)
    differing = {name for name in _OF_THE_RUN if getattr(lead, name) != given[name]}
    if differing:
        for name in differing:
            setattr(lead, name, given[name])
        placed.changed.append(lead)
    # what was decided before is held against what is found now, also when an earlier run saw it first
    differs = reasons_differ or lead.state not in STARTS.values()
    # what no rule set brings forward is in the sample; it is judged once
    if not unflagged and (differs or (lead.hard_stop and lead.state == "waiting")):
        placed.asked_again.append(lead.id)


def _store_new(by: Actor, new: list[Lead]) -> dict[str, Lead]:
    """Stores them; returns by advertiser those that somebody else made at this moment (a suspicion out of a
    conversation), which stay as they are."""
    meanwhile: dict[str, Lead] = {}
    waiting = new
    while waiting:
        _number(by, waiting)
        left: list[Lead] = []
        for start in range(0, len(waiting), CHUNK):
            part = waiting[start : start + CHUNK]
            # whoever is making one of these is waited for, and theirs is kept
            Lead.objects.bulk_create(part, ignore_conflicts=True)
            ids = [lead.id for lead in part]
            stored = set(Lead.objects.filter(id__in=ids).values_list("id", flat=True))
            missing = [lead for lead in part if lead.id not in stored]
            names = [lead.advertiser for lead in missing]
            theirs = {one.advertiser: one for one in Lead.objects.filter(advertiser__in=names)}
            left += [lead for lead in missing if lead.advertiser not in theirs]
            meanwhile |= theirs
        # what is left met a case number that was given away at this moment: it gets another
        waiting = left
    return meanwhile


def _number(by: Actor, new: list[Lead]) -> None:
    """Gives each its id, its first state and its case number, none of which stands yet."""
    organisation = by.organisation.id
    known = Lead.objects.values_list("id", "case_number")
    ids, numbers = {row[0] for row in known}, {row[1] for row in known}
    now = timezone.now()
    for lead in new:
        lead.id, attempt = uuid.uuid5(organisation, f"lead {lead.advertiser}"), 0
        # a lead that followed its sightings to another name keeps the id that its first name gave it
        while lead.id in ids:
            attempt += 1
            lead.id = uuid.uuid5(organisation, f"lead {lead.advertiser} {attempt}")
        lead.state, lead.created_at = STARTS[lead.hard_stop], now
        if lead.hard_stop:
            lead.urgent_kind, lead.urgent_since = "minority", now
    key = settings.BAKEN_KEYRING.key(str(organisation), "case number")
    given = case_numbers([lead.id for lead in new], key, numbers)
    for lead in new:
        lead.case_number = given[lead.id]


def _ask_again(by: Actor, candidates: list[uuid.UUID]) -> int:
    """Moves what the run brings something new for; under its lock, as people may be deciding now."""
    asked = 0
    if not candidates:
        return asked
    decided = dict(
        Assessment.objects.filter(lead__in=candidates, undone_at__isnull=True)
        .order_by("version")
        .values_list("lead_id", "reasons")
    )
    for lead in Lead.objects.filter(id__in=candidates).select_for_update(of=("self",)).order_by("id"):
        found, then = set(lead.reasons), set(decided.get(lead.id, ()))
        stop = lead.hard_stop and HARD_STOP not in then and not _looked_at_for_age(lead)
        target = reopened(lead.state, stop=stop, added=bool(found - then), changed=found != then)
        if target is None:
            continue
        move = check_move("reopen", lead.state, target)
        was = lead.state
        lead.state, lead.version, lead.blind = target, lead.version + 1, False
        lead.waits_since = timezone.now()
        if target == "urgent_first":
            lead.urgent_kind, lead.urgent_since = "minority", timezone.now()
            lead.first_look_by = lead.second_look_by = lead.escalated_at = lead.second_from = None
        lead.save()
        asked += 1
        record_event(by=by, action=move.event, subject=f"lead:{lead.id}", details={"from": was, "to": target})
    return asked


def _looked_at_for_age(lead: Lead) -> bool:
    """Whether it is on the urgent list for that already, or two people said that it stands."""
    return lead.urgent_kind == "minority" and lead.state in {
        "urgent_first",
        "urgent_second",
        "urgent_confirmed",
    }
