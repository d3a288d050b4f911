"""What can be wrong at a door; the docstring is the message."""


class DoorError(Exception):
    """This can't be done at the door."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class NoPolicy(DoorError):
    """The platform has not recorded yet what it asks at its door."""


class OtherPlatform(DoorError):
    """This door is another platform's."""


class SamePolicy(DoorError):
    """This is what the policy asks already."""


class Overtaken(DoorError):
    """A newer version is in force."""


class NoSuchAdvert(DoorError):
    """No such advert of this account came to the door."""


class WrongEvidence(DoorError):
    """The evidence lies in the future, or ends before it began."""


class NotHeld(DoorError):
    """This advert waits for nobody (any more)."""


class SaidAlready(DoorError):
    """Each person says of a held advert what they think once."""


class SamePerson(DoorError):
    """Who spoke of the advert before does not decide on the appeal."""


class AppealTooLate(DoorError):
    """An appeal is possible until six months after the refusal."""


class AppealClosed(DoorError):
    """This appeal was decided on already."""


class Broken(DoorError):
    """What is kept of an advert can't be opened or read any more."""

    def __init__(self, subject: str) -> None:
        super().__init__()
        self.subject = subject


class NotProvable(DoorError):
    """The rules that decided are kept no longer, or can't be read."""
