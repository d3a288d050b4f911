"""The writes of search campaigns, one verb a file."""

from baken.watch.campaigns.actions.add_find import add_find
from baken.watch.campaigns.actions.check_find import check_find, join_finds
from baken.watch.campaigns.actions.prepare_campaign import close_campaign, note_searched, prepare_campaign
from baken.watch.campaigns.actions.propose_platform import (
    accept_proposal,
    decline_proposal,
    propose_platform,
)
from baken.watch.campaigns.actions.write_report import write_report

__all__ = [
    "accept_proposal",
    "add_find",
    "check_find",
    "close_campaign",
    "decline_proposal",
    "join_finds",
    "note_searched",
    "prepare_campaign",
    "propose_platform",
    "write_report",
]
