"""The directory of help: who helps where with what, read from files or by hand, and who fits best."""
