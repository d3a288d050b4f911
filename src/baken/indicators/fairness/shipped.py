"""What is answered for with the shipped rules: gaps on the invented market, whose makers know what is in it.

On no other market: nobody here knows what is behind the adverts that somebody collected, so whoever weighs
those answers for gaps in a file of their own.
"""

from collections.abc import Iterable
from importlib import resources

from baken.indicators.fairness.justifications import Justification, read_justifications

FILE = "invented_market.yaml"
_INVENTED = ".example"
"""The end of names that nobody can have (RFC 2606); every platform of the invented market bears it."""


def invented(platforms: Iterable[str]) -> bool:
    """Whether these are platforms of an invented market, all of them; not for none at all."""
    named = list(platforms)
    return bool(named) and all(name.endswith(_INVENTED) for name in named)


def shipped_justifications() -> tuple[Justification, ...]:
    """The justifications that come with the shipped rules, for the invented market."""
    sound, faults = read_justifications((resources.files(__package__) / FILE).read_bytes(), FILE)
    assert not faults, faults
    return sound
