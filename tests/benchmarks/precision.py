"""What int8 gains and loses: the built-in checkpoints in float32 and int8, on validation photos.

int8 is made as ``birdeye convert --int8`` makes it, from training photos. Top-1 is of the crops of
true boxes (sets cub50 and sg48), AP50 of whole photos (and feeder), all of the part ``val``, which
nothing was trained or calibrated on. The photos lie in ../shared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from birdeye.convert.mxnet.checkpoint import find_checkpoint, load_checkpoint
from birdeye.convert.mxnet.convert import build
from birdeye.convert.precision import to_int8
from birdeye.domain.boxes import Box
from birdeye.imaging.photo_file import open_photo
from birdeye.onnx_runtime import onnxruntime
from birdeye.packs.manifest import InputSpec
from birdeye.packs.pack import Pack, load_pack
from birdeye.vision.crops import crop_region, cut_crops
from birdeye.vision.decoding import DECODERS
from birdeye.vision.preprocessing import as_tensor, place, render
from birdeye.vision.suppression import suppress
from models.training.pack_building import CALIBRATION_CROPS
from models.training.photos import Photo, read_manifest
from models.training.places import Places
from models.training.precision import Found, average_precision
from models.training.splits import read_splits
from tests.benchmarks.against_mxnet import CHECKPOINTS
from tests.benchmarks.measuring import (
    Figure,
    Unavailable,
    by_turns,
    cpu_milliseconds,
    figure,
    ratios,
)
from tests.benchmarks.sessions import bare_session
from tests.benchmarks.settings import Settings

NAMED_SETS = ("cub50", "sg48")
BOXED_SETS = (*NAMED_SETS, "feeder")
LEAST_SCORE, MOST_BOXES = 0.01, 200
SPEED_GOAL, LOSS_GOAL = "at least 2", "at most 0.5"


@dataclass(frozen=True)
class Trial:
    """One network: its input, pictures to calibrate with, and how good a session's answers are."""

    role: str
    measure: str
    spec: InputSpec
    calibration: Sequence[np.ndarray]
    judge: Callable[[onnxruntime.InferenceSession], float]


def figures(settings: Settings) -> Iterator[Figure]:
    """The detector, then the classifier."""
    places = Places.find()
    if not places.photos.is_dir():
        raise Unavailable("It needs the folder ../shared beside the project, which is absent.")
    pack = load_pack(settings.packs()["built-in"])
    photos = [photo for photo in read_manifest(places) if photo.boxes_xyxy]
    parts = read_splits(photos)
    of_part = {
        part: [photo for photo, where in zip(photos, parts, strict=True) if where == part]
        for part in ("train", "val")
    }
    draw = np.random.default_rng(7).choice(len(of_part["train"]), CALIBRATION_CROPS, replace=False)
    drawn = [of_part["train"][number] for number in draw]
    for trial in (
        _detector(places, pack, drawn, of_part["val"]),
        _classifier(places, pack, drawn, of_part["val"]),
    ):
        yield from _compared(trial, CHECKPOINTS / pack.folder.name, settings)


def _compared(trial: Trial, checkpoints: Path, settings: Settings) -> Iterator[Figure]:
    files = {form: settings.scratch / f"{trial.role}-{form}.onnx" for form in ("fp32", "int8")}
    shape = (1, 3, trial.spec.height, trial.spec.width)
    checkpoint = load_checkpoint(find_checkpoint(checkpoints / trial.role))
    build(checkpoint, {"data": shape}).write(files["fp32"])
    tensors = [as_tensor(picture[None], trial.spec) for picture in trial.calibration]
    to_int8(files["fp32"], files["int8"], ({"data": tensor} for tensor in tensors))
    sessions = {form: bare_session(file) for form, file in files.items()}
    feeds = {"data": tensors[0]}
    times = by_turns(
        {
            form: lambda session=session: cpu_milliseconds(lambda: session.run(None, feeds))
            for form, session in sessions.items()
        },
        4 * settings.rounds,
    )
    for form in files:
        yield figure(f"{trial.role}, {form}", "ms", times[form])
    yield figure(
        f"{trial.role}: fp32 / int8", "times", ratios(times["fp32"], times["int8"]), SPEED_GOAL
    )
    quality = {form: 100 * trial.judge(session) for form, session in sessions.items()}
    for form in files:
        yield figure(f"{trial.role}, {form}: {trial.measure}", "%", [quality[form]])
    yield figure(
        f"{trial.role}: points of {trial.measure} lost",
        "",
        [quality["fp32"] - quality["int8"]],
        LOSS_GOAL,
    )


def _detector(places: Places, pack: Pack, drawn: list[Photo], val: list[Photo]) -> Trial:
    spec = pack.manifest.detector

    def seen(photo: Photo) -> np.ndarray:
        decoded = open_photo(places.photos / photo.file).decode()
        return render(decoded, place(_whole(photo), spec.input), spec.input)

    judged = [photo for photo in val if photo.set in BOXED_SETS]
    pictures = [seen(photo) for photo in judged]

    def judge(session: onnxruntime.InferenceSession) -> float:
        found = []
        for photo, picture in zip(judged, pictures, strict=True):
            outputs = session.run(None, {"data": as_tensor(picture[None], spec.input)})
            likely = DECODERS[spec.decoder](outputs, spec, LEAST_SCORE).by_score()
            boxes = suppress(likely.chosen(np.s_[:MOST_BOXES]), spec.iou_threshold)
            in_photo = place(_whole(photo), spec.input).boxes_in_photo(boxes.boxes_xyxy)
            truth = np.array(photo.boxes_xyxy, np.float32)
            found.append(Found(in_photo, boxes.scores, truth, photo.width * photo.height))
        return average_precision(found)

    name = f"AP50 of {len(judged)} photos"
    return Trial("detector", name, spec.input, [seen(photo) for photo in drawn], judge)


def _classifier(places: Places, pack: Pack, drawn: list[Photo], val: list[Photo]) -> Trial:
    spec = pack.manifest.classifier
    outputs = {
        species.scientific_name: number
        for number, species in enumerate(pack.labels.species)
        if species is not None
    }

    def seen(photo: Photo) -> np.ndarray:
        decoded = open_photo(places.photos / photo.file).decode()
        largest = max(
            (Box(*box) for box in photo.boxes_xyxy), key=lambda box: box.width * box.height
        )
        region = crop_region(largest, spec, photo.width, photo.height)
        return cut_crops(decoded, [region], spec)[0]

    judged = [photo for photo in val if photo.set in NAMED_SETS and photo.species in outputs]
    crops = [seen(photo) for photo in judged]
    named = np.array([outputs[photo.species] for photo in judged])
    birds = sorted(outputs.values())

    def judge(session: onnxruntime.InferenceSession) -> float:
        tensors = (as_tensor(crop[None], spec.input) for crop in crops)
        answers = np.concatenate([session.run(None, {"data": tensor})[0] for tensor in tensors])
        return float((np.array(birds)[answers[:, birds].argmax(1)] == named).mean())

    name = f"top-1 of {len(judged)} crops"
    return Trial("classifier", name, spec.input, [seen(photo) for photo in drawn], judge)


def _whole(photo: Photo) -> Box:
    return Box(0, 0, photo.width, photo.height)
