"""Proven cases held against the rules: what would have been seen, and how much earlier."""
