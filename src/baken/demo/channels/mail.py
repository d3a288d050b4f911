"""A mail server on this machine: SMTP that takes mail, IMAP that shows what people answered.

As much of RFC 5321 and RFC 3501 as a client of ours asks for. It takes one mail for one address at a time;
`accepted` counts each Message-ID, `inbox` is what lies in the mailbox, with whether it was seen.
"""

import base64
import re
import socketserver
import threading
from collections import Counter
from dataclasses import dataclass
from email import message_from_bytes, policy
from types import TracebackType

from baken.conversations.channels.email import EmailAccount
from baken.demo.channels.faults import Faults

HOST = "127.0.0.1"
USER, PASSWORD = "bureau", "proef-wachtwoord-van-de-post"
SENDER = "bureau@hulp.example"
_LONGEST_LINE = 100_000


@dataclass(slots=True)
class Held:
    """A mail in the mailbox."""

    raw: bytes
    seen: bool = False


class SimulatedMail:
    """Both servers; use it as a context manager."""

    def __init__(self, faults: Faults | None = None, *, smtp_port: int = 0, imap_port: int = 0) -> None:
        self.faults = faults or Faults()
        self.accepted: Counter[str] = Counter()
        self.kept: list[tuple[str, str]] = []
        self.nowhere: set[str] = set()
        self.inbox: list[Held] = []
        self.fetched_bytes = 0
        self._ports = (smtp_port, imap_port)
        self._servers: list[socketserver.ThreadingTCPServer] = []

    @property
    def doubled(self) -> int:
        """How many messages somebody got more than once."""
        return sum(1 for times in self.accepted.values() if times > 1)

    def writes(self, raw: bytes) -> None:
        """A mail comes in."""
        self.inbox.append(Held(raw))

    def take(self, to: str, raw: bytes) -> None:
        """Somebody gets this."""
        mail = message_from_bytes(raw, policy=policy.default)
        self.accepted[str(mail["Message-ID"]).strip("<>")] += 1
        self.kept.append((to, mail.get_content()))

    def account(self) -> EmailAccount:
        """The account that these servers let in."""
        smtp, imap = (server.server_address[1] for server in self._servers)
        return EmailAccount(
            smtp=f"smtp://{HOST}:{smtp}", imap=f"imap://{HOST}:{imap}", user=USER, sender=SENDER,
            name="Bureau", password=PASSWORD,
        )  # fmt: skip

    def __enter__(self) -> "SimulatedMail":
        for port, handler in zip(self._ports, (_Smtp, _Imap), strict=True):
            server = _Server((HOST, port), handler)
            server.post = self
            self._servers.append(server)
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()
        self._servers = []


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    post: SimulatedMail

    def handle_error(self, request: object, client_address: object) -> None:
        """A sender that is killed is no error of ours."""


class _Lines(socketserver.StreamRequestHandler):
    timeout = 30

    @property
    def post(self) -> SimulatedMail:
        assert isinstance(self.server, _Server)
        return self.server.post

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def hear(self) -> str:
        return self.rfile.readline(_LONGEST_LINE).decode("utf-8", "replace").rstrip("\r\n")


class _Smtp(_Lines):
    def handle(self) -> None:
        if self.post.faults.is_away():
            return
        self.say("220 hulp.example ESMTP")
        to = ""
        while line := self.hear():
            verb, _, rest = line.partition(" ")
            match verb.upper():
                case "EHLO":
                    self.say("250-hulp.example")
                    self.say("250 AUTH PLAIN")
                case "HELO" | "MAIL" | "RSET" | "NOOP":
                    self.say("250 OK")
                case "AUTH":
                    self.say("235 OK" if rest == _plain() else "535 Authentication failed")
                case "RCPT":
                    to = (re.findall("<([^<>]*)>", rest) or [""])[0]
                    self.say("550 5.1.1 No such user" if to in self.post.nowhere else "250 OK")
                case "DATA":
                    if not self._data(to):
                        return
                case "QUIT":
                    self.say("221 Bye")
                    return
                case _:
                    self.say("502 Not here")

    def _data(self, to: str) -> bool:
        fault = self.post.faults.next_send()
        if fault == "busy":
            self.say("451 4.7.1 Try again later")
            return True
        self.say("354 Go ahead")
        lines: list[bytes] = []
        while (line := self.rfile.readline(_LONGEST_LINE)) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        if fault == "silent_before":
            return False
        if fault == "broken":
            self.say("554 5.3.0 Failed")
            return True
        self.post.take(to, b"".join(lines))
        if fault == "silent_after":
            return False
        self.say("250 OK queued")
        return True


class _Imap(_Lines):
    def handle(self) -> None:
        if self.post.faults.is_away():
            return
        self.say("* OK IMAP4rev1 ready")
        while line := self.hear():
            tag, _, rest = line.partition(" ")
            verb = rest.partition(" ")[0].upper()
            match verb:
                case "CAPABILITY":
                    self.say("* CAPABILITY IMAP4rev1")
                case "LOGIN":
                    if rest.split()[1:] != [USER, f'"{PASSWORD}"']:
                        self.say(f"{tag} NO LOGIN failed")
                        continue
                case "SELECT":
                    if "INBOX" not in rest:
                        self.say(f"{tag} NO no such mailbox")
                        continue
                    self.say(f"* {len(self.post.inbox)} EXISTS")
                case "UID":
                    self._uid(rest)
                case "LOGOUT":
                    self.say("* BYE")
                    self.say(f"{tag} OK done")
                    return
                case "CLOSE" | "NOOP":
                    pass
                case _:
                    self.say(f"{tag} BAD not here")
                    continue
            self.say(f"{tag} OK done")

    def _uid(self, rest: str) -> None:
        inbox = self.post.inbox
        if "SEARCH UNSEEN" in rest:
            self.say("* SEARCH " + " ".join(str(at) for at, held in enumerate(inbox, 1) if not held.seen))
            return
        asked = re.match(r"UID (FETCH|STORE) (\d+) ", rest)
        place = int(asked[2]) if asked else 0
        if asked is None or not 1 <= place <= len(inbox):
            return
        held = inbox[place - 1]
        if asked[1] == "STORE":
            held.seen = True
            return
        most = re.search(r"BODY\.PEEK\[\]<0\.(\d+)>", rest)
        raw = held.raw[: int(most[1])] if most else held.raw
        self.post.fetched_bytes += len(raw)
        self.wfile.write(
            f"* {place} FETCH (UID {place} BODY[]<0> {{{len(raw)}}}\r\n".encode() + raw + b")\r\n"
        )


def _plain() -> str:
    return "PLAIN " + base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode()
