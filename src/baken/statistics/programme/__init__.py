"""What reaching people led to, as one page and one report."""
