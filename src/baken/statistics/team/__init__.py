"""How a team is doing: its tables, and the page that shows them."""
