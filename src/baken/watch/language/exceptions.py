"""What can stand in the way of a word for a list; the docstring is the message."""


class WordError(Exception):
    """This can't be done with this word."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class ProtectedWord(WordError):
    """The word touches a protected trait: no rule may look for it, so it goes on no list."""

    def __init__(self, category: str) -> None:
        super().__init__()
        self.category = category


class WordTaken(WordError):
    """The word is proposed for this list already, or stands in it."""


class SamePerson(WordError):
    """Whoever proposed a word does not agree to it: a second person does."""


class DecidedAlready(WordError):
    """Somebody decided on this word already."""


class NoSuchWordList(WordError):
    """No word was agreed on for this list yet."""


class NotAListName(WordError):
    """A list is called by letters alone: its name stands in clear."""


class NotAWord(WordError):
    """A word list takes words of at least two letters or an emoji, no number, address or account."""
