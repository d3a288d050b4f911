"""The register's pages."""

REASON = "daily work on the register"
"""Why somebody looks, where the permission is the daily work itself."""
