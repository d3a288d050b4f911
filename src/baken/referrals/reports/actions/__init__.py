"""One write each about reports of a suspected serious crime."""
