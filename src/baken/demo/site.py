"""One site of the market as a web archive: the pages of a small classified site, as a crawl keeps them.

Each advert page is a 200 answer of type text/html. Around them stand answers that a reader has to
pass over: robots.txt, lists as JSON, pages that are gone, pages that did not change.
"""

import io
import json
import uuid
from datetime import UTC, datetime
from functools import cache
from html import escape
from importlib import resources
from string import Template
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from baken.collection.moments import write_moment
from baken.collection.profile import Profile, read_profile
from baken.demo.publications import KLEINMARKT, PLATFORMS

SITE = PLATFORMS[KLEINMARKT]

_GENDERS = {
    "women": "Vrouw",
    "men": "Man",
    "trans": "Trans",
    "couples": "Koppel",
    "other": "Anders",
    "unknown": "Onbekend",
}
_LINKS = {
    "phone": '<a class="phone" href="tel:{0}">{0}</a>',
    "email": '<a class="email" href="mailto:{0}">{0}</a>',
    "telegram": '<span class="telegram">{0}</span>',
}
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, f"https://{SITE}/")
_REASONS = {200: "OK", 304: "Not Modified", 404: "Not Found"}


def record_id(name: str) -> str:
    """The WARC record id of a sighting or another record of the archive, without angle brackets.

    Who reads the archive gets it as the sighting's id.
    """
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, name)}"


def profile_text() -> str:
    """The site's profile as YAML, as a user would write it."""
    return _data("site-profile.yaml")


def site_profile() -> Profile:
    """The site's profile, as the readers take it."""
    return read_profile(profile_text())


def write_site(records: pa.Table, stream: BinaryIO) -> int:
    """Writes the records that stand on the site as WARC 1.1, gzip by record; how many adverts.

    The same records give the same bytes: record ids and dates come from the sightings. Images, accounts
    and image hashes are not on the pages.
    """
    share = records.filter(pc.equal(records["platform"], SITE))
    archive = _Archive(stream)
    archive.describe(share["captured_at"][0].as_py() if share.num_rows else datetime(2025, 1, 6, tzinfo=UTC))
    count = 0
    day = None
    for batch in share.to_batches(max_chunksize=5_000):
        for advert in batch.to_pylist():
            moment = advert["captured_at"]
            if moment.date() != day:
                day = moment.date()
                archive.write_surroundings(moment, advert["url"])
            archive.answer(
                advert["sighting_id"], advert["url"], moment, page(advert), "text/html; charset=utf-8"
            )
            count += 1
    return count


def page(advert: dict[str, Any]) -> str:
    """The page of one advert, as HTML."""
    age, published = advert["stated_age"], advert["published_at"]
    links = [_LINKS[contact["kind"]].format(escape(contact["value"])) for contact in advert["contacts"] or ()]
    return _template().substitute(
        title=escape(advert["title"]),
        text=escape(advert["text"]),
        number=escape(advert["platform_advert_id"]),
        place=escape(advert["place"]),
        age="" if age is None else f'<li>Leeftijd: <span class="age">{age} jaar</span></li>\n',
        gender=_GENDERS[advert["advertised_gender"]],
        published=write_moment(published),
        day=f"{published:%d-%m-%Y}",
        contact=f'<p class="contact">Contact: {", ".join(links)}</p>\n' if links else "",
    )


class _Archive:
    """A WARC file that is being written."""

    def __init__(self, stream: BinaryIO) -> None:
        self._writer = WARCWriter(stream, gzip=True, warc_version="WARC/1.1")

    def describe(self, moment: datetime) -> None:
        """The record about the file itself."""
        info = f"software: baken demo\r\nformat: WARC File Format 1.1\r\nisPartOf: {SITE}\r\n".encode()
        self._write("warcinfo", "warcinfo", "", moment, io.BytesIO(info), length=len(info))

    def write_surroundings(self, moment: datetime, url: str) -> None:
        """What a crawl of a day meets beside adverts: nothing of it is a sighting."""
        site = f"https://{SITE}"
        day = f"{moment:%Y-%m-%d}"
        self.answer(f"robots {day}", f"{site}/robots.txt", moment, "User-agent: *\nAllow: /\n", "text/plain")
        listed = json.dumps({"day": day, "first": url})
        self.answer(f"list {day}", f"{site}/lijst/{day}.json", moment, listed, "application/json")
        gone = "<!DOCTYPE html><title>Weg</title><p>Deze advertentie is er niet meer."
        self.answer(f"gone {day}", f"{site}/advertentie/{moment:%j}", moment, gone, "text/html", status=404)
        self.answer(f"same {day}", f"{site}/rubrieken", moment, "", "text/html", status=304)

    def answer(
        self, name: str, url: str, moment: datetime, body: str, media_type: str, *, status: int = 200
    ) -> None:
        """One answer of the site, as a response record with a payload digest."""
        payload = body.encode("utf-8")
        headers = [("Content-Type", media_type), ("Content-Length", str(len(payload)))]
        http = StatusAndHeaders(f"{status} {_REASONS[status]}", headers, protocol="HTTP/1.1")
        self._write("response", name, url, moment, io.BytesIO(payload), length=len(payload), http=http)

    def _write(
        self,
        kind: str,
        name: str,
        url: str,
        moment: datetime,
        payload: io.BytesIO,
        *,
        length: int,
        http: StatusAndHeaders | None = None,
    ) -> None:
        own = {"WARC-Record-ID": f"<{record_id(name)}>", "WARC-Date": f"{moment:%Y-%m-%dT%H:%M:%SZ}"}
        record = self._writer.create_warc_record(
            url, kind, payload=payload, length=length, http_headers=http, warc_headers_dict=own
        )
        self._writer.write_record(record)


@cache
def _template() -> Template:
    return Template(_data("site-page.txt"))


def _data(name: str) -> str:
    return resources.files(__package__).joinpath(f"data/{name}").read_text("utf-8")
