"""The address of a test entrance, as the document that allows an audit names it."""

from urllib.parse import urlsplit

from baken.door.audits.exceptions import BadAddress

LONGEST = 200
ON_THIS_MACHINE = ("127.0.0.1", "::1", "localhost")


def read_address(text: str) -> str:
    """Scheme, host and port, in one way of writing, so that two addresses are the same when they look it.

    A key never travels in clear: it begins with https, or stays on this machine. Raises `BadAddress`.
    """
    given = text.strip()
    if len(given) > LONGEST or not given.isascii() or not given.isprintable() or set(' "\\<>') & set(given):
        raise BadAddress
    try:
        parts = urlsplit(given)
        port = parts.port
    except ValueError as fault:
        raise BadAddress from fault
    host = (parts.hostname or "").rstrip(".")
    if not host or parts.username is not None or parts.password is not None:
        raise BadAddress
    if parts.path not in ("", "/") or parts.query or parts.fragment or "?" in given or "#" in given:
        raise BadAddress
    if parts.scheme != "https" and not (parts.scheme == "http" and host in ON_THIS_MACHINE):
        raise BadAddress
    shown = f"[{host}]" if ":" in host else host
    usual = 443 if parts.scheme == "https" else 80
    return f"{parts.scheme}://{shown}" + ("" if port in (None, usual) else f":{port}")
