"""Gathers what a bug report should contain: versions, packs, abilities, and one timing.

Paths are shown relative to the home folder, so that a report does not reveal a name.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import locale
import platform
import statistics
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from birdeye import __version__, locations
from birdeye.domain.boxes import Box
from birdeye.domain.errors import BirdeyeError
from birdeye.domain.without_folders import without_folders
from birdeye.imaging.photo_file import DecodedPhoto
from birdeye.onnx_runtime import telemetry_is_off
from birdeye.packs.library import PackLibrary
from birdeye.packs.pack import BrokenPack, Pack
from birdeye.vision.classifier import Classifier
from birdeye.vision.detector import Detector
from birdeye.vision.session import available_cores

_PACKAGES = (
    "numpy",
    "onnx",
    "onnxruntime",
    "pi-heif",
    "pillow",
    "platformdirs",
    "PySide6-Essentials",
    "rawpy",
    "simplejpeg",
    "tomli-w",
)

_READERS = {
    "JPEG": "PIL.JpegImagePlugin",
    "WebP": "PIL._webp",
    "AVIF": "PIL._avif",
    "HEIC": "pi_heif",
    "RAW": "rawpy",
}
"""What has to load before photos of a format can be read."""

_SYSTEM_FOLDERS = ("/usr", "/opt", "/Applications", "C:\\Program Files")

_TIMED_RUNS = 5


def diagnose(library: PackLibrary) -> dict[str, Any]:
    """Facts about this installation, ready for JSON; ``problems`` are sentences, none if all is
    well.

    Meant to be passed on: it contains no name of a photo and no folder of the user's.
    """
    packs = library.packs()
    reads = {name: _loads(module) for name, module in _READERS.items()}
    problems = [str(pack.error) for pack in packs if isinstance(pack, BrokenPack)]
    problems += [
        f"{name} photos cannot be read, because {_READERS[name]} does not load. "
        "Install Birdeye again."
        for name, works in reads.items()
        if not works
    ]
    default_id, inference = None, None
    try:
        default = library.default()
        default_id, inference = default.id, time_inference(default)
    except BirdeyeError as error:
        problems.append(str(error))
    # Checked last, after onnxruntime has done its work here.
    telemetry = {"onnxruntime": "off" if telemetry_is_off() else "on"}
    if not telemetry_is_off():
        problems.append(
            "onnxruntime was loaded with its telemetry on. Start Birdeye by its own command, "
            "which turns it off before that."
        )
    return {
        "birdeye": __version__,
        "system": {
            "platform": platform.platform(),
            "processor": platform.processor() or platform.machine(),
            "cores": available_cores(),
            "python": platform.python_version(),
            "frozen": bool(getattr(sys, "frozen", False)),
            "locale": locale.setlocale(locale.LC_CTYPE),
            "file_names": sys.getfilesystemencoding(),
        },
        "packages": {name: _version_of(name) for name in _PACKAGES},
        "reads": reads,
        "telemetry": telemetry,
        "folders": {
            "installation": _told(locations.installation_folder()),
            "packs": _told(locations.user_packs_folder()),
            "settings": _told(locations.settings_file()),
        },
        "packs": [_pack_facts(pack) for pack in packs],
        "default_pack": default_id,
        "inference": inference,
        "problems": [without_folders(problem) for problem in problems],
    }


def time_inference(pack: Pack) -> dict[str, Any]:
    """Milliseconds (medians of a few runs, after one warm-up run) on a picture of noise.

    ``detector_ms`` is one photo, ``classifier_ms`` one bird, both with all cores and decoded
    pixels. Raises `ModelFailed`.
    """
    threads = available_cores()
    started = time.perf_counter()
    detector = Detector(pack.detector_file, pack.manifest.detector, threads=threads)
    classifier = Classifier(
        pack.classifier_file, pack.manifest.classifier, len(pack.labels), threads=threads
    )
    loaded = time.perf_counter()
    size = pack.manifest.detector.input
    noise = np.random.default_rng(0).integers(0, 256, (size.height, size.width, 3), np.uint8)
    photo = DecodedPhoto(noise, 1.0, 1.0)
    region = Box(0, 0, size.width, size.height)
    size = pack.manifest.classifier.input
    crop = np.random.default_rng(0).integers(0, 256, (1, size.height, size.width, 3), np.uint8)
    return {
        "threads": threads,
        "load_ms": round(1000 * (loaded - started), 1),
        "detector_ms": _median_ms(lambda: detector.find(photo, region, 0.5)),
        "classifier_ms": _median_ms(lambda: classifier.probabilities(crop)),
    }


def _median_ms(task: Any) -> float:
    seconds = []
    for _ in range(_TIMED_RUNS + 1):
        started = time.perf_counter()
        task()
        seconds.append(time.perf_counter() - started)
    return round(1000 * statistics.median(seconds[1:]), 4)


def _pack_facts(pack: Pack | BrokenPack) -> dict[str, Any]:
    facts = {"id": pack.id, "builtin": pack.builtin, "folder": _told(pack.folder)}
    if isinstance(pack, BrokenPack):
        return facts | {"problem": without_folders(str(pack.error))}
    return facts | {
        "title": pack.title,
        "version": pack.manifest.version,
        "species": len(pack.labels.distinct_species),
        "megabytes": round(pack.size_bytes / 1e6, 1),
    }


def _version_of(package: str) -> str | None:
    """The installed version; None where it is absent or, in a frozen program, not recorded."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _loads(module: str) -> bool:
    try:
        importlib.import_module(module)
    except Exception:  # a broken native library may raise anything
        return False
    return True


def _told(folder: Path) -> str:
    """A folder without anything private: relative to the home folder, or a system folder."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        is_systems = any(folder.is_relative_to(each) for each in _SYSTEM_FOLDERS)
        return str(folder) if is_systems else without_folders(f"“{folder}”").strip("“”")
