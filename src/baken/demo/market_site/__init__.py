"""A small site of invented adverts on this machine, to visit in the demo and in tests."""
