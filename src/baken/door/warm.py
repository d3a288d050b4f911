"""What a process loads before the first advert comes to the door, so that no advertiser waits for it."""

import secrets

from baken.adverts.rule_sets.queries import shipped_rules
from baken.door.audits.gradations import probes
from baken.door.audits.trial import run_trial
from baken.door.extracted import code_that_reads


def warm_up() -> int:
    """Has the shipped test adverts read, linked and judged, and forgets what was found; how many. Asks no
    database: matchers, tables and compiled loops are loaded by using them."""
    code_that_reads()
    policy = {"reference": "warm up", "age_evidence": ["in_person"]}
    return len(run_trial(probes(), shipped_rules(), policy, key=secrets.token_bytes(32)))
