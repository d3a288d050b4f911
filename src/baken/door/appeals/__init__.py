"""Who was refused may appeal: somebody else decides, two others where an age under 18 is suspected."""
