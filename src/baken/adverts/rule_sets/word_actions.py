"""Proposing word lists of one's own: a version of the rules with the files in force and other lists."""

from collections.abc import Callable

from django.db import transaction

from baken.adverts.exceptions import FaultyRuleSet
from baken.adverts.permissions import OWN_WORDS
from baken.adverts.rule_sets.actions import store_proposal
from baken.adverts.rule_sets.models import RuleSet
from baken.adverts.rule_sets.own_words import lists_of, untold
from baken.adverts.rule_sets.queries import live_row
from baken.adverts.rule_sets.trial_pace import within_pace
from baken.audit.actions import record_event
from baken.indicators.own_lists import OwnLists, count_phrases, for_rules
from baken.indicators.rulebook import check_texts, shipped_texts
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person


@within_pace
@transaction.atomic
def propose_lists(*, by: Actor, change: Callable[[OwnLists], OwnLists], reason: str) -> RuleSet:
    """A new version: the rules in force with the lists that `change` makes of theirs. It counts for nothing
    until another person puts it in force.

    Raises `FaultyRuleSet`, its faults without a phrase; `SameRules`, `TriedTooOften`, `NotPermitted`, and
    what `change` raises, such as `baken.indicators.own_lists.NotOnAList`.
    """
    check_may(by, OWN_WORDS)
    check_person(by)
    live = live_row()
    files = dict(live.files) if live else shipped_texts()
    lists = change(lists_of(live))
    words = {name: text.encode() for name, text in files.items()}
    _, faults = check_texts(words, word_lists=for_rules(lists), for_desk=True)
    if faults:
        raise FaultyRuleSet(untold(faults))
    return store_proposal(by, files, lists, reason)


def read_lists(*, by: Actor, row: RuleSet | None) -> OwnLists:
    """The lists of a version with every phrase, or none for the shipped one; noted in the log."""
    check_may(by, OWN_WORDS)
    lists = lists_of(row)
    record_event(
        by=by,
        action="adverts.own_words_read",
        subject=f"rule_set:{row.id if row else 0}",
        details={"lists": len(lists), "phrases": count_phrases(lists)},
    )
    return lists
