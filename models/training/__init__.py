"""Trains the built-in pack's networks and writes them as MXNet checkpoints (needs PyTorch)."""
