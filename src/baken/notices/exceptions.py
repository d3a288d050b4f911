"""What can be wrong in this room; the docstring is the message."""


class NoticesError(Exception):
    """This can't be done."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)
