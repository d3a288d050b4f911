"""Editions of tables that may leave the house: made safe, kept for good, shown to everybody by two people."""
