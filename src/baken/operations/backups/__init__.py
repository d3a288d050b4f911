"""A backup that was read back, and bringing an installation back from one."""
