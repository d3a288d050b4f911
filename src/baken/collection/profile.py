"""A platform profile: where on the pages of one platform the parts of an advert stand."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from cssselect import SelectorError
from parsel import Selector

from baken.collection.moments import read_moment, write_moment
from baken.collection.pages import words_of
from baken.collection.rejects import BadRecord
from baken.vocabulary import advert_record

LARGEST_PROFILE = 1024 * 1024
FIELDS = ("title", "text", "place", "stated_age", "platform_advert_id", "account_id")

_AGE = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_LINK = re.compile(r"(?:tel|mailto|sms):(?://)?", re.IGNORECASE)
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)\Z")


class BadProfile(Exception):
    """The profile can't be used; the message names the entry and what is wrong with it."""


@dataclass(frozen=True)
class Profile:
    """Selectors (CSS, as parsel reads them, with `::text` and `::attr(name)`) for one platform.

    As a file it is YAML; every entry may be left out:

        platform: voorbeeld.example
        title: h1
        text: div.advert
        place: .place
        stated_age: .age
        platform_advert_id: article::attr(data-id)
        account_id: .owner::attr(data-id)
        advertised_gender: {select: .category, values: {Dames: women, Heren: men}}
        published_at: {select: .date, format: "%d-%m-%Y %H:%M", timezone: Europe/Amsterdam}
        contacts:
          - {kind: phone, select: "a.phone::attr(href)"}

    An entry that finds nothing on a page leaves its field absent; title and text are then what the
    page shows without a profile. A `published_at` without format is read when it is RFC 3339.
    `platform` stands in where a record names none, and for the host name of a page.
    """

    platform: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    gender: str | None = None
    gender_values: Mapping[str, str] = field(default_factory=dict)
    published_at: str | None = None
    published_format: str | None = None
    timezone: str = "Europe/Amsterdam"
    contacts: tuple[tuple[str, str], ...] = ()


def read_profile(text: str) -> Profile:
    """The profile that a YAML text holds; raises BadProfile."""
    if len(text) > LARGEST_PROFILE:
        raise BadProfile("the profile is larger than a profile can be")
    try:
        content = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError) as error:
        raise BadProfile("the profile is not YAML") from error
    if not isinstance(content, dict):
        raise BadProfile("the profile is not a list of entries with names")
    known = {*FIELDS, "name", "platform", "advertised_gender", "published_at", "contacts", "crawl"}
    if unknown := sorted(str(name) for name in content if name not in known):
        raise BadProfile(f"the profile has entries that are not known: {', '.join(unknown)}")
    gender = _parts(content, "advertised_gender", {"select", "values"})
    published = _parts(content, "published_at", {"select", "format", "timezone"})
    values = gender.get("values", {})
    genders = advert_record.json_schema()["properties"]["advertised_gender"]["enum"]
    if not isinstance(values, dict) or any(value not in genders for value in values.values()):
        raise BadProfile(f"advertised_gender: each value must become one of {', '.join(genders)}")
    timezone = str(published.get("timezone", "Europe/Amsterdam"))
    try:
        ZoneInfo(timezone)
    except (KeyError, ValueError, OSError) as error:
        raise BadProfile("published_at: the timezone is not known") from error
    return Profile(
        platform=_text(content.get("platform"), "platform"),
        fields={name: _selector(content[name], name) for name in FIELDS if name in content},
        gender=_selector(gender["select"], "advertised_gender") if gender else None,
        gender_values={_plain(str(word)): value for word, value in values.items()},
        published_at=_selector(published["select"], "published_at") if published else None,
        published_format=_text(published.get("format"), "published_at.format"),
        timezone=timezone,
        contacts=tuple(_contacts(content.get("contacts", []))),
    )


def find_fields(page: Selector, profile: Profile) -> dict[str, Any]:
    """The fields of an advert record that the profile finds on a page; what it misses is absent."""
    found: dict[str, Any] = {}
    for name, selector in profile.fields.items():
        if value := next(_values(page, selector), None):
            found[name] = value
    if "title" in found:
        found["title"] = " ".join(found["title"].split())
    if age := _AGE.search(found.pop("stated_age", "")):
        found["stated_age"] = int(age.group())
    if "account_id" in found:
        found["account"] = {"account_id": found.pop("account_id")}
    if profile.gender and (word := next(_values(page, profile.gender), None)):
        gender = profile.gender_values.get(_plain(word))
        if gender:
            found["advertised_gender"] = gender
    if profile.published_at and (text := next(_values(page, profile.published_at), None)):
        moment = _moment(text, profile)
        if moment:
            found["published_at"] = moment
    contacts = {(kind, value): None for kind, one in profile.contacts for value in _values(page, one)}
    if contacts:
        found["contacts"] = [{"kind": kind, "value": _bare(value)} for kind, value in contacts]
    return found


def _values(page: Selector, selector: str) -> Iterator[str]:
    for match in page.css(selector):
        value = match.root if isinstance(match.root, str) else words_of(match.root, inside=True)
        if value.strip():
            yield value.strip()


def _bare(value: str) -> str:
    """A contact without the address scheme that a link puts before it."""
    link = _LINK.match(value)
    return value[link.end() :].split("?")[0].strip() or value if link else value


def _plain(word: str) -> str:
    return " ".join(word.casefold().split())


def _moment(text: str, profile: Profile) -> str | None:
    """RFC 3339 as it stands, or the profile's own format read in its time zone; else None."""
    try:
        if profile.published_format:
            local = datetime.strptime(text, profile.published_format)  # noqa: DTZ007 - the zone follows
            aware = local if local.tzinfo else local.replace(tzinfo=ZoneInfo(profile.timezone))
            return write_moment(aware)
        return write_moment(read_moment(text)) if _RFC_3339.match(text) else None
    except (ValueError, OverflowError, BadRecord):
        return None


def _selector(value: Any, name: str) -> str:
    text = _text(value, name)
    try:
        Selector(text="<html></html>").css(text or "")
    except (SelectorError, ValueError) as error:
        raise BadProfile(f"{name}: is not a CSS selector") from error
    return text or ""


def _text(value: Any, name: str) -> str | None:
    if value is None or (isinstance(value, str) and value.strip()):
        return value
    raise BadProfile(f"{name}: is not a text")


def _parts(content: dict[Any, Any], name: str, allowed: set[str]) -> dict[str, Any]:
    """An entry that is a selector, or a selector with more beside it."""
    value = content.get(name)
    if value is None:
        return {}
    parts = {"select": value} if isinstance(value, str) else value
    if not isinstance(parts, dict) or "select" not in parts or not parts.keys() <= allowed:
        raise BadProfile(f"{name}: takes {', '.join(sorted(allowed))}")
    return parts


def _contacts(entries: Any) -> Iterator[tuple[str, str]]:
    items = advert_record.json_schema()["properties"]["contacts"]["items"]
    kinds = items["properties"]["kind"]["enum"]
    for entry in entries if isinstance(entries, list) else [None]:
        if not isinstance(entry, dict) or entry.keys() != {"kind", "select"} or entry["kind"] not in kinds:
            raise BadProfile(f"contacts: each takes select and kind, one of {', '.join(kinds)}")
        yield entry["kind"], _selector(entry["select"], "contacts")
