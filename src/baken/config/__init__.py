"""Wiring only: settings, the embedded database, and what a command needs before it can act."""
