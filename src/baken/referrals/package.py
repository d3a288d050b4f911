"""What goes to a receiver: exactly the items that may, and nothing else. No database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from baken.vocabulary.referrals import PackageItem

NEEDS_SECOND = "contact"
"""The item that one person alone never hands over."""

ITEMS_FOR: dict[str, tuple[str, ...]] = {
    "help": PackageItem.codes,
    # who protects a child or investigates asks for the rest themselves, with powers of their own
    "child_protection": ("wish", "contact", "safe_contact", "language", "situation", "safety"),
    "police": ("contact", "safe_contact", "language", "situation", "safety"),
}
"""Which items each kind of receiver can ever get, in the order of the list: minimised per receiver."""


@dataclass(frozen=True, slots=True)
class Package:
    """What goes: the number of the referral and its items, each a code of `PackageItem` and words."""

    number: str
    receiver: str
    ground: str
    items: tuple[tuple[str, str], ...]


def items_that_go(
    there: Collection[str], *, receiver: str, ground: str, consented: Collection[str], looked_at: bool
) -> tuple[str, ...]:
    """The items that may go, in the order of the list.

    `there` are the items written down; `consented` those that the person agrees to now. On consent nothing
    goes without it; on another ground consent is not asked, and the receiver's own list bounds what goes.
    Contact details go only when a second person `looked_at` them; in acute danger one person acts at once.
    """
    allowed = ITEMS_FOR[receiver]
    return tuple(
        item
        for item in PackageItem.codes
        if item in there
        and item in allowed
        and (ground != "consent" or item in consented)
        and (item != NEEDS_SECOND or looked_at or ground == "acute_danger")
    )


def packed(
    number: str, receiver: str, ground: str, goes: Collection[str], words: Mapping[str, str]
) -> Package:
    """The package of the items that go, with their words."""
    return Package(number, receiver, ground, tuple((item, words[item]) for item in goes))
