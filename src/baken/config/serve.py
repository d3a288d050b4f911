"""Keeping the desk up: the pages, the jobs beside them, and one process that starts and stops both.

The process that was started holds the address and a pipe. Pages and jobs run in processes of their
own that end when the pipe closes, so whatever ends this one, by Ctrl-C or by kill -9, ends them.
"""

import contextlib
import gc
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

from baken.config.command import NotReady, database
from baken.operations.desk_safety import is_loopback
from baken.operations.parts import ONLY, part_served

PAGES, JOBS = "pages", "jobs"
THREADS = 4
"""Requests that one process of pages answers at once; each thread keeps a database connection. Few, in
more processes: threads of one process wait for each other between every two statements."""

_LIFELINE, _READY = "BAKEN_LIFELINE", "BAKEN_READY"
_PATIENCE = 15
"""Seconds that pages get to finish what they answer, and jobs to finish a stage; a stage that is
broken off goes on where it was, at the next start."""
_PAUSE = 30
"""Seconds before jobs that ended by themselves are started again."""


def listen(host: str, port: int) -> socket.socket:
    """The address, taken. Port 0 takes any that is free. Raises `NotReady` with what to do."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=256)
    except PermissionError as fault:
        raise NotReady(f"port {port} needs more rights: choose one above 1023 with --port") from fault
    except socket.gaierror as fault:
        raise NotReady(f"there is no address {host!r} to serve on") from fault
    except OSError as fault:
        if fault.errno == 98:  # EADDRINUSE
            raise NotReady(
                f"something else serves on port {port} of {host}: stop it, or choose another with --port"
            ) from fault
        raise NotReady(f"{host} can't be served on ({fault.strerror})") from fault


def check_host(host: str) -> None:
    """Raises `NotReady` where somebody from elsewhere could sign in as an invented user: their
    passwords are printed for whoever runs the demo."""
    from django.conf import settings
    from django.db import connections

    from baken.accounts.exceptions import NoSuchOrganisation
    from baken.accounts.queries import DEMO, find_organisation

    try:
        invented = find_organisation(DEMO).synthetic
    except NoSuchOrganisation:
        invented = False
    connections.close_all()
    elsewhere = [name for name in (host, *settings.ALLOWED_HOSTS) if not is_loopback(name)]
    if invented and elsewhere:
        raise NotReady(
            f"this installation holds the demo and its users, so it serves this machine only, not "
            f"{elsewhere[0]}: use another BAKEN_STATE for anything else"
        )


def serve(
    listener: socket.socket,
    *,
    workers: int,
    jobs: bool,
    styles: Path,
    ready: Callable[[], None],
    only: str | None = None,
) -> None:
    """Serves until Ctrl-C or SIGTERM; call it inside `database()`. `ready` is told when pages answer.
    `only` is the part of `operations.parts` that pages are served of.

    Returns when everything has ended. Raises `NotReady` when the pages end by themselves.
    """
    parts = (PAGES, JOBS) if jobs else (PAGES,)
    running: dict[str, subprocess.Popen[bytes]] = {}
    began: dict[str, float] = {}
    with contextlib.ExitStack() as stack:
        lifeline, held = os.pipe()
        stack.callback(os.close, lifeline)
        stack.callback(os.close, held)
        stack.callback(_stop, running)
        answering, told = os.pipe()
        stack.callback(os.close, answering)

        def start(part: str) -> None:
            began[part] = monotonic()
            running[part] = _start(part, listener, workers, styles, lifeline, told, only)

        try:
            for part in parts:
                start(part)
            os.close(told)
            if os.read(answering, 1):
                ready()
            while running[PAGES].poll() is None:
                sleep(0.5)
                if jobs and running[JOBS].poll() is not None and monotonic() > began[JOBS] + _PAUSE:
                    start(JOBS)
        except (KeyboardInterrupt, SystemExit):
            return
        raise NotReady("the pages stopped by themselves; what they said of it stands above")


def _start(
    part: str,
    listener: socket.socket,
    workers: int,
    styles: Path,
    lifeline: int,
    told: int,
    only: str | None,
) -> subprocess.Popen[bytes]:
    kept = (lifeline,) if part == JOBS else (lifeline, told, listener.fileno())
    environment = os.environ | {
        "BAKEN_STATIC": str(styles),
        _LIFELINE: str(lifeline),
        _READY: str(told),
    }
    if only:
        environment[ONLY] = only
    arguments = () if part == JOBS else (str(listener.fileno()), str(workers))
    return subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, "-m", __name__, part, *arguments],
        env=environment,
        pass_fds=kept,
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C reaches the process that was started, which ends the others in order
    )


def _stop(running: dict[str, subprocess.Popen[bytes]]) -> None:
    for process in running.values():
        process.terminate()
    until = monotonic() + _PATIENCE
    for process in running.values():
        try:
            process.wait(max(0.0, until - monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _end_with_parent() -> None:
    """Ends this process as SIGTERM does, as soon as the one that started it is gone."""

    def watch() -> None:
        with contextlib.suppress(OSError):
            os.read(int(os.environ[_LIFELINE]), 1)
        os.kill(os.getpid(), signal.SIGTERM)
        sleep(_PATIENCE)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=watch, daemon=True).start()


def _pages(descriptor: int, workers: int) -> None:
    from gunicorn.app.base import BaseApplication

    class Desk(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            settings = {
                "bind": f"fd://{descriptor}",
                "workers": workers,
                "threads": THREADS,
                "worker_class": "gthread",
                "preload_app": True,
                "proc_name": "baken",
                "timeout": 120,
                "graceful_timeout": _PATIENCE - 5,
                # a kept connection stays with the process that took it, however busy: one process answered
                # most readers while the others stood still
                "keepalive": 0,
                "limit_request_line": 2_000,
                # an access log would be a second, unsealed record of who looked at what
                "accesslog": None,
                "errorlog": "-",
                # below this gunicorn writes down addresses of visitors
                "loglevel": "error",
                "control_socket_disable": True,
                "when_ready": _say_ready,
                "post_worker_init": warm,
            }
            for name, value in settings.items():
                self.cfg.set(name, value)

        def load(self) -> object:
            from django.urls import get_resolver

            from baken.config.fault_log import log_faults
            from baken.config.wsgi import application

            log_faults()
            # every room is loaded here, once, so that no reader waits for it
            assert get_resolver().url_patterns
            # what is loaded stays: looking for rubbish in it would hold up every reader a quarter of a second
            gc.collect()
            gc.freeze()
            return application

    Desk().run()


def _say_ready(arbiter: object) -> None:
    os.write(int(os.environ[_READY]), b"1")
    os.close(int(os.environ[_READY]))


def warm(_worker: object) -> None:
    """Loads what a check at the door needs, beside what is answered meanwhile, where a platform is served:
    the first advert would wait seconds for it. In each process, since what Polars starts outlives no fork."""
    if part_served() == "platform":
        from baken.door.warm import warm_up

        threading.Thread(target=warm_up, daemon=True).start()


def _jobs() -> None:
    with database():
        from baken.pipeline.worker import WorkerRunning, run_worker

        with contextlib.suppress(WorkerRunning):
            run_worker(once=False)


def main(arguments: list[str]) -> None:
    """One of the two parts, in a process of its own."""
    _end_with_parent()
    if arguments[0] == JOBS:
        _jobs()
    else:
        _pages(int(arguments[1]), int(arguments[2]))


if __name__ == "__main__":
    main(sys.argv[1:])
