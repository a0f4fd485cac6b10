"""Calibrates a pack on photos of known species, and reports what that changes.

Photos never judge their own fit: the figures after calibration are for sources that the fit did not
use. The pack then gets the fit to all photos.
"""

from __future__ import annotations

import tempfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Generator, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from birdeye.domain.boxes import Box
from birdeye.domain.errors import BirdeyeError, PhotoUnreadable
from birdeye.packs.labels import Labels, write_labels
from birdeye.packs.library import PackLibrary
from birdeye.packs.manifest import CalibrationSpec, ClassifierSpec
from birdeye.packs.manifest_file import write_manifest
from birdeye.packs.pack import Pack
from birdeye.packs.pack_source import open_source
from birdeye.packs.small_file import write_small_file
from birdeye.packs.transfer import unpack
from birdeye.workflows.calibration.boxes import Weighed, weigh
from birdeye.workflows.calibration.fit import Answers, fit, species_weights
from birdeye.workflows.calibration.left_out import Judged, figures, judged, judged_left_out
from birdeye.workflows.calibration.looks import Look, Viewer
from birdeye.workflows.calibration.named_birds import NamedBird
from birdeye.workflows.calibration.reliability import Reliability, reliability, reliability_svg
from birdeye.workflows.calibration.share import Share, share
from birdeye.workflows.congeners import with_absent_congeners
from birdeye.workflows.install_pack import InstalledPack, install_pack
from birdeye.workflows.photo_batch import Check, run_batch

LEAST_BIRDS = 60
"""With fewer named birds than this, nothing can be said about a pack."""
LEAST_SPECIES = 3
LEAST_BIRDLESS = 50
"""With fewer photos without birds than this, the presence table is not changed."""
PARTS = 5
PICTURE_NAME = "reliability.svg"
_NO_SOURCE = "photos of the user"

Looks = dict[Path, Look | None]
"""The networks' answers for each photo; None for one that cannot be read."""


@dataclass(frozen=True)
class Figures:
    """How good the answers are: shares of named birds, and how well probabilities hold."""

    first_choice: Share
    shares: dict[str, Share]
    reliability: Reliability


@dataclass(frozen=True)
class Calibration:
    """``spec``, ``labels`` and ``weighed`` are what the pack gets; None for no new presence table.

    ``before`` has the figures of the pack as it is, ``after`` those on photos that the fit did not
    use. ``by_source`` says whether these were of other sources, ``missed`` how many named birds the
    detector did not find, ``unreadable`` how many photos could not be read.
    """

    pack: Pack
    spec: ClassifierSpec
    labels: Labels
    weighed: Weighed | None
    known: CalibrationSpec
    before: Figures
    after: Figures
    by_source: bool
    missed: int
    unreadable: int
    birdless: int

    @property
    def picture(self) -> str:
        """The two curves of reliability as SVG."""
        curves = (("before", self.before.reliability), ("after", self.after.reliability))
        return reliability_svg(curves)


def look_at_all(
    pack: Pack, birds: Sequence[NamedBird], *, workers: int
) -> Generator[tuple[Path, Look | None], None, None]:
    """Yield the answers of the networks of ``pack`` for each photo of ``birds``, one by one."""
    boxes: defaultdict[Path, list[Box]] = defaultdict(list)
    for bird in birds:
        boxes[bird.path] += [bird.box] if bird.box else []
    viewer = Viewer(pack)

    def look(path: Path, check: Check) -> tuple[Path, Look | None]:
        try:
            return path, viewer.look(path, boxes[path], check)
        except PhotoUnreadable:
            return path, None

    paths = list(dict.fromkeys(bird.path for bird in birds))
    return run_batch(paths, lambda: nullcontext(look), workers=workers)


def check(pack: Pack, birds: Sequence[NamedBird]) -> None:
    """Raise `BirdeyeError` if there are too few ``birds`` to say anything about ``pack``."""
    named = [bird.species.scientific_name for bird in birds if bird.species is not None]
    if len(named) < LEAST_BIRDS or len(set(named)) < LEAST_SPECIES:
        raise BirdeyeError(
            f"“{pack.title}” cannot be calibrated: {_too_few(len(named), len(set(named)))}. "
            f"At least {LEAST_BIRDS} birds of {LEAST_SPECIES} species are needed; several hundred "
            "of many species are better."
        )


def _too_few(birds: int, species: int) -> str:
    if birds == 0:
        return "no bird with a known name was found"
    if birds == 1:
        return "1 bird of 1 species is too few"
    return f"{birds} birds of {species} species are too few"


def calibrate(
    pack: Pack, birds: Sequence[NamedBird], looks: Looks, *, of_user: bool = False
) -> Calibration:
    """What to change in ``pack``, given its networks' answers for ``birds``.

    With ``of_user`` the pack does not name the sources, which are folders of the user. Raises
    `BirdeyeError` if there are too few birds to say anything.
    """
    rows = [
        (bird, probabilities)
        for bird, probabilities in _with_probabilities(birds, looks)
        if bird.species is not None
    ]
    species = [bird.species for bird, _ in rows if bird.species is not None]
    names = [each.scientific_name for each in species]
    check(pack, [bird for bird, _ in rows])
    labels = with_absent_congeners(pack.labels)
    answers = Answers(labels, np.array([p for _, p in rows]), species, species_weights(names))
    parts, by_source = _parts([bird for bird, _ in rows])
    now = judged(answers, pack.manifest.classifier, pack.labels)
    then = judged_left_out(answers, parts, pack.manifest.classifier)
    spec = fit(answers, pack.manifest.classifier)
    birdless = [looks[bird.path] for bird in birds if bird.species is None]
    none = [look for look in birdless if look is not None]
    with_bird = [
        look
        for bird in birds
        if bird.species is not None and bird.box is None
        if (look := looks[bird.path]) is not None
    ]
    weighed = None
    if spec.not_a_bird is not None and len(none) >= LEAST_BIRDLESS and with_bird:
        weighed = weigh(with_bird, none, spec, labels)
    sources = ", ".join(sorted({bird.source for bird, _ in rows if bird.source}))[:1000]
    if of_user or not sources:
        sources = _NO_SOURCE
    after = _figures(then, answers.weights)
    first_choice = round(after.first_choice.value, 3)
    known = CalibrationSpec(len(rows), len(set(names)), sources, first_choice)
    return Calibration(
        pack,
        spec,
        labels,
        weighed,
        known,
        _figures(now, answers.weights),
        after,
        by_source,
        missed=sum(bird.species is not None and looks[bird.path] is not None for bird in birds)
        - len(rows),
        unreadable=sum(look is None for look in looks.values()),
        birdless=len(none),
    )


def install_calibrated(calibration: Calibration, library: PackLibrary) -> InstalledPack:
    """Replace the pack by one with the new figures.

    A pack that came with the program is not changed; the user's copy takes precedence over it.
    Raises like `install_pack`.
    """
    pack = calibration.pack
    presence = calibration.weighed.spec if calibration.weighed else pack.manifest.presence
    manifest = replace(
        pack.manifest,
        classifier=calibration.spec,
        presence=presence,
        calibration=calibration.known,
    )
    with tempfile.TemporaryDirectory(prefix="birdeye-") as temporary:
        folder = Path(temporary) / pack.id
        folder.mkdir()
        with open_source(pack.folder) as source:
            unpack(source, folder, pack.id)
        write_manifest(folder, manifest)
        write_labels(folder, calibration.labels)
        write_small_file(folder, PICTURE_NAME, calibration.picture.encode())
        return install_pack(folder, library)


def _with_probabilities(
    birds: Sequence[NamedBird], looks: Looks
) -> Iterator[tuple[NamedBird, np.ndarray]]:
    """Each bird that was found, with the classifier's row for it."""
    used: Counter[Path] = Counter()
    for bird in birds:
        look = looks[bird.path]
        row = used[bird.path] if bird.box else 0
        used[bird.path] += bird.box is not None
        if look is not None and row < len(look.scores):
            yield bird, look.probabilities[row]


def _parts(birds: Sequence[NamedBird]) -> tuple[list[str], bool]:
    """The part in which each bird judges the fit to the others, and whether sources stay together.

    If there are too few sources, photos are distributed by the checksums of their names, all birds
    of a photo into one part.
    """
    count = Counter(bird.source for bird in birds)
    largest = max(count.values(), default=0)
    if len(count) > 2 and largest <= 0.8 * len(birds):
        sizes = [0] * PARTS
        part_of = {}
        for source, photos in count.most_common():
            part_of[source] = sizes.index(min(sizes))
            sizes[part_of[source]] += photos
        return [str(part_of[bird.source]) for bird in birds], True
    return [str(zlib.crc32(str(bird.path).encode()) % PARTS) for bird in birds], False


def _figures(found: Judged, weights: np.ndarray) -> Figures:
    return Figures(
        share(found.first_is_right, weights),
        figures(found.claims, weights),
        reliability(found.probability, found.first_is_right, weights),
    )
