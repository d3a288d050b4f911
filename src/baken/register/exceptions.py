"""What can be wrong with a file of the register; the docstring is the message."""


class RegisterError(Exception):
    """Something is wrong with a file of the register."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class Unreadable(RegisterError):
    """The file can't be read as a whole, so nothing of it was used."""
