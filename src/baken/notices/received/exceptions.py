"""What can be wrong with a notice, a decision or a complaint; the docstring is the message."""

from baken.notices.exceptions import NoticesError


class DeskClosed(NoticesError):
    """This organisation takes no notices here."""


class TooManyNotices(NoticesError):
    """Very many notices came in this hour; try again later."""


class WhyMissing(NoticesError):
    """Say why, and where exactly."""


class ContactNeeded(NoticesError):
    """A name and an e-mail address are needed, but for possible sexual abuse of minors."""


class NotInGoodFaith(NoticesError):
    """A notice says that it is given in good faith."""


class WrongState(NoticesError):
    """This can't happen to it in this state."""


class ChangedMeanwhile(NoticesError):
    """Another notice came in about the same thing meanwhile, or somebody else went on with it."""


class NotTied(NoticesError):
    """Only a notice that is tied to others can be untied."""


class ContactTold(NoticesError):
    """These words hold a number, address or account. They go to other people."""


class NotPreserved(NoticesError):
    """Before anything is done to an advert its text is preserved."""


class NotReferred(NoticesError):
    """A serious suspicion is passed on, or a named person says why not."""


class NoDecision(NoticesError):
    """There is no decision to complain about."""


class TooLate(NoticesError):
    """A complaint can be made within six months of the decision."""


class ComplainedBefore(NoticesError):
    """A complaint of this side stands already."""


class SamePerson(NoticesError):
    """Somebody else than who decided handles the complaint."""


class ChangesMissing(NoticesError):
    """Say what changes now that the decision is overturned."""


class NotUnfounded(NoticesError):
    """Only a notice on which nothing was done can be called manifestly unfounded."""


class NobodyKnown(NoticesError):
    """Who gave this notice is not known (any more)."""


class TooFewMarks(NoticesError):
    """A warning takes several manifestly unfounded notices of the same notifier."""


class NotWarned(NoticesError):
    """A suspension takes a warning, and a manifestly unfounded notice given after it."""


class SuspendedAlready(NoticesError):
    """A suspension of this notifier is in force or asked for."""


class NoFlagger(NoticesError):
    """This notice does not say that it comes from a trusted flagger."""
