"""What can stand in the way of a publication."""

from baken.vocabulary.code_list import Label


class PublicationError(Exception):
    """A publication can't be written, proposed or published so."""

    def __init__(self, reason: Label) -> None:
        super().__init__(reason.en)
        self.reason = reason


class WrongState(PublicationError):
    """Somebody else was first: this publication stands otherwise by now."""


class NotWhole(PublicationError):
    """Something is missing, or must not be in it."""


class TooMuch(PublicationError):
    """It has as many blocks as one publication takes."""
