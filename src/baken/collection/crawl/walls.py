"""What the process that fetches may not do, whatever a page makes of it.

It starts with an empty environment and no open files but its two pipes. Here it gives up the rest: it
writes no file, reads none but those of the program and the system, starts no program, connects to no
machine that the crawl may not contact, and, where it was started as root, becomes nobody.
"""

import ctypes
import os
import pwd
import resource
import signal
import sys
from pathlib import Path
from typing import Any

from baken.collection.crawl.addresses import may_contact

_MEMORY = 4 * 1024**3
"""Bytes of address space, most of which libraries reserve and never touch."""
_FILES = 256
_SET_NO_NEW_PRIVILEGES, _DIE_WITH_PARENT = 38, 1
_SYSTEM = ("/usr", "/lib", "/lib64", "/etc", "/dev")
"""Besides the program's own places: what resolves names, checks certificates and knows time zones."""
_NEVER = frozenset(
    [
        "subprocess.Popen",
        "os.system",
        "os.exec",
        "os.posix_spawn",
        "os.spawn",
        "os.fork",
        "os.forkpty",
        "pty.spawn",
        "os.startfile",
        "socket.bind",
        "socket.sendto",
        "socket.sendmsg",
        "os.remove",
        "os.rename",
        "os.mkdir",
        "os.rmdir",
        "os.link",
        "os.symlink",
        "os.truncate",
        "os.chmod",
        "os.chown",
        "shutil.rmtree",
    ]
)


class NotAllowed(PermissionError):
    """The process that fetches tried what it may not."""


def confine(*, practice: bool) -> None:
    """Closes the walls around this process, for good."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    libc.prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    for limit, most in (
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _FILES),
        (resource.RLIMIT_AS, _MEMORY),
    ):
        hard = resource.getrlimit(limit)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (most, most))
    _become_nobody()
    # changing who one is takes the parent's death signal away
    libc.prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    sys.addaudithook(_hook(practice))


def _become_nobody() -> None:
    """Root becomes nobody, where nobody can still read the program itself."""
    if os.geteuid() != 0:
        return
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        return
    places = [place for place in sys.path if Path(place).is_dir()]
    os.setegid(nobody.pw_gid)
    os.seteuid(nobody.pw_uid)
    readable = all(os.access(place, os.R_OK | os.X_OK, effective_ids=True) for place in places)
    os.seteuid(0)
    os.setegid(0)
    if readable:
        os.setgroups([])
        os.setgid(nobody.pw_gid)
        os.setuid(nobody.pw_uid)


def _hook(practice: bool) -> Any:
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
    readable = _readable()

    def check(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "socket.connect":
            address = arguments[1]
            allowed = isinstance(address, tuple) and may_contact(str(address[0]), practice=practice)
            if not allowed:
                raise NotAllowed(event)
        elif event == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & writing and path != os.devnull:
                raise NotAllowed(event)
            if not isinstance(path, int) and not _lies_in(path, readable):
                raise NotAllowed(event)
        elif event in ("os.listdir", "os.scandir"):
            if not isinstance(arguments[0], int) and not _lies_in(arguments[0] or ".", readable):
                raise NotAllowed(event)
        elif event in _NEVER:
            raise NotAllowed(event)

    return check


def _readable() -> tuple[str, ...]:
    """The places whose files it may read. Neither where data and keys are kept, nor what the system tells
    of other processes, lies in one of them."""
    places = [sys.prefix, sys.base_prefix, *(place for place in sys.path if place), *_SYSTEM]
    return tuple(dict.fromkeys(os.path.realpath(place) for place in places))


def _lies_in(path: Any, places: tuple[str, ...]) -> bool:
    real = os.path.realpath(os.fsdecode(path))
    return any(real == place or real.startswith(f"{place}{os.sep}") for place in places)
