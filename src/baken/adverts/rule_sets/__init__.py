"""The rules of an organisation as versions: proposed, tried, in force, replaced, withdrawn."""
