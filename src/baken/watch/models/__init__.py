"""The tables of the room, by subject."""
