"""What can stand in the way of a search campaign; the docstring is the message."""

import uuid


class CampaignError(Exception):
    """This can't be done with this campaign."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class WrongState(CampaignError):
    """This can't be done with a campaign in this state."""


class NotOpen(WrongState):
    """A find is added while the campaign is open: not before it begins, not after it ended."""


class NameTaken(CampaignError):
    """Another campaign has this name."""


class BadTimes(CampaignError):
    """A campaign begins now or later, ends after it begins, and lasts at most two weeks."""


class BasisTooShort(CampaignError):
    """The lawful basis must be in force for the whole campaign, for a purpose of those who search."""


class TooFewPeople(CampaignError):
    """A campaign needs somebody who leads, somebody who searches, and somebody else who checks."""


class WrongRole(CampaignError):
    """Whoever takes part must have a role that may search, and must not be shut out."""


class NothingToSearch(CampaignError):
    """Choose at least one platform, or let people look for new ones."""


class NotTakingPart(CampaignError):
    """You have no such part in this campaign."""


class FalseIdentity(CampaignError):
    """Only what was seen without an account under a false identity is kept."""


class TooManyFinds(CampaignError):
    """Nobody sees so much in an hour: it looks like guessing what others found."""


class SeenOutside(CampaignError):
    """It was seen outside the time of this campaign."""


class NotSearchedHere(CampaignError):
    """This platform is not one of those that the campaign searches."""


class NoSuchSighting(CampaignError):
    """There is no such sighting."""


class OwnFind(CampaignError):
    """Whoever found it does not check it: somebody else does."""


class ChangedMeanwhile(CampaignError):
    """Somebody else did something with this find since it was opened."""


class NotTheSame(CampaignError):
    """Finds are joined within one campaign, and not with themselves."""


class ProposedAlready(CampaignError):
    """This platform is proposed already, or is in the catalogue."""

    def __init__(self, proposal_id: uuid.UUID | None = None) -> None:
        super().__init__()
        self.proposal_id = proposal_id
