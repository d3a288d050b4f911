"""A real browser at a real desk: one database with a small demo market, served as it is in use.

The tests share it. None depends on what another did: whoever changes something makes a user, an
organisation or a lead of their own first.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.factories.databases import connected_to
from tests.faults.demo_databases import ROOT, database

SCALE = "0.02"
PATIENCE = 60
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "chromium"
)
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class Served:
    """A desk that answers: where, the address of its database, and what it says of pages that broke."""

    address: str
    database: str
    log: Path


@pytest.fixture(scope="session")
def served(server_url: str, migrated: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """`baken serve` on a database of its own in which the demo has run."""
    with database(server_url, migrated) as url:
        environment = os.environ | {"DATABASE_URL": url}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        baken = [sys.executable, "-m", "baken.cli.main"]
        ran = subprocess.run(
            [*baken, "demo", "--no-serve", "--scale", SCALE, "--quiet"],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
        command = [*baken, "serve", "--port", "0", "--workers", "1", "--no-worker"]
        log = tmp_path_factory.mktemp("served") / "log"
        with (
            log.open("wb") as said,
            subprocess.Popen(command, cwd=ROOT, env=environment, stderr=said) as serving,
        ):
            try:
                yield Served(_address(serving, log), url, log)
            finally:
                serving.terminate()


def _address(serving: subprocess.Popen[bytes], log: Path) -> str:
    """Where the desk says that it is, as soon as it says so."""
    until = monotonic() + PATIENCE
    while serving.poll() is None and monotonic() < until:
        found = re.search(r"http://[\d.:]+", log.read_text("utf-8"))
        if found:
            return found[0]
        sleep(0.1)
    raise AssertionError(log.read_text("utf-8"))


@pytest.fixture(scope="session")
def desk(served: Served, django_db_blocker: Any) -> Callable[[], Any]:
    """Opens the served database to a test: `with desk(): ...`."""

    @contextmanager
    def opened() -> Iterator[Served]:
        with django_db_blocker.unblock(), connected_to(served.database):
            yield served

    with opened():
        from baken.accounts.queries import find_organisation
        from baken.tenancy.acting import acting_for
        from baken.triage.models import SampleRates

        with acting_for(find_organisation("demo").id):
            # no decision is drawn for a second assessment by chance
            SampleRates.objects.update(second_looks=0)
    return opened


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser for the tests of one module. Its loop counts as running in this thread as long as it
    is open, so it never outlives the module, and only here may the database be asked in spite of it."""
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as driver:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


class Watched:
    """A page, and whatever went wrong on it: errors, refusals of the policy, requests elsewhere."""

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        self.faults: list[str] = []
        self._host = urlsplit(address).netloc
        self._address = address
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)

    def open(self, path: str) -> int:
        """Goes to a path and waits until all of the page is there; the status. No page fetches parts of
        itself afterwards unasked."""
        answer = self.page.goto(self._address + path)
        return answer.status

    def _console(self, message: Any) -> None:
        # the browser's own line about a page that answers 404 or 403 is that status, no fault of the page
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            self.faults.append(f"console: {message.text[:300]}")

    def _failed(self, request: Any) -> None:
        # a page that is left while its icon still comes lets go of it
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"failed: {request.url}: {request.failure}")

    def _request(self, request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != self._host:
            self.faults.append(f"asked of somebody else: {request.url}")


@pytest.fixture
def visit(chromium: Any, desk: Any, served: Served) -> Iterator[Callable[..., Watched]]:
    """Opens a window: as a user who is signed in already, or as nobody.

    The user gave a second factor, just confirmed who they are (unless `asks_who`) and said why they look
    (unless `asks_why`).
    """
    contexts = []

    def opened(
        user: Any = None, *, language: str = "nl", width: int = 1280, asks_who: bool = False,
        asks_why: bool = False, by_name: bool = False, **options: Any,
    ) -> Watched:  # fmt: skip
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        cookies = {"django_language": language}
        if user is not None:
            with desk():
                cookies |= _signed_in(user, language, asks_who, asks_why)
        address = served.address.replace("127.0.0.1", "localhost") if by_name else served.address
        context.add_cookies(
            [{"name": name, "value": value, "url": address} for name, value in cookies.items()]
        )
        context.set_default_timeout(30_000)
        return Watched(context.new_page(), address)

    yield opened
    for context in contexts:
        context.close()


def _signed_in(user: Any, language: str, asks_who: bool, asks_why: bool) -> dict[str, str]:
    from django.test import Client

    from baken.accounts.sessions import SessionStore
    from baken.desk.guard import state_reason
    from baken.tenancy.acting import acting_for
    from baken.tenancy.permission import ALL_PERMISSIONS
    from tests.factories.users import confirm, sign_in

    with acting_for(user.organisation_id):
        type(user).objects.filter(pk=user.pk).update(language=language)
        client = sign_in(Client(), user)
        if not asks_who:
            confirm(client, user)
        if not asks_why:
            request = SimpleNamespace(session=SessionStore(client.cookies["sessionid"].value))
            for asked in ALL_PERMISSIONS.values():
                state_reason(request, asked, "een toets")
            request.session.save()
    return {name: one.value for name, one in client.cookies.items()}


@pytest.fixture
def employ(desk: Any) -> Callable[..., Any]:
    """Somebody new of the demo organisation with these roles."""

    def made(*roles: str) -> Any:
        from baken.accounts.queries import find_organisation
        from tests.factories.users import make_user

        with desk():
            return make_user(find_organisation("demo"), *roles)

    return made


@pytest.fixture
def page_as(visit: Any, employ: Any) -> Callable[..., Watched]:
    """A window as somebody new of the demo organisation with these roles."""
    return lambda *roles, **options: visit(employ(*roles), **options)
