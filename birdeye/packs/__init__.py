"""packs: to come."""
