"""Every write to keys of programs."""

from baken.api.actions.create_key import create_key
from baken.api.actions.end_key import revoke_key, rotate_key

__all__ = ["create_key", "revoke_key", "rotate_key"]
