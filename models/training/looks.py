"""What a pack's two networks make of photos, kept, so that fitting needs no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from birdeye.domain.boxes import Box
from birdeye.imaging.photo_file import open_photo
from birdeye.packs.pack import Pack
from birdeye.vision.classifier import Classifier
from birdeye.vision.crops import crop_region, cut_crops
from birdeye.vision.identifier import Identifier, IdentifyOptions

from .places import replacing
from .presence import LEAST_SCORE

MOST_BOXES = 3


@dataclass(frozen=True)
class Look:
    """The best boxes of a photo: the detector's scores (n,), best first, and the classifier's
    probabilities (n, outputs) at a temperature of 1."""

    scores: np.ndarray
    probabilities: np.ndarray


def look_at(pack: Pack, paths: Sequence[Path], kept: Path | None = None) -> list[Look]:
    """What the networks of ``pack`` make of the photos; read from and added to the file ``kept``.

    The file is for one pair of networks and one crop margin only: `file_of` names it.
    """
    known = _read(kept) if kept and kept.exists() else {}
    missing = [path for path in dict.fromkeys(paths) if _key(path) not in known]
    for number, (path, look) in enumerate(zip(missing, _looks(pack, missing), strict=True), 1):
        known[_key(path)] = look
        if kept and (number % 500 == 0 or number == len(missing)):
            print(f"{number} of {len(missing)} photos looked at", flush=True)
            _write(kept, known)
    return [known[_key(path)] for path in paths]


def file_of(pack: Pack, folder: Path) -> Path:
    """Where `look_at` keeps what this pack's networks say."""
    spec = pack.manifest.classifier
    margin = round(1000 * spec.crop_margin)
    return folder / f"{pack.manifest.detector.sha256[:8]}-{spec.sha256[:8]}-{margin}.npz"


def _looks(pack: Pack, paths: Sequence[Path]) -> Iterator[Look]:
    """Boxes that are worth asking the classifier about, as the program finds and cuts them."""
    whole = replace(pack, manifest=replace(pack.manifest, presence=None))
    identifier = Identifier(whole, IdentifyOptions(min_score=LEAST_SCORE, threads=1))
    spec = replace(pack.manifest.classifier, temperature=1.0)
    classifier = Classifier(pack.classifier_file, spec, len(pack.labels), threads=1)
    for path in paths:
        photo = open_photo(path)
        decoded = identifier.decode_overview(photo)
        found = identifier.detect(photo, decoded)
        boxes = [Box(*box) for box in found.boxes_xyxy[:MOST_BOXES].tolist()]
        if not boxes:
            yield Look(np.zeros(0), np.zeros((0, len(pack.labels))))
            continue
        decoded = identifier.decode_for_crops(photo, boxes, decoded)
        regions = [crop_region(box, spec, photo.width, photo.height) for box in boxes]
        probabilities = classifier.probabilities(cut_crops(decoded, regions, spec))
        yield Look(found.scores[: len(boxes)].astype(float), probabilities)


def _key(path: Path) -> str:
    return "/".join(path.parts[-3:])


def _read(file: Path) -> dict[str, Look]:
    with np.load(file) as kept:
        starts = np.concatenate([[0], np.cumsum(kept["counts"])])
        scores, probabilities = kept["scores"], np.exp(kept["logarithms"].astype(np.float64))
        names = kept["names"].tolist()
    return {
        name: Look(scores[start:end], probabilities[start:end])
        for name, start, end in zip(names, starts, starts[1:], strict=False)
    }


def _write(file: Path, looks: dict[str, Look]) -> None:
    with replacing(file) as part, part.open("wb") as stream:
        np.savez(
            stream,
            names=list(looks),
            counts=[len(look.scores) for look in looks.values()],
            scores=np.concatenate([look.scores for look in looks.values()]),
            logarithms=np.log(
                np.maximum(np.concatenate([k.probabilities for k in looks.values()]), 1e-30)
            ).astype(np.float32),
        )
