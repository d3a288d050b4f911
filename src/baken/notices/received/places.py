"""Where a notice says that something stands: an address or the number of an advert, in one way of writing."""

from urllib.parse import urlsplit

_TRACKING = ("utm_", "fbclid", "gclid")


def one_way_of_writing(location: str) -> str:
    """The same text for addresses that lead to the same page; the number of an advert in lower case.

    Scheme, `www.`, fragment, a slash at the end and marks of advertising do not matter. Applied twice it
    gives the same.
    """
    plain = " ".join(location.split())
    try:
        parts = urlsplit(plain if "://" in plain else f"//{plain}")
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return plain.casefold()
    if "." not in host or " " in plain:
        return plain.casefold()
    while host.startswith("www.") and host.count(".") > 1:
        host = host.removeprefix("www.")
    told = [one for one in parts.query.split("&") if one and not one.startswith(_TRACKING)]
    path = parts.path.rstrip("/")
    return f"{host}{path}" + (f"?{'&'.join(sorted(told))}" if told else "")
