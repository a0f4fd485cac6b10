"""Fits what a pack says to photos whose names are known, so that its figures hold."""
