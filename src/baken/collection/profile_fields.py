"""What a profile finds on a page: the fields of an advert record."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from baken.collection.json_ld import objects_on, texts_at
from baken.collection.page_dates import read_date
from baken.collection.page_prices import price_line
from baken.collection.pages import Page, words_of
from baken.collection.profile import Profile, plain_word
from baken.collection.selecting import select

_AGE = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_LINK = re.compile(r"(?:tel|mailto|sms):(?://)?", re.IGNORECASE)
_MOST_CONTACTS = 50


def find_fields(page: Page, profile: Profile, captured_at: datetime | None = None) -> dict[str, Any]:
    """The fields of an advert record that the profile finds on a page; what it misses is absent.

    `captured_at` (aware) is what dates in words are counted from.
    """
    raw: dict[str, str] = {}
    for name, selector in profile.fields.items():
        if value := next(_values(page, selector), None):
            raw[name] = value
    if profile.gender and (word := next(_values(page, profile.gender), None)):
        raw["advertised_gender"] = word
    if profile.published_at and (text := next(_values(page, profile.published_at), None)):
        raw["published_at"] = text
    contacts = [(kind, value) for kind, one in profile.contacts for value in _values(page, one)]
    if profile.json_ld:
        objects = objects_on(page, profile.json_ld.types)
        contacts += _of_json(objects, profile, raw)
    found = _fields(raw, contacts, profile, captured_at)
    if profile.price and "text" in found and (shown := next(_values(page, profile.price.select), None)):
        line = price_line(shown, style=profile.price.style, unit=profile.price.unit)
        if line and line not in found["text"]:
            found["text"] = f"{found['text']}\n{line}"
    return found


def find_json_fields(content: Any, profile: Profile, captured_at: datetime | None = None) -> dict[str, Any]:
    """The same of an answer that is JSON: the paths of `json_ld` begin at the whole of it."""
    if profile.json_ld is None:
        return {}
    raw: dict[str, str] = {}
    contacts = _of_json([content], profile, raw)
    return _fields(raw, contacts, profile, captured_at)


def _of_json(objects: list[Any], profile: Profile, raw: dict[str, str]) -> list[tuple[str, str]]:
    """Adds to `raw` what is not there yet; the contacts."""
    assert profile.json_ld is not None
    for name, path in profile.json_ld.fields.items():
        if name not in raw:
            value = next((text for one in objects for text in texts_at(one, path)), None)
            if value:
                raw[name] = value
    return [
        (kind, value)
        for kind, path in profile.json_ld.contacts
        for one in objects
        for value in texts_at(one, path)
    ]


def _fields(
    raw: dict[str, str], contacts: list[tuple[str, str]], profile: Profile, captured_at: datetime | None
) -> dict[str, Any]:
    found: dict[str, Any] = dict(raw)
    if "title" in found:
        found["title"] = " ".join(found["title"].split())
    if age := _AGE.search(found.pop("stated_age", "")):
        found["stated_age"] = int(age.group())
    if "account_id" in found:
        found["account"] = {"account_id": found.pop("account_id")}
    gender = profile.gender_values.get(plain_word(found.pop("advertised_gender", "")))
    if gender:
        found["advertised_gender"] = gender
    moment = read_date(
        found.pop("published_at", ""),
        formats=profile.published_formats,
        languages=profile.published_languages,
        timezone=profile.timezone,
        captured_at=captured_at,
    )
    if moment:
        found["published_at"] = moment
    told = {(kind, _bare(value)): None for kind, value in contacts}
    if told:
        found["contacts"] = [{"kind": kind, "value": value} for kind, value in list(told)[:_MOST_CONTACTS]]
    return found


def _values(page: Page, selector: str) -> Iterator[str]:
    for match in select(page.tree, selector):
        value = match.root if isinstance(match.root, str) else words_of(match.root, inside=True)
        if value.strip():
            yield value.strip()


def _bare(value: str) -> str:
    """A contact without the address scheme that a link puts before it."""
    link = _LINK.match(value)
    return value[link.end() :].split("?")[0].strip() or value if link else value
