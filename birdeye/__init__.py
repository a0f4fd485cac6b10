"""Birdeye tells which birds are in a photo."""

__version__ = "0.1.0"
