"""What stands on a page that was fetched: on a list the adverts and the next list, on an advert its record.

Hostile pages are read here, in the process without keys.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from parsel import Selector

from baken.collection.answers import Answer, body_of
from baken.collection.charsets import decode_page
from baken.collection.crawl.addresses import BadAddress, plain_url
from baken.collection.crawl.fetching import Page
from baken.collection.crawl.plan import CrawlPlan, Paging
from baken.collection.evidence.text_only import NotText, text_only
from baken.collection.json_ld import texts_at
from baken.collection.moments import write_moment
from baken.collection.pages import Page as WordsOfPage
from baken.collection.pages import read_page, text_of, title_of
from baken.collection.profile import Profile
from baken.collection.profile_fields import find_fields, find_json_fields
from baken.collection.rejects import BadRecord
from baken.collection.selecting import select

_JSON_TYPES = frozenset({"application/json", "application/ld+json"})
_HUMAN = re.compile(
    r"g-recaptcha|grecaptcha|h-captcha|hcaptcha|cf-turnstile|challenge-platform|cf-chl|captcha", re.IGNORECASE
)
_LOOKED_AT = 200_000
_MOST_LINKS = 10_000


class NoAdvert(Exception):
    """The profile finds neither title nor text on this page. `asks` is a code of `CrawlEnd` where the page
    asks to log in, or for a human, instead."""

    def __init__(self, asks: str | None) -> None:
        super().__init__(self.__doc__)
        self.asks = asks


@dataclass(frozen=True, slots=True)
class Listed:
    """The adverts that a list names, in its order, and the address of the next list, if it names one.

    `asks` is a code of `CrawlEnd` where the page asks to log in, or for a human; beside adverts that is a
    box that stands on every page.
    """

    adverts: list[str]
    next: str | None
    asks: str | None = None


@dataclass(frozen=True, slots=True)
class Advert:
    """An advert record without id, and the text that is kept as its capture."""

    record: dict[str, Any]
    payload: bytes
    content_type: str
    original_sha256: str | None


def read_list(page: Page, plan: CrawlPlan) -> Listed:
    """The adverts on a list page, addresses that are none left out. Raises `BadRecord`."""
    text = _text(page)
    if plan.json is not None:
        content = _json(text)
        found = _addresses(texts_at(content, plan.json), page.url)
        further = texts_at(content, plan.next) if plan.next else iter(())
        return Listed(found, next(iter(_addresses(further, page.url)), None))
    tree = read_page(text).tree
    base = urljoin(page.url, tree.css("base::attr(href)").get("").strip())
    found = _addresses(_picked(tree, plan.links or ""), base)
    further = _picked(tree, plan.next) if plan.next else iter(())
    return Listed(found, next(iter(_addresses(further, base)), None), _asks(tree, text))


def list_at(start: str, paging: Paging, number: int) -> str:
    """The address of a later list page; `number` counts from 0, which is the start page itself."""
    if number == 0:
        return start
    parts = urlsplit(start)
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name != paging.parameter]
    kept.append((paging.parameter, str(paging.first + number * paging.step)))
    return plain_url(urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept), "")))


def read_advert(page: Page, profile: Profile, at: datetime) -> Advert:
    """The advert on a page, captured at a moment (aware). Raises `NoAdvert`, `BadRecord`."""
    body = _body(page)
    text = decode_page(body, page.raw.header("content-type"))
    if page.raw.media_type in _JSON_TYPES:
        record = find_json_fields(_json(text), profile, at)
        if "title" not in record and "text" not in record:
            raise NoAdvert(None)
        record.setdefault("text", record.get("title", ""))
    else:
        record = _of_page(read_page(text), text, profile, at)
    try:
        kept = text_only(body, page.raw.header("content-type") or "text/html")
    except NotText:
        raise BadRecord("the page is not text, though it says it is") from None
    head = {"record_version": 1, "url": page.url, "captured_at": write_moment(at)}
    return Advert({**head, **record}, kept.payload, kept.content_type, kept.original_sha256)


def _of_page(page: WordsOfPage, text: str, profile: Profile, at: datetime) -> dict[str, Any]:
    record = find_fields(page, profile, at)
    named = profile.fields.keys() & {"title", "text"} or profile.json_ld
    if named and "title" not in record and "text" not in record:
        raise NoAdvert(_asks(page.tree, text))
    title = record.pop("title", None) or title_of(page)
    words = record.pop("text", None) or text_of(page)
    if not title and not words:
        raise BadRecord("the page has no words")
    return {**record, **({"title": title} if title else {}), "text": words}


def _asks(tree: Selector, text: str) -> str | None:
    """Whether a page asks to log in, or for a human."""
    if tree.css("input[type=password i]"):
        return "behind_login"
    return "asks_for_human" if _HUMAN.search(text[:_LOOKED_AT]) else None


def _body(page: Page) -> bytes:
    """The body out of its codings."""
    headers: dict[str, str] = {}
    for name, value in page.raw.headers:
        headers.setdefault(name.lower(), value)
    return body_of(Answer(page.raw.status, headers, 0), page.raw.body)


def _text(page: Page) -> str:
    return decode_page(_body(page), page.raw.header("content-type"))


def _json(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        raise BadRecord("the answer is not JSON, though it says it is") from None


def _picked(tree: Selector, selector: str) -> Iterator[str]:
    """What a selector picks as addresses: an attribute or text, or the link of an element."""
    for match in select(tree, selector):
        yield match.root if isinstance(match.root, str) else match.attrib.get("href", "")


def _addresses(texts: Iterator[str], base: str) -> list[str]:
    found: dict[str, None] = {}
    for text in texts:
        if len(found) == _MOST_LINKS:
            break
        try:
            if text.strip():
                found[plain_url(text, base=base)] = None
        except BadAddress:
            continue
    return list(found)
