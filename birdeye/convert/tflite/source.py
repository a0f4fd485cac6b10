"""A TFLite model as a `Source`: the built network, its quantised input, its metadata."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from birdeye.convert.built_source import BuiltSource
from birdeye.convert.differences import (
    OutputDifference,
    difference_of,
    rounded_difference_of,
)
from birdeye.convert.network_kind import NO_MEAN, NO_SCALE, NetworkKind, Preprocessing
from birdeye.convert.onnx_builder import OnnxBuilder
from birdeye.convert.source import DetectorOutput, PhotoInput, Shape, StatedNames
from birdeye.convert.tflite.evaluation import evaluate_tflite, stored_exactly
from birdeye.convert.tflite.network import KEEP_VALUES, TfliteNetwork, TfliteTensor
from birdeye.convert.tflite.operators.detection import classes_each
from birdeye.convert.verify import smooth_noise
from birdeye.packs.manifest import Decoder, InputType, OutputKind

_AS_STORED = Preprocessing(
    NO_MEAN, NO_SCALE, "it takes the pixels themselves, 0 to 255", is_known=True
)
MINUS_ONE_TO_ONE = Preprocessing(
    (127.5, 127.5, 127.5),
    (1 / 127.5, 1 / 127.5, 1 / 127.5),
    "a guess: pixels go from -1 to 1, as most float models of TensorFlow want them; the file does "
    "not say",
)
_ENDS_IN_PROBABILITIES = ("LOGISTIC", "SOFTMAX")


@dataclass(frozen=True)
class TfliteSource(BuiltSource):
    """A TFLite network that was built and can be written. Inputs and outputs are channels first.

    ``ends_in_rows`` if its boxes were joined to rows for a pack.
    """

    format: ClassVar[str] = "TFLite model"

    network: TfliteNetwork
    builder: OnnxBuilder
    is_batched: bool
    ends_in_rows: bool = False

    @property
    def name(self) -> str:
        """The file's name without its suffix."""
        return self.network.name

    @property
    def kind(self) -> NetworkKind:
        """A detector if it ends in TFLite's own suppression."""
        if any(operator.is_detection for operator in self.network.operators):
            return NetworkKind.DETECTOR
        shapes = list(self.output_shapes.values())
        if len(shapes) != 1:
            return NetworkKind.OTHER
        if len(shapes[0]) == 4 and all(size != 1 for size in shapes[0][2:]):
            return NetworkKind.SEGMENTATION
        return NetworkKind.CLASSIFIER if len(shapes[0]) == 2 else NetworkKind.OTHER

    @property
    def input_shapes(self) -> dict[str, Shape]:
        """Channels first, as `Tensor.shape`."""
        return {tensor.name: tensor.shape for tensor in self.builder.graph_inputs}

    @property
    def class_count(self) -> int | None:
        """From the shape of a classifier's output, or from the options of a detector's end."""
        if self.kind is NetworkKind.DETECTOR:
            last = next(operator for operator in self.network.operators if operator.is_detection)
            return last.whole("num_classes")
        if self.kind is not NetworkKind.CLASSIFIER:
            return None
        size = next(iter(self.output_shapes.values()))[1]
        return size if isinstance(size, int) else None

    @property
    def names(self) -> StatedNames | None:
        """The labels in the archive that is appended to the file."""
        names = self.network.metadata.names
        return StatedNames(names, self.network.metadata.names_origin) if names else None

    @property
    def facts(self) -> Mapping[str, str]:
        """The name of the file."""
        return {"birdeye.source": f"{self.name}.tflite"}

    @property
    def remarks(self) -> Sequence[str]:
        """How the network computes."""
        if self.network.is_quantised:
            return ("It computes in integers, because it was quantised.",)
        return ()

    @property
    def photo(self) -> PhotoInput | None:
        """The only input, if it takes three channels."""
        entries = self.builder.graph_inputs
        if len(entries) != 1 or len(entries[0].shape) != 4 or entries[0].shape[1] != 3:
            return None
        kind = InputType.UINT8 if entries[0].dtype == np.uint8 else InputType.FLOAT32
        height, width = entries[0].size(2), entries[0].size(3)
        return PhotoInput(entries[0].name, height, width, dtype=kind)

    @property
    def preprocessing(self) -> Preprocessing:
        """What the metadata states; the pixels themselves if they go in as integers."""
        if self.builder.graph_inputs[0].dtype == np.uint8:
            return _AS_STORED
        mean, std = self.network.metadata.mean, self.network.metadata.std
        if mean is not None and std is not None:
            scale = (1 / std[0], 1 / std[1], 1 / std[2])
            return Preprocessing(mean, scale, "stated in the file's metadata", is_known=True)
        return MINUS_ONE_TO_ONE

    @property
    def output_kind(self) -> OutputKind:
        """Logits, unless something else ends the network."""
        last = self._last_operator()
        if last in _ENDS_IN_PROBABILITIES:
            return OutputKind.PROBABILITIES
        return OutputKind.LOGITS

    @property
    def detector_output(self) -> DetectorOutput | None:
        """Rows, where the four outputs of TFLite's suppression were joined."""
        return DetectorOutput(Decoder.SSD) if self.ends_in_rows else None

    def sample_feeds(self, seed: int) -> dict[str, np.ndarray]:
        """Smooth pictures, as stored integers if the input is quantised."""
        generator = np.random.default_rng(seed)
        feeds = {}
        for index, entry in zip(self.network.inputs, self.builder.graph_inputs, strict=True):
            shape = self.network.tensors[index].shape
            first = (shape[0], shape[3], *shape[1:3]) if len(shape) == 4 else shape
            stored = entry.dtype == np.uint8
            if len(shape) != 4:
                values = generator.uniform(-1, 1, first)
                feeds[entry.name] = values.astype(entry.dtype)
                continue
            span = (0.0, 255.0) if stored else self._span()
            values = smooth_noise(generator, first, span)
            if not stored:
                values = stored_exactly(values, self.network.tensors[index]).astype(np.float32)
            feeds[entry.name] = np.rint(values).astype(np.uint8) if stored else values
        return feeds

    def evaluate(self, feeds: Mapping[str, np.ndarray]) -> list[np.ndarray]:
        """The plain numpy evaluation of the file, channels first."""
        real = {}
        for index, entry in zip(self.network.inputs, self.builder.graph_inputs, strict=True):
            real[index] = _real_input(self.network.tensors[index], feeds[entry.name])
        answers = evaluate_tflite(self.network, real)
        if self.ends_in_rows:
            return [self._joined(answers)]
        return [value.transpose(0, 3, 1, 2) if value.ndim == 4 else value for value in answers]

    def differences(
        self, found: Sequence[np.ndarray], expected: Sequence[np.ndarray]
    ) -> tuple[OutputDifference, ...]:
        """What is rounded on the way is compared by its spread; probabilities by their logarithm.

        Rounding makes other detections of near-ties, so that only clear ones are compared.
        """
        names = list(self.output_shapes)
        if self.kind is NetworkKind.DETECTOR:
            ours, theirs = (
                values[0] if self.ends_in_rows else self._joined(values)
                for values in (found, expected)
            )
            tolerance = 0.1 if self.network.is_rounded else 1e-3
            return (clear_rows_difference("detections", ours, theirs, tolerance),)
        if not self.network.is_rounded:
            return super().differences(found, expected)
        differences = []
        for name, index, ours, theirs in zip(
            names, self.network.outputs, found, expected, strict=True
        ):
            tensor = self.network.tensors[index]
            step = float(tensor.quantisation.scales[0]) if tensor.quantisation else 0.0
            if theirs.dtype.kind in "iub":
                differences.append(difference_of(name, ours, theirs, is_rows=False))
                continue
            if self._last_operator() in _ENDS_IN_PROBABILITIES:
                least = max(step, 1 / 256)
                ours, theirs = (np.log(np.maximum(part, least)) for part in (ours, theirs))
                step = 0.25
            differences.append(rounded_difference_of(name, ours, theirs, step))
        return tuple(differences)

    def _joined(self, answers: Sequence[np.ndarray]) -> np.ndarray:
        """Rows (1, N, 6) of class, score, x1, y1, x2, y2 from what TFLite's suppression yields."""
        boxes, classes, scores, count = answers[:4]
        operator = next(found for found in self.network.operators if found.is_detection)
        number = float(count.reshape(-1)[0]) * classes_each(operator)
        kinds = np.where(np.arange(classes.shape[1]) < number, classes, -1)
        corners = boxes[..., [1, 0, 3, 2]]
        return np.concatenate([kinds[..., None], scores[..., None], corners], axis=2)

    def _span(self) -> tuple[float, float]:
        guessed = self.preprocessing
        ends = [
            (pixel - mean) * scale
            for pixel in (0, 255)
            for mean, scale in zip(guessed.mean, guessed.scale, strict=True)
        ]
        return min(ends), max(ends)

    def _last_operator(self) -> str:
        """The operator that makes the first output, past those that keep its values."""
        makers = {output: made for made in self.network.operators for output in made.outputs}
        maker = makers.get(self.network.outputs[0])
        while maker is not None and maker.operator in KEEP_VALUES:
            maker = makers.get(maker.inputs[0])
        return maker.operator if maker is not None else ""


def clear_rows_difference(
    name: str, found: np.ndarray, expected: np.ndarray, tolerance: float
) -> OutputDifference:
    """How clear detections (N, 6) of ``expected`` are found again, one by one.

    A row of the same class whose box and score are within ``tolerance`` is the same; the third of
    the rows with the least scores may come and go with rounding.
    """
    found, expected = found.reshape(-1, 6), expected.reshape(-1, 6)
    found, expected = found[found[:, 0] >= 0], expected[expected[:, 0] >= 0]
    if not len(expected):
        return OutputDifference(name, 0.0, len(found) == 0, 0, tolerance)
    extent = max(1.0, float(np.abs(expected[:, 2:]).max()))
    clear = expected[np.argsort(-expected[:, 1])][: max(1, 2 * len(expected) // 3)]
    largest, alike = 0.0, 0
    for row in clear:
        rivals = found[found[:, 0] == row[0]]
        apart = np.abs(rivals[:, 1:] - row[1:]) / np.array([1, *[extent] * 4])
        nearest = float(apart.max(axis=1).min(initial=np.inf)) if len(rivals) else np.inf
        if nearest <= tolerance:
            alike, largest = alike + 1, max(largest, nearest)
    # A few near-ties are suppressed the other way round.
    missed = len(clear) - alike
    return OutputDifference(
        name, largest, alike if missed > len(clear) // 10 else len(clear), len(clear), tolerance
    )


def _real_input(tensor: TfliteTensor, fed: np.ndarray) -> np.ndarray:
    """The real values of what the written network is fed, in TFLite's order of axes."""
    values = fed.transpose(0, 2, 3, 1) if fed.ndim == 4 else fed
    if fed.dtype != np.uint8 or tensor.quantisation is None:
        return stored_exactly(values.astype(np.float64), tensor)
    low = np.iinfo(tensor.dtype).min
    zero, scale = int(tensor.quantisation.zero_points[0]), float(tensor.quantisation.scales[0])
    return stored_exactly((values.astype(np.int64) + low - zero) * scale, tensor)
