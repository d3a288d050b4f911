"""Versions of the rules: proposed, compared, in force."""

from collections.abc import Mapping

from baken.accounts.models import Organisation
from baken.adverts.models import RuleSet
from baken.adverts.rule_sets.actions import make_live, propose_rules
from baken.indicators.rulebook import shipped_texts
from baken.pipeline.rule_trials import compare_waiting
from baken.tenancy.acting import Actor
from tests.factories.users import make_person

SHARED = "shared_contact_many_texts"
"""A shipped rule on advertisers, with a weight."""


def texts_without(*indicators: str) -> dict[str, bytes]:
    """The shipped files but for some."""
    return {
        name: text.encode()
        for name, text in shipped_texts().items()
        if name.removesuffix(".yaml") not in indicators
    }


def changer(organisation: Organisation) -> Actor:
    """Somebody new who may change the rules."""
    return make_person(organisation, "admin", purpose="accountability")


def proposed(by: Actor, files: Mapping[str, bytes] | None = None, reason: str = "een toets") -> RuleSet:
    """A version that somebody new proposes: the shipped rules without one, or these files."""
    given = texts_without(SHARED) if files is None else files
    return propose_rules(by=changer(by.organisation), files=given, reason=reason)


def in_force(by: Actor, files: Mapping[str, bytes] | None = None) -> RuleSet:
    """A version that was proposed, compared, and put in force by another."""
    row = proposed(by, files)
    compare_waiting(by=by)
    return make_live(by=changer(by.organisation), rule_set_id=row.id)
