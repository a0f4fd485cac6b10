"""Sample photos as the inputs of a converted network."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from birdeye.convert.network_kind import Preprocessing
from birdeye.convert.source import Source
from birdeye.domain.boxes import Box
from birdeye.domain.errors import NothingToIdentify, PhotoUnreadable
from birdeye.imaging.photo_file import DecodedPhoto, open_photo
from birdeye.vision.preprocessing import as_tensor, place, render
from birdeye.workflows.convert_stage import ConvertStage
from birdeye.workflows.find_photos import find_photos

Feeds = dict[str, np.ndarray]


def sample_photos(folder: Path, most: int) -> Generator[ConvertStage, None, list[DecodedPhoto]]:
    """Up to ``most`` decoded photos of ``folder``, which may be a single photo; yields the stages.

    Raises `NothingToIdentify` if no photo there can be read.
    """
    paths = tuple(islice(find_photos([folder]), most))
    photos: list[DecodedPhoto] = []
    for done, path in enumerate(paths, 1):
        yield ConvertStage("Reading sample photos", done, len(paths))
        photos.extend(_decoded(path))
    if not photos:
        raise NothingToIdentify(
            f"“{folder}” contains no photo that can be read. "
            "Choose a folder of photos like those to be identified."
        )
    return photos


def feeds_of(photo: DecodedPhoto, source: Source, preprocessing: Preprocessing) -> Feeds:
    """The network's inputs for a whole photo."""
    spec = source.input_spec(preprocessing)
    height, width = photo.rgb_u8.shape[:2]
    whole = Box(0, 0, width / photo.scale_x, height / photo.scale_y)
    picture = as_tensor(render(photo, place(whole, spec), spec)[None], spec)
    entry = source.photo
    assert entry is not None
    return source.sample_feeds(0) | {entry.name: picture}


def _decoded(path: Path) -> Iterator[DecodedPhoto]:
    try:
        yield open_photo(path).decode()
    except PhotoUnreadable:
        return
