"""Where a notice says that something stands: an address or the number of an advert, in one way of writing."""

import re
from urllib.parse import urlsplit

_LEADS_ON = re.compile(r"[/!=0-9]")
_TRACKING = ("utm_", "fbclid", "gclid")


def one_way_of_writing(location: str) -> str:
    """The same text for addresses that lead to the same page; the number of an advert in lower case.

    Scheme, `www.`, a slash at the end and marks of advertising do not matter. What follows `#` does
    where it may say which advert is meant (a path, a number), and not where it only names a part of the
    page. Applied twice it gives the same.
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
    asked = f"?{'&'.join(sorted(told))}" if told else ""
    leads_on = _LEADS_ON.search(parts.fragment)
    return f"{host}{path}{asked}" + (f"#{parts.fragment}" if leads_on else "")
