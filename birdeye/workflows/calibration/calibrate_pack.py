"""Calibrates a pack on photos whose names are known, and tells what that changes.

What fits never judges: the figures after are those of photos that the fit did not see, whole
sources at a time. The pack then gets the fit to all of them.
"""

from __future__ import annotations

import tempfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Generator, Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
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
from birdeye.workflows.photo_batch import Check, PhotoTask, run_batch

LEAST_BIRDS = 60
"""Named birds below which nothing can be said of a pack."""
LEAST_SPECIES = 3
LEAST_BIRDLESS = 50
"""Photos without birds below which the table of presence stays what it is."""
PARTS = 5
PICTURE_NAME = "reliability.svg"
_NO_SOURCE = "photos of the user"

Looks = dict[Path, Look | None]
"""What the networks make of each photo; None for one that cannot be read."""


@dataclass(frozen=True)
class Figures:
    """How good the answers are: shares of named birds, and how well probabilities hold."""

    first_choice: Share
    shares: dict[str, Share]
    reliability: Reliability


@dataclass(frozen=True)
class Calibration:
    """``spec``, ``labels`` and ``weighed`` are what the pack gets; None for no new presence table.

    ``before`` is what the pack says as it is, ``after`` what it says of photos that the fit did not
    see. ``by_source`` tells whether these were of other sources, ``missed`` how many named birds
    the detector did not find, ``unreadable`` how many photos could not be read.
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
    """What the networks of ``pack`` make of each photo of ``birds``, as soon as it is known."""
    boxes: defaultdict[Path, list[Box]] = defaultdict(list)
    for bird in birds:
        boxes[bird.path] += [bird.box] if bird.box else []
    viewer = Viewer(pack)

    def look(path: Path, check: Check) -> tuple[Path, Look | None]:
        try:
            return path, viewer.look(path, boxes[path], check)
        except PhotoUnreadable:
            return path, None

    def open_task() -> AbstractContextManager[PhotoTask[tuple[Path, Look | None]]]:
        return nullcontext(look)

    paths = list(dict.fromkeys(bird.path for bird in birds))
    with closing(run_batch(paths, open_task, workers=workers)) as looks:
        yield from looks


def check(pack: Pack, birds: Sequence[NamedBird]) -> None:
    """Raises `BirdeyeError` where there are too few ``birds`` to say anything of ``pack``."""
    named = [bird.species.scientific_name for bird in birds if bird.species is not None]
    if len(named) < LEAST_BIRDS or len(set(named)) < LEAST_SPECIES:
        raise BirdeyeError(
            f"“{pack.title}” cannot be calibrated on {len(named)} birds of {len(set(named))} "
            f"species. Take at least {LEAST_BIRDS} of {LEAST_SPECIES} species; some hundreds of "
            "many are better."
        )


def calibrate(
    pack: Pack, birds: Sequence[NamedBird], looks: Looks, *, of_user: bool = False
) -> Calibration:
    """What to change in ``pack``, by what its networks make of ``birds``.

    With ``of_user`` the pack does not tell the sources, which are folders of the user. Raises
    `BirdeyeError` where there are too few birds to say anything.
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
    """Put the pack with its new figures in the place of the old one.

    A pack that came with the program stays what it is; the user's copy goes before it. Raises as
    `install_pack` does.
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
    """In which part each bird judges what the others fitted, and whether sources stay whole.

    Where there are too few sources, photos are dealt out by the checksums of their names: all of
    one photo are in one part.
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
