"""What can be wrong with whom we act for; the docstring is the message."""


class AccountsError(Exception):
    """Something is wrong with whom we act for."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class NoSuchOrganisation(AccountsError):
    """There is no such organisation."""


class WhichOrganisation(AccountsError):
    """There are several organisations: say which one with --organisation."""
