"""The training photos: what the manifest says of each, and their pixels ready in memory.

Decoding a JPEG costs more than a training step on a small crop, so all photos are decoded once
into one flat file that is mapped into memory and shared by every process that trains.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from .places import Places, replacing


@dataclass(frozen=True)
class Photo:
    """One line of the manifest. Boxes are (left, top, right, bottom) in pixels of the file."""

    file: str
    set: str
    has_bird: bool
    species: str
    boxes_complete: bool
    boxes_xyxy: tuple[tuple[float, float, float, float], ...]
    width: int
    height: int
    origin: str

    @property
    def key(self) -> str:
        """The name that the committed split knows the photo by: its content hash."""
        return Path(self.file).stem


def read_manifest(places: Places) -> list[Photo]:
    """Every photo in the order of the manifest."""
    with (places.birds / "manifest.csv").open(encoding="utf-8", newline="") as table:
        return [_photo(row) for row in csv.DictReader(table)]


def _photo(row: dict[str, str]) -> Photo:
    boxes = []
    for text in filter(None, (part.strip() for part in row["boxes_xywh"].split(";"))):
        x, y, w, h = (float(value) for value in text.split())
        boxes.append((x, y, x + w, y + h))
    return Photo(
        file=row["file"],
        set=row["set"],
        has_bird=row["kind"] == "bird",
        species=row["scientific_name"],
        boxes_complete=row["boxes_complete"] == "yes",
        boxes_xyxy=tuple(boxes),
        width=int(row["width"]),
        height=int(row["height"]),
        origin=row["origin"],
    )


class PhotoStore:
    """Decoded photos, `store[i]` being photo i of the manifest as uint8 (height, width, 3) RGB."""

    def __init__(self, places: Places, photos: list[Photo]) -> None:
        self._sizes = [(photo.height, photo.width) for photo in photos]
        ends = np.cumsum([h * w * 3 for h, w in self._sizes])
        self._starts = np.concatenate([[0], ends])
        path = places.folder("photos") / "pixels.rgb"
        if not path.exists() or path.stat().st_size != self._starts[-1]:
            with replacing(path) as part, part.open("wb") as out:
                for photo in photos:
                    out.write(decode(places.birds / photo.file).tobytes())
        self._pixels = np.memmap(path, np.uint8, "r")

    def __len__(self) -> int:
        return len(self._sizes)

    def __getitem__(self, index: int) -> np.ndarray:
        height, width = self._sizes[index]
        flat = self._pixels[self._starts[index] : self._starts[index + 1]]
        return flat.reshape(height, width, 3)


def decode(path: Path) -> np.ndarray:
    """The photo as uint8 (height, width, 3) RGB; the training photos are upright already."""
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


def cut(pixels: np.ndarray, rect_xyxy: np.ndarray, size: int, mirrored: bool = False) -> np.ndarray:
    """A rectangle of a photo stretched to (size, size, 3) uint8, bilinear with antialiasing.

    The rectangle must lie within the photo; its corners need not be whole pixels.
    """
    left, top, right, bottom = (float(v) for v in rect_xyxy)
    x0, y0 = int(left), int(top)
    x1, y1 = min(int(np.ceil(right)), pixels.shape[1]), min(int(np.ceil(bottom)), pixels.shape[0])
    image = Image.fromarray(pixels[y0:y1, x0:x1])
    box = (left - x0, top - y0, min(right - x0, x1 - x0), min(bottom - y0, y1 - y0))
    out = np.asarray(image.resize((size, size), Image.Resampling.BILINEAR, box=box))
    return out[:, ::-1] if mirrored else out
