"""What a profile would find on a page, shown to who writes it: which fields, and how they begin.

Contacts never come through: a field that holds one says so, and the number stays where it is.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from baken.collection.pages import read_page, text_of, title_of
from baken.collection.profile import Profile
from baken.collection.profile_fields import find_fields, find_json_fields
from baken.collection.rejects import BadRecord
from baken.extraction.advert import facts
from baken.privacy.data_uris import cut_data_uris
from baken.vocabulary.advert_record import words
from baken.vocabulary.code_list import Label

LONGEST_SHOWN = 400
REGION = "NL"
CUT = "▒▒▒"
_LOOKS_LIKE_CONTACT = re.compile(
    r"\+?\d(?:[\s().\-/·•*_,|]{0,4}\d){6,}|\S*\s?@\s?\S+|https?://\S+|\bwww\.\S+"
)

FIELDS: dict[str, Label] = {
    "title": Label("titel", "title"),
    "text": Label("tekst", "text"),
    "place": Label("plaats", "place"),
    "stated_age": Label("leeftijd", "age"),
    "advertised_gender": Label("geslacht volgens de advertentie", "advertised gender"),
    "published_at": Label("geplaatst op", "published at"),
    "contacts": Label("contacten apart van de tekst", "contacts beside the text"),
    "platform_advert_id": Label("nummer van de advertentie", "number of the advert"),
    "account": Label("account", "account"),
}
_NAMES_SOMEBODY = ("platform_advert_id", "account")


@dataclass(frozen=True, slots=True)
class FoundField:
    """One field: its name, whether the profile found it, how it begins, and how long it is.

    `without` is true for title and text that come from the page as a whole, as the profile found none.
    """

    label: Label
    found: bool
    shown: str
    length: int
    without: bool = False


def try_profile(page: str, profile: Profile, *, at: datetime, is_json: bool = False) -> list[FoundField]:
    """What the profile finds on a page (text as it came, without codings). Raises `BadRecord`."""
    bare = cut_data_uris(page)
    whole: dict[str, Any] = {}
    if is_json:
        import json

        try:
            record = find_json_fields(json.loads(bare), profile, at)
        except (ValueError, RecursionError) as fault:
            raise BadRecord("the answer is not JSON") from fault
    else:
        tree = read_page(bare)
        record = find_fields(tree, profile, at)
        whole = {"title": title_of(tree), "text": text_of(tree)}
    return [_field(name, record, whole) for name in FIELDS]


def _field(name: str, record: dict[str, Any], whole: dict[str, Any]) -> FoundField:
    value = record.get(name)
    without = value is None and bool(whole.get(name))
    if without:
        value = whole[name]
    if value is None or value == "" or value == []:
        return FoundField(FIELDS[name], False, "", 0)
    if name == "contacts":
        kinds = ", ".join(sorted({str(one["kind"]) for one in value}))
        return FoundField(FIELDS[name], True, f"{len(value)} × {kinds}", len(value))
    if name in _NAMES_SOMEBODY:
        return FoundField(FIELDS[name], True, CUT, 1)
    text = str(value)
    return FoundField(FIELDS[name], True, without_contacts(text)[:LONGEST_SHOWN], len(text), without)


def without_contacts(text: str) -> str:
    """The beginning of a text with every contact in it, and whatever looks like one, taken out."""
    # a little further than what is shown, so that a number is not cut in two at the end of it
    shown = text[: LONGEST_SHOWN + 200]
    said = words(None, shown)
    spans = [one.span for one in facts(None, shown, None, REGION).contacts if one.span]
    spans += [match.span() for match in _LOOKS_LIKE_CONTACT.finditer(said)]
    pieces, place = [], 1
    for start, end in sorted(spans):
        if end > place:
            pieces += [said[place : max(start, place)], CUT]
            place = end
    return "".join([*pieces, said[place:]])
