"""Audits of a platform's door: checklists over time, and what became of test adverts."""
