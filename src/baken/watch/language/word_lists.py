"""The organisation's own word lists: the words that two people agreed on."""

from baken.adverts.models import RuleSet
from baken.adverts.rule_sets.word_actions import propose_lists
from baken.audit.actions import record_event
from baken.indicators.own_lists import OwnLists, with_list
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may
from baken.watch.language.exceptions import NoSuchWordList
from baken.watch.language.queries import shown_proposal
from baken.watch.language.word_file import sealed_word_lists
from baken.watch.models import WordProposal
from baken.watch.permissions import PROPOSE_WORDS, TAKE_WORDS_OUT

TAKEN_OVER = "Woorden waar twee mensen het in de taalwacht over eens zijn."


def own_word_lists(*, by: Actor) -> dict[str, tuple[str, ...]]:
    """The agreed phrases of each list, as rules take them; logged as a read."""
    agreed = WordProposal.objects.filter(state="accepted").order_by("list_name", "key")
    lists: dict[str, list[str]] = {}
    for row in agreed:
        lists.setdefault(row.list_name, []).append(shown_proposal(by.organisation.id, row).term)
    record_event(by=by, action="watch.word_lists_read", subject="words", details={"words": len(agreed)})
    return {name: tuple(sorted(found)) for name, found in lists.items()}


def take_over_words(*, by: Actor) -> RuleSet:
    """Proposes a version of the rules with the agreed words on its lists, beside what stands there; another
    person puts it in force. Raises `NoSuchWordList`, `baken.adverts.exceptions.SameRules`,
    `baken.adverts.exceptions.FaultyRuleSet`, `baken.indicators.own_lists.NotOnAList`, `NotPermitted`."""
    check_may(by, PROPOSE_WORDS)
    agreed = WordProposal.objects.filter(state="accepted").order_by("list_name", "key")
    found: dict[tuple[str, str], set[str]] = {}
    for row in agreed:
        term = shown_proposal(by.organisation.id, row).term
        found.setdefault((row.list_name, row.language), set()).add(term)
    if not found:
        raise NoSuchWordList

    def change(lists: OwnLists) -> OwnLists:
        for (name, language), terms in sorted(found.items()):
            here = lists.get(name, {}).get(language, ())
            lists = with_list(lists, name, language, {*here, *terms})
        return lists

    return propose_lists(by=by, change=change, reason=TAKEN_OVER)


def word_list_file(*, by: Actor) -> tuple[bytes, int]:
    """All own lists as one encrypted file, and how many words are in it. Raises `NoSuchWordList`."""
    check_may(by, TAKE_WORDS_OUT)
    lists = own_word_lists(by=by)
    if not lists:
        raise NoSuchWordList
    return sealed_word_lists(by.organisation.id, lists), sum(map(len, lists.values()))
