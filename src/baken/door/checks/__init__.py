"""One submitted advert, and whether it may go online at once or waits for a person."""
