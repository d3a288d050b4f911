"""The word lists of an organisation's own that belong to a version of the rules: sealed, and never changed.

A version holds its lists as it holds its files, so that an old one can be run again with the words of its
time. Who may read the rules and not the lists sees that there are some, and how many phrases a rule asks for.
"""

import hmac
import json
import uuid
from collections.abc import Iterable
from hashlib import sha256

from baken.adverts.rule_sets.models import RuleSet
from baken.adverts.vault import Vault
from baken.indicators.faults import Fault
from baken.indicators.own_lists import OwnLists, for_rules
from baken.indicators.wordlists import WordLists

COLUMN = "adverts_ruleset.words"
_OF_A_LIST = " in word list "
UNTOLD = "a phrase of one of its own word lists is refused"
"""What a fault says in the place of the phrase: everybody who reads the rules reads the faults."""


def seal_lists(organisation_id: uuid.UUID, row: uuid.UUID, lists: OwnLists) -> bytes | None:
    """The lists as a version keeps them; None where there are none."""
    return Vault(organisation_id).seal(_told(lists), COLUMN, row) if lists else None


def lists_of(row: RuleSet | None) -> OwnLists:
    """The lists of a version; none for the shipped one. Raises `baken.privacy.encryption.NotDecryptable`."""
    if row is None or row.words is None:
        return {}
    told = json.loads(Vault(row.organisation_id).open(row.words, COLUMN, row.id))
    return {name: {code: tuple(of) for code, of in languages.items()} for name, languages in told.items()}


def words_for_rules(row: RuleSet) -> WordLists:
    """What the loader takes of them."""
    return for_rules(lists_of(row))


def digest_with(organisation_id: uuid.UUID, files_digest: str, lists: OwnLists) -> str:
    """What a version with its lists is known by. It is keyed, as everybody sees it: nobody can try whether
    a word stands on a list."""
    if not lists:
        return files_digest
    key = Vault(organisation_id).pseudonym_key
    return hmac.new(key, f"{files_digest}\n{_told(lists)}".encode(), sha256).hexdigest()


def untold(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The faults without the phrases of a list."""
    return tuple(Fault(one.file, one.line, UNTOLD) if _OF_A_LIST in one.cause else one for one in faults)


def _told(lists: OwnLists) -> str:
    told = {name: {code: sorted(lists[name][code]) for code in sorted(lists[name])} for name in sorted(lists)}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
