"""The stages on stored data: each reads, calls one pure function, and stores what it gives.

All of them can be run again at any moment: extraction goes on where it was, linking and indicating
replace what they stored before in one transaction.
"""

import pyarrow as pa

from baken.adverts import queries
from baken.adverts.actions.store_extraction import store_extraction
from baken.adverts.actions.store_links import store_links
from baken.adverts.actions.store_signals import store_signals
from baken.adverts.vault import Vault
from baken.tenancy.acting import Actor
from baken.triage.actions import place_leads


def extract_waiting(*, by: Actor) -> int:
    """Reads the words of every sighting that was not read yet; returns how many.

    A single record that can't be read is stored as such, with nothing found in it.
    """
    from baken.extraction.stage import SCHEMA, extract
    from baken.pipeline.apart import read_apart

    key = Vault(by.organisation.id).pseudonym_key
    done = 0
    while (page := queries.sightings_to_extract(by=by)).rows:
        for part in read_apart(page.rows, page.records, lambda records: extract(records, key=key)):
            nothing = [{"sighting_id": str(row)} for row in part.rows]
            store_extraction(
                by=by,
                rows=part.rows,
                extracted=part.found or pa.RecordBatch.from_pylist(nothing, SCHEMA),
                failed=part.found is None,
            )
        done += len(page.rows)
    return done


def link_all(*, by: Actor) -> None:
    """Assigns every extracted sighting to a unique advert and an advertiser.

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
    links = link(pa.concat_tables([SCHEMA.empty_table(), *parts]))
    store_links(by=by, assignments=links.assignments, edges=links.edges, hubs=links.hubs)


def indicate_all(*, by: Actor) -> None:
    """Computes signals and leads from everything that is stored.

    Holds the records of all sightings of the organisation in memory.
    """
    from baken.extraction.stage import SCHEMA as EXTRACTED
    from baken.indicators.bands import BANDS
    from baken.indicators.rulebook import load_rules
    from baken.indicators.stage import indicate
    from baken.pipeline.found import extracted_of, whole, with_row_ids
    from baken.vocabulary.advert_record import SCHEMA

    records, extracted = [], []
    for page in queries.extracted_sightings(by=by):
        records.append(with_row_ids(page))
        extracted.append(extracted_of(page))
    assignments, hubs = queries.stored_links()
    found = indicate(whole(records, SCHEMA), whole(extracted, EXTRACTED), assignments, hubs, load_rules())
    store_signals(by=by, signals=found.signals)
    # the last band is "no reason to look": whoever is in it is no lead, and is not kept as one
    queued = found.leads.filter(found.leads["band"] != BANDS[-1].code)
    place_leads(by=by, leads=queued.to_dict(as_series=False))
