"""What of adverts waits for a worker: the names of its tasks."""

EXTRACT = "extract"
LINK = "link"
INDICATE = "indicate"
TRY_RULES = "try_rules"
