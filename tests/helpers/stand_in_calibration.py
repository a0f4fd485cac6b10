"""Fits the stand-in pack's temperature and thresholds, and says how well they then hold.

By hand, in a few minutes: ``python -m tests.helpers.stand_in_calibration [EVERY]``, where EVERY
takes only every Nth photo. What it prints as "chosen" is what stand_in_pack.py has as
constants.

Photos are those of ../shared/data/birds with a name: cub50 and sg48 by their annotated box,
one_each by the box that the detector finds (the whole photo where it finds none). Half of them, by
a hash of the file's name, is fitted on; the figures are those of the other half.

the user's photos hold species that the network never saw, and a temperature fitted to known
species alone would call every tenth of those almost certain. So each set counts as if one photo in
five showed an unknown species, for which no answer at the rank of species is right.
"""

from __future__ import annotations

import argparse
import csv
import sys
import zlib
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from birdeye.domain.boxes import Box
from birdeye.imaging.photo_file import open_photo
from birdeye.packs.labels import Labels
from birdeye.vision.classifier import Classifier
from birdeye.vision.crops import crop_region, cut_crops
from birdeye.vision.detector import Detector
from tests.helpers.stand_in_pack import SHARED, SPECIES_TABLE, stand_in_pack

SETS = ("cub50", "sg48", "one_each")
UNKNOWN_SHARE = 0.2
RIGHT_SHARE = 0.9
"""How often what is claimed at a rank must be right."""
ALMOST_CERTAIN = 0.95
_BINS = 15


@dataclass(frozen=True)
class Photos:
    """One entry a photo; ``logits`` (N, outputs) up to a constant a row."""

    logits: np.ndarray
    sets: np.ndarray
    species: np.ndarray
    families: np.ndarray
    known: np.ndarray
    fitted_on: np.ndarray

    def part(self, mask: np.ndarray) -> Photos:
        """Only the photos in ``mask``."""
        return Photos(**{name: values[mask] for name, values in vars(self).items()})

    def weights(self, unknown_share: float) -> np.ndarray:
        """A weight a photo: every set counts alike, with this share of unknown species in each."""
        weights = np.zeros(len(self.sets))
        for each in SETS:
            for known, share in ((True, 1 - unknown_share), (False, unknown_share)):
                members = (self.sets == each) & (self.known == known)
                weights[members] = share / max(1, members.sum())
        return weights / weights.sum()


def read_photos(every: int = 1) -> Photos:
    """Classify the photos as the program does; ``every`` takes every Nth only."""
    pack = stand_in_pack()
    manifest, labels = pack.manifest, pack.labels
    spec = replace(manifest.classifier, temperature=1.0)
    classifier = Classifier(pack.classifier_file, spec, len(labels), threads=2)
    detector = Detector(pack.detector_file, manifest.detector, threads=2)
    with SPECIES_TABLE.open(encoding="utf-8", newline="") as file:
        family_of = {row["scientific_name"]: row["family"] for row in csv.DictReader(file)}
    folder = SHARED / "data" / "birds"
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["set"] in SETS]
    rows = [row for row in rows if row["scientific_name"]][::every]
    known_names = {species.scientific_name for species in labels.distinct_species}
    logits = []
    for number, row in enumerate(rows):
        photo = open_photo(folder / row["file"])
        decoded = photo.decode()
        whole = Box(0, 0, photo.width, photo.height)
        box = _largest(_annotated(row["boxes_xywh"])) or _largest(
            [Box(*xyxy) for xyxy in detector.find(decoded, whole, 0.3).boxes_xyxy.tolist()]
        )
        region = crop_region(box or whole, spec, photo.width, photo.height)
        probabilities = classifier.probabilities(cut_crops(decoded, [region], spec))[0]
        logits.append(np.log(probabilities + 1e-30))
        if number % 500 == 0:
            print(f"{number} of {len(rows)} photos", file=sys.stderr)
    names = np.array([row["scientific_name"] for row in rows])
    return Photos(
        logits=np.array(logits, np.float32),
        sets=np.array([row["set"] for row in rows]),
        species=names,
        families=np.array([family_of.get(name, "") for name in names]),
        known=np.isin(names, list(known_names)),
        fitted_on=np.array([zlib.crc32(row["file"].encode()) % 2 == 0 for row in rows]),
    )


def _annotated(boxes_xywh: str) -> list[Box]:
    numbers = [[float(value) for value in box.split()] for box in boxes_xywh.split(";") if box]
    return [Box(x, y, x + width, y + height) for x, y, width, height in numbers]


def _largest(boxes: list[Box]) -> Box | None:
    return max(boxes, key=lambda box: box.area, default=None)


@dataclass(frozen=True)
class Answers:
    """The likeliest taxon of each photo at each rank: its probability and whether it is right.

    ``claimable`` is False where the species is one that the pack never claims outright.
    """

    probability: dict[str, np.ndarray]
    right: dict[str, np.ndarray]
    claimable: np.ndarray

    def claimed(self, rank: str, threshold: float, unclaimed: np.ndarray) -> np.ndarray:
        """Which of the photos in ``unclaimed`` are claimed at this rank."""
        claimed = unclaimed & (self.probability[rank] >= threshold)
        return claimed & self.claimable if rank == "species" else claimed


def answers(photos: Photos, labels: Labels, temperature: float) -> Answers:
    """What would be said at each rank at this temperature."""
    scaled = photos.logits.astype(np.float64) / temperature
    powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    outputs = powers / powers.sum(axis=1, keepdims=True)
    genera = np.array([name.split()[0] for name in photos.species])
    ranks = {
        "species": (lambda species: species.scientific_name, photos.species),
        "genus": (lambda species: species.genus, genera),
        "family": (lambda species: species.family, photos.families),
    }
    never = {species.scientific_name for species in labels.never_claimed}
    probability, right, best = {}, {}, {}
    for rank, (name_of, truth) in ranks.items():
        taxon_of_output = [name_of(each) if each else "" for each in labels.species]
        taxa = sorted(set(taxon_of_output) - {""})
        members = np.array([[taxon == each for taxon in taxa] for each in taxon_of_output])
        sums = outputs @ members
        probability[rank] = sums.max(axis=1)
        best[rank] = np.array(taxa)[sums.argmax(axis=1)]
        right[rank] = best[rank] == truth
    return Answers(probability, right, ~np.isin(best["species"], list(never)))


def calibration_error(probability: np.ndarray, right: np.ndarray, weights: np.ndarray) -> float:
    """Expected calibration error over 15 bins of equal width (Guo et al. 2017)."""
    bins = np.minimum((probability * _BINS).astype(int), _BINS - 1)
    gap = np.bincount(bins, weights=weights * (probability - right), minlength=_BINS)
    return float(np.abs(gap).sum() / weights.sum())


def fit_temperature(photos: Photos, labels: Labels) -> float:
    """The temperature, in steps of 0.05, with the least calibration error."""
    weights = photos.weights(UNKNOWN_SHARE)
    candidates = np.arange(0.5, 2.01, 0.05)
    errors = []
    for temperature in candidates:
        found = answers(photos, labels, temperature)
        errors.append(
            calibration_error(found.probability["species"], found.right["species"], weights)
        )
    return round(float(candidates[int(np.argmin(errors))]), 2)


def fit_thresholds(found: Answers, weights: np.ndarray) -> dict[str, float]:
    """The least threshold a rank, in steps of 0.01, above which claims are right often enough."""
    thresholds: dict[str, float] = {}
    unclaimed = np.ones(len(weights), bool)
    for rank in ("species", "genus", "family"):
        for threshold in np.arange(0.3, 1.0, 0.01):
            claimed = found.claimed(rank, threshold, unclaimed)
            if (weights * found.right[rank])[claimed].sum() >= RIGHT_SHARE * weights[claimed].sum():
                break
        thresholds[rank] = round(float(threshold), 2)
        unclaimed &= ~claimed
    return thresholds


def report(photos: Photos, labels: Labels) -> None:
    """Print what was chosen on one half and how it holds on the other."""
    fitting, rest = photos.part(photos.fitted_on), photos.part(~photos.fitted_on)
    temperature = fit_temperature(fitting, labels)
    thresholds = fit_thresholds(
        answers(fitting, labels, temperature), fitting.weights(UNKNOWN_SHARE)
    )
    print(f"chosen: temperature {temperature}, thresholds {thresholds}")
    for unknown_share, words in ((UNKNOWN_SHARE, "one in five unknown"), (0.0, "known only")):
        weights = rest.weights(unknown_share)
        errors = []
        for each in (1.0, temperature):
            found = answers(rest, labels, each)
            errors.append(
                calibration_error(found.probability["species"], found.right["species"], weights)
            )
        print(f"calibration error, {words}: {errors[0]:.3f} before, {errors[1]:.3f} after")
    found = answers(rest, labels, temperature)
    for each in SETS:
        for known in (True, False):
            members = (rest.sets == each) & (rest.known == known)
            _report_group(found, members, f"{each} {'known' if known else 'unknown'}", thresholds)


def _report_group(
    found: Answers, members: np.ndarray, name: str, thresholds: dict[str, float]
) -> None:
    count = max(1, members.sum())
    certain = members & (found.probability["species"] >= ALMOST_CERTAIN)
    line = (
        f"{name:16} n {members.sum():5}  right first {found.right['species'][members].mean():.3f}"
    )
    line += f"  almost certain {certain.sum() / count:.3f}"
    unclaimed = members.copy()
    for rank, threshold in thresholds.items():
        claimed = found.claimed(rank, threshold, unclaimed)
        right = found.right[rank][claimed].mean() if claimed.any() else float("nan")
        line += f"  {rank} {claimed.sum() / count:.3f} ({right:.3f} right)"
        unclaimed &= ~claimed
    print(f"{line}  nothing {unclaimed.sum() / count:.3f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("every", type=int, nargs="?", default=1, help="read every n-th photo")
    options = parser.parse_args()
    if not Path(SHARED).is_dir():
        sys.exit("needs the folder ../shared beside the project, which is absent")
    report(read_photos(options.every), stand_in_pack().labels)
