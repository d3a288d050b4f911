"""Somebody's test entrance, over its API: the test adverts made for it, and what it is asked and answers."""
