"""The rules in force on everything that is stored: on whom they fall. Only counts are kept."""

import polars as pl

from baken.adverts import queries
from baken.statistics.fairness.actions import keep_run
from baken.tenancy.acting import Actor
from baken.triage.conclusions import concluded


def weigh_rules(*, by: Actor) -> None:
    """Counts on whom the rules fall, by the groups that nobody may be looked at more for being in.

    Holds the records of all sightings of the organisation in memory.
    """
    from baken.extraction.stage import SCHEMA as EXTRACTED
    from baken.indicators.fairness.looked_at import looked_at
    from baken.indicators.fairness.report import weigh_groups
    from baken.indicators.rulebook import load_rules
    from baken.pipeline.found import extracted_of, whole, with_row_ids
    from baken.vocabulary.advert_record import SCHEMA

    records, extracted = [], []
    for page in queries.extracted_sightings(by=by):
        records.append(with_row_ids(page))
        extracted.append(extracted_of(page))
    assignments, hubs = queries.stored_links()
    rules = load_rules()
    counts, belongs = weigh_groups(
        whole(records, SCHEMA), whole(extracted, EXTRACTED), assignments, hubs, rules
    )
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
    )
