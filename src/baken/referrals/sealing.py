"""Words about a person, sealed for the row and column they stand in: as those of a case are."""

from baken.cases.sealing import opened, sealed

__all__ = ["opened", "sealed"]
