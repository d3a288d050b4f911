"""What can stand in the way of recording what somebody saw; the docstring is the message."""

from baken.indicators.faults import Fault


class ByHandError(Exception):
    """This can't be recorded."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class NoBasisToday(ByHandError):
    """This lawful basis is not in force today, or is for a purpose that is not yours."""


class SeenTooEarly(ByHandError):
    """It was seen before the first day of the lawful basis, so it was not seen under it."""


class NotSeenYet(ByHandError):
    """A moment that has not come yet can't have been seen."""


class HoldsImage(ByHandError):
    """An image or a file written as text is never stored; only words are."""


class BadEntry(ByHandError):
    """A field can't be stored as it is; the message names the field and what is wrong with it."""


class HandOverError(Exception):
    """This request for evidence can't go on; the docstring is the message."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class NothingKept(HandOverError):
    """No capture of this sighting is kept, so there is nothing to hand over."""


class TooLateToUndo(ByHandError):
    """This can't be taken back any more: it was too long ago, or somebody works with it."""


class JudgementError(Exception):
    """This can't be said of these adverts; the docstring is the message."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class NothingApart(JudgementError):
    """A split leaves something on both sides."""


class DividedMeanwhile(JudgementError):
    """These adverts were divided otherwise in the meantime; look again."""


class OneAlready(JudgementError):
    """These adverts are one advertiser already."""


class UndoneAlready(JudgementError):
    """This was undone before."""


class RuleSetError(Exception):
    """This can't be done with this version of the rules; the docstring is the message."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class FaultyRuleSet(RuleSetError):
    """The rule files have faults; nothing was kept. `faults` has each with file, line and cause."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__()
        self.faults = faults


class BadRuleFiles(RuleSetError):
    """No rule files can be read from what was sent."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code


class SameRules(RuleSetError):
    """These are the rules that are in force, or that were proposed already."""


class WrongRuleSetState(RuleSetError):
    """This version is in another state by now."""


class NotByTheAuthor(RuleSetError):
    """Who proposed a version does not put it in force: another person does."""


class TriedTooOften(RuleSetError):
    """This person had rules compared as often as one may in a day."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most


class NotCompared(RuleSetError):
    """This version was not compared with the one in force; that comes first."""
