"""The process that fetches can't do what it may not, and knows nothing that it need not."""

import subprocess
import sys
from typing import Any

import pytest
from twisted.internet.address import IPv4Address

from baken.collection.crawl.transport import PinningResolver

WALLED = """
import sys
from baken.collection.crawl.walls import confine
confine(practice={practice})
try:
    {attempt}
except PermissionError as refused:
    print("refused", type(refused).__name__)
except OSError as fault:
    print("allowed", fault.errno)
"""


def attempt(code: str, *, practice: bool = True) -> str:
    program = WALLED.format(practice=practice, attempt=code)
    ended = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=False, timeout=60
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.split()[0]


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('192.0.2.1', 80), 1)",
        "import socket; socket.socket(socket.AF_UNIX).connect('/tmp/x')",
        "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.fork()",
        "open('/tmp/baken-walls', 'w')",
        "import os; os.remove('/tmp/baken-walls')",
        "import os; open(f'/proc/{os.getppid()}/environ', 'rb')",
        "open('/var/lib/baken/keyring')",
        "open('/etc/../var/lib/baken/keyring')",
        "import os; os.listdir('/var')",
    ],
)
def test_walled_process_is_refused(code: str) -> None:
    assert attempt(code) == "refused"


def test_walled_process_may_ask_this_machine_in_practice_and_nothing_of_it_for_real() -> None:
    code = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"
    assert attempt(code) == "allowed"
    assert attempt(code, practice=False) == "refused"


def test_walled_process_reads_its_own_program_and_what_the_system_needs() -> None:
    assert attempt("open('/etc/niet-hier')") == "allowed"
    assert attempt("open(sys.prefix + '/niet-hier')") == "allowed"


def test_process_that_fetches_loads_no_database_and_no_settings() -> None:
    program = (
        "import sys, baken.collection.crawl.child, baken.collection.crawl.visiting, "
        "baken.collection.crawl.transport, baken.collection.crawl.walls\n"
        "print([name for name in ('django', 'psycopg', 'baken.config') if name in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


class Receiver:
    """Keeps what a resolver says."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.complete = False

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        """Nothing to keep."""

    def addressResolved(self, address: IPv4Address) -> None:  # noqa: N802
        self.found.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802
        self.complete = True


def resolved(resolver: PinningResolver, host: str, answers: list[str]) -> list[str]:
    resolver._pin(host, [(2, 1, 6, "", (answer, 0)) for answer in answers])
    receiver = Receiver()
    resolver.resolveHostName(receiver, host, 80)
    assert receiver.complete
    return receiver.found


def test_host_keeps_the_address_that_it_had_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PinningResolver, "refused", set())
    resolver = PinningResolver(None)
    assert resolved(resolver, "kleinmarkt.example", ["8.8.8.8", "8.8.4.4"]) == ["8.8.8.8", "8.8.4.4"]
    assert resolved(resolver, "kleinmarkt.example", ["9.9.9.9"]) == ["8.8.8.8", "8.8.4.4"]


def test_host_with_one_private_address_is_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PinningResolver, "refused", set())
    resolver = PinningResolver(None)
    assert resolved(resolver, "slinks.example", ["8.8.8.8", "10.0.0.1"]) == []
    assert "slinks.example" in PinningResolver.refused


def test_practice_does_not_even_ask_who_another_host_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PinningResolver, "practice", True)
    monkeypatch.setattr(PinningResolver, "refused", set())
    receiver = Receiver()
    PinningResolver(None).resolveHostName(receiver, "elders.example", 80)
    assert (receiver.complete, receiver.found) == (True, [])
