"""What decides at a door now: the policy and the rules in force, asked of the database in one."""

from django.db import connection

from baken.adverts.rule_sets.models import RuleSet
from baken.adverts.rule_sets.queries import SHIPPED, InForce, rules_of, shipped_digest, shipped_rules
from baken.door.exceptions import NoPolicy
from baken.door.models import DoorPolicy
from baken.door.policies import check_platform
from baken.door.rules import keep_shipped
from baken.tenancy.acting import Actor

# Each wording of `policy_in_force`, `live_row` and what `keep_shipped` asks; a test holds this to them.
_IN_FORCE = """
    SELECT policy.id, policy.organisation_id, policy.number, policy.platform, policy.minimum_age,
        policy.age_evidence, policy.required, policy.grade_c_hours,
        own.id, own.number, own.digest,
        EXISTS (
            SELECT FROM door_doorrules WHERE organisation_id = %(organisation)s AND digest = %(shipped)s
        )
    FROM door_doorpolicy AS policy
    LEFT JOIN adverts_ruleset AS own ON own.organisation_id = %(organisation)s AND own.state = 'live'
    WHERE policy.organisation_id = %(organisation)s AND policy.state = 'approved'
    ORDER BY policy.number DESC LIMIT 1
"""
_OF_POLICY = (
    "id", "organisation_id", "number", "platform", "minimum_age", "age_evidence", "required",
    "grade_c_hours",
)  # fmt: skip
_OF_RULES = ("id", "organisation_id", "number", "digest")


def decided_by(by: Actor, platform: object) -> tuple[DoorPolicy, InForce]:
    """The policy in force and the rules in force; shipped ones are kept as they are, the first time they
    decide here. What a check doesn't need of a row is asked for when somebody looks at it.

    Raises `NoPolicy`, `OtherPlatform`, and `FaultyRules` where the rules can't be used any more.
    """
    organisation = by.organisation.id
    with connection.cursor() as cursor:
        cursor.execute(_IN_FORCE, {"organisation": organisation, "shipped": shipped_digest()})
        row = cursor.fetchone()
    if row is None:
        raise NoPolicy
    policy = DoorPolicy.from_db(connection.alias, _OF_POLICY, row[: len(_OF_POLICY)])
    check_platform(policy, platform)
    own, number, digest, kept = row[len(_OF_POLICY) :]
    if own is not None:
        version = RuleSet.from_db(connection.alias, _OF_RULES, (own, organisation, number, digest))
        return policy, InForce(number, digest, rules_of(version))
    if not kept:
        keep_shipped(by)
    return policy, InForce(SHIPPED, shipped_digest(), shipped_rules())
