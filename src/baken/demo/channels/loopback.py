"""Serves a WSGI app on this machine, for a simulator that people try by hand; tests ask the app itself."""

import io
import threading
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from baken.demo.channels.faults import HungUp

HOST = "127.0.0.1"
App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class LoopbackSite:
    """Serves an app; use it as a context manager. `port` 0 is any."""

    def __init__(self, app: App, port: int = 0) -> None:
        self.app, self.port = app, port

    def __enter__(self) -> "LoopbackSite":
        app = self.app

        class Handler(BaseHTTPRequestHandler):
            timeout = 60

            def do_GET(self) -> None:
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

            do_POST = do_GET  # noqa: N815

            def _begin(self, status: str, headers: list[tuple[str, str]]) -> None:
                self.send_response(int(status.split()[0]))
                for name, value in headers:
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, format: str, *arguments: object) -> None:
                """Silent: the app tells of each request."""

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                """A sender that is killed is no error of ours."""

        self._server = Server((HOST, self.port), Handler)
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://{HOST}:{self.port}"
