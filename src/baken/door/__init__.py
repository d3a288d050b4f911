"""A platform's own door: adverts are checked before they go online."""
