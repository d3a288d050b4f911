"""What the Digital Services Act asks a platform to keep: every table of the room."""

from baken.notices.received.models import (
    NoticeComplaint,
    NoticeDecision,
    NoticeDesk,
    NoticedThing,
    NotifierContact,
    NotifierSuspension,
    NotifierWarning,
    PreservedText,
    ReceivedNotice,
    UnfoundedMark,
)
from baken.notices.statements.models import StatementOfReasons, StatementWords

__all__ = [
    "NoticeComplaint",
    "NoticeDecision",
    "NoticeDesk",
    "NoticedThing",
    "NotifierContact",
    "NotifierSuspension",
    "NotifierWarning",
    "PreservedText",
    "ReceivedNotice",
    "StatementOfReasons",
    "StatementWords",
    "UnfoundedMark",
]
