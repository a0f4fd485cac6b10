"""Ways to get from files to species, as child processes that answer how long they took.

``python -m tests.benchmarks.arrangements NAME PACK_FOLDER``; an order is a list of paths.

- ``birdeye``: as the command line does it, a worker a core.
- ``one worker``: the same, one photo after the other, each part on its clock.
- ``naive``: every photo decoded whole, one after the other, networks under default options.
"""

from __future__ import annotations

import argparse
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import simplejpeg

from birdeye.imaging.photo_file import DecodedPhoto, PhotoFile
from birdeye.onnx_runtime import onnxruntime
from birdeye.packs.pack import load_pack
from birdeye.vision import session
from birdeye.vision.identifier import Identifier, IdentifyOptions
from birdeye.workflows.identify_photos import identify_photos
from tests.benchmarks.children import serve
from tests.benchmarks.measuring import CORES, CoreClock, peak_megabytes

PARTS = ("JPEG decoder", "detector network", "classifier network")
"""What cannot be spared: the bound is made of these."""

STAGES = {
    "decode_overview": "decoding",
    "decode_for_crops": "decoding again for small birds",
    "detect": "detection",
    "classify_crops": "classification",
}


class NaiveIdentifier(Identifier):
    """Decodes every photo whole."""

    def decode_overview(self, photo: PhotoFile) -> DecodedPhoto:
        """All pixels."""
        return photo.decode(1.0)


class PartClock:
    """CPU seconds by part, over all threads."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._lock = threading.Lock()

    def time(self, owner: Any, name: str, part: str) -> None:
        """Count what ``owner.name`` costs from now on as ``part``."""
        task: Callable[..., Any] = getattr(owner, name)

        def timed(*arguments: Any, **options: Any) -> Any:
            started = time.thread_time()
            try:
                return task(*arguments, **options)
            finally:
                with self._lock:
                    self.seconds[part] += time.thread_time() - started

        setattr(owner, name, timed)


class Arrangement:
    """One way, loaded."""

    def __init__(self, name: str, pack_folder: Path) -> None:
        pack = load_pack(pack_folder)
        self._workers = CORES if name == "birdeye" else 1
        self._clock = PartClock()
        if name == "naive":
            session._options = lambda _threads: onnxruntime.SessionOptions()
            self._identifier: Identifier = NaiveIdentifier(pack)
        else:
            self._identifier = Identifier(pack, IdentifyOptions(threads=1))
        if name == "one worker":
            for stage, words in STAGES.items():
                self._clock.time(self._identifier, stage, words)
            parts = (
                (simplejpeg, "decode_jpeg"),
                (self._identifier._detector._session, "run"),
                (self._identifier._classifier._session, "run"),
            )
            for (owner, method), part in zip(parts, PARTS, strict=True):
                self._clock.time(owner, method, part)

    def run(self, paths: Iterable[str]) -> dict[str, Any]:
        """Identify the photos; seconds are of the whole order."""
        photos = [Path(path) for path in paths]
        self._clock.seconds.clear()
        clock = CoreClock()
        results = list(identify_photos(photos, self._identifier, workers=self._workers))
        seconds, cpu_seconds, cores = clock.read()
        return {
            "seconds": seconds,
            "cpu_seconds": cpu_seconds,
            "cores": cores.own,
            "cores_of_others": cores.others,
            "birds": [len(result.birds) for result in results],
            "unreadable": sum(result.error is not None for result in results),
            "parts": dict(self._clock.seconds),
            "peak_megabytes": peak_megabytes(),
        }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name", choices=("birdeye", "one worker", "naive"))
    parser.add_argument("pack", type=Path, help="the folder of a pack")
    options = parser.parse_args()
    serve(Arrangement(options.name, options.pack).run)
