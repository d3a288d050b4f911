"""Count tables that are safe to publish."""
