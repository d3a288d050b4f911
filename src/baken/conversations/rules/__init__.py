"""What an organisation agreed on before it writes to anybody: grounds, hours, texts."""
