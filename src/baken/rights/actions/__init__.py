"""Writes: one verb a module."""
