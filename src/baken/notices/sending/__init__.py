"""Sending statements of reasons to the Commission's transparency database: each once, none lost."""
