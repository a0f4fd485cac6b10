"""imaging: to come."""
