"""Where messages may go: to public hosts over https, never into anybody's own network.

An address is looked at when it is written down and again each time something is sent: what a name stands for
may change. The connection is then made to the very address that was looked at.
"""

import ipaddress
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from baken.api.exceptions import UnusableAddress

LOOPBACK = "BAKEN_WEBHOOK_LOOPBACK"
"""1 lets messages go to this machine itself, http included: for a demonstration and for tests."""
LONGEST = 500
_UNICAST = ipaddress.ip_network("2000::/3")
"""Whatever else IPv6 has is old, local or a wrapping of another address."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_LOCAL_NAT64 = ipaddress.ip_network("64:ff9b:1::/48")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True)
class Target:
    """What a message is sent to: the address to connect to, and the name that it is sent under."""

    url: str
    host: str
    host_header: str


def loopback_allowed() -> bool:
    """Whether this installation may send to itself."""
    return os.environ.get(LOOPBACK) == "1"


def check_address(url: str) -> None:
    """Raises `UnusableAddress` with what is wrong, without asking anybody what a name stands for."""
    _parts(url)


def target(url: str, resolve: Resolve | None = None) -> Target:
    """Where to connect to now. Raises `UnusableAddress` if the name stands for anything that is not
    public."""
    parts = _parts(url)
    host = parts.hostname or ""
    port = _port(parts)
    found = [ipaddress.ip_address(one) for one in (resolve or _resolve)(host, port)]
    if not found or not all(_is_fine(one, parts.scheme) for one in found):
        raise UnusableAddress("this name stands for an address that is not public")
    chosen = f"[{found[0]}]" if found[0].version == 6 else str(found[0])
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(f"{parts.scheme}://{chosen}:{port}{path}", host, parts.netloc)


def _parts(url: str) -> SplitResult:
    if len(url) > LONGEST or not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise UnusableAddress("write the address in ASCII, without spaces, at most 500 characters")
    try:
        parts = urlsplit(url)
        port = _port(parts)
    except ValueError as fault:
        raise UnusableAddress from fault
    if parts.username is not None or parts.password is not None or parts.fragment or not parts.hostname:
        raise UnusableAddress("an address has a host, and no name, password or #")
    literal = _literal(parts.hostname)
    if literal is None and _is_local_name(parts.hostname):
        if not loopback_allowed():
            raise UnusableAddress("this is a name of this machine or of a network of one's own")
    elif literal is not None and not _is_fine(literal, parts.scheme):
        raise UnusableAddress("this address is not public")
    if parts.scheme != "https" and not (parts.scheme == "http" and _stays_here(parts.hostname, literal)):
        raise UnusableAddress("the address begins with https://")
    if port != 443 and port < 1024:
        raise UnusableAddress("the port is 443, or one above 1023")
    return parts


def _stays_here(host: str, literal: Address | None) -> bool:
    return loopback_allowed() and (host == "localhost" or (literal is not None and literal.is_loopback))


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        # what only some read as an address (0x7f.1, 2130706433) is none of ours
        if host.replace(".", "").isdecimal() or host.rpartition(".")[2].startswith("0x"):
            raise UnusableAddress from None
        return None


def _is_local_name(host: str) -> bool:
    name = host.rstrip(".").lower()
    return "." not in name or name.endswith((".localhost", ".local", ".internal", ".lan", ".home.arpa"))


def _is_fine(address: Address, scheme: str) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return _is_fine(address.ipv4_mapped, scheme)
        hidden = address.sixtofour or address.teredo or address in _NAT64 or address in _LOCAL_NAT64
        if hidden or (address not in _UNICAST and not address.is_loopback):
            return False
    if address.is_loopback:
        return loopback_allowed()
    return scheme == "https" and address.is_global and not address.is_multicast


def _resolve(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise UnusableAddress("this name stands for nothing now") from fault
    return list(dict.fromkeys(str(one[4][0]).partition("%")[0] for one in found))
