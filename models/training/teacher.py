"""Asks the teachers: the bird classifier what it sees in a crop, YOLOX where the birds are.

The teacher looks at exactly the crop that the student will be shown (Beyer et al. 2022,
"Knowledge distillation: a good teacher is patient and consistent"), so its answers are kept by
crop: each shard holds one random crop of every training photo.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx

from birdeye.onnx_runtime import onnxruntime as ort

from .boxes import suppress
from .crops import bird_crop, training_crop, whole_photo
from .photos import Photo, PhotoStore, cut
from .places import Places, replacing

CLASSIFIER = "inat_bird_fp32.onnx"
LOGITS = "Logits/MatMul;Logits/BiasAdd_prequant"
FEATURES = "Reshape__93:0"
SIZE = 224
YOLOX = "yolox_nano.onnx"
YOLOX_SIZE = 416
YOLOX_BIRD = 14
ONE_BOX_SETS = ("cub50",)
"""Sets that box one bird a photo, whether there are more or not."""


class Teacher:
    """The 964-species classifier, asked for its logits and its 1,280 pooled features."""

    def __init__(self, places: Places, threads: int = 1) -> None:
        model = onnx.load(str(places.teachers / CLASSIFIER))
        for name in (LOGITS, FEATURES):
            model.graph.output.append(
                onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None)
            )
        self._session = _session(model.SerializeToString(), threads)
        self._input = self._session.get_inputs()[0].name

    def look(self, rgb_u8: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Logits (965,) and features (1280,) of one (224, 224, 3) uint8 crop."""
        logits, features = self._session.run([LOGITS, FEATURES], {self._input: rgb_u8[None]})
        return logits[0], features[0]


class Yolox:
    """YOLOX-nano as a finder of birds: the peer of our detector and the source of pseudo-boxes."""

    def __init__(self, places: Places, threads: int = 1) -> None:
        self._session = _session((places.teachers / YOLOX).read_bytes(), threads)
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
    from PIL import Image

    return np.asarray(Image.fromarray(rgb_u8).resize((width, height), Image.Resampling.BILINEAR))


def _session(model: bytes, threads: int) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    return ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def pseudo_boxes_file(places: Places) -> Path:
    """Where the boxes that YOLOX found on unboxed photos of birds are kept."""
    return places.folder("teacher") / "pseudo-boxes.json"


def find_pseudo_boxes(places: Places, photos: list[Photo], store: PhotoStore) -> None:
    """Write YOLOX's boxes with their scores for every photo that may hold unboxed birds."""
    finder, found = Yolox(places), {}
    for i, photo in enumerate(photos):
        if may_hold_unboxed(photo):
            boxes, scores = finder.find(store[i])
            found[photo.key] = [
                [*map(float, b), float(s)] for b, s in zip(boxes, scores, strict=True)
            ]
    with replacing(pseudo_boxes_file(places)) as part:
        part.write_text(json.dumps(found), encoding="utf-8")


def may_hold_unboxed(photo: Photo) -> bool:
    """Whether the photo may hold birds that the manifest has no box for."""
    return photo.has_bird and (not photo.boxes_xyxy or photo.set in ONE_BOX_SETS)


def read_pseudo_boxes(places: Places) -> dict[str, list[list[float]]]:
    """Rows (left, top, right, bottom, score) in pixels by the photo's key."""
    path = pseudo_boxes_file(places)
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def bird_boxes(places: Places, photos: list[Photo], least: float = 0.4) -> list[np.ndarray]:
    """Boxes (n, 4) of each photo: the manifest's, else YOLOX's with at least that score."""
    found = read_pseudo_boxes(places)
    boxes = []
    for photo in photos:
        rows = list(photo.boxes_xyxy) or [r[:4] for r in found.get(photo.key, []) if r[4] >= least]
        boxes.append(np.array(rows, np.float32).reshape(-1, 4))
    return boxes


@dataclass(frozen=True)
class Shard:
    """Crops with the teacher's answers: photo (n,), rect (n, 4), logits and features in fp16."""

    photo: np.ndarray
    rect: np.ndarray
    logits: np.ndarray
    features: np.ndarray

    @classmethod
    def read(cls, path: Path) -> Shard:
        """Read a shard that `teach` wrote."""
        with np.load(path) as arrays:
            return cls(*(arrays[name] for name in ("photo", "rect", "logits", "features")))


def shard_files(places: Places) -> list[Path]:
    """The shards of random crops written so far."""
    return sorted(places.folder("teacher").glob("crops-*.npz"))


def evaluation_file(places: Places, part: str) -> Path:
    """The shard of one fixed crop a photo of the validation or the test part."""
    return places.folder("teacher") / f"fixed-{part}.npz"


def teach(
    teacher: Teacher, store: PhotoStore, photos: list[int], rects: list[np.ndarray], path: Path
) -> None:
    """Ask the teacher about each rectangle and write the shard."""
    answers = [
        teacher.look(cut(store[i], rect, SIZE)) for i, rect in zip(photos, rects, strict=True)
    ]
    with replacing(path) as part, part.open("wb") as out:
        np.savez(
            out,
            photo=np.array(photos, np.int32),
            rect=np.array(rects, np.float32),
            logits=np.array([logits for logits, _ in answers], np.float16),
            features=np.array([features for _, features in answers], np.float16),
        )


def teach_evaluation(
    places: Places, photos: list[Photo], store: PhotoStore, parts: list[str], part: str
) -> None:
    """One fixed crop for every photo of a part: its best box as the program cuts it, else all."""
    chosen = [i for i, p in enumerate(parts) if p == part and photos[i].set != "feeder"]
    boxes = bird_boxes(places, photos)
    rects = []
    for i in chosen:
        width, height = photos[i].width, photos[i].height
        if len(boxes[i]):
            areas = (boxes[i][:, 2:] - boxes[i][:, :2]).prod(1)
            best = int(areas.argmax()) if photos[i].boxes_xyxy else 0
            rects.append(bird_crop(boxes[i][best], width, height))
        else:
            rects.append(whole_photo(width, height))
    teach(Teacher(places), store, chosen, rects, evaluation_file(places, part))


def teach_shard(
    places: Places,
    photos: list[Photo],
    store: PhotoStore,
    parts: list[str],
    suspects: dict[str, np.ndarray],
    number: int,
) -> None:
    """One random crop for every training photo; `number` seeds the crops and names the shard.

    `suspects` are boxes (n, 4) of what might be taken for a bird in photos without, by key.
    """
    rng = np.random.default_rng([2017, number])
    boxes = bird_boxes(places, photos)
    chosen = [i for i, p in enumerate(parts) if p == "train"]
    rects = []
    for i in chosen:
        photo = photos[i]
        aims = boxes[i] if photo.has_bird else suspects.get(photo.key, boxes[i])
        rects.append(training_crop(rng, aims, photo.width, photo.height, photo.has_bird))
    path = places.folder("teacher") / f"crops-{number:03d}.npz"
    teach(Teacher(places), store, chosen, rects, path)
