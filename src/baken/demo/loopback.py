"""Serves something on this machine, for people who try by hand and for tests: nothing leaves the machine."""

import io
import threading
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

HOST = "127.0.0.1"
App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class HungUp(Exception):
    """No answer is given: whoever asked waits in vain."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 50

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that is killed or hangs up is no error of ours."""


class SilentHandler(BaseHTTPRequestHandler):
    """Gives each request, whatever its method, to `answer`; says nothing of it by itself."""

    timeout = 60

    def answer(self) -> None:
        """Answers the request that was read."""
        raise NotImplementedError

    def do_GET(self) -> None:
        self.answer()

    do_POST = do_HEAD = do_PUT = do_DELETE = do_GET  # noqa: N815

    def log_message(self, format: str, *arguments: object) -> None:
        """Silent: what is served tells of each request."""


class Loopback:
    """Serves requests in threads of its own; use it as a context manager. `port` 0 is any."""

    port: int = 0

    def handler(self) -> type[BaseHTTPRequestHandler]:
        """What answers one request."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        self.stopping = threading.Event()
        self._server = _Server((HOST, self.port), self.handler())
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def serve_until_told(self) -> None:
        """Waits while it serves; ends with Ctrl-C."""
        self.stopping.wait()

    @property
    def address(self) -> str:
        """Where it answers, without a slash at its end."""
        return f"http://{HOST}:{self.port}"


class LoopbackSite(Loopback):
    """Serves a WSGI app; tests may ask the app itself."""

    def __init__(self, app: App, port: int = 0) -> None:
        self.app, self.port = app, port

    def handler(self) -> type[BaseHTTPRequestHandler]:
        app = self.app

        class Handler(SilentHandler):
            def answer(self) -> None:
                size = int(self.headers.get("Content-Length") or 0)
                path, _, query = self.path.partition("?")
                environ: dict[str, Any] = {
                    f"HTTP_{name.upper().replace('-', '_')}": value for name, value in self.headers.items()
                }
                environ |= {"REQUEST_METHOD": self.command, "PATH_INFO": path, "QUERY_STRING": query}
                environ |= {"CONTENT_LENGTH": str(size), "wsgi.input": io.BytesIO(self.rfile.read(size))}
                try:
                    self.wfile.write(b"".join(app(environ, self._begin)))
                except HungUp:
                    self.close_connection = True

            def _begin(self, status: str, headers: list[tuple[str, str]]) -> None:
                self.send_response(int(status.split()[0]))
                for name, value in headers:
                    self.send_header(name, value)
                self.end_headers()

        return Handler
