"""What can be wrong with a change of the catalogue; the docstring is the message."""


class PlatformsError(Exception):
    """The catalogue can't be changed like this."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class NameTaken(PlatformsError):
    """Another platform is known by this name already."""


class NotThere(PlatformsError):
    """This platform has no such nickname."""


class WrongState(PlatformsError):
    """A platform that stopped or was merged can't be changed like this."""


class DatesCrossed(PlatformsError):
    """A platform can't stop before it began."""


class NoSuccessor(PlatformsError):
    """A platform is merged into another one that is active."""
