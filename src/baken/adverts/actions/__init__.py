"""Writes to what is stored of adverts, one a module."""
