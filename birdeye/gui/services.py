"""The functions of lower layers that the window calls, named in one place.

They import what is heavy (numpy, Pillow, onnxruntime) when they are first called, which happens in
a worker thread, so that the window is painted before. Tests hand in their own.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from birdeye import locations
from birdeye.domain.identification import PhotoResult

if TYPE_CHECKING:
    import numpy as np

    from birdeye.imaging.photo_file import PhotoFile
    from birdeye.packs.library import PackLibrary
    from birdeye.packs.pack import Pack
    from birdeye.vision.identifier import Identifier


def _find_photos(paths: Iterable[Path]) -> Iterator[Path]:
    from birdeye.workflows.find_photos import find_photos

    return find_photos(paths)


def _identify_photos(
    paths: Iterable[Path], identifier: Identifier
) -> Generator[PhotoResult, None, None]:
    from birdeye.workflows.identify_photos import identify_photos

    return identify_photos(paths, identifier, in_order=False)


def _open_identifier(pack: Pack) -> Identifier:
    from birdeye.vision.identifier import Identifier

    return Identifier(pack)


def _open_photo(path: Path) -> PhotoFile:
    from birdeye.imaging.photo_file import open_photo

    return open_photo(path)


def _thumbnail(path: Path, side: int) -> np.ndarray:
    from birdeye.imaging.thumbnails import thumbnail

    return thumbnail(path, side)


def _open_library() -> PackLibrary:
    from birdeye.packs.library import PackLibrary

    return PackLibrary(
        locations.builtin_packs_folder(),
        locations.user_packs_folder(),
        locations.settings_file(),
    )


@dataclass(frozen=True)
class Services:
    """What the window asks of the layers below; each is called in a worker thread only."""

    find_photos: Callable[[Iterable[Path]], Iterator[Path]] = _find_photos
    identify_photos: Callable[[Iterable[Path], Identifier], Generator[PhotoResult, None, None]] = (
        _identify_photos
    )
    open_identifier: Callable[[Pack], Identifier] = _open_identifier
    open_photo: Callable[[Path], PhotoFile] = _open_photo
    thumbnail: Callable[[Path, int], np.ndarray] = _thumbnail
    open_library: Callable[[], PackLibrary] = _open_library
