"""Archives of thousands of files, some of them no photos, for runs at size."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from birdeye.workflows.find_photos import find_photos

_SPOILT_EVERY = 499
"""A prime, so that spoilt files fall on other places of each partition."""


def make_archive(folder: Path, photos_from: Path, count: int) -> Sequence[Path]:
    """Copy ``count`` photos into ``folder``, as below ``photos_from``; every 499th is spoilt.

    Spoilt files are in turn empty, text, and the first 100 bytes of the photo. Returns those.
    Raises ValueError where there are too few photos.
    """
    spoilt = []
    copied = 0
    for photo in islice(find_photos([photos_from]), count):
        copy = folder / photo.relative_to(photos_from)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(photo, copy)
        copied += 1
        if copied % _SPOILT_EVERY == 0:
            contents = (b"", b"not a photo", photo.read_bytes()[:100])
            copy.write_bytes(contents[len(spoilt) % len(contents)])
            spoilt.append(copy)
    if copied < count:
        raise ValueError(f"{photos_from} has {copied:,} photos, not {count:,}")
    return spoilt
