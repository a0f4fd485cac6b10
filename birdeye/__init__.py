"""Birdeye tells you which birds are in a photo."""

__version__ = "0.2.0"
