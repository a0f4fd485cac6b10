"""Tells whether the file of a photo still shows what was identified.

It may have been edited since, or another photo may have taken its name, as cameras begin anew.
"""

from __future__ import annotations

from pathlib import Path

from birdeye.catalogue.catalogue import Catalogue
from birdeye.imaging.seen_file import look_at_file


def is_unchanged(catalogue: Catalogue, photo_id: int, path: Path) -> bool:
    """Whether it does, as far as the file can be read; other metadata make no other photo.

    The content is read only if size or modification time differ.
    """
    before = catalogue.seen_before(path)
    seen = look_at_file(path, before)
    if seen is before or seen.picture is None:
        return True
    return catalogue.recognises(photo_id, seen)
