"""YOLOX-nano finds birds: our detector's peer, and the source of boxes where none are known."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from PIL import Image

from .boxes import suppress
from .ort import session
from .photos import Photo, PhotoStore
from .places import Places, replacing

YOLOX = "yolox_nano.onnx"
YOLOX_SIZE = 416
YOLOX_BIRD = 14
ONE_BOX_SETS = ("cub50",)
"""Sets that box one bird a photo, whether there are more or not."""


class Yolox:
    """YOLOX-nano as a finder of birds: the peer of our detector and the source of pseudo-boxes."""

    def __init__(self, places: Places, threads: int = 1) -> None:
        self._session = session((places.teachers / YOLOX).read_bytes(), threads)
        self._input = self._session.get_inputs()[0].name
        grids, strides = [], []
        for stride in (8, 16, 32):
            n = YOLOX_SIZE // stride
            y, x = np.mgrid[:n, :n]
            grids.append(np.stack([x, y], -1).reshape(-1, 2))
            strides.append(np.full((n * n, 1), stride))
        self._grid, self._stride = np.concatenate(grids), np.concatenate(strides)

    def find(self, rgb_u8: np.ndarray, least: float = 0.05) -> tuple[np.ndarray, np.ndarray]:
        """Boxes (n, 4) in pixels of the photo and scores (n,), best first, after NMS at 0.5."""
        height, width = rgb_u8.shape[:2]
        scale = min(YOLOX_SIZE / height, YOLOX_SIZE / width)
        small = _resized(rgb_u8, round(width * scale), round(height * scale))
        canvas = np.full((YOLOX_SIZE, YOLOX_SIZE, 3), 114, np.float32)
        canvas[: small.shape[0], : small.shape[1]] = small[:, :, ::-1]
        raw = self._session.run(None, {self._input: canvas.transpose(2, 0, 1)[None]})[0][0]
        score = raw[:, 4] * raw[:, 5 + YOLOX_BIRD]
        centre = (raw[:, :2] + self._grid) * self._stride
        half = np.exp(raw[:, 2:4]) * self._stride / 2
        boxes = np.concatenate([centre - half, centre + half], 1) / scale
        boxes = np.clip(boxes, 0, [width, height, width, height])
        kept = suppress(boxes, score, least, 0.5)
        return boxes[kept].astype(np.float32), score[kept].astype(np.float32)


def _resized(rgb_u8: np.ndarray, width: int, height: int) -> np.ndarray:
    return np.asarray(Image.fromarray(rgb_u8).resize((width, height), Image.Resampling.BILINEAR))


def pseudo_boxes_file(places: Places) -> Path:
    """Where the boxes that we asked YOLOX for are kept."""
    return places.folder("teacher") / "pseudo-boxes.json"


def find_pseudo_boxes(places: Places, photos: list[Photo], store: PhotoStore) -> None:
    """Write YOLOX's boxes for every photo that may hold unboxed birds and came without its word."""
    finder, found = Yolox(places), {}
    for i, photo in enumerate(photos):
        if photo.yolox is None and may_hold_unboxed(photo):
            boxes, scores = finder.find(store[i])
            found[photo.key] = [
                [*map(float, b), float(s)] for b, s in zip(boxes, scores, strict=True)
            ]
    with replacing(pseudo_boxes_file(places)) as part:
        part.write_text(json.dumps(found), encoding="utf-8")


def may_hold_unboxed(photo: Photo) -> bool:
    """Whether the photo may hold birds that the manifest has no box for."""
    return photo.has_bird and (not photo.boxes_xyxy or photo.set in ONE_BOX_SETS)


def yolox_rows(places: Places, photos: list[Photo]) -> list[np.ndarray]:
    """Each photo's rows (n, 5) left, top, right, bottom, score: told by its manifest, or found."""
    path = pseudo_boxes_file(places)
    found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return [
        np.array(photo.yolox or found.get(photo.key, []), np.float32).reshape(-1, 5)
        for photo in photos
    ]


def bird_boxes(places: Places, photos: list[Photo], least: float = 0.4) -> list[np.ndarray]:
    """Boxes (n, 4) of each photo: the manifest's, else YOLOX's from that score on, best first.

    Those in photos without birds are what is most easily taken for one.
    """
    boxes = []
    for photo, rows in zip(photos, yolox_rows(places, photos), strict=True):
        sure = rows[rows[:, 4] >= least] if len(rows) else rows
        sure = sure[np.argsort(-sure[:, 4], kind="stable"), :4]
        known = np.array(photo.boxes_xyxy, np.float32).reshape(-1, 4)
        boxes.append(known if len(known) else sure)
    return boxes
