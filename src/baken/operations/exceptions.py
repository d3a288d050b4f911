"""What can be wrong with keeping an installation; the docstring is the message."""


class OperationsError(Exception):
    """This can't be done now."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class NoSuchJob(OperationsError):
    """There is no failed job with this number."""


class JobWaitsAlready(OperationsError):
    """The same job waits already."""


class BackupFailed(OperationsError):
    """The backup could not be made."""


class BackupUnreadable(OperationsError):
    """This backup can't be read back."""


class KeyNotAdded(OperationsError):
    """No key was added to the key file; what stood there stands."""
