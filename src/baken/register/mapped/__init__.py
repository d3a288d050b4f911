"""Files of other offices: rows of theirs turned into registrations by a mapping. No database."""
