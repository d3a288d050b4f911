"""How often the door held or refused without need, per rule and per group: for the platform's own people."""
