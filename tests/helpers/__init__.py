"""Builders that several tests share: packs, photos, models."""
