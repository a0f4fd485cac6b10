"""What a pack's classifier yields for photos of known birds, by the program and by drawn boxes.

Logits are kept, so that temperature and thresholds can be tried without running it again.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from birdeye import locations
from birdeye.domain.boxes import Box
from birdeye.imaging.photo_file import open_photo
from birdeye.packs.labels import Labels, parse_labels
from birdeye.packs.pack import Pack
from birdeye.taxonomy.species_table import read_species_table
from birdeye.vision.crops import crop_region, cut_crops
from birdeye.vision.identifier import Identifier, IdentifyOptions
from birdeye.vision.preprocessing import as_tensor
from birdeye.vision.session import ModelSession

SPLITS = Path(__file__).resolve().parents[2] / "models" / "training" / "splits.csv"
UNKNOWN_SPECIES = -1
VALIDATION = "val"
OTHERS = ("train", "test", "none")
"""Parts of the split of Birdeye's own models; this network was taught on none of them."""


@dataclass(frozen=True)
class Judged:
    """One row a photo of a bird whose species is named.

    ``species`` is the index into ``labels.distinct_species``, -1 where the pack does not know it.
    ``by_program`` are the logits of the best bird that the program found, NaN where it found none;
    ``by_box`` those of the annotated box, NaN where there is none.
    """

    labels: Labels
    sets: np.ndarray
    parts: np.ndarray
    species: np.ndarray
    genus: np.ndarray
    family: np.ndarray
    by_program: np.ndarray
    by_box: np.ndarray

    def of_part(self, *parts: str) -> np.ndarray:
        """Which rows are in these parts of the split."""
        return np.isin(self.parts, parts)


def judge(pack: Pack, birds: Path, state: Path, most: int) -> None:
    """Run the program over the photos in ``birds`` and keep what came of it in ``state``."""
    rows = list(_named_photos(birds, most))
    identifier = Identifier(pack, IdentifyOptions(top=1, threads=1))
    spec = pack.manifest.classifier
    session = ModelSession(pack.classifier_file, spec.sha256, threads=1)

    def logits_of(row: dict[str, str]) -> tuple[np.ndarray, np.ndarray]:
        photo = open_photo(birds / row["file"])
        found = identifier.identify(photo)
        decoded = photo.decode()
        result = []
        for box in (found[0].box if found else None, _annotated(row)):
            if box is None:
                result.append(np.full(len(pack.labels), np.nan, np.float32))
                continue
            region = crop_region(box, spec, photo.width, photo.height)
            crops = cut_crops(decoded, [region], spec)
            result.append(session.run(as_tensor(crops, spec.input))[0][0])
        return result[0], result[1]

    with ThreadPoolExecutor(2) as pool:
        logits = []
        for done, pair in enumerate(pool.map(logits_of, rows), 1):
            logits.append(pair)
            if done % 500 == 0:
                print(f"{done} of {len(rows)}", flush=True)
    index = {each.scientific_name: i for i, each in enumerate(pack.labels.distinct_species)}
    names = [row["scientific_name"] for row in rows]
    np.savez_compressed(
        state,
        labels=(pack.folder / "labels.csv").read_text("utf-8"),
        sets=[row["set"] for row in rows],
        parts=[row["part"] for row in rows],
        names=names,
        species=[index.get(name, UNKNOWN_SPECIES) for name in names],
        by_program=np.array([pair[0] for pair in logits]),
        by_box=np.array([pair[1] for pair in logits]),
    )
    print(f"{len(rows)} photos judged, in {state}")


def read_judged(state: Path) -> Judged:
    """What `judge` kept."""
    kept = np.load(state)
    labels = parse_labels(str(kept["labels"]).encode("utf-8"), "the pack")
    table = read_species_table(locations.names_folder())
    known = [table.species(name) for name in kept["names"].tolist()]
    return Judged(
        labels,
        kept["sets"],
        kept["parts"],
        kept["species"],
        np.array([species.genus for species in known]),
        np.array([species.family for species in known]),
        kept["by_program"],
        kept["by_box"],
    )


def _named_photos(birds: Path, most: int) -> Iterator[dict[str, str]]:
    """The validation part, and at most ``most`` other photos of each set, drawn by lot."""
    taken: dict[str, int] = {}
    parts = _parts()
    with (birds / "manifest.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["scientific_name"]]
    np.random.default_rng(0).shuffle(rows)
    for row in rows:
        row["part"] = parts.get(Path(row["file"]).stem, "none")
        if row["part"] == VALIDATION:
            yield row
            continue
        taken[row["set"]] = taken.get(row["set"], 0) + 1
        if taken[row["set"]] <= most:
            yield row


def _annotated(row: dict[str, str]) -> Box | None:
    """The largest annotated box."""
    boxes = [
        Box(x, y, x + w, y + h)
        for x, y, w, h in (
            map(float, text.split()) for text in row["boxes_xywh"].split(";") if text.strip()
        )
    ]
    return max(boxes, key=lambda box: box.area, default=None)


def _parts() -> dict[str, str]:
    with SPLITS.open(encoding="utf-8", newline="") as file:
        return {row["photo"]: row["part"] for row in csv.DictReader(file)}
