"""Numbers as a reader may see them: exact, or for an observer from outside rounded to tens.

As in the figures an observer sees nothing under ten, and no growth: two rounded numbers tell none. What
colleagues wrote, and platforms that nobody looked at yet, stay inside.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.formats import number_format

from baken.tenancy.permission import SEES_NO_PERSON
from baken.watch.permissions import READ_MARKET

if TYPE_CHECKING:
    from baken.accounts.models import User

STEP = 10
UNDER_STEP = "<10"


@dataclass(frozen=True, slots=True)
class Sight:
    """How one reader sees numbers; `rounded` for who sees them as an observer only."""

    rounded: bool

    def number(self, count: float) -> int:
        """The count, or the nearest ten (0 for anything under ten)."""
        whole = round(count)
        if not self.rounded:
            return whole
        return 0 if whole < STEP else (whole + STEP // 2) // STEP * STEP

    def words(self, count: float) -> str:
        """The same as it is written."""
        if self.rounded and count < STEP:
            return UNDER_STEP
        return number_format(self.number(count), force_grouping=True)

    def names(self, entry: object) -> bool:
        """Whether a platform is named to this reader. One that is not in the catalogue is called by whatever
        a source or a colleague called it, which may be a person: an observer does not see it."""
        return not self.rounded or entry is not None


def named_for(sight: Sight) -> Q:
    """The alarms whose platform is named to this reader."""
    return Q(platform__entry__isnull=False) if sight.rounded else Q()


def sight_of(user: "User") -> Sight:
    """How this user sees numbers."""
    others = READ_MARKET.roles - {SEES_NO_PERSON}
    return Sight(SEES_NO_PERSON in user.roles and not others & set(user.roles))
