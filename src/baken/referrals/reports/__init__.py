"""Reports of a suspected serious crime (article 18), from any room above: none can get lost."""
