"""What the user requests from a conversion, and the result."""

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
    """What to convert, and how.

    ``prefix`` is what `open_source` opens: a checkpoint's prefix, a `.tflite` or an `.onnx` file,
    or the `.zip` of a published checkpoint. ``detector`` is a second network, for a pack that takes
    both from files. ``destination`` is the ONNX file, or the folder of the pack where ``pack`` is
    set. ``input_size`` is (height, width); None means the guessed one; ``input_shapes`` states
    whole shapes by name. ``mean`` and ``scale`` override what is guessed. ``calibration`` is a
    folder of photos, or one photo, that int8 needs to see the range of every layer, and that shows
    how the answers change. ``verify`` runs the result against the original. Everything but
    ``pack``, ``detector`` and ``verify`` applies to the network at ``prefix``.
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
        """The request to the source."""
        return SourceOptions(
            self.epoch, self.params, self.input_size, self.input_shapes, self.pack is not None
        )


@dataclass(frozen=True)
class ConvertReport:
    """The result, the last thing that `convert_model` yields.

    ``largest_difference`` is that to the original's own evaluation, relative, if it was requested;
    ``precision_change`` what a smaller precision does to the answers. ``sentences`` say what was
    found, guessed and measured.
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
