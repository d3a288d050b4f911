"""Every write about notices; each can be called without a request."""

from baken.notices.received.actions.confirm_flagger import confirm_flagger
from baken.notices.received.actions.decide_notice import decide_notice, preserve_text
from baken.notices.received.actions.give_notice import give_notice
from baken.notices.received.actions.handle_complaint import decide_complaint, lodge_complaint
from baken.notices.received.actions.handle_notice import put_back_notice, take_notice, untie_notice
from baken.notices.received.actions.limit_misuse import (
    ask_suspension,
    decide_suspension,
    lift_suspension,
    mark_unfounded,
    unmark_unfounded,
    warn_notifier,
)
from baken.notices.received.actions.set_desk import set_desk

__all__ = [
    "ask_suspension",
    "confirm_flagger",
    "decide_complaint",
    "decide_notice",
    "decide_suspension",
    "give_notice",
    "lift_suspension",
    "lodge_complaint",
    "mark_unfounded",
    "preserve_text",
    "put_back_notice",
    "set_desk",
    "take_notice",
    "unmark_unfounded",
    "untie_notice",
    "warn_notifier",
]
