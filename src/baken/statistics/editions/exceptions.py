"""What can stand in the way of an edition."""

from baken.vocabulary.code_list import Label


class EditionError(Exception):
    """An edition can't be made or published so."""

    def __init__(self, reason: Label) -> None:
        super().__init__(reason.en)
        self.reason = reason


class NeverPublic(EditionError):
    """This table says what may not be said."""


class NothingCounted(EditionError):
    """There is nothing to count."""


class OtherPeriod(EditionError):
    """Beside an earlier edition this period tells too much, or it is no whole calendar years."""


class CantBeSafe(EditionError):
    """No way was found to publish this table without telling of somebody."""


class TooLittleLeft(EditionError):
    """A safe table would show too little."""


class WrongState(EditionError):
    """Somebody else was first: this edition stands otherwise by now."""
