"""Everything that can be wrong with an imported file, one sentence a reason, in both languages. No Django."""
