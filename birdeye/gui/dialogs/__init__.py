"""Questions to the person, and the few messages that must not be missed."""
