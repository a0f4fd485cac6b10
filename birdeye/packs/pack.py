"""A model pack as the rest of the program sees it: a folder whose contents have been checked."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from birdeye.domain.errors import PackInvalid
from birdeye.domain.records import PackVersion
from birdeye.packs.grid import Grid, read_grid
from birdeye.packs.labels import (
    ABSENT_CONGENERS,
    LABELS_NAME,
    MAX_LABELS_BYTES,
    TRAINING_PHOTOS,
    Labels,
    parse_labels,
)
from birdeye.packs.manifest import Manifest
from birdeye.packs.manifest_file import MANIFEST_NAME, MAX_MANIFEST_BYTES, parse_manifest
from birdeye.packs.ranges import Ranges, read_ranges
from birdeye.packs.small_file import read_small_file

MAX_MODEL_BYTES = (1 << 31) - 1
"""More than any network for an ordinary processor; protobuf's own limit is twice that."""


@dataclass(frozen=True)
class Pack:
    """A pack that passed `load_pack`: its manifest and labels are valid and its files exist.

    ``fingerprint`` is the SHA-256 (hexadecimal) of manifest and labels, and the manifest contains
    those of the networks: a pack that was changed without a new version counts as a different one.
    """

    folder: Path
    manifest: Manifest
    labels: Labels
    fingerprint: str
    builtin: bool = False

    @property
    def id(self) -> str:
        """The name by which a pack is chosen."""
        return self.manifest.id

    @property
    def title(self) -> str:
        """The name that is shown."""
        return self.manifest.title

    @property
    def detector_file(self) -> Path:
        """The ONNX file that finds birds."""
        return self.folder / self.manifest.detector.file

    @property
    def classifier_file(self) -> Path:
        """The ONNX file that names a bird."""
        return self.folder / self.manifest.classifier.file

    @cached_property
    def size_bytes(self) -> int:
        """Size of the two networks on disk, in bytes."""
        return self.detector_file.stat().st_size + self.classifier_file.stat().st_size

    @property
    def pack_version(self) -> PackVersion:
        """The key under which its results are stored."""
        return PackVersion(self.id, self.manifest.version, self.fingerprint)

    @cached_property
    def ranges(self) -> Ranges | None:
        """Where and when its species are expected, read at the first call; None without a table.

        Raises `PackInvalid` for a table that breaks the rules.
        """
        return read_ranges(self.folder)

    @cached_property
    def grid(self) -> Grid | None:
        """Where its species are expected, more precisely, read at the first call; None without one.

        Raises `PackInvalid` for a table that breaks the rules.
        """
        return read_grid(self.folder)


@dataclass(frozen=True)
class BrokenPack:
    """A folder that should be a pack but is not valid; lists show it with the reason."""

    folder: Path
    error: PackInvalid
    builtin: bool = False

    @property
    def id(self) -> str:
        """The folder's name, since a broken pack has no better one."""
        return self.folder.name


def by_first_choice(pack: Pack | BrokenPack) -> tuple[bool, float]:
    """Sort key: most accurate on photos of other sources first, then those without a measurement,
    broken ones last."""
    if isinstance(pack, BrokenPack):
        return True, 0.0
    known = pack.manifest.calibration
    return False, -((known and known.compared_by) or 0.0)


def load_pack(folder: Path, *, builtin: bool = False) -> Pack:
    """The pack in ``folder`` after quick checks: manifest, labels, and whether the files exist.

    Takes a few milliseconds and does not open the networks; `birdeye.packs.verification` does.
    Raises `PackInvalid` with the problems of all parts.
    """
    problems: list[str] = []
    manifest: Manifest | None = None
    labels: Labels | None = None
    digest = hashlib.sha256()

    def read(name: str, most_bytes: int) -> bytes:
        content = read_small_file(folder, name, most_bytes)
        digest.update(len(content).to_bytes(8, "big") + content)
        return content

    try:
        manifest = parse_manifest(read(MANIFEST_NAME, MAX_MANIFEST_BYTES), folder.name)
        problems += _file_problems(folder, manifest)
    except PackInvalid as error:
        problems += error.problems
    try:
        labels = parse_labels(read(LABELS_NAME, MAX_LABELS_BYTES), folder.name)
    except PackInvalid as error:
        problems += error.problems
    if manifest and labels:
        problems += _label_problems(manifest, labels)
    if problems or manifest is None or labels is None:
        raise PackInvalid(folder.name, problems)
    return Pack(folder, manifest, labels, digest.hexdigest(), builtin)


def _file_problems(folder: Path, manifest: Manifest) -> list[str]:
    problems = []
    named = {"detector": manifest.detector.file, "classifier": manifest.classifier.file}
    for part, name in named.items():
        try:
            found = (folder / name).lstat()
        except OSError as error:
            reason = error.strerror or str(error)
            problems.append(f"{part}.file is {name}, which is not in the pack ({reason})")
            continue
        if not stat.S_ISREG(found.st_mode):
            problems.append(f"{part}.file is {name}, which is a link or a folder, not a file")
        elif found.st_size == 0:
            problems.append(f"{part}.file is {name}, which is empty")
        elif found.st_size > MAX_MODEL_BYTES:
            problems.append(f"{part}.file is {name}, which is larger than {MAX_MODEL_BYTES} bytes")
    return problems


def _label_problems(manifest: Manifest, labels: Labels) -> list[str]:
    spec = manifest.classifier
    problems = [
        f"classifier.{field} needs the column {column} in labels.csv"
        for field, column, needed, there in (
            ("prior_exponent", TRAINING_PHOTOS, spec.prior_exponent, labels.training_photos),
            (
                "absent_congener_weight",
                ABSENT_CONGENERS,
                spec.absent_congener_weight,
                labels.absent_congeners,
            ),
        )
        if needed and not there
    ]
    return problems + _not_a_bird_problems(manifest, labels)


def _not_a_bird_problems(manifest: Manifest, labels: Labels) -> list[str]:
    index = manifest.classifier.not_a_bird
    if index is None:
        return []
    if index >= len(labels):
        return [
            f"classifier.not_a_bird is {index}, but labels.csv has rows for outputs 0 to "
            f"{len(labels) - 1} only"
        ]
    species = labels.species[index]
    if species is not None:
        return [
            f"classifier.not_a_bird is {index}, but labels.csv names that output "
            f"{species.scientific_name}"
        ]
    return []
