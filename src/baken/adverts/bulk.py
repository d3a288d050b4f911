"""Rows in bulk, as the stages store them; the way it is done stands in the room below."""

from baken.tenancy.bulk import insert_rows

__all__ = ["insert_rows"]
