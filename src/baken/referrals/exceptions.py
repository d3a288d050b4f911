"""What can be wrong with a referral or an entry of the directory; the docstring is the message."""


class ReferralsError(Exception):
    """This can't be done like this."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class WrongState(ReferralsError):
    """This can't happen to a referral in this state."""


class ChangedMeanwhile(ReferralsError):
    """Somebody changed this referral meanwhile."""


class NotForThisReceiver(ReferralsError):
    """This item never goes to this kind of receiver."""


class GroundNotForReceiver(ReferralsError):
    """Without consent something goes to child protection or the police alone."""


class NothingToHandOver(ReferralsError):
    """There is no item that may go."""


class ContactTold(ReferralsError):
    """The words hold a number, address or account; that belongs in the item for contact alone."""


class WordsMissing(ReferralsError):
    """The words are missing."""


class YesEnded(ReferralsError):
    """The person took back their yes to the case, and agreed to nothing for this receiver since."""


class SecondPersonNeeded(ReferralsError):
    """A second person decides on this before it goes."""


class AskedAlready(ReferralsError):
    """A second person was asked for this already."""


class ReceiverGone(ReferralsError):
    """This organisation is no longer in the directory."""


class NameStands(ReferralsError):
    """An organisation of this name stands in the directory already."""


class InUse(ReferralsError):
    """A referral names an organisation of this import, so it can't be undone."""


class FileFaults(ReferralsError):
    """The file holds faults, so nothing was taken in."""

    def __init__(self, faults: object) -> None:
        super().__init__()
        self.faults = faults


class NoSuchLink(ReferralsError):
    """This address answers to nothing, or not any more."""


class WrongCode(ReferralsError):
    """The code is not right."""


class AnsweredAlready(ReferralsError):
    """This address was used to answer."""
