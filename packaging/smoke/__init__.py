"""Installs the Debian package as a user would, uses it, and removes it."""
