"""What can be wrong with a page: the same bodies and headers that real sites send, made on purpose."""

import gzip
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Reply:
    """What the site answers. `cut_after` breaks the connection after so many bytes; `wait` is in seconds."""

    status: int = 200
    body: bytes = b""
    content_type: str | None = "text/html; charset=utf-8"
    headers: list[tuple[str, str]] = field(default_factory=list)
    cut_after: int | None = None
    wait: float = 0.0


def _lying_charset(reply: Reply) -> None:
    reply.content_type = "text/html; charset=utf-16"


def _cut_off(reply: Reply) -> None:
    reply.cut_after = len(reply.body) // 2


def _claims_gzip(reply: Reply) -> None:
    reply.headers.append(("Content-Encoding", "gzip"))


def _gzip(reply: Reply) -> None:
    reply.body = gzip.compress(reply.body)
    reply.headers.append(("Content-Encoding", "gzip"))


def _torn_gzip(reply: Reply) -> None:
    reply.body = gzip.compress(reply.body)[:-20]
    reply.headers.append(("Content-Encoding", "gzip"))


def _brotli(reply: Reply) -> None:
    import brotli

    reply.body = brotli.compress(reply.body)
    reply.headers.append(("Content-Encoding", "br"))


def _bomb(reply: Reply) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = b"\x00" * 1_000_000
    reply.body = b"".join(packer.compress(zeros) for _ in range(200)) + packer.flush()
    reply.headers.append(("Content-Encoding", "gzip"))


def _large(reply: Reply) -> None:
    reply.headers.append(("Content-Length", str(80 * 1024 * 1024)))
    reply.cut_after = 1000


def _picture(reply: Reply) -> None:
    reply.content_type, reply.body = "image/png", PICTURE * 2000


def _no_type(reply: Reply) -> None:
    reply.content_type = None


def _empty(reply: Reply) -> None:
    reply.body = b""


def _nothing_of_ours(reply: Reply) -> None:
    reply.body = b"<!DOCTYPE html><title>Anders</title><p>Deze pagina ziet er nu anders uit."


def _gone(reply: Reply) -> None:
    reply.status, reply.body = 404, b"<!DOCTYPE html><title>Weg</title><p>Deze advertentie is er niet meer."


def _error(reply: Reply) -> None:
    reply.status, reply.body = 500, b"<!DOCTYPE html><title>Fout</title><p>Er ging iets mis."


def _refused(reply: Reply) -> None:
    reply.status, reply.body = 403, b"<!DOCTYPE html><title>Nee</title><p>Dit mag niet."


def _captcha(reply: Reply) -> None:
    reply.body = b'<!DOCTYPE html><title>Even</title><div class="g-recaptcha">Bent u een mens?</div>'


def _asks_log_in(reply: Reply) -> None:
    reply.body = LOG_IN


def _slow(reply: Reply) -> None:
    reply.wait = 30.0


def _to(target: str) -> Callable[[Reply], None]:
    def redirect(reply: Reply) -> None:
        reply.status, reply.body = 302, b""
        reply.headers.append(("Location", target))

    return redirect


PICTURE = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000")
LOG_IN = (
    b'<!DOCTYPE html><title>Inloggen</title><form method="post" action="/inloggen">'
    b'<input name="naam"><input type="password" name="wachtwoord"><button>Inloggen</button></form>'
)

FAULTS: dict[str, Callable[[Reply], None]] = {
    "lying_charset": _lying_charset,
    "cut_off": _cut_off,
    "claims_gzip": _claims_gzip,
    "gzip": _gzip,
    "torn_gzip": _torn_gzip,
    "brotli": _brotli,
    "bomb": _bomb,
    "large": _large,
    "picture": _picture,
    "no_type": _no_type,
    "empty": _empty,
    "nothing_of_ours": _nothing_of_ours,
    "gone": _gone,
    "error": _error,
    "refused": _refused,
    "captcha": _captcha,
    "asks_log_in": _asks_log_in,
    "slow": _slow,
    "to_log_in": _to("/inloggen"),
    "to_elsewhere": _to("http://elders.example/a"),
    "to_private": _to("/prive/advertentie/2"),
    "to_metadata": _to("http://169.254.169.254/latest/"),
    "to_file": _to("file:///etc/hostname"),
}
"""By name; each changes the reply that an advert's page would have been."""
