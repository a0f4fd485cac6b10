"""Questions to the user, and the few messages that must not be missed."""
