"""One command a stage: `python -m models.training STAGE`; README.md says when to run which."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from .places import Places

STAGES = {
    "prepare": "decode the photos, find pseudo-boxes, cut the photos that judge",
    "train": "train the classifier or the detector, going on where it was",
    "cooldown": "let the learning rate of a copy fall to zero: the finished network",
    "blend": "take a finished network part of the way back to the version before",
    "measure": "measure the speed and the memory of training steps",
    "plot": "draw the curves of the runs",
    "calibrate": "fit the detector's threshold on the validation part",
    "evaluate": "measure classifier and detector on a part",
    "export": "write the MXNet checkpoints",
    "pack": "build the pack from the checkpoints (needs no PyTorch)",
    "vouch": "fit on strangers' photos all that says when a pack names a bird and sees one",
    "figures": "put the figures on strangers' photos into a card",
    "card": "write the pack's card from the figures of `evaluate`",
    "compare": "measure the pack through the program itself, on a part and on further photos",
}


def main() -> None:
    """Parse the command line and run the stage."""
    parser = argparse.ArgumentParser(prog="python -m models.training", description=__doc__)
    parser.add_argument("--data", help="folder of photos and teachers (default: ../shared)")
    parser.add_argument("--state", help="folder of state (default: beside the recipe)")
    stages = parser.add_subparsers(dest="stage", required=True)
    chosen = next((word for word in sys.argv[1:] if word in STAGES), None)
    with _packages_installed():
        for name, summary in STAGES.items():
            stage = stages.add_parser(name, help=summary, description=summary)
            if name == chosen:
                importlib.import_module(f".stages.{name}", __package__).add_options(stage)
        options = parser.parse_args()
        places = Places.find(options.data, options.state)
        importlib.import_module(f".stages.{options.stage}", __package__).run(places, options)


@contextmanager
def _packages_installed() -> Iterator[None]:
    """End with a sentence instead of a traceback if a package is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in _PACKAGES:
            raise
        sys.exit(
            f"This needs {_PACKAGES[package]}, which is not installed. "
            "models/training/README.md names all packages."
        )


_PACKAGES = {
    "torch": "PyTorch",
    "onnx": "onnx",
    "onnxruntime": "onnxruntime",
    "numpy": "numpy",
    "PIL": "Pillow",
    "matplotlib": "matplotlib",
    "tomli_w": "tomli-w",
}


if __name__ == "__main__":
    main()
