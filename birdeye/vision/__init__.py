"""vision: to come."""
