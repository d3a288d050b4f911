"""Telling programs of others that something happened: an outbox, signed, with the tries that are stated."""
