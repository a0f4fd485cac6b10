"""Work done in other threads for the window. It knows no widgets, and reports by signals."""
