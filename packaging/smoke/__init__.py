"""Installs the package for Debian as a user would, uses it, and takes it away again."""
