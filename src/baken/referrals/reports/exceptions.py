"""What can be wrong with a report of a suspected crime; the docstring is the message."""

from baken.referrals.exceptions import ReferralsError


class NotReported(ReferralsError):
    """A suspicion of a serious crime is sent, or a named person says why not, before this can be closed."""


class ItemsMissing(ReferralsError):
    """Content, moment and reason are written down before a packet is built."""


class NoMoment(ReferralsError):
    """The moment of publication has a date, a time and a time zone, such as 2026-11-20T14:05+01:00, or it is
    unknown."""


class OtherReceiver(ReferralsError):
    """This organisation is another kind of receiver."""


class SentAlready(ReferralsError):
    """What goes can't change after it was sent."""


class AddedAlready(ReferralsError):
    """This report goes to that kind of receiver already."""
