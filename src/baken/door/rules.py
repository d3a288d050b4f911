"""The rules that decide at a door now, and those that decided then."""

from baken.adverts.rule_sets.models import RuleSet
from baken.adverts.rule_sets.queries import SHIPPED, InForce, rules_in_force, rules_of, shipped_digest
from baken.adverts.rule_sets.queries import shipped_rules as rules_shipped
from baken.door.exceptions import NotProvable
from baken.door.models import DoorRules
from baken.indicators.faults import FaultyRules
from baken.indicators.rule import Rule
from baken.indicators.rulebook import load_texts, shipped_texts
from baken.tenancy.acting import Actor


def rules_now(by: Actor) -> InForce:
    """The rules in force; shipped ones are kept as they are, the first time they decide here."""
    found = rules_in_force()
    if found.number == SHIPPED and not DoorRules.objects.filter(digest=found.digest).exists():
        DoorRules.objects.bulk_create(
            [DoorRules(organisation=by.organisation, digest=found.digest, files=shipped_texts())],
            ignore_conflicts=True,
        )
    return found


def rules_then(number: int, digest: str) -> tuple[Rule, ...]:
    """The rules of a check. Raises `NotProvable`."""
    if number == SHIPPED and digest == shipped_digest():
        return rules_shipped()
    try:
        if number != SHIPPED:
            version = RuleSet.objects.filter(number=number, digest=digest).first()
            if version is not None:
                return rules_of(version)
        kept = DoorRules.objects.filter(digest=digest).first()
        if kept is not None:
            return load_texts(kept.files)
    except FaultyRules as fault:
        raise NotProvable from fault
    raise NotProvable
