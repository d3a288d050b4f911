"""Every write to the dialogue with platforms."""

from baken.platforms.dialogue.actions.change_steps import correct_step, erase_words, take_back_step
from baken.platforms.dialogue.actions.hold_meetings import erase_meeting_words, move_meeting, plan_meeting
from baken.platforms.dialogue.actions.raise_point import move_point, raise_point

__all__ = [
    "correct_step",
    "erase_meeting_words",
    "erase_words",
    "move_meeting",
    "move_point",
    "plan_meeting",
    "raise_point",
    "take_back_step",
]
