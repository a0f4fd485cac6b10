"""convert: to come."""
