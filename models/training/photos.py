"""The training photos: what the manifests say of each, and their pixels ready in memory.

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

Rows = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Photo:
    """One line of a manifest. Boxes are (left, top, right, bottom) in pixels of the file."""

    file: str
    """Path below the folder of data."""
    set: str
    has_bird: bool
    species: str
    boxes_complete: bool
    boxes_xyxy: Rows
    width: int
    height: int
    origin: str
    yolox: Rows | None = None
    """YOLOX-nano's boxes with their score as a fifth number; None where it was not asked."""
    teacher_first: str = ""
    """What the teacher sees in the whole photo; "" where it was not asked."""
    doubted: bool = False
    """Whether the teacher is sure of another species than the photo's name says."""

    @property
    def key(self) -> str:
        """The name that the committed split knows the photo by: its content hash."""
        return Path(self.file).stem

    @property
    def first_collections(self) -> bool:
        """Whether it is of the first manifest, where YOLOX was not asked."""
        return self.yolox is None

    @property
    def is_scene(self) -> bool:
        """Whether it is of the manifest of scenes."""
        return self.file.startswith("scenes/")

    @property
    def source(self) -> str:
        """The repository that the photo came from."""
        return self.origin.split("@")[0]


DOUBTED_FROM = 0.8
"""The teacher's probability from which its word against a photo's name makes the name doubtful."""


def read_manifest(places: Places) -> list[Photo]:
    """Every photo in the order of the three manifests: birds, new birds, scenes."""
    return read_photos(places.photos)


def read_photos(data: Path) -> list[Photo]:
    """The same for the folder that holds birds/ and scenes/."""
    return [
        *(_bird(row) for row in _rows(data / "birds" / "manifest.csv")),
        *(_bird(row) for row in _rows(data / "birds" / "manifest-new.csv")),
        *(_scene(row) for row in _rows(data / "scenes" / "manifest.csv")),
    ]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def _numbers(text: str) -> Rows:
    """Boxes "x y w h", maybe with further numbers, divided by semicolons."""
    rows = ([float(value) for value in part.split()] for part in text.split(";") if part.strip())
    return tuple((x, y, x + w, y + h, *rest) for x, y, w, h, *rest in rows)


def _bird(row: dict[str, str]) -> Photo:
    yolox, first, doubted = None, "", False
    if "yolox_box_xywh" in row:  # the manifest of new photos
        box = row["yolox_box_xywh"]
        yolox = _numbers(f"{box} {row['yolox_score']}" if box else "")
        agrees = row["teacher_first"] == "="
        first = row["scientific_name"] if agrees else row["teacher_first"]
        doubted = not agrees and float(row["teacher_p"]) >= DOUBTED_FROM
    return Photo(
        file=f"birds/{row['file']}",
        set=row["set"],
        has_bird=row["kind"] == "bird",
        species=row["scientific_name"],
        boxes_complete=row["boxes_complete"] == "yes",
        boxes_xyxy=_numbers(row["boxes_xywh"]),
        width=int(row["width"]),
        height=int(row["height"]),
        origin=row["origin"],
        yolox=yolox,
        teacher_first=first,
        doubted=doubted,
    )


def _scene(row: dict[str, str]) -> Photo:
    return Photo(
        file=f"scenes/{row['file']}",
        set=row["set"],
        has_bird=row["has_bird"] == "yes",
        species="",
        boxes_complete=False,
        boxes_xyxy=_numbers(row["boxes_xywh"]),
        width=int(row["width"]),
        height=int(row["height"]),
        origin=row["origin"],
        yolox=_numbers(row["yolox_boxes"]),
    )


class PhotoStore:
    """Decoded photos, `store[i]` being photo i of the manifests as uint8 (height, width, 3) RGB."""

    def __init__(self, places: Places, photos: list[Photo]) -> None:
        self._sizes = [(photo.height, photo.width) for photo in photos]
        ends = np.cumsum([h * w * 3 for h, w in self._sizes])
        self._starts = np.concatenate([[0], ends])
        path = places.folder("photos") / "pixels.rgb"
        if not path.exists() or path.stat().st_size != self._starts[-1]:
            with replacing(path) as part, part.open("wb") as out:
                for photo in photos:
                    out.write(decode(places.photos / photo.file).tobytes())
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
