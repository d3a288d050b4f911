"""Proposed rules beside those in force, over everything that is stored: what would change, as counts.

No signal is stored and no lead moves. Words that hardly anybody uses find nobody here: nobody may ask with a
rule whether they are stored.
"""

from baken.adverts.rule_sets.actions import keep_comparison
from baken.adverts.rule_sets.queries import rules_in_force, rules_of, waiting_trials
from baken.pipeline.stages import read_stored
from baken.tenancy.acting import Actor


def compare_waiting(*, by: Actor) -> int:
    """Makes every comparison that somebody asked for; returns how many.

    Reads the stored adverts once for all of them, and holds them in memory. While the program takes the
    rules in force no more there is nothing to compare with: all wait, and their pages say for what.
    """
    from baken.indicators.compare import compare
    from baken.indicators.derive import derive
    from baken.indicators.fairness.groups import advertised_genders
    from baken.indicators.faults import FaultyRules
    from baken.indicators.rare_words import common_words

    trials = list(waiting_trials())
    if not trials:
        return 0
    try:
        in_force = rules_in_force()
    except FaultyRules:
        return 0
    stored = read_stored(by=by)
    facts = derive(stored.records, stored.extracted, stored.assignments, stored.hubs)
    genders = advertised_genders(stored.records, facts)
    for trial in trials:
        try:
            tried = common_words(facts, in_force.rules, rules_of(trial.rule_set))
            found = compare(facts, in_force.rules, tried, genders)
        except FaultyRules:
            # the program changed since it was proposed; its page says which faults it has
            found = None
        keep_comparison(
            by=by,
            trial=trial,
            against=in_force,
            found=found,
            sightings=stored.records.num_rows,
            advertisers=facts.advertisers.height,
        )
    return len(trials)
