"""Where an installation keeps its state: the embedded database, keys, the audit anchor."""

import os
from pathlib import Path


def state_directory() -> Path:
    """`BAKEN_STATE`, else `var/` of the checkout, else the user's data directory.

    Created so that others may pass through it (the server's own account must) but not look into it.
    """
    given = os.environ.get("BAKEN_STATE")
    checkout = Path(__file__).resolve().parents[3]
    if given:
        directory = Path(given).expanduser().resolve()
    elif (checkout / "pyproject.toml").is_file():
        directory = checkout / "var"
    else:
        data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
        directory = Path(data).expanduser() / "baken"
    if not directory.exists():
        directory.mkdir(parents=True, exist_ok=True)
        directory.chmod(0o711)
    return directory
