"""What the window shows, as item models and small observable states."""
