"""The transparency report of a platform (Digital Services Act, articles 15 and 24): counts of decisions."""
