"""Drawings in the text of a page: SVG as text, and the outlines of the provinces."""
