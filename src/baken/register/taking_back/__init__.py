"""Taking a large file back: asked for on the desk, carried out by a worker."""
