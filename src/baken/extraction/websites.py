"""Websites in the words of an advert."""

import re
from collections.abc import Iterator

from baken.extraction.contacts import WEBSITE, Contact
from baken.extraction.disguises import ClearText
from baken.extraction.emails import DOT, TOP_DOMAINS

_CLEAR_TOPS = "nl|com|net|org|eu|info|biz|shop|online|site|club|vip|xxx|sex|live|nu|tv|io|co\\.uk|example"
_PATH = r"(?:[/?#][^\s<>\"'()\[\]{}|]{0,300})?"
_SITE = re.compile(
    rf"(?<![^\W_])(?:https?://|www(?P<w>{DOT}))(?P<host>[^\W_][\w\-]{{0,62}}(?:{DOT}[\w\-]{{1,63}}){{1,4}})(?::\d{{2,5}})?(?P<path>{_PATH})"
    rf"|(?<![\w.@/\-])(?P<bare>[^\W_][\w\-]{{1,62}}(?:\.[\w\-]{{1,63}}){{0,2}}\.(?P<top>{_CLEAR_TOPS}))(?![\w\-]|\.\w|@)(?P<bare_path>{_PATH})"
    rf"|(?<![\w.@/\-])(?P<cued>[^\W_][\w\-]{{2,62}}\.(?:be|de|fr|es|it|me|uk|pl|ro|lu|ch|at|app))(?![\w\-]|\.\w|@)(?P<cued_path>{_PATH})"
    rf"|(?<![\w.@/\-])(?P<spelled>[^\W_][\w\-]{{1,62}}(?:\s?[(\[]\s?(?:dot|punt|\.)\s?[)\]]\s?|\s(?:dot|punt)\s)(?:{_CLEAR_TOPS}|be|de))(?![\w\-]|@)"
)
_CUE = re.compile(r"(?:site|website|web|zie|kijk op|kijk|via|visit|see|bezoek|online op|link)[:\s]{1,3}\Z")
_DOT = re.compile(DOT)


def websites(clear: ClearText) -> Iterator[tuple[Contact, tuple[int, int]]]:
    """Websites, each with its span in the clear text; the value has no scheme and no "www."."""
    low, text = clear.low, clear.text
    for match in _SITE.finditer(low):
        start, end = match.span()
        host = match["host"] or match["bare"] or match["cued"] or match["spelled"]
        path = match["path"] or match["bare_path"] or match["cued_path"] or ""
        if match["cued"] and not path.strip("/.,;:!?") and not _CUE.search(low[max(0, start - 20) : start]):
            continue
        if match["bare"] or match["cued"]:
            # "tot ziens.Info volgt" is two sentences.
            top = text[start + len(host) - len(host.rsplit(".", 1)[1]) : start + len(host)]
            if top[:1].isupper() and not text[start : start + len(host)].isupper():
                continue
        labels = _DOT.split(host)
        if match["host"]:
            while (
                len(labels) > 1 and labels[-1] not in TOP_DOMAINS and not (labels[-1].isalpha() and not path)
            ):
                labels.pop()
            if len(labels) < 2:
                continue
        value = ".".join(labels).removeprefix("www.")
        tail = path.rstrip("/.,;:!?")
        end -= len(path) - len(tail) if tail or path.strip("/") != path else 0
        hidden = (
            match["spelled"] is not None
            or (match["w"] or ".") != "."
            or any(one != "." for one in _DOT.findall(host))
        )
        obscured = hidden or clear.is_disguised(start, end)
        yield Contact(WEBSITE, value + tail, obscured, True, clear.span(start, end)), (start, end)
