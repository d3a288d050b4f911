"""The stages on stored data: each reads, calls one pure function, and stores what it gives.

All of them can be run again at any moment: extraction goes on where it was, linking and indicating
replace what they stored before in one transaction.
"""

from baken.adverts import queries
from baken.adverts.actions.store_extraction import store_extraction
from baken.adverts.vault import Vault
from baken.tenancy.acting import Actor


def extract_waiting(*, by: Actor) -> int:
    """Reads the words of every sighting that was not read yet; returns how many."""
    from baken.extraction.stage import extract

    key = Vault(by.organisation.id).pseudonym_key
    done = 0
    while (page := queries.sightings_to_extract(by=by)).rows:
        store_extraction(by=by, rows=page.rows, extracted=extract(page.records, key=key))
        done += len(page.rows)
    return done


def link_all(*, by: Actor) -> None:
    """Assigns every extracted sighting to a unique advert and an advertiser."""


def indicate_all(*, by: Actor) -> None:
    """Computes signals and leads from everything that is stored."""
