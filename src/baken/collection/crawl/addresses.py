"""Which addresses a crawl may ask for: by their words (pure), and by the machine that they lead to."""

import ipaddress
import re
from collections.abc import Sequence
from fnmatch import fnmatchcase
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from baken.vocabulary.code_list import Label

_PORTS = {"http": 80, "https": 443}
_LONGEST = 2000
_LOGIN_WORDS = frozenset(
    [
        "login",
        "signin",
        "sign-in",
        "sign_in",
        "log-in",
        "log_in",
        "inloggen",
        "aanmelden",
        "anmelden",
        "einloggen",
        "logon",
        "connexion",
        "identification",
        "iniciar-sesion",
        "acceder",
        "autentificare",
        "bejelentkezes",
        "zaloguj",
        "logowanie",
        "auth",
        "oauth",
        "oauth2",
        "sso",
        "saml",
        "account",
        "my-account",
        "mijn-account",
        "mijnaccount",
        "register",
        "registreren",
        "registratie",
        "signup",
        "sign-up",
        "sign_up",
        "wp-admin",
        "wp-login",
        "admin",
        "wachtwoord",
        "password",
        "logout",
        "uitloggen",
        "log-out",
        "session",
        "sessions",
    ]
)
_MEDIA_ENDINGS = frozenset(
    [
        "jpg",
        "jpeg",
        "jpe",
        "jfif",
        "png",
        "gif",
        "webp",
        "avif",
        "svg",
        "svgz",
        "bmp",
        "ico",
        "tif",
        "tiff",
        "heic",
        "heif",
        "jxl",
        "psd",
        "raw",
        "mp4",
        "m4v",
        "webm",
        "mov",
        "avi",
        "mkv",
        "mpg",
        "mpeg",
        "wmv",
        "flv",
        "3gp",
        "ogv",
        "ts",
        "m3u8",
        "mpd",
        "mp3",
        "m4a",
        "wav",
        "ogg",
        "oga",
        "opus",
        "flac",
        "aac",
        "weba",
        "woff",
        "woff2",
        "ttf",
        "otf",
        "eot",
        "css",
        "js",
        "mjs",
        "map",
        "wasm",
        "pdf",
        "zip",
        "gz",
        "tgz",
        "rar",
        "7z",
        "tar",
        "exe",
        "apk",
        "dmg",
        "iso",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "ppt",
        "pptx",
    ]
)
_SPACES = re.compile(r"[\x00-\x20\x7f]")


NO_ADDRESS = Label("is geen http- of https-adres", "is not an http or https address")


class BadAddress(Exception):
    """The address can't be visited; `reason` says why."""

    def __init__(self, reason: Label = NO_ADDRESS) -> None:
        super().__init__(reason.en)
        self.reason = reason


def plain_url(url: str, base: str | None = None) -> str:
    """The address without fragment, its host in lower case, seen from the page that names it.

    Raises `BadAddress` for anything but http and https, and for one that holds a name and password.
    """
    text = _SPACES.sub("", url) if base is None else url.strip()
    try:
        parts = urlsplit(urljoin(base, text) if base else text)
        host, port = parts.hostname, parts.port
    except ValueError as fault:
        raise BadAddress from fault
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host:
        raise BadAddress
    if parts.username is not None or parts.password is not None:
        raise BadAddress(
            Label(
                "bevat een gebruikersnaam, en achter een inlog wordt niets bezocht",
                "holds a user name, and nothing behind a log-in is visited",
            )
        )
    try:
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError as fault:
        raise BadAddress from fault
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port in (None, _PORTS[scheme]) else f"{shown}:{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]")
    found = urlunsplit((scheme, netloc, path, query, ""))
    if len(found) > _LONGEST:
        raise BadAddress(Label("is langer dan een adres kan zijn", "is longer than an address can be"))
    return found


def host_of(url: str) -> str:
    """Host and, where it is not the usual one, port: what `hosts` in a profile names."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port
    shown = f"[{host}]" if ":" in host else host
    return shown if port in (None, _PORTS.get(parts.scheme)) else f"{shown}:{port}"


def is_login(url: str) -> bool:
    """Whether the path of an address is one of logging in, out or up, or of an account."""
    path = unquote(urlsplit(url).path).lower()
    words = (segment.rsplit(".", 1)[0] if "." in segment else segment for segment in path.split("/"))
    return any(word in _LOGIN_WORDS for word in words)


def is_media(url: str) -> bool:
    """Whether an address says itself that it is a picture, a film, a letter type or another file."""
    last = unquote(urlsplit(url).path).rsplit("/", 1)[-1].lower()
    return "." in last and last.rsplit(".", 1)[-1] in _MEDIA_ENDINGS


def trouble_with(url: str, hosts: Sequence[str], never: Sequence[str]) -> str | None:
    """Why a plain address is not asked for, as a code of `CrawlTrouble`; None where it may be."""
    if host_of(url) not in hosts:
        return "elsewhere"
    if is_media(url):
        return "not_text"
    parts = urlsplit(url)
    whole = f"{parts.path}?{parts.query}" if parts.query else parts.path
    if is_login(url) or any(fnmatchcase(whole, _glob(pattern)) for pattern in never):
        return "not_allowed"
    return None


def _glob(pattern: str) -> str:
    """A pattern in which `*` alone means something."""
    return re.sub(r"[\[?]", lambda found: f"[{found.group()}]", pattern)


def may_contact(address: str, *, practice: bool) -> bool:
    """Whether a machine may be contacted: for practice this one alone, else any on the public internet.

    An address that carries another inside it (IPv4 in IPv6, 6to4, Teredo, NAT64) is judged by both.
    """
    try:
        ip = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if practice:
        mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
        return (mapped or ip).is_loopback
    inner = _inside(ip)
    if inner is not None:
        return may_contact(str(inner), practice=False) and (_only_carries(ip) or _is_public(ip))
    return _is_public(ip)


_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
"""All of IPv6 that is given out (RFC 4291); what lies outside leads to one's own network, or carries IPv4."""
_CARRIERS = tuple(
    ipaddress.IPv6Network(one) for one in ("::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "::/96")
)
"""Mapped, translated (RFC 2765), NAT64 (RFC 6052) and compatible: the last four bytes are IPv4."""
_RELAYS = ipaddress.IPv4Network("192.88.99.0/24")
_ISATAP = (0x00005EFE, 0x02005EFE)


def _is_public(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(ip, ipaddress.IPv6Address):
        return ip in _GLOBAL_UNICAST and ip.is_global
    return ip.is_global and not ip.is_multicast and ip not in _RELAYS


def _inside(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if isinstance(ip, ipaddress.IPv4Address) or ip.is_loopback:
        return None
    last = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if _only_carries(ip) or int(ip) >> 32 & 0xFFFFFFFF in _ISATAP:
        return last
    return ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def _only_carries(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return isinstance(ip, ipaddress.IPv6Address) and any(ip in one for one in _CARRIERS)
