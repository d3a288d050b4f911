"""The report of a campaign as counts: what was agreed, what was searched, what was found and how.

People stand in it as how many had which part, never by name; nothing in it is about whoever was found. It
holds no estimate of what was missed: decision record 18 says why.
"""

from collections import Counter
from datetime import datetime
from typing import Any

from django.db.models import Count, Sum

from baken.vocabulary.campaigns import CampaignPart, FindMatch, FindOutcome, SearchRoute
from baken.vocabulary.platforms import PlatformType
from baken.watch.campaigns.states import ended_at
from baken.watch.models import Campaign, Find, FindCheck, Finding, Participant, PlatformProposal, Searched

UNCHECKED = "unchecked"


def count_report(campaign: Campaign) -> dict[str, Any]:
    """All counts of a campaign as they stand now, in codes."""
    finds = list(
        Find.objects.filter(campaign=campaign).annotate(finders=Count("findings__finder", distinct=True))
    )
    findings = list(Finding.objects.filter(find__campaign=campaign))
    outcomes = Counter(find.outcome or UNCHECKED for find in finds)
    routes = Counter(finding.route for finding in findings)
    joined = Counter(finding.joined_by for finding in findings)
    types = Counter(find.platform_type for find in finds)
    minutes = Searched.objects.filter(campaign=campaign).aggregate(all=Sum("minutes"))["all"] or 0
    parts = Participant.objects.filter(campaign=campaign).values_list("part").annotate(people=Count("user"))
    return {
        "hours": round(_hours(campaign.begins_at, ended_at(campaign)), 1),
        "minutes_searched": minutes,
        "people": {part: dict(parts).get(part, 0) for part in CampaignPart.codes},
        "searched": len({finding.finder_id for finding in findings} | set(_searchers(campaign))),
        "checked": FindCheck.objects.filter(find__campaign=campaign).values("by").distinct().count(),
        "finds": len(finds),
        "findings": len(findings),
        "found_by_several": sum(find.finders > 1 for find in finds),
        "platforms": _platforms(campaign, finds),
        "types": {code: types[code] for code in PlatformType.codes if types[code]},
        "routes": {code: routes[code] for code in SearchRoute.codes if routes[code]},
        "outcomes": {code: outcomes[code] for code in (*FindOutcome.codes, UNCHECKED)},
        "joined": {code: joined[code] for code in FindMatch.codes if joined[code]},
        "new_platforms": list(
            PlatformProposal.objects.filter(campaign=campaign)
            .order_by("name")
            .values("name", "type", "state")
        ),
    }


def _hours(begun: datetime, ended: datetime) -> float:
    return max((ended - begun).total_seconds(), 0.0) / 3600


def _searchers(campaign: Campaign) -> list[Any]:
    return list(Searched.objects.filter(campaign=campaign).values_list("user_id", flat=True))


def _platforms(campaign: Campaign, finds: list[Any]) -> list[dict[str, Any]]:
    """A row a platform: those that were agreed on, with nothing found too, then those that are new."""
    chosen = campaign.platforms.select_related("platform").order_by("platform__name")
    searched: dict[Any, Any] = {
        row["platform_id"]: row
        for row in Searched.objects.filter(campaign=campaign)
        .values("platform_id")
        .annotate(minutes=Sum("minutes"), people=Count("user", distinct=True))
    }
    rows = []
    for one in chosen:
        there = [find for find in finds if find.platform_id == one.platform_id]
        row = searched.get(one.platform_id)
        rows.append(_row(one.platform.name, one.platform.type, there, row, new=False))
    names = sorted({find.platform_name for find in finds if find.platform_id is None})
    for name in names:
        there = [find for find in finds if find.platform_id is None and find.platform_name == name]
        rows.append(_row(name, there[0].platform_type, there, None, new=True))
    return rows


def _row(
    name: str, type: str, finds: list[Any], searched: dict[str, Any] | None, *, new: bool
) -> dict[str, Any]:
    return {
        "name": name,
        "type": type,
        "new": new,
        "people": searched["people"] if searched else 0,
        "minutes": searched["minutes"] if searched else 0,
        "finds": len(finds),
        "sought": sum(find.outcome in ("sought", "new_platform") for find in finds),
        "found_by_several": sum(find.finders > 1 for find in finds),
    }
