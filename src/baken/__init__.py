"""Baken: find signals, reach people safely, count without harm. The rooms are listed in CONTRIBUTING.md."""
