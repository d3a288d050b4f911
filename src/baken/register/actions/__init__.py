"""Writes to the register."""

from baken.register.actions.correct_registration import correct_registration
from baken.register.actions.exchange_htcds import HtcdsResult, export_htcds, import_htcds
from baken.register.actions.export_registrations import export_registrations
from baken.register.actions.import_registrations import ImportResult, import_registrations
from baken.register.actions.keep_draft import (
    discard_draft,
    erase_expired_drafts,
    keep_draft,
    open_draft,
    rebase_draft,
    start_correction,
    start_draft,
)
from baken.register.actions.register_one import register_one
from baken.register.actions.undo_import import undo_import

__all__ = [
    "HtcdsResult",
    "ImportResult",
    "correct_registration",
    "discard_draft",
    "erase_expired_drafts",
    "export_htcds",
    "export_registrations",
    "import_htcds",
    "import_registrations",
    "keep_draft",
    "open_draft",
    "rebase_draft",
    "register_one",
    "start_correction",
    "start_draft",
    "undo_import",
]
