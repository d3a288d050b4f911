"""The providers of channels on this machine, to try on: nothing leaves it, nothing is kept."""
