"""Contacts as the pages of a lead and of an advertiser show them: by short name, in which texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from baken.adverts.advertiser_queries import ContactInAdvert


@dataclass(frozen=True, slots=True)
class ContactShown:
    """A contact by its short name: in which texts (by number) and how many sightings it stands.

    `shared_by`: so many unique adverts share it that it links nothing; None where it does link.
    """

    pseudonym: str
    name: str
    kind: str
    texts: tuple[int, ...]
    sightings: int
    obscured: bool
    shared_by: int | None


def contacts_shown(
    contacts: Sequence[ContactInAdvert], numbers: Mapping[str, int], names: Mapping[str, str]
) -> tuple[ContactShown, ...]:
    """The contacts, those that link before those that link nothing, then those seen most.

    `numbers` has the place of each unique advert on the page, `names` the short name of each pseudonym.
    """
    kept: dict[str, ContactShown] = {}
    for found in contacts:
        before = kept.get(found.pseudonym)
        number = numbers.get(found.unique_advert)
        texts = {*(before.texts if before else ()), *((number,) if number else ())}
        kept[found.pseudonym] = ContactShown(
            found.pseudonym,
            names[found.pseudonym],
            found.kind,
            tuple(sorted(texts)),
            found.sightings + (before.sightings if before else 0),
            found.obscured or bool(before and before.obscured),
            found.shared_by,
        )
    return tuple(sorted(kept.values(), key=lambda one: (one.shared_by is not None, -one.sightings, one.name)))
