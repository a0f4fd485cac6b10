"""What the user asks of a conversion, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from birdeye.convert.network_kind import NetworkKind, Preprocessing, Triple
from birdeye.convert.precision import Precision, PrecisionChange
from birdeye.convert.source import Shape, SourceOptions
from birdeye.workflows.converted_pack import PackDetails


@dataclass(frozen=True)
class ConvertRequest:
    """What is to be converted, and how.

    ``prefix`` is what `open_source` opens: a checkpoint's prefix, a `.tflite` or an `.onnx` file,
    or a `.zip` that a checkpoint was published in. ``detector`` is a second network, for a pack
    that takes both from files. ``destination`` is the ONNX file, or the folder of the pack where
    ``pack`` is set. ``input_size`` is (height, width); None means the guessed one;
    ``input_shapes`` states whole shapes by name. ``mean`` and ``scale`` override what is guessed.
    ``calibration`` is a folder of photos, or one photo, that int8 needs to see the range of every
    layer, and that shows how the answers change. ``verify`` runs the result against the original.
    Everything but ``pack``, ``detector`` and ``verify`` is said of the network at ``prefix``.
    """

    prefix: Path
    destination: Path
    epoch: int | None = None
    params: Path | None = None
    input_size: tuple[int, int] | None = None
    input_shapes: Mapping[str, tuple[int, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    labels: Path | None = None
    mean: Triple | None = None
    scale: Triple | None = None
    pack: PackDetails | None = None
    detector: Path | None = None
    precision: Precision = Precision.FP32
    calibration: Path | None = None
    verify: bool = False

    @property
    def options(self) -> SourceOptions:
        """What is asked of the source."""
        return SourceOptions(
            self.epoch, self.params, self.input_size, self.input_shapes, self.pack is not None
        )


@dataclass(frozen=True)
class ConvertReport:
    """What came of it, the last thing that `convert_model` yields.

    ``largest_difference`` is that to the original's own evaluation, relative, where it was asked
    for; ``precision_change`` what a smaller precision does to the answers. ``sentences`` tell the
    user what was found, guessed and measured.
    """

    destination: Path
    kind: NetworkKind
    input_shapes: Mapping[str, Shape]
    output_shapes: Mapping[str, Shape]
    batch_is_dynamic: bool
    preprocessing: Preprocessing
    largest_difference: float | None = None
    precision_change: PrecisionChange | None = None
    sentences: tuple[str, ...] = field(default=())
