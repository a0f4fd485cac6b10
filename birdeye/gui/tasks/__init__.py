"""Work that is done in other threads for the window. It knows no widget, and tells by signals."""
