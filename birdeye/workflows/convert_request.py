"""What a person asks of a conversion, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from birdeye.convert.network_kind import NetworkKind, Preprocessing
from birdeye.convert.precision import Precision, PrecisionChange
from birdeye.convert.tensors import Dimension
from birdeye.workflows.converted_pack import PackWish


@dataclass(frozen=True)
class ConvertRequest:
    """What is to be converted, and how.

    ``prefix`` as in `find_checkpoint`, or a `.tflite` file. ``destination`` is the ONNX file, or
    the folder of the pack where ``pack`` is set. ``input_size`` is (height, width); None means the
    guessed one. ``mean`` and ``scale`` override what is guessed. ``calibration`` is a folder
    of photos, or one photo, that int8 needs to see the range of every layer, and that shows how the
    answers change.
    ``verify`` runs the result against the checkpoint.
    """

    prefix: Path
    destination: Path
    epoch: int | None = None
    input_size: tuple[int, int] | None = None
    labels: Path | None = None
    mean: tuple[float, float, float] | None = None
    scale: tuple[float, float, float] | None = None
    pack: PackWish | None = None
    precision: Precision = Precision.FP32
    calibration: Path | None = None
    verify: bool = False


@dataclass(frozen=True)
class ConvertReport:
    """What came of it, the last thing that `convert_model` yields.

    ``largest_difference`` is that to the numpy evaluation, relative, where it was asked for;
    ``precision_change`` what a smaller precision does to the answers. ``sentences`` tell a person
    what was found, guessed and measured.
    """

    destination: Path
    kind: NetworkKind
    input_shapes: Mapping[str, tuple[int, ...]]
    output_shapes: Mapping[str, tuple[Dimension, ...]]
    batch_is_dynamic: bool
    preprocessing: Preprocessing
    largest_difference: float | None = None
    precision_change: PrecisionChange | None = None
    sentences: tuple[str, ...] = field(default=())
