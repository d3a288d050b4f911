"""What can be wrong with collecting; the docstring is the message."""


class CollectionError(Exception):
    """This can't be collected."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class NoLawfulBasis(CollectionError):
    """There is no such recorded lawful basis."""


class BasisLapsed(CollectionError):
    """This lawful basis is not in force today."""
