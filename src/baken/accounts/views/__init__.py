"""Pages: coming in, one's own profile, and who works here."""
