"""Publications: editions with words around them, as pages and files for everybody, version by version."""
