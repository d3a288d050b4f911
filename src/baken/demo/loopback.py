"""Serves something on this machine, for people who try by hand and for tests: nothing leaves the machine."""

import io
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, ClassVar, Self

HOST = "127.0.0.1"
App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Answer = Callable[[BaseHTTPRequestHandler], None]


class HungUp(Exception):
    """No answer is given: whoever asked waits in vain."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 50

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that is killed or hangs up is no error of ours."""


def _handler(answer: Answer, protocol: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Gives each request, whatever its method, to `answer`; says nothing of it by itself."""

        timeout = 60
        protocol_version = protocol

        def do_GET(self) -> None:
            answer(self)

        do_POST = do_HEAD = do_PUT = do_DELETE = do_GET  # noqa: N815

        def log_message(self, format: str, *arguments: object) -> None:
            """Silent: what is served tells of each request."""

    return Handler


class Loopback(ABC):
    """Serves requests in threads of its own; use it as a context manager. `port` 0 is any; with "HTTP/1.1" as
    `protocol` a connection stays open for the next request."""

    port: int = 0
    protocol: ClassVar[str] = "HTTP/1.0"

    @abstractmethod
    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answers one request that was read, in a thread of its own."""

    def __enter__(self) -> Self:
        self.stopping = threading.Event()
        self._server = _Server((HOST, self.port), _handler(self.answer, self.protocol))
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

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """What the app answers, or nothing where it hangs up."""

        def begin(status: str, headers: list[tuple[str, str]]) -> None:
            request.send_response(int(status.split()[0]))
            for name, value in headers:
                request.send_header(name, value)
            request.end_headers()

        size = int(request.headers.get("Content-Length") or 0)
        path, _, query = request.path.partition("?")
        environ: dict[str, Any] = {
            f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()
        }
        environ |= {"REQUEST_METHOD": request.command, "PATH_INFO": path, "QUERY_STRING": query}
        environ |= {"CONTENT_LENGTH": str(size), "wsgi.input": io.BytesIO(request.rfile.read(size))}
        try:
            request.wfile.write(b"".join(self.app(environ, begin)))
        except HungUp:
            request.close_connection = True
