"""The words of a sighting with every contact cut out, also of one that no stage has read yet."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from baken.adverts.models import Sighting
from baken.adverts.reading.marks import marked
from baken.adverts.reading.segments import Contact, likely_contacts, names_of, segments
from baken.adverts.record_json import from_json
from baken.adverts.vault import RECORD_COLUMN, Vault
from baken.privacy.encryption import NotDecryptable
from baken.vocabulary.advert_record import words

MOST_CHARACTERS = 6_000


@dataclass(frozen=True, slots=True)
class OpenedWords:
    """Title, newline and text of a sighting; where contacts and towns stand in them; its main language."""

    sighting: Sighting
    words: str
    title_end: int
    contacts: tuple[Contact, ...]
    places: tuple[tuple[int, int], ...]
    language: str | None


def open_words(organisation_id: uuid.UUID, sightings: Iterable[Sighting]) -> list[OpenedWords]:
    """The words of some sightings, those that can't be decrypted left out. Whoever calls logs the read."""
    from baken.extraction.stage import extract

    vault = Vault(organisation_id)
    there, texts = [], []
    for sighting in sightings:
        try:
            texts.append(vault.open(sighting.record, RECORD_COLUMN, sighting.id))
        except NotDecryptable:
            continue
        there.append(sighting)
    records = from_json(texts)
    found = []
    read = extract(records, key=vault.pseudonym_key).to_pylist()
    for sighting, record, said in zip(there, records.to_pylist(), read, strict=True):
        whole = words(record["title"], record["text"])
        names = names_of(one["pseudonym"] for one in said["contacts"])
        contacts = [
            Contact(one["span"][0], one["span"][1], one["kind"], names[one["pseudonym"]], one["obscured"])
            for one in said["contacts"]
            if one["span"]
        ]
        found.append(
            OpenedWords(
                sighting,
                whole,
                len(record["title"] or ""),
                (*contacts, *likely_contacts(whole)),
                tuple((one["span"][0], one["span"][1]) for one in said["places"] if one["span"]),
                said["languages"][0]["language"] if said["languages"] else None,
            )
        )
    return found


def shown_words(opened: OpenedWords) -> tuple[SafeString, SafeString]:
    """Title and text as HTML: what stands in the place of each contact, and no word of it."""
    text = opened.words[:MOST_CHARACTERS]
    pieces = segments(text, (), opened.contacts, (), breaks=(opened.title_end, opened.title_end + 1))
    title = [piece for piece in pieces if piece.end <= opened.title_end]
    return marked(title), marked([piece for piece in pieces if piece.end > opened.title_end + 1])
