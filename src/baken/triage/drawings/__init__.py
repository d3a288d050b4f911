"""Drawings of a lead: plain counts in; SVG, a sentence and the values in text out."""
