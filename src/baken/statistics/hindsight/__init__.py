"""Looking back at proven cases: what the rules of their time would have seen, one by one and summed."""
