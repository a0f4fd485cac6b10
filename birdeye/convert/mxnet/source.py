"""An MXNet checkpoint as a `Source`: the built network, and what its graph says of its use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from birdeye.convert.built_source import BuiltSource
from birdeye.convert.differences import OutputDifference, difference_of
from birdeye.convert.mxnet.checkpoint import Checkpoint
from birdeye.convert.mxnet.detection_rows import ends_in_rows
from birdeye.convert.mxnet.evaluation.graph_evaluation import evaluate_graph
from birdeye.convert.mxnet.kind import kind_of, yields_logits
from birdeye.convert.mxnet.preprocessing import preprocessing_of
from birdeye.convert.mxnet.symbol_builder import SymbolBuilder
from birdeye.convert.mxnet.symbol_graph import SymbolGraph
from birdeye.convert.network_kind import NetworkKind, Preprocessing
from birdeye.convert.source import DetectorOutput, PhotoInput
from birdeye.convert.verify import smooth_noise
from birdeye.packs.manifest import Decoder, OutputKind

IMAGE_SIZE_INPUT = "im_info"
"""The input of a Faster R-CNN with height, width and scale of the photo."""


@dataclass(frozen=True)
class MxnetSource(BuiltSource):
    """A checkpoint that was built and can be written.

    ``graph`` is the part of the symbol that was converted; ``shapes`` those of the inputs at which
    it was, with the batch of 1 even where ``batch_is_dynamic``.
    """

    format: ClassVar[str] = "MXNet checkpoint"

    checkpoint: Checkpoint
    graph: SymbolGraph
    builder: SymbolBuilder
    shapes: Mapping[str, tuple[int, ...]]
    is_batched: bool
    size_origin: str = "as asked for"

    @property
    def name(self) -> str:
        """The prefix without its folder."""
        return self.checkpoint.name

    @property
    def kind(self) -> NetworkKind:
        """What the inference graph does."""
        return self._kind

    @property
    def input_shapes(self) -> Mapping[str, tuple[int, ...]]:
        """Shapes in numbers, the batch first."""
        return self.shapes

    @property
    def class_count(self) -> int | None:
        """From the shape of the scores; detectors without their background."""
        last = self.graph.node(self.graph.heads[0])
        size = None
        if self.kind is NetworkKind.SSD:
            size = self.builder.bound(last.inputs[0]).shape[1]
        elif self.kind is NetworkKind.FASTER_RCNN and ends_in_rows(self.graph):
            size = self.builder.bound(last.inputs[1]).shape[-1]
        elif self.kind is NetworkKind.CLASSIFIER:
            shape = self.builder.graph_outputs[0].shape
            size = shape[1] if len(shape) > 1 else None
            return size if isinstance(size, int) else None
        return size - 1 if isinstance(size, int) else None

    @property
    def facts(self) -> Mapping[str, str]:
        """The file of the weights, and MXNet's version."""
        return {
            "birdeye.source": self.checkpoint.files.params.name,
            "birdeye.mxnet_version": ".".join(map(str, self.graph.version)),
        }

    @property
    def remarks(self) -> Sequence[str]:
        """Which epoch was used, if there are several or none is named."""
        files = self.checkpoint.files
        if files.epoch is None:
            return (f"The weights are those of “{files.params.name}”.",)
        return (f"The weights are those of epoch {files.epoch}, “{files.params.name}”.",)

    @property
    def photo(self) -> PhotoInput | None:
        """The only input with four dimensions and three channels."""
        for name, shape in self.shapes.items():
            if len(shape) == 4 and shape[1] == 3:
                return PhotoInput(name, shape[2], shape[3], self.size_origin)
        return None

    @property
    def preprocessing(self) -> Preprocessing:
        """What the network does itself, or what is usual for its kind."""
        return self._preprocessing

    @property
    def output_kind(self) -> OutputKind:
        """Logits if the network ends without a softmax, as Gluon's do."""
        return OutputKind.LOGITS if yields_logits(self.graph) else OutputKind.PROBABILITIES

    @property
    def detector_output(self) -> DetectorOutput | None:
        """Rows, as MultiBoxDetection yields them."""
        return DetectorOutput(Decoder.SSD) if ends_in_rows(self.graph) else None

    @cached_property
    def _kind(self) -> NetworkKind:
        return kind_of(self.graph)

    @cached_property
    def _preprocessing(self) -> Preprocessing:
        return preprocessing_of(self.checkpoint, self.graph)

    def sample_feeds(self, seed: int) -> dict[str, np.ndarray]:
        """Smooth noise in the range that the preprocessing yields."""
        generator = np.random.default_rng(seed)
        guessed = self.preprocessing
        span = (
            min(
                (0 - mean) * scale for mean, scale in zip(guessed.mean, guessed.scale, strict=True)
            ),
            max(
                (255 - mean) * scale
                for mean, scale in zip(guessed.mean, guessed.scale, strict=True)
            ),
        )
        feeds = {}
        for name, shape in self.shapes.items():
            if name == IMAGE_SIZE_INPUT:
                size = next(s for other, s in self.shapes.items() if other != name)[2:]
                feeds[name] = np.array([[*size, 1.0]], np.float32)
            elif len(shape) == 4:
                feeds[name] = smooth_noise(generator, shape, span)
            else:
                feeds[name] = generator.standard_normal(shape).astype(np.float32)
        return feeds

    def evaluate(self, feeds: Mapping[str, np.ndarray]) -> list[np.ndarray]:
        """The plain numpy evaluation of the checkpoint."""
        return evaluate_graph(self.checkpoint, self.graph, feeds)

    def differences(
        self, found: Sequence[np.ndarray], expected: Sequence[np.ndarray]
    ) -> tuple[OutputDifference, ...]:
        """Detections are compared row by row."""
        names = list(self.output_shapes)
        if self.kind is NetworkKind.GLUON_DETECTOR and len(names) == 3:
            # Ids, scores and boxes are rows of three outputs.
            photo = self.photo
            assert photo is not None
            sides = np.array([photo.width, photo.height] * 2, np.float32)
            found, expected = (
                [np.concatenate([*values[:2], values[2] / sides], axis=2)]
                for values in (found, expected)
            )
            names = ["detections"]
        is_rows = ends_in_rows(self.graph) or names == ["detections"]
        return tuple(
            difference_of(name, ours, theirs, is_rows=is_rows)
            for name, ours, theirs in zip(names, found, expected, strict=True)
        )
