"""Keeps what a pack's two networks make of photos, so that fitting needs no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from birdeye.packs.pack import Pack
from birdeye.workflows.calibration.looks import Look, Viewer

from .places import replacing


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
    viewer = Viewer(pack)
    for path in paths:
        yield viewer.look(path)


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
