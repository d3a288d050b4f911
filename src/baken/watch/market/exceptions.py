"""What can't be done with what stood out."""


class MarketError(Exception):
    """Something of the market watch could not be done."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class WrongState(MarketError):
    """Somebody else looked at this meanwhile."""


class NoConclusion(MarketError):
    """Who looked writes down what they concluded."""
