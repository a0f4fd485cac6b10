"""How a photo was identified in 2017: Faster R-CNN VGG16, then ResNet-18 on each bird, in MXNet.

Runs in the interpreter that has MXNet 1.9.1, as a child of `tests.benchmarks.against_mxnet`:

    python -m tests.benchmarks.arrangement_2017 DETECTOR_FOLDER CLASSIFIER_FOLDER

The folders are what `tests.convert.reference.oracle` wrote. An order is a list of [path, number of
birds]: the weights are random and find none, so as many crops are classified as Birdeye found.
Left out in its favour: suppression, reading names, and any waiting.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.children import serve

# MXNet is in the other interpreter only, and --help works in ours too.

MEAN_RGB = np.array([123.68, 116.78, 103.94], np.float32)
CROP = 224


class Arrangement2017:
    def __init__(self, detector: Path, classifier: Path) -> None:
        import mxnet as mx

        from tests.convert.reference.stopwatch import bound

        self.image = mx.image
        self.detector, self.classifier = bound(detector), bound(classifier)
        self.height, self.width = self.detector.arg_dict["data"].shape[2:]

    def identify(self, path: str, birds: int) -> None:
        photo = self.image.imread(path)  # whole, by OpenCV
        scale = min(self.height / photo.shape[0], self.width / photo.shape[1])
        height, width = int(photo.shape[0] * scale), int(photo.shape[1] * scale)
        small = self.image.imresize(photo, width, height).asnumpy()
        canvas = np.zeros((1, 3, self.height, self.width), np.float32)
        canvas[0, :, :height, :width] = (small - MEAN_RGB).transpose(2, 0, 1)
        answer(self.detector, canvas)
        side = min(photo.shape[0], photo.shape[1]) // 2
        for _ in range(birds):
            crop = self.image.fixed_crop(photo, 0, 0, side, side, (CROP, CROP)).asnumpy()
            answer(self.classifier, (crop - MEAN_RGB).transpose(2, 0, 1)[None])

    def run(self, order: list[tuple[str, int]]) -> dict[str, Any]:
        started, started_cpu = time.perf_counter(), time.process_time()
        for path, birds in order:
            self.identify(path, birds)
        return {
            "seconds": time.perf_counter() - started,
            "cpu_seconds": time.process_time() - started_cpu,
        }


def answer(executor: Any, data: np.ndarray) -> list[np.ndarray]:
    executor.arg_dict["data"][:] = data
    return [output.asnumpy() for output in executor.forward(is_train=False)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("detector", type=Path, help="a folder that holds a checkpoint")
    parser.add_argument("classifier", type=Path, help="a folder that holds a checkpoint")
    options = parser.parse_args()
    serve(Arrangement2017(options.detector, options.classifier).run)
