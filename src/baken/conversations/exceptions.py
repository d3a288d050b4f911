"""Why something can't be done in a conversation; the docstring is the message."""


class ConversationsError(Exception):
    """This can't be done like this."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class WrongState(ConversationsError):
    """This can't happen to a conversation or message in this state."""


class ChangedMeanwhile(ConversationsError):
    """Something happened in this conversation meanwhile: look at it first."""


class NotYours(ConversationsError):
    """Somebody else has this conversation."""


class WordsMissing(ConversationsError):
    """The words are missing, or too long."""


class NotSaid(ConversationsError):
    """An answer of a person is one of the list, on a day since the conversation began that has come."""


class MayNotGo(ConversationsError):
    """This message may not go; `reasons` are codes of `NotAllowed`."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__()
        self.reasons = reasons


class TextNotAllowed(ConversationsError):
    """A text that somebody else may read says nothing that can harm; `faults` are codes of `TextFault`."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__()
        self.faults = faults


class YoungPersonNeedsTwo(ConversationsError):
    """A conversation that a young person began is never broken off by one person."""


class DocumentsMissing(ConversationsError):
    """A ground needs counsel's opinion and a DPIA, as two files."""


class AskedBefore(ConversationsError):
    """Other rules wait for a second person already."""


class NoSuchZone(ConversationsError):
    """There is no such time zone."""


class WrongWord(ConversationsError):
    """That is not the check word: the conversation is paused."""


class ThereAlready(ConversationsError):
    """There is a conversation with this contact already."""


class NoSuchContact(ConversationsError):
    """This is no contact that this channel can reach."""


class SendingAlready(ConversationsError):
    """Messages of this organisation are being sent already."""


class ChannelNotSetUp(ConversationsError):
    """This channel is not set up."""


class KeyMissing(ConversationsError):
    """A master key of this installation is missing here. Nobody can say who wants no messages, so none goes.
    Put the whole key file back, and start what runs again; `baken check` tells."""
