"""The tables of the room, by subject."""

from baken.watch.models.campaigns import (
    Campaign,
    CampaignPlatform,
    Find,
    FindCheck,
    Finding,
    FindKey,
    Participant,
    PlatformProposal,
    Searched,
)
from baken.watch.models.language import RisingTerm, WordProposal, WordWeek
from baken.watch.models.market import MarketAlarm, PlatformWeek, WatchedPlatform, WeeklyCount

__all__ = [
    "Campaign",
    "CampaignPlatform",
    "Find",
    "FindCheck",
    "FindKey",
    "Finding",
    "MarketAlarm",
    "Participant",
    "PlatformProposal",
    "PlatformWeek",
    "RisingTerm",
    "Searched",
    "WatchedPlatform",
    "WeeklyCount",
    "WordProposal",
    "WordWeek",
]
