"""How an evidence package is laid out: a WACZ, and in its folder `evidence` what proves it. Pure.

    archive/captures.warc.gz  indexes/index.cdx  pages/pages.jsonl     what every web archive has
    datapackage.json  datapackage-digest.json                          WACZ's own list of parts
    evidence/index.html           what it is, who made it, how to check it; Dutch and English
    evidence/sha256sums.txt       for `sha256sum -c`
    evidence/public-key.pem       of the organisation that signed it (Ed25519)
    evidence/manifest.json        every part with its SHA-256, and of each piece of 16 KiB enough to find
                                  a changed byte
    evidence/manifest.sig         the signature over manifest.json, 64 bytes

The two lists of WACZ follow from the manifest, which follows from the other parts; so all bytes are covered,
directly or by being made again. The zip stores its parts as they are, in this order, without dates.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

ARCHIVE = "archive/captures.warc.gz"
INDEX = "indexes/index.cdx"
PAGES = "pages/pages.jsonl"
PAGE = "evidence/index.html"
SUMS = "evidence/sha256sums.txt"
KEY = "evidence/public-key.pem"
MANIFEST = "evidence/manifest.json"
SIGNATURE = "evidence/manifest.sig"
PACKAGE = "datapackage.json"
PACKAGE_DIGEST = "datapackage-digest.json"
ORDER = (PACKAGE, PACKAGE_DIGEST, ARCHIVE, INDEX, PAGES, PAGE, SUMS, KEY, MANIFEST, SIGNATURE)

FORMAT = "baken-evidence-1"
PIECE = 16 * 1024
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)


def sha256(data: bytes) -> str:
    """In hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def described(data: bytes) -> dict[str, Any]:
    """A part as the manifest lists it: its size and digest, and for each piece its digest and three sums
    over its bytes b at places i = 1, 2, …: Σb, Σib, Σi²b."""
    pieces = [piece_of(data[start : start + PIECE]) for start in range(0, len(data), PIECE)]
    return {"bytes": len(data), "sha256": sha256(data), "pieces": pieces}


def piece_of(data: bytes) -> list[Any]:
    """The digest of a piece and its three sums."""
    import numpy as np

    values = np.frombuffer(data, dtype=np.uint8).astype(np.int64)
    places = np.arange(1, len(values) + 1, dtype=np.int64)
    weighed = values * places
    return [sha256(data), int(values.sum()), int(weighed.sum()), int((weighed * places).sum())]


def sums_page(parts: Mapping[str, bytes]) -> bytes:
    """What `sha256sum -c` reads."""
    return "".join(f"{sha256(data)}  {name}\n" for name, data in sorted(parts.items())).encode()


def as_json(content: Any) -> bytes:
    """JSON as the package holds it: UTF-8, names in order, a line end at the end."""
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def package_lists(manifest: bytes, signature: bytes) -> dict[str, bytes]:
    """The two lists of WACZ that go with a manifest. Raises ValueError or KeyError for another one."""
    content = json.loads(manifest)
    sizes = {name: (one["bytes"], one["sha256"]) for name, one in content["parts"].items()}
    sizes[MANIFEST] = (len(manifest), sha256(manifest))
    sizes[SIGNATURE] = (len(signature), sha256(signature))
    package = as_json(
        {
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "software": content["software"],
            "created": content["made_at"],
            "title": content["title"]["en"],
            "resources": [
                {"name": name.rpartition("/")[2], "path": name, "bytes": size, "hash": f"sha256:{digest}"}
                for name, (size, digest) in sorted(sizes.items())
            ],
        }
    )
    digest = as_json({"path": PACKAGE, "hash": f"sha256:{sha256(package)}"})
    return {PACKAGE: package, PACKAGE_DIGEST: digest}


def wrapped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of these parts, stored as they are; the same parts give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as package:
        for name, data in parts:
            info = zipfile.ZipInfo(name, _FIRST_DATE)
            info.external_attr = 0o644 << 16
            package.writestr(info, data)
    return stream.getvalue()
