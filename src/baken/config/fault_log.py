"""What is written down of a page that broke: the fault's kind and where, never what it was about."""

import logging
import traceback
from pathlib import Path

from django.http import HttpRequest

_SOURCE = Path(__file__).parents[2]


class WithoutContent(logging.Formatter):
    """A fault as one line and its places in the code.

    Messages of exceptions, addresses of pages and values of fields may hold what somebody wrote or
    looked at; the route, the kinds of fault and the lines of code hold none of it.
    """

    def format(self, record: logging.LogRecord) -> str:
        request: HttpRequest | None = getattr(record, "request", None)
        route = getattr(getattr(request, "resolver_match", None), "route", None) or "no page"
        fault = record.exc_info[1] if record.exc_info else None
        lines = [f"{self.formatTime(record)} a page broke: {getattr(request, 'method', '')} /{route}"]
        while fault is not None:
            lines.append(f"  {type(fault).__module__}.{type(fault).__qualname__}")
            lines += [f"    {_place(frame)}" for frame in traceback.extract_tb(fault.__traceback__)]
            fault = fault.__cause__ or fault.__context__
        return "\n".join(lines)


def _place(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    name = path.relative_to(_SOURCE) if path.is_relative_to(_SOURCE) else Path(*path.parts[-3:])
    return f"{name}:{frame.lineno} {frame.name}"


def log_faults() -> None:
    """Writes pages that broke on standard error, and nothing else about pages."""
    handler = logging.StreamHandler()
    handler.setFormatter(WithoutContent())
    logger = logging.getLogger("django.request")
    logger.handlers = [handler]
    logger.setLevel(logging.ERROR)
    logger.propagate = False
