"""When a version of the rules may be put in force."""

from baken.adverts.exceptions import NotByTheAuthor, NotCompared, RuleSetError, WrongRuleSetState
from baken.adverts.rule_sets.models import RuleSet, RuleTrial
from baken.adverts.rule_sets.queries import live_row, shipped_digest
from baken.adverts.rule_sets.states import MAKE_LIVE
from baken.tenancy.acting import Actor


def compared_with_the_live(row: RuleSet) -> bool:
    """Whether a comparison with exactly the rules that are in force now was made."""
    live = live_row()
    return RuleTrial.objects.filter(
        rule_set=row,
        done_at__isnull=False,
        against_digest=live.digest if live else shipped_digest(),
        counts__has_key="changes",
    ).exists()


def check_make_live(row: RuleSet, by: Actor) -> None:
    """Another person than its author, and what it would change is known.

    Raises `WrongRuleSetState`, `NotByTheAuthor`, `NotCompared`.
    """
    if row.state != MAKE_LIVE.source:
        raise WrongRuleSetState
    if row.proposed_by_id == by.user.id:
        raise NotByTheAuthor
    if not compared_with_the_live(row):
        raise NotCompared


def can_make_live(row: RuleSet, by: Actor) -> bool:
    """Whether `check_make_live` lets it pass."""
    try:
        check_make_live(row, by)
    except RuleSetError:
        return False
    return True
