"""A platform profile: where on the pages of one platform the parts of an advert stand, and how its site
may be visited."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from cssselect import SelectorError
from parsel import Selector

from baken.collection.crawl.plan import CrawlPlan, read_plan
from baken.collection.json_ld import BadPath, check_path
from baken.collection.profile_entries import LARGEST_PROFILE, NO_ENTRIES, BadProfile, Entry, read_entries
from baken.collection.selecting import select
from baken.vocabulary import advert_record
from baken.vocabulary.code_list import Label

__all__ = ["LARGEST_PROFILE", "BadProfile", "JsonLd", "Profile", "read_profile"]

FIELDS = ("title", "text", "place", "stated_age", "platform_advert_id", "account_id")
JSON_FIELDS = (*FIELDS, "advertised_gender", "published_at")
DATE_LANGUAGES = ("nl", "en", "de", "fr", "es", "ro", "hu", "bg", "pl")
PRICE_STYLES = ("nl", "en")

_KNOWN = (
    *FIELDS, "name", "platform", "advertised_gender", "published_at", "contacts", "price", "json_ld", "crawl",
)  # fmt: skip


@dataclass(frozen=True)
class JsonLd:
    """Where in the JSON-LD of a page (or in an answer that is JSON) the parts of an advert stand: paths
    such as `name` or `offers[0].price`. `types` are the `@type` of the object that is the advert."""

    types: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    contacts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Price:
    """Where a price stands that is not within the text, and how its number is written."""

    select: str
    style: str = "nl"
    unit: str = ""


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
        price: {select: .price, style: nl, unit: uur}
        contacts:
          - {kind: phone, select: "a.phone::attr(href)"}
        json_ld: {types: [Offer], title: name, text: description}
        crawl: {…}

    An entry that finds nothing on a page leaves its field absent; title and text are then what the
    page shows without a profile. What a selector does not find, `json_ld` may. A `published_at` without
    format is read when it is RFC 3339; with `languages` also as people write dates ("3 dagen geleden"),
    counted from the moment of capture. `platform` stands in where a record names none, and for the host
    name of a page. `crawl` is in `baken.collection.crawl.plan`.
    """

    platform: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    gender: str | None = None
    gender_values: Mapping[str, str] = field(default_factory=dict)
    published_at: str | None = None
    published_formats: tuple[str, ...] = ()
    published_languages: tuple[str, ...] = ()
    timezone: str = "Europe/Amsterdam"
    contacts: tuple[tuple[str, str], ...] = ()
    price: Price | None = None
    json_ld: JsonLd | None = None
    name: str | None = None
    crawl: CrawlPlan | None = None


def read_profile(text: str) -> Profile:
    """The profile that a YAML text holds; raises BadProfile with the line and the entry."""
    content = read_entries(text)
    if not isinstance(content.value, dict):
        raise BadProfile(NO_ENTRIES)
    for name, entry in content.value.items():
        if name not in _KNOWN:
            unknown = Label(
                f"het profiel heeft een regel die niet bekend is: {name}",
                f"the profile has entries that are not known: {name}",
            )
            raise BadProfile(unknown, line=entry.line)
    gender = _selecting(content, "advertised_gender", "values")
    published = _selecting(content, "published_at", "format", "languages", "timezone")
    crawl = content.get("crawl")
    return Profile(
        name=_text(content, "name", 80),
        platform=_text(content, "platform", 200),
        fields={name: selector(entry) for name in FIELDS if (entry := content.get(name))},
        gender=selector(gender.value["select"]) if gender else None,
        gender_values=_gender_values(gender),
        published_at=selector(published.value["select"]) if published else None,
        published_formats=_texts(published, "format"),
        published_languages=_languages(published),
        timezone=_timezone(published),
        contacts=tuple(_contacts(content.get("contacts"), "select", selector)),
        price=_price(content),
        json_ld=_json_ld(content.get("json_ld")),
        crawl=read_plan(crawl, selector, path) if crawl else None,
    )


def selector(entry: Entry) -> str:
    """A CSS selector that parsel reads."""
    text = entry.text()
    try:
        select(Selector(text="<html></html>"), text)
    except (SelectorError, ValueError):
        entry.fault("is geen CSS-selector", "is not a CSS selector")
    return text


def path(entry: Entry) -> str:
    """A path into JSON."""
    text = entry.text()
    try:
        check_path(text)
    except BadPath as fault:
        entry.fault("is geen pad zoals name, offers[0].price of items[].url", str(fault))
    return text


def plain_word(word: str) -> str:
    """A word as it is compared: without regard to case and spaces."""
    return " ".join(word.casefold().split())


def _text(content: Entry, name: str, longest: int) -> str | None:
    entry = content.get(name)
    return entry.text(longest) if entry else None


def _texts(entry: Entry | None, name: str) -> tuple[str, ...]:
    found = entry.get(name) if entry else None
    return tuple(one.text(100) for one in found.items(20)) if found else ()


def _selecting(content: Entry, name: str, *more: str) -> Entry | None:
    """An entry that is a selector, or a selector with more beside it."""
    entry = content.get(name)
    if entry is None:
        return None
    if isinstance(entry.value, str):
        return Entry({"select": entry}, entry.name, entry.line)
    return entry.parts(("select", *more), needs=("select",))


def _gender_values(gender: Entry | None) -> dict[str, str]:
    values = gender.get("values") if gender else None
    if values is None:
        return {}
    genders = advert_record.json_schema()["properties"]["advertised_gender"]["enum"]
    known = isinstance(values.value, dict) and all(one.value in genders for one in values.value.values())
    if not known:
        known_genders = ", ".join(genders)
        values.fault(
            f"elke waarde wordt een van {known_genders}", f"each value must become one of {known_genders}"
        )
    return {plain_word(word): one.value for word, one in values.value.items()}


def _languages(published: Entry | None) -> tuple[str, ...]:
    found = _texts(published, "languages")
    if published and (unknown := [one for one in found if one not in DATE_LANGUAGES]):
        known = ", ".join(DATE_LANGUAGES)
        published.value["languages"].fault(
            f"{unknown[0]!r} is geen van {known}", f"{unknown[0]!r} is none of {known}"
        )
    return found


def _timezone(published: Entry | None) -> str:
    entry = published.get("timezone") if published else None
    if entry is None:
        return "Europe/Amsterdam"
    name = entry.text(100)
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        entry.fault("deze tijdzone is niet bekend", "the timezone is not known")
    return name


def _contacts(contacts: Entry | None, where: str, read: object) -> Iterator[tuple[str, str]]:
    if contacts is None:
        return
    items = advert_record.json_schema()["properties"]["contacts"]["items"]
    kinds = items["properties"]["kind"]["enum"]
    for entry in contacts.value if isinstance(contacts.value, list) else [contacts]:
        named = isinstance(entry.value, dict) and entry.value.keys() == {"kind", where}
        if not named or entry.value["kind"].value not in kinds:
            listed = ", ".join(kinds)
            entry.fault(
                f"bij elk horen {where} en kind, een van {listed}",
                f"each takes {where} and kind, one of {listed}",
            )
        assert callable(read)
        yield entry.value["kind"].value, read(entry.value[where])


def _price(content: Entry) -> Price | None:
    entry = _selecting(content, "price", "style", "unit")
    if entry is None:
        return None
    style, unit = entry.get("style"), entry.get("unit")
    if style and style.value not in PRICE_STYLES:
        styles = ", ".join(PRICE_STYLES)
        style.fault(f"is geen van {styles}", f"is none of {styles}")
    return Price(
        selector(entry.value["select"]), style.value if style else "nl", unit.text(30) if unit else ""
    )


def _json_ld(entry: Entry | None) -> JsonLd | None:
    if entry is None:
        return None
    entry.parts(("types", "contacts", *JSON_FIELDS))
    types = entry.get("types")
    return JsonLd(
        types=tuple(one.text(100) for one in types.items(20)) if types else (),
        fields={name: path(one) for name in JSON_FIELDS if (one := entry.get(name))},
        contacts=tuple(_contacts(entry.get("contacts"), "path", path)),
    )
