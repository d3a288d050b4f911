"""The plan for digital safety: its words as data, and what somebody chose of it."""
