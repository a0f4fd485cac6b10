"""A network to be added to Birdeye, from any kind of file.

`MxnetSource`, `TfliteSource` and `OnnxSource` answer the same questions: what goes in and comes
out, how photos are prepared, which names the file has. They write the ONNX file, and they can
compute independently, so that the written file can be verified against them. ``open_source`` opens
any of them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import numpy as np

from birdeye.convert.differences import OutputDifference, difference_of
from birdeye.convert.network_kind import NetworkKind, Preprocessing
from birdeye.convert.tensors import Dimension
from birdeye.domain.errors import CheckpointInvalid
from birdeye.packs.manifest import (
    ColourOrder,
    Decoder,
    InputSpec,
    InputType,
    Layout,
    OutputKind,
    ResizeRule,
)

Shape = tuple[Dimension, ...]


@dataclass(frozen=True)
class SourceOptions:
    """The options for opening a source.

    ``epoch`` and ``params`` choose the weights of a checkpoint; ``input_size`` is (height, width),
    None for what the file says or is guessed; ``input_shapes`` full shapes of inputs by name.
    ``for_pack`` gives a network the form that a pack needs: a detector takes only the photo and
    ends in boxes, a classifier returns the input of a rounded softmax.
    """

    epoch: int | None = None
    params: Path | None = None
    input_size: tuple[int, int] | None = None
    input_shapes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    for_pack: bool = False


@dataclass(frozen=True)
class PhotoInput:
    """The input that takes the photo. Sizes in pixels; ``origin`` says how they are known."""

    name: str
    height: int
    width: int
    origin: str = "stated in the file"
    layout: Layout = Layout.NCHW
    dtype: InputType = InputType.FLOAT32
    colour_order: ColourOrder = ColourOrder.RGB
    resize: ResizeRule = ResizeRule.STRETCH
    pad_value: int = 114


@dataclass(frozen=True)
class DetectorOutput:
    """How a detector's outputs are read; the names are those of `Decoder.BOXES_SCORES`."""

    decoder: Decoder
    boxes: str = ""
    scores: str = ""
    strides: tuple[int, ...] = ()


@dataclass(frozen=True)
class StatedNames:
    """The names of classes in a file, in the order of the outputs."""

    names: tuple[str, ...]
    origin: str


class Source(ABC):
    """One network with everything that is known about it; see the module's docstring."""

    format: ClassVar[str]
    """What the file is called in messages, such as "MXNet checkpoint"."""

    tolerance: float = 1e-4
    """The largest difference, relative to an output's largest value, that counts as equal."""

    # --- what it is ------------------------------------------------------------------------------

    @property
    @abstractmethod
    def name(self) -> str:
        """What the network is called in messages."""

    @property
    @abstractmethod
    def kind(self) -> NetworkKind:
        """What the network does."""

    @property
    @abstractmethod
    def input_shapes(self) -> Mapping[str, Shape]:
        """Shape of each input by name."""

    @property
    @abstractmethod
    def output_shapes(self) -> Mapping[str, Shape]:
        """Shape of each output by name."""

    @property
    @abstractmethod
    def batch_is_dynamic(self) -> bool:
        """Whether several photos may go in at once."""

    @property
    @abstractmethod
    def class_count(self) -> int | None:
        """Classes of a classifier, or of a detector without its background; None where unknown."""

    @property
    def names(self) -> StatedNames | None:
        """The names of the classes, if the file has them."""
        return None

    @property
    def facts(self) -> Mapping[str, str]:
        """What the written file says about its origin, by key."""
        return {}

    @property
    def remarks(self) -> Sequence[str]:
        """Whatever else the user should know, in sentences."""
        return ()

    # --- how it is used --------------------------------------------------------------------------

    @property
    @abstractmethod
    def photo(self) -> PhotoInput | None:
        """The input that takes a colour photo; None if there is none."""

    @property
    @abstractmethod
    def preprocessing(self) -> Preprocessing:
        """Mean and scale, with the reason."""

    @property
    @abstractmethod
    def output_kind(self) -> OutputKind:
        """What the numbers of a classifier are."""

    @property
    def detector_output(self) -> DetectorOutput | None:
        """How the outputs are read if the network is a complete detector; None if it is not."""
        return None

    @property
    def output_name(self) -> str | None:
        """Which output has a classifier's classes; None if there is only one."""
        return None

    @property
    def bird_class(self) -> int | None:
        """Which class of a detector is the bird, if the file's own names say so."""
        if self.names is None or self.detector_output is None:
            return None
        lowered = [name.casefold() for name in self.names.names]
        return lowered.index("bird") if "bird" in lowered else None

    def input_spec(self, preprocessing: Preprocessing) -> InputSpec:
        """How a photo becomes the input. Raises `CheckpointInvalid` if it takes no photo."""
        photo = self.photo
        if photo is None:
            raise CheckpointInvalid(
                self.name, "it does not take one colour photo, as models of Birdeye do"
            )
        return InputSpec(
            photo.width,
            photo.height,
            photo.resize,
            colour_order=photo.colour_order,
            layout=photo.layout,
            dtype=photo.dtype,
            mean=preprocessing.mean,
            scale=preprocessing.scale,
            pad_value=photo.pad_value,
        )

    # --- what it becomes -------------------------------------------------------------------------

    @abstractmethod
    def write(self, destination: Path, metadata: Mapping[str, str] | None = None) -> None:
        """Write and check the ONNX file. Raises `CannotWrite`, `ModelFailed`."""

    @abstractmethod
    def sample_feeds(self, seed: int) -> dict[str, np.ndarray]:
        """Photo-like inputs, by name, as the written network takes them."""

    @abstractmethod
    def evaluate(self, feeds: Mapping[str, np.ndarray]) -> list[np.ndarray]:
        """What the original answers, in the order of `output_shapes`."""

    def differences(
        self, found: Sequence[np.ndarray], expected: Sequence[np.ndarray]
    ) -> tuple[OutputDifference, ...]:
        """How the written network's answers differ from the original's."""
        return tuple(
            difference_of(name, ours, theirs, is_rows=False, tolerance=self.tolerance)
            for name, ours, theirs in zip(self.output_shapes, found, expected, strict=True)
        )
