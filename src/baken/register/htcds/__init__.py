"""Registrations in the Human Trafficking Case Data Standard 2.0, out and in, with all that is lost told."""
