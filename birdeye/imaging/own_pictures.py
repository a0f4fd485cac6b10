"""Marks the pictures that Birdeye writes, so that they are not mistaken for photos of more birds.

The mark is a JPEG comment, which stays with a moved file and which programs show as a comment.
"""

from __future__ import annotations

import re
from pathlib import Path

from birdeye.imaging.jpeg_header import read_comments
from birdeye.imaging.regular_files import open_regular
from birdeye.imaging.undecodable import Undecodable

MARK = b"Made by Birdeye from another photo"

_NAME = re.compile(r".*(?:\.birds|-\d{1,4}(?: \(\d+\))?)\.jpg", re.IGNORECASE | re.DOTALL)
"""Names of annotated copies and crops: only files with such names are opened."""


def is_own_picture(path: Path) -> bool:
    """Whether Birdeye wrote the picture at ``path``, by its name and then by its mark."""
    if not _NAME.fullmatch(path.name):
        return False
    try:
        with open_regular(path) as file:
            return any(comment.startswith(MARK) for comment in read_comments(file))
    except (Undecodable, OSError):
        return False
