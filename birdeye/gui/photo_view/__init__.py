"""The photo with its birds: zoom and pan, boxes and labels."""
