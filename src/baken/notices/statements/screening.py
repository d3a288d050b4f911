"""What is wrong with a statement before it is kept, with the words that tell of somebody marked.

A free text may name a place. A number, address or account may not stand there: the database is public.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from baken.extraction.told_contacts import REGION, tells_contact
from baken.notices.statements.checking import check_statements
from baken.notices.statements.fields import FIELDS
from baken.privacy.data_uris import cut_data_uris
from baken.vocabulary.advert_record import words
from baken.vocabulary.code_list import Label

FREE = tuple(field.name for field in FIELDS if field.free)
"""The fields in which people write."""
WORDS = tuple(field.name for field in FIELDS if field.kind == "text" and field.name != "puid")
"""The fields that are kept apart, and erased when their period ends: what people write, and a link."""

FULLY = "AUTOMATED_DECISION_FULLY"
INSTEAD: dict[str, Label] = {
    "phone": Label("een telefoonnummer", "a phone number"),
    "email": Label("een e-mailadres", "an e-mail address"),
}
"""What to write in the place of a contact, by kind."""
AN_ACCOUNT = Label("een account", "an account")


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of a text that tells how to reach somebody: [start, end) in characters, and what to write."""

    start: int
    end: int
    words: str
    instead: Label


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field; `marked` are the pieces of its text that may not stand there."""

    field: str
    message: str
    marked: tuple[Marked, ...] = ()


def faults_in(fields: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Everything that is wrong with a statement that a person writes. None: it can be kept and sent.

    Besides what `check_statements` finds: a person decided, so it is never fully automated; and no picture
    stands in a text.
    """
    found = [_with_marks(fault.field, fault.message, fields) for fault in check_statements(dict(fields))]
    if fields.get("automated_decision") == FULLY:
        found.append(Fault("automated_decision", "a person decided this: it is never fully automated"))
    for name in WORDS:
        text = fields.get(name)
        if isinstance(text, str) and cut_data_uris(text) != text:
            found.append(Fault(name, "holds a picture or file as text: only words go here"))
    link = fields.get("decision_ground_reference_url")
    if isinstance(link, str) and tells_contact(link):
        found.append(
            _with_marks("decision_ground_reference_url", "holds a number, address or account", fields)
        )
    return tuple(found)


def _with_marks(field: str, message: str, fields: Mapping[str, Any]) -> Fault:
    text = fields.get(field)
    told = isinstance(text, str) and message.startswith("holds a number")
    return Fault(field, message, tuple(marked_in(text)) if told and isinstance(text, str) else ())


def marked_in(text: str) -> Iterator[Marked]:
    """The pieces of a text that tell a contact, in their order. A website alone is none."""
    from baken.extraction.advert import facts

    # what is found is counted in the words of an advert: a title, even of nothing, and then its text
    before = len(words(None, text)) - len(text)
    for contact in facts(None, text, None, REGION).contacts:
        if contact.kind != "website" and contact.span is not None:
            start, end = (place - before for place in contact.span)
            yield Marked(start, end, text[start:end], INSTEAD.get(contact.kind, AN_ACCOUNT))
