"""Exports: a file that leaves the desk carries where it came from, and is known afterwards.

Whoever takes a file out confirms with password or second factor first (`@page(confirm=True)`). The file
says in itself which organisation, who, when, for which purpose and under which number it was made; where
its format has no room for that, it travels in one zip with a text that says so. Its SHA-256 is kept, so
that a file found somewhere can be traced to the export it came from.
"""

import hashlib
import io
import json
import uuid
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.dispatch import Signal
from django.http import HttpResponse
from django.utils import timezone

from baken.audit.actions import record_event
from baken.desk.guard import DeskRequest, did_confirm
from baken.vocabulary.code_list import Label
from baken.vocabulary.purposes import Purpose

exported = Signal()
"""Sent inside the page's transaction with `by` and `export`, for whoever keeps the list of exports."""

ORIGIN = "herkomst.txt"
"""Beside a file that can't say it itself: what stands in the zip."""

# A zip file carries times; the earliest it knows keeps the same file the same bytes.
PACKED = (1980, 1, 1, 0, 0, 0)
ZIP = "application/zip"


MAY_BE_USED = Label(
    "Alleen voor het doel hierboven en binnen de eigen organisatie. Wie dit bestand vindt en niet weet waar "
    "het hoort, meldt het bij de functionaris gegevensbescherming van deze organisatie.",
    "Only for the purpose above and within the organisation itself. Whoever finds this file and does not "
    "know where it belongs, tells the data protection officer of this organisation.",
)


class NotConfirmed(Exception):
    """A file leaves only from a page that asked for password or second factor again."""


class NobodyKeeps(Exception):
    """No room keeps the list of exports, so nothing may leave."""


@dataclass(frozen=True, slots=True)
class Watermark:
    """What every export carries. `login` is somebody's own sign-in name, `number` that of the export,
    `may_be_used` by whom and for what."""

    number: uuid.UUID
    organisation: Label
    login: str
    at: datetime
    purpose: str
    may_be_used: Label = MAY_BE_USED

    @property
    def moment(self) -> str:
        """The moment in UTC, to the second."""
        return f"{self.at:%Y-%m-%dT%H:%M:%SZ}"

    def lines(self) -> list[tuple[str, Label]]:
        """A key and its words, line by line, as a spreadsheet takes it."""

        def same(words: str) -> Label:
            return Label(words, words)

        return [
            ("export", same(str(self.number))),
            ("organisation", self.organisation),
            ("by", same(self.login)),
            ("at", same(self.moment)),
            ("purpose", Purpose[self.purpose].label),
            ("may_be_used_for", self.may_be_used),
        ]

    def as_dict(self) -> dict[str, str]:
        """The same for a program to read."""
        return {
            "export": str(self.number),
            "organisation_nl": self.organisation.nl,
            "organisation_en": self.organisation.en,
            "by": self.login,
            "at": self.moment,
            "purpose": self.purpose,
        }

    @property
    def sentence(self) -> str:
        """The same on one line."""
        return f"Baken {self.number} · {self.organisation.nl} · {self.login} · {self.moment} · {self.purpose}"

    def file_name(self, name: str) -> str:
        """`name` with who, when and the beginning of the number before its ending or endings."""
        stem, dot, endings = name.partition(".")
        who = self.login.replace("@", "_")
        return f"{stem}_{who}_{self.at:%Y%m%dT%H%M%SZ}_{str(self.number)[:8]}{dot}{endings}"


@dataclass(frozen=True, slots=True)
class Export:
    """A file that left. `what` is a kind and a name ("table:market"), `form` its ending, that of a zip it
    went in apart; `sha256` is that of the file as it went, `content_sha256` that of what it holds before
    the watermark."""

    mark: Watermark
    what: str
    form: str
    rows: int
    size: int
    sha256: str
    content_sha256: str


def watermark_for(request: DeskRequest) -> Watermark:
    """The watermark of the export that this request makes, with a number of its own."""
    by = request.actor
    return Watermark(
        number=uuid.uuid4(),
        organisation=Label(by.organisation.name_nl, by.organisation.name_en),
        login=by.user.sign_in_name,
        at=timezone.now(),
        purpose=by.purpose,
    )


def zip_with_origin(name: str, data: bytes, mark: Watermark, words: Iterable[str] = ()) -> bytes:
    """A zip with the file as it is, and beside it a text that says where it came from.

    `words` are further lines for that text, such as the reservations that belong to the figures.
    """
    told = [
        f"{key}: {both.nl}" + (f" / {both.en}" if both.en != both.nl else "") for key, both in mark.lines()
    ]
    origin = "\r\n".join([*told, f"file: {name}", f"sha256: {_sha256(data)}", "", *words, ""])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(zipfile.ZipInfo(name, PACKED), data, zipfile.ZIP_DEFLATED)
        file.writestr(zipfile.ZipInfo(ORIGIN, PACKED), origin.encode(), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def json_with_origin(data: bytes, mark: Watermark) -> bytes:
    """A JSON object with one key more at its end: `export`. All bytes before it stay as they were.

    Raises ValueError for anything but an object written over several lines.
    """
    end = b"\n}\n"
    if not data.startswith(b"{\n") or not data.endswith(end):
        raise ValueError("only a JSON object over several lines takes a watermark")
    added = json.dumps({"export": mark.as_dict()}, ensure_ascii=False, indent=2)
    return data.removesuffix(end) + b"," + added.encode().removeprefix(b"{") + b"\n"


def export_response(
    request: DeskRequest,
    *,
    data: bytes,
    filename: str,
    content_type: str,
    what: str,
    rows: int,
    mark: Watermark | None = None,
    content: bytes | None = None,
    handed_to_person: bool = False,
) -> HttpResponse:
    """The file as a download, noted in the log and kept in the list of exports.

    With `mark` the caller put that watermark into `data`, and `content` is what it was before; without
    one the file goes into a zip with its origin. What is `handed_to_person` goes to the person it is about:
    neither it nor its name says where it came from, as somebody may look over their shoulder; its hash in the
    list of exports is what it is known by. `what` is a kind and a name, never a word about
    somebody; `rows` is how many rows the file holds. Raises `NotConfirmed`, `NobodyKeeps`.
    """
    if not did_confirm(request):
        raise NotConfirmed
    form = filename.partition(".")[2].removesuffix(".zip")
    before = data if content is None else content
    said = filename
    if handed_to_person:
        mark = watermark_for(request)
    elif mark is None:
        mark = watermark_for(request)
        data = zip_with_origin(filename, data, mark)
        filename, content_type = f"{filename}.zip", ZIP
    export = Export(mark, what, form, rows, len(data), _sha256(data), _sha256(before))
    record_event(
        by=request.actor,
        action="desk.exported",
        subject=f"export:{mark.number}",
        details={"what": what, "form": form, "rows": rows, "sha256": export.sha256},
    )
    if not exported.send(sender=Export, by=request.actor, export=export):
        raise NobodyKeeps
    answer = HttpResponse(data, content_type=content_type)
    named = said if handed_to_person else mark.file_name(filename)
    answer["Content-Disposition"] = f'attachment; filename="{named}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store, private"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
