"""Which rules are in force, and which gave a lead its reasons."""

import uuid
from dataclasses import dataclass
from functools import cache

from django.db.models import Q, QuerySet

from baken.adverts.rule_sets.models import RuleSet, RuleTrial
from baken.adverts.rule_sets.own_words import untold, words_for_rules
from baken.adverts.rule_sets.states import STATES
from baken.indicators.faults import FaultyRules
from baken.indicators.rule import Rule
from baken.indicators.rulebook import digest_of, load_rules, load_texts, shipped_texts
from baken.tenancy.acting import acting_organisation

SHIPPED = 0
"""The number of the shipped set: it has no row, and is in force where no version of one's own is."""

KEPT = 32
"""Rule sets that a process keeps as read."""

_read: dict[str, tuple[Rule, ...]] = {}
_digests: dict[tuple[uuid.UUID | None, int], str] = {}


@dataclass(frozen=True, slots=True)
class InForce:
    """The rules that give the leads: which version, what it is known by, and the rules."""

    number: int
    digest: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a version that gave a lead its reasons stands now: a code of `RuleSetState`, and why it was
    withdrawn if it was."""

    number: int
    state: str
    because: str = ""

    @property
    def in_force(self) -> bool:
        """Whether it still gives the leads."""
        return STATES[self.state].in_force


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """The shipped rules, read once."""
    return load_rules()


@cache
def shipped_digest() -> str:
    """What the shipped rules are known by."""
    return digest_of(shipped_texts())


def live_row() -> RuleSet | None:
    """The version of the organisation that is in force, its files not read; None where the shipped are."""
    return RuleSet.objects.filter(state="live").defer("files", "words").first()


def rules_in_force() -> InForce:
    """The rules that give the leads of the organisation acted for.

    Raises `FaultyRules` where they can't be used any more, since what a rule may do has changed.
    """
    row = live_row()
    if row is None:
        return InForce(SHIPPED, shipped_digest(), shipped_rules())
    return InForce(row.number, row.digest, rules_of(row))


def rules_of(row: RuleSet) -> tuple[Rule, ...]:
    """The rules of a version, with its own word lists. Raises `FaultyRules` as `rules_in_force`; no fault
    tells a phrase of those."""
    known = _read.get(row.digest)
    if known is None:
        try:
            known = load_texts(row.files, word_lists=words_for_rules(row))
        except FaultyRules as fault:
            raise FaultyRules(untold(fault.faults)) from None
        while len(_read) >= KEPT:
            del _read[next(iter(_read))]
        _read[row.digest] = known
    return known


def rules_by_number(number: int) -> tuple[Rule, ...]:
    """The rules that gave a lead its reasons; asks the database once for each version.

    Which version a number is never changes once it was in force. Raises `FaultyRules`.
    """
    if number == SHIPPED:
        return shipped_rules()
    named = (acting_organisation(), number)
    known = _read.get(_digests.get(named, ""))
    if known is None:
        row = RuleSet.objects.filter(number=number).first()
        if row is None:
            return shipped_rules()
        known, _digests[named] = rules_of(row), row.digest
    return known


def standing_of(number: int) -> Standing:
    """How the version with this number stands now."""
    rows = {
        row.number: row
        for row in RuleSet.objects.filter(Q(state="live") | Q(number=number)).only(
            "number", "state", "withdrawn_because"
        )
    }
    if number != SHIPPED and number in rows:
        return Standing(number, rows[number].state, rows[number].withdrawn_because)
    return Standing(number, "replaced" if rows else "live")


def newest_trial(row: RuleSet) -> RuleTrial | None:
    """The last comparison that was asked for, done or not."""
    return RuleTrial.objects.filter(rule_set=row).order_by("-asked_at", "-id").first()


def waiting_trials() -> QuerySet[RuleTrial]:
    """The comparisons that a job must still make; a version that was withdrawn meanwhile needs none."""
    return (
        RuleTrial.objects.filter(done_at__isnull=True, rule_set__state="proposed")
        .select_related("rule_set")
        .order_by("asked_at", "id")
    )
