"""The rules that decided at a door then: shipped ones are kept as they were."""

from baken.adverts.rule_sets.models import RuleSet
from baken.adverts.rule_sets.queries import SHIPPED, rules_of, shipped_digest
from baken.adverts.rule_sets.queries import shipped_rules as rules_shipped
from baken.door.exceptions import NotProvable
from baken.door.models import DoorRules
from baken.indicators.faults import FaultyRules
from baken.indicators.rule import Rule
from baken.indicators.rulebook import load_texts, shipped_texts
from baken.tenancy.acting import Actor


def keep_shipped(by: Actor) -> None:
    """Keeps the shipped rules as they are, for a check is proved with those that decided then."""
    DoorRules.objects.bulk_create(
        [DoorRules(organisation=by.organisation, digest=shipped_digest(), files=shipped_texts())],
        ignore_conflicts=True,
    )


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
