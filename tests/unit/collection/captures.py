"""WARC and WACZ files made in memory, for the tests of reading them."""

import hashlib
import io
import json
import zipfile
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HTML = ("Content-Type", "text/html; charset=utf-8")


def page(words: str, title: str = "Ontspannende massage") -> bytes:
    return f"<html><head><title>{title}</title></head><body><p>{words}</p></body></html>".encode()


class Archive:
    """A WARC file in the making; knows where each record begins."""

    def __init__(self, *, gzip: bool = True, version: str = "WARC/1.1") -> None:
        self.stream = io.BytesIO()
        self.offsets: list[int] = []
        self._writer = WARCWriter(self.stream, gzip=gzip, warc_version=version)

    def answer(
        self,
        body: bytes = page("prettig en rustig"),
        *,
        url: str = "https://voorbeeld.example/a/1",
        status: str = "200 OK",
        headers: tuple[tuple[str, str], ...] = (HTML,),
        **warc_headers: str,
    ) -> "Archive":
        """Adds a response; keywords are WARC headers, with underscores for hyphens."""
        named = {name.replace("_", "-"): value for name, value in warc_headers.items()}
        self._add(
            "response",
            url=url,
            body=body,
            http_headers=StatusAndHeaders(status, list(headers), protocol="HTTP/1.1"),
            warc_headers={"WARC-Date": "2026-01-02T03:04:05Z", **named},
        )
        return self

    def other(self, kind: str, body: bytes = b"a: b\r\n", **more: Any) -> "Archive":
        """Adds a record of another type."""
        self._add(kind, url=more.pop("url", "https://voorbeeld.example/a/1"), body=body, **more)
        return self

    def _add(self, kind: str, *, url: str, body: bytes, http_headers: Any = None, **more: Any) -> None:
        self.offsets.append(self.stream.tell())
        record = self._writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(body),
            length=len(body),
            http_headers=http_headers,
            warc_headers_dict={
                "WARC-Record-ID": f"<urn:uuid:00000000-0000-0000-0000-{len(self.offsets):012}>",
                **more.get("warc_headers", {}),
            },
        )
        self._writer.write_record(record)

    @property
    def last(self) -> int:
        """The number of the last record, with which its name ends."""
        return len(self.offsets)

    @property
    def data(self) -> bytes:
        return self.stream.getvalue()


def raw_record(
    block: bytes,
    *,
    kind: str = "response",
    version: str = "WARC/1.0",
    length: int | None = None,
    **headers: str,
) -> bytes:
    """One record written by hand, without digests, so that anything in it can be wrong."""
    fields = {
        "WARC-Type": kind,
        "WARC-Target-URI": "https://voorbeeld.example/a/1",
        "WARC-Date": "2026-01-02T03:04:05Z",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block) if length is None else length),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value != "")
    return f"{version}\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def http(body: bytes = page("prettig en rustig"), *headers: tuple[str, str]) -> bytes:
    """A 200 answer as bytes."""
    fields = "".join(f"{name}: {value}\r\n" for name, value in (headers or (HTML,)))
    return f"HTTP/1.1 200 OK\r\n{fields}\r\n".encode() + body


def package(
    parts: dict[str, bytes], *, hashes: dict[str, str] | None = None, compressed: bool = False
) -> bytes:
    """A WACZ of these parts; `hashes` replaces what the list says of them."""
    said = {name: "sha256:" + hashlib.sha256(data).hexdigest() for name, data in parts.items()}
    said.update(hashes or {})
    listed = [{"path": name, "hash": value} for name, value in said.items() if value]
    text = json.dumps({"profile": "data-package", "resources": listed}).encode()
    target = io.BytesIO()
    kind = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    with zipfile.ZipFile(target, "w", kind) as package:
        for name, data in parts.items():
            package.writestr(name, data)
        package.writestr("datapackage.json", text)
    return target.getvalue()
