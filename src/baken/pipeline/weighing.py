"""The rules in force on everything that is stored: on whom they fall. Only counts are kept."""

import polars as pl
import pyarrow.compute as pc

from baken.adverts.rule_sets.queries import rules_in_force
from baken.pipeline.stages import read_stored
from baken.statistics.fairness.actions import keep_run
from baken.tenancy.acting import Actor
from baken.triage.conclusions import concluded


def weigh_rules(*, by: Actor) -> None:
    """Counts on whom the rules fall, by the groups that nobody may be looked at more for being in.

    Holds the records of all sightings of the organisation in memory.
    """
    from baken.indicators.fairness.looked_at import looked_at
    from baken.indicators.fairness.report import weigh_groups

    rules = rules_in_force().rules
    stored = read_stored(by=by)
    counts, belongs = weigh_groups(stored.records, stored.extracted, stored.assignments, stored.hubs, rules)
    known = concluded(by=by)
    people_said = pl.DataFrame(
        {"advertiser": list(known), "no_concern": list(known.values())},
        schema={"advertiser": pl.String, "no_concern": pl.Boolean},
    )
    keep_run(
        by=by,
        counts=counts,
        looked_at=looked_at(belongs, people_said),
        concluded=len(known),
        rules=rules,
        platforms=pc.unique(stored.records["platform"]).to_pylist(),
    )
