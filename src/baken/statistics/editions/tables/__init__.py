"""Which counts make up each table that may be published, a module a family."""
