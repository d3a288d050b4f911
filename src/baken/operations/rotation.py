"""A new master key beside those that stand: what a rotation is, and what it leaves as it was."""

from pathlib import Path

from baken.accounts.queries import known_organisations, system_user
from baken.audit.actions import record_event
from baken.operations.exceptions import KeyNotAdded
from baken.privacy.keys import KeyFileUnusable, Keyring, add_master_key, read_master_key
from baken.tenancy.acting import Actor, acting_for


def rotate_key(*, path: Path, reason: str) -> Keyring:
    """Adds a key to the key file, with why in the log of every organisation, and returns what it holds then.

    The file must be the one that this database's data were made with: a new key behind another one would let
    a no be forgotten. Raises `KeyNotAdded`.
    """
    organisations = known_organisations()
    try:
        first = read_master_key(path).names[0]
    except (KeyFileUnusable, OSError) as fault:
        raise KeyNotAdded(str(fault)) from fault
    replaced = [one.slug for one in organisations if one.key_name != first]
    if replaced:
        raise KeyNotAdded(f"this is not the key that the data of {', '.join(replaced)} were made with")
    try:
        held = add_master_key(path)
    except (KeyFileUnusable, OSError) as fault:
        raise KeyNotAdded(str(fault)) from fault
    for organisation in organisations:
        with acting_for(organisation.id):
            by = Actor(system_user(organisation), organisation, "accountability", reason)
            details = {"keys": len(held.names)}
            record_event(by=by, action="operations.key_rotated", subject="key", details=details)
    return held
