"""The stages on stored data: each reads, calls one pure function, and stores what it gives.

All of them can be run again at any moment: extraction goes on where it was, linking and indicating
replace what they stored before in one transaction.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

import pyarrow as pa

from baken.adverts import queries
from baken.adverts.actions.store_extraction import store_extraction
from baken.adverts.actions.store_links import store_links
from baken.adverts.actions.store_signals import store_signals
from baken.adverts.judgement_queries import judgements_for_linking
from baken.adverts.vault import Vault
from baken.pipeline.expired import within_period
from baken.rights.queries import contacts_being_erased
from baken.tenancy.acting import Actor
from baken.triage.actions.place_leads import place_leads
from baken.triage.blind_sample import unflagged_drawn


def extract_waiting(*, by: Actor) -> int:
    """Reads the words of every sighting that was not read yet; returns how many.

    A single record that can't be read, or not even decrypted, is stored as such, with nothing found in
    it.
    """
    from baken.extraction.stage import extract
    from baken.pipeline.apart import read_apart

    key = Vault(by.organisation.id).pseudonym_key
    done = 0
    while (page := queries.sightings_to_extract(by=by)).rows or page.unreadable:
        if page.unreadable:
            _store_nothing(by, page.unreadable)
        for part in read_apart(page.rows, page.records, lambda records: extract(records, key=key)):
            if part.found is None:
                _store_nothing(by, part.rows)
            else:
                store_extraction(by=by, rows=part.rows, extracted=part.found)
        done += len(page.rows)
    return done


def _store_nothing(by: Actor, rows: list[uuid.UUID]) -> None:
    from baken.extraction.stage import SCHEMA

    nothing = pa.RecordBatch.from_pylist([{"sighting_id": str(row)} for row in rows], SCHEMA)
    store_extraction(by=by, rows=rows, extracted=nothing, failed=True)


def link_all(*, by: Actor) -> None:
    """Assigns every extracted sighting to a unique advert and an advertiser, as people judged them.

    Holds the words of all sightings of the organisation in memory.
    """
    from baken.linking.sightings import SCHEMA, sightings_of
    from baken.linking.stage import link
    from baken.pipeline.found import with_row_ids

    key = Vault(by.organisation.id).pseudonym_key
    parts = [
        sightings_of(with_row_ids(page), page.contacts, key=key)
        for page in queries.extracted_sightings(by=by)
    ]
    sightings = pa.concat_tables([SCHEMA.empty_table(), *parts])
    links = link(sightings, judgements=judgements_for_linking(by=by), suppressed=contacts_being_erased())
    store_links(by=by, assignments=links.assignments, edges=links.edges, hubs=links.hubs)


def indicate_all(*, by: Actor) -> None:
    """Computes signals and leads from everything that is stored, by the rules that are in force.

    Holds the records of all sightings of the organisation in memory. Raises `FaultyRules` where the
    organisation's own rules can't be used any more: leads then stay as they are.
    """
    from baken.adverts.rule_sets.queries import rules_in_force
    from baken.indicators.bands import BANDS
    from baken.indicators.stage import indicate
    from baken.pipeline.measured import with_measures

    in_force = rules_in_force()
    rules = in_force.rules
    stored = read_stored(by=by)
    found = indicate(stored.records, stored.extracted, stored.assignments, stored.hubs, rules)
    # adverts stay longer than what is concluded from them: what expired is not concluded again
    signals, leads = within_period(by.organisation, found.signals, found.leads)
    store_signals(by=by, signals=signals)
    # the last band is "no reason to look": whoever is in it is no lead, but for what the blind sample draws
    passed_over = leads.filter(leads["band"] == BANDS[-1].code)["advertiser"]
    sampled = set(unflagged_drawn(by=by, advertisers=passed_over))
    queued = leads.filter((leads["band"] != BANDS[-1].code) | leads["advertiser"].is_in(sampled))
    measured = with_measures(
        queued, found.facts, stored.records, stored.extracted, stored.assignments, stored.hubs, rules
    )
    place_leads(
        by=by,
        leads=measured.to_dict(as_series=False),
        rule_versions={rule.indicator: rule.version for rule in rules if rule.applies_to != "door"},
        rule_set=in_force.number,
    )


@dataclass(frozen=True, slots=True)
class Stored:
    """Everything that rules read: records, what was found in them, and how they hang together."""

    records: pa.Table
    extracted: pa.Table
    assignments: pa.Table | None
    hubs: pa.Table | None


def read_stored(*, by: Actor, among: Collection[uuid.UUID] | None = None) -> Stored:
    """What is stored of adverts (of the sightings in `among`, where it is given), for rules to read: all of
    it in memory."""
    from baken.extraction.stage import SCHEMA as EXTRACTED
    from baken.pipeline.found import extracted_of, whole, with_row_ids
    from baken.vocabulary.advert_record import SCHEMA

    records, extracted = [], []
    for page in queries.extracted_sightings(by=by, among=among):
        records.append(with_row_ids(page))
        extracted.append(extracted_of(page))
    return Stored(whole(records, SCHEMA), whole(extracted, EXTRACTED), *queries.stored_links(among))
