"""Why somebody can't be approached; the docstring is the message."""


class OutreachError(Exception):
    """This can't be done like this."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class NoGround(OutreachError):
    """Your organisation has no ground to approach people, so it is off."""


class NotReachable(OutreachError):
    """This contact can't be reached over this channel."""
