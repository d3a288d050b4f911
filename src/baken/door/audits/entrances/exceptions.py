"""What can stop a run at somebody's test entrance; the docstring is the message. What was tried stays."""


class EntranceError(Exception):
    """The run can't go on."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class Away(EntranceError):
    """The entrance can't be reached, or is too busy. Run it again later: it goes on where it was."""


class KeyRefused(EntranceError):
    """The entrance does not take this key. Ask the platform for one with the scope door:check."""


class NotTheDoor(EntranceError):
    """What answers at this address is no door of Baken's kind."""


class NoTestEntrance(EntranceError):
    """This door does not say that it is a test entrance. Nothing was sent to it."""


class NotReady(EntranceError):
    """The door decides nothing now: it has no policy in force, or its rules can't be used."""


class NotLookedAt(EntranceError):
    """The door could not look at a test advert. Run it again later: it goes on where it was."""


class Changed(EntranceError):
    """The door has other rules or another policy than when this audit began, and half of each would tell
    nothing of either. Withdraw the audit on the desk and begin another."""


class TooLate(EntranceError):
    """This audit was begun too long ago to go on. Withdraw it on the desk and begin another."""


class OtherAddress(EntranceError):
    """The document that allows this audit names another address."""


class AsksTooOld(EntranceError):
    """The platform's policy asks a higher age than the ordinary test adverts state, so it would stop all."""
