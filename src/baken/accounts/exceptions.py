"""What can be wrong with whom we act for and who comes in; the docstring is the message."""


class AccountsError(Exception):
    """Something is wrong with whom we act for."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class NoSuchOrganisation(AccountsError):
    """There is no such organisation."""


class WhichOrganisation(AccountsError):
    """There are several organisations: say which one with --organisation."""


class LoginTaken(AccountsError):
    """Somebody of this organisation has this login already."""


class LoginUnusable(AccountsError):
    """A login is 2 to 60 small letters, digits and hyphens."""


class NoRole(AccountsError):
    """Whoever works here has at least one known role."""


class RolesApart(AccountsError):
    """The data protection officer oversees what an administrator does, so nobody is both."""


class LastAdministrator(AccountsError):
    """Without this administrator nobody could let anybody in any more."""


class OrganisationClosed(AccountsError):
    """This organisation closed. Within the time for it, `baken organisation reopen` opens it again."""


class NotReopened(AccountsError):
    """This organisation is open, or it closed too long ago to be opened again and nobody waits for it."""


class AskedBefore(AccountsError):
    """Somebody asked this already, and it waits for a second person."""


class StillOpen(AccountsError):
    """Somebody still waits for this organisation: hand over or close that first."""


class OnlySynthetic(AccountsError):
    """Known passwords and codes exist only where all data are invented."""


class LinkUnusable(AccountsError):
    """This start link was used, has expired, or was never given."""


class KeyReplaced(AccountsError):
    """The master key is another one than this organisation's data were made with: nothing of what was noted
    before, such as who wants no messages, would be found again. Put the whole key file back."""
