"""Puts two networks, labels and a manifest together into the folder of a pack."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from birdeye.packs.grid import Grid, write_grid
from birdeye.packs.labels import Labels, write_labels
from birdeye.packs.manifest import ClassifierSpec, DetectorSpec, Manifest
from birdeye.packs.manifest_file import write_manifest
from birdeye.packs.pack import Pack
from birdeye.packs.verification import verify_pack

DETECTOR_FILE, CLASSIFIER_FILE = "detector.onnx", "classifier.onnx"
UNKNOWN_SHA256 = "0" * 64
"""Placeholder in a manifest until `assemble_pack` knows the file."""

_Spec = TypeVar("_Spec", DetectorSpec, ClassifierSpec)


def assemble_pack(
    folder: Path,
    manifest: Manifest,
    detector: Path,
    classifier: Path,
    labels: Labels,
    documents: Mapping[str, str] | None = None,
    grid: Grid | None = None,
) -> Pack:
    """Write a pack into the empty ``folder`` and check it.

    ``detector`` and ``classifier`` are copied to the names that ``manifest`` gives them, and their
    checksums are put in; ``documents`` are texts by file name, such as a README.md; ``grid`` says
    where its species occur. Raises `PackInvalid` if the parts do not make a pack.
    """
    shutil.copyfile(detector, folder / manifest.detector.file)
    shutil.copyfile(classifier, folder / manifest.classifier.file)
    write_labels(folder, labels)
    if grid is not None:
        write_grid(folder, grid)
    for name, text in (documents or {}).items():
        (folder / name).write_text(text, encoding="utf-8")
    whole = replace(
        manifest,
        detector=_with_checksum(folder, manifest.detector),
        classifier=_with_checksum(folder, manifest.classifier),
    )
    write_manifest(folder, whole)
    return verify_pack(folder, subject=manifest.id)


def _with_checksum(folder: Path, spec: _Spec) -> _Spec:
    with (folder / spec.file).open("rb") as stream:
        return replace(spec, sha256=hashlib.file_digest(stream, "sha256").hexdigest())
