"""What is done at a door, one write each."""
