"""Questions of one's own to the register, beyond the catalogue of tables."""
