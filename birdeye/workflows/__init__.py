"""workflows: to come."""
