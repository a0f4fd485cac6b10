"""Fits a pack's figures to photos of known species, so that they hold."""
