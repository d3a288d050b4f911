"""Statements of reasons, checked before they are sent to the transparency database."""
