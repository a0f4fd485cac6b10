"""gui: to come."""
