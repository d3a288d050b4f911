"""From a batch of advert records to the sightings that linking reads: what every engine does first."""

import pyarrow as pa

from baken.extraction.given_contacts import given_contacts
from baken.linking.sightings import sightings_of


def sightings_of_records(records: pa.RecordBatch, *, key: bytes, extracts: bool = True) -> pa.Table:
    """The sightings (`linking.sightings.SCHEMA`) of a batch of advert records, row for row.

    Contacts, as pseudonyms under `key`, come from the records' own fields and from their words; only
    from the fields where `extracts` is false.
    """
    if not extracts:
        return sightings_of(records, given_contacts(records, key=key), key=key)
    from baken.extraction.stage import extract

    return sightings_of(records, extract(records, key=key).column("contacts"), key=key)
