"""The organisation's own word lists: the words that two people agreed on."""

from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may
from baken.watch.language.exceptions import NoSuchWordList
from baken.watch.language.queries import shown_proposal
from baken.watch.language.word_file import sealed_word_lists
from baken.watch.models import WordProposal
from baken.watch.permissions import TAKE_WORDS_OUT


def own_word_lists(*, by: Actor) -> dict[str, tuple[str, ...]]:
    """The agreed phrases of each list, as rules take them; logged as a read."""
    agreed = WordProposal.objects.filter(state="accepted").order_by("list_name", "key")
    lists: dict[str, list[str]] = {}
    for row in agreed:
        lists.setdefault(row.list_name, []).append(shown_proposal(by.organisation.id, row).term)
    record_event(by=by, action="watch.word_lists_read", subject="words", details={"words": len(agreed)})
    return {name: tuple(sorted(found)) for name, found in lists.items()}


def word_list_file(*, by: Actor) -> tuple[bytes, int]:
    """All own lists as one encrypted file, and how many words are in it. Raises `NoSuchWordList`."""
    check_may(by, TAKE_WORDS_OUT)
    lists = own_word_lists(by=by)
    if not lists:
        raise NoSuchWordList
    return sealed_word_lists(by.organisation.id, lists), sum(map(len, lists.values()))
