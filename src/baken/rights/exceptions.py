"""What can be wrong with what somebody asks of rights."""


class RightsError(Exception):
    """Something asked of retention or erasure can't be done."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class RunInProgress(RightsError):
    """A retention run of this organisation is under way: let it finish."""


class PeriodNotAllowed(RightsError):
    """A period must lie between the shortest and the longest of its class."""


class NothingToHold(RightsError):
    """There is nothing with this number."""


class HoldNotAllowed(RightsError):
    """A hold runs from today to at most a year from now."""


class WrongState(RightsError):
    """This hold has ended already."""


class NoSuchContact(RightsError):
    """This can't be read as a contact of this kind."""
