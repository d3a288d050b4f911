"""Rows in bulk, as the stages store them; the way it is done stands in the room below."""

from baken.tenancy.bulk import Same, insert_rows

__all__ = ["Same", "insert_rows"]
