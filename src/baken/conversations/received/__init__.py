"""What providers tell us comes in here: an address for each account, and the mailbox."""
