"""Three ways in which the site shows the same kind of adverts: cards, a table, and a list that loads more.

Each page has a picture and a data URI, as real pages have: nothing may ask for the one or keep the other.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from baken.demo.market_site.adverts import ShownAdvert

PER_PAGE = 8
DATA_URI = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACADs="
"""One invented dot."""

_HEAD = (
    '<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>{title}</title>'
    '<link rel="stylesheet" href="/opmaak.css"><link rel="icon" href="/beeld/icoon.ico"></head><body>'
    '<header><a href="/">Marktplein</a> <a href="/inloggen">Inloggen</a> <a href="/prive/">Privé</a></header>'
)
_FOOT = "<footer>Een verzonnen site met verzonnen advertenties.</footer></body></html>"


@dataclass(frozen=True, slots=True)
class Layout:
    """One way of showing: its path, a list page (adverts, page from 0, base address) and an advert page."""

    path: str
    kind: str
    list: Callable[[list[ShownAdvert], int], str]
    advert: Callable[[ShownAdvert, datetime], str]
    address: Callable[[int], str]


def _page(title: str, body: str) -> str:
    return _HEAD.format(title=escape(title)) + body + _FOOT


def _part(adverts: list[ShownAdvert], number: int) -> tuple[list[ShownAdvert], bool]:
    begin = number * PER_PAGE
    return adverts[begin : begin + PER_PAGE], begin + PER_PAGE < len(adverts)


def _cards(adverts: list[ShownAdvert], number: int) -> str:
    part, more = _part(adverts, number)
    cards = "".join(
        f'<article class="kaart"><a class="naar" href="{_card_address(one.number)}">'
        f'<img src="/beeld/{one.number}.png" alt=""><h2>{escape(one.title)}</h2></a>'
        f'<p>{escape(one.place)}</p><a class="beeld" href="/beeld/{one.number}.jpg">Groter</a></article>'
        for one in part
    )
    further = f'<a rel="next" class="volgende" href="/kaarten/blad/{number + 2}">Volgende</a>' if more else ""
    extra = (
        '<article class="kaart"><a class="naar" href="/prive/advertentie/1">Alleen voor leden</a></article>'
    )
    return _page("Kaarten", f"<main>{cards}{extra if number == 0 else ''}{further}</main>")


def _card_address(number: int) -> str:
    return f"/kaarten/advertentie/{number}"


def _card_advert(one: ShownAdvert, now: datetime) -> str:
    days = one.since.days
    ago = "gisteren" if days == 1 else f"{days} dagen geleden"
    return _page(
        f"{one.title} | Kaarten",
        f'<article class="advertentie" data-nummer="k{one.number}"><h1>{escape(one.title)}</h1>'
        f'<img src="/beeld/{one.number}.png" alt=""><img src="{DATA_URI}" alt="">'
        f'<div class="tekst">{escape(one.text)}</div>'
        f'<dl><dt>Plaats</dt><dd class="plaats">{escape(one.place)}</dd>'
        f'<dt>Leeftijd</dt><dd class="leeftijd">{one.age} jaar</dd><dt>Wie</dt><dd class="wie">{one.who}</dd>'
        f'<dt>Geplaatst</dt><dd class="sinds">{ago}</dd></dl>'
        f'<a class="bel" href="tel:{one.phone.replace(" ", "")}">Bel</a></article>',
    )


def _table(adverts: list[ShownAdvert], number: int) -> str:
    part, _ = _part(adverts, number)
    rows = "".join(
        f'<tr><td><a href="{_table_address(one.number)}">{escape(one.title)}</a></td>'
        f"<td>{escape(one.place)}</td></tr>"
        for one in part
    )
    pages = "".join(
        f'<a href="/tabel/?pagina={page + 1}">{page + 1}</a> ' for page in range(-(-len(adverts) // PER_PAGE))
    )
    return _page("Tabel", f'<main><table class="lijst">{rows}</table><nav>{pages}</nav></main>')


def _table_address(number: int) -> str:
    return f"/tabel/a{number}.html"


def _table_advert(one: ShownAdvert, now: datetime) -> str:
    price = f"{one.price:,}".replace(",", ".") + ",00"
    return _page(
        f"{one.title} | Tabel",
        f'<div id="titel">{escape(one.title)}</div><img src="/beeld/{one.number}.webp" alt="">'
        f'<table class="feiten"><tr><td>Waar</td><td class="waar">{escape(one.place)}</td></tr>'
        f'<tr><td>Wie</td><td class="wie">{one.who}</td></tr>'
        f'<tr><td>Prijs</td><td class="prijs">€ {price}</td></tr>'
        f'<tr><td>Sinds</td><td class="sinds">{now - one.since:%d-%m-%Y %H:%M}</td></tr></table>'
        f'<pre class="woorden">{escape(one.text)}</pre><p class="nr">nr. t{one.number}</p>',
    )


def _more(adverts: list[ShownAdvert], number: int) -> str:
    part, more = _part(adverts, number)
    listed: dict[str, Any] = {
        "advertenties": [
            {"titel": one.title, "link": _more_address(one.number), "beeld": f"/beeld/{one.number}.jpg"}
            for one in part
        ],
        "meer": more,
    }
    return json.dumps(listed)


def _more_address(number: int) -> str:
    return f"/laden/stuk/{number}"


def _more_advert(one: ShownAdvert, now: datetime) -> str:
    told = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Marktplein"},
            {
                "@type": "Offer",
                "sku": f"l{one.number}",
                "name": one.title,
                "description": one.text,
                "image": [DATA_URI, f"/beeld/{one.number}.jpg"],
                "areaServed": {"@type": "City", "name": one.place},
                "category": one.who,
                "validFrom": f"{now - one.since:%Y-%m-%dT%H:%M:%S}Z",
                "seller": {"@type": "Person", "telephone": one.phone},
            },
        ],
    }
    script = json.dumps(told).replace("</", "<\\/")
    return _page(
        f"{one.title} | Laden",
        f'<script type="application/ld+json">{script}</script><main id="app">Even geduld…</main>',
    )


LAYOUTS: dict[str, Layout] = {
    "cards": Layout("/kaarten/", "text/html; charset=utf-8", _cards, _card_advert, _card_address),
    "table": Layout("/tabel/", "text/html; charset=utf-8", _table, _table_advert, _table_address),
    "more": Layout("/laden/meer", "application/json", _more, _more_advert, _more_address),
}
