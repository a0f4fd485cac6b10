"""An ONNX model as a `Source`: what it says of itself, and what one run of it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import onnx
from onnx import helper

from birdeye.convert.network_kind import (
    NetworkKind,
    Preprocessing,
)
from birdeye.convert.onnx_file import check_onnx, replacing
from birdeye.convert.onnx_model.detector_forms import DetectorForm, ended
from birdeye.convert.onnx_model.model_file import SUFFIX
from birdeye.convert.onnx_model.prepared_model import (
    OpenInput,
)
from birdeye.convert.onnx_model.side_files import SideFacts
from birdeye.convert.source import (
    DetectorOutput,
    PhotoInput,
    Shape,
    Source,
    StatedNames,
)
from birdeye.convert.verify import open_session, smooth_noise
from birdeye.packs.manifest import (
    InputType,
    Layout,
    OutputKind,
)

_KEEP_VALUES = (
    "Identity",
    "Reshape",
    "Flatten",
    "Squeeze",
    "Unsqueeze",
    "Cast",
    "DequantizeLinear",
)
_PROBABILITIES = ("Softmax", "Sigmoid", "QLinearSoftmax", "QLinearSigmoid")


@dataclass(frozen=True)
class OnnxSource(Source):
    """A model that was read, run once and prepared; ``model`` is what will be written."""

    format: ClassVar[str] = "ONNX model"

    path: Path
    model: onnx.ModelProto
    opened: OpenInput
    photo_: PhotoInput
    stated: SideFacts
    shapes: Mapping[str, Shape]
    network_kind: NetworkKind
    found_preprocessing: Preprocessing
    classes: str
    form: DetectorForm | None = None
    end: DetectorOutput | None = None

    @property
    def name(self) -> str:
        """The file's name without its suffix."""
        return self.path.name.removesuffix(SUFFIX)

    @property
    def kind(self) -> NetworkKind:
        """By its outputs."""
        return self.network_kind

    @property
    def input_shapes(self) -> Mapping[str, Shape]:
        """The photo's, the batch first."""
        photo, channels = self.photo_, 3
        batch = self.model.graph.input[0].type.tensor_type.shape.dim[0]
        first = batch.dim_param or batch.dim_value
        if photo.layout is Layout.NCHW:
            return {photo.name: (first, channels, photo.height, photo.width)}
        return {photo.name: (first, photo.height, photo.width, channels)}

    @property
    def output_shapes(self) -> Mapping[str, Shape]:
        """As one run has shown them."""
        return self.shapes

    @property
    def batch_is_dynamic(self) -> bool:
        """Whether the file leaves the batch open."""
        return isinstance(next(iter(self.input_shapes.values()))[0], str)

    @property
    def class_count(self) -> int | None:
        """From the shape of the scores, else as many as are named."""
        if self.network_kind is NetworkKind.CLASSIFIER:
            size = self.shapes[self.classes][1]
            return size if isinstance(size, int) else None
        if self.form is None:
            return None
        named = len(self.stated.names.names) if self.stated.names else None
        return self.form.classes or named

    @property
    def names(self) -> StatedNames | None:
        """Those of the metadata, or of a file beside the model."""
        return self.stated.names

    @property
    def facts(self) -> Mapping[str, str]:
        """The file's name."""
        return {"birdeye.source": self.path.name}

    @property
    def remarks(self) -> Sequence[str]:
        """Who exported it, how a detector is read, what was taken in."""
        told = []
        producer = self.model.producer_name
        if producer and producer.isprintable():
            told.append(f"It was exported by {producer[:40]}.")
        if self.form is not None:
            told.append(f"It is read as a detector, as {self.form.reason}.")
        if self.network_kind is NetworkKind.CLASSIFIER:
            is_inside = self.output_kind is OutputKind.PROBABILITIES
            told.append(
                "It yields probabilities." if is_inside else "It yields logits, without a softmax."
            )
        return tuple(told)

    @property
    def photo(self) -> PhotoInput | None:
        """The input that takes three channels."""
        return self.photo_

    @property
    def preprocessing(self) -> Preprocessing:
        """As the file or one beside it says, or as the network does itself."""
        return self.found_preprocessing

    @property
    def output_kind(self) -> OutputKind:
        """Probabilities where the classes come out of a softmax or a sigmoid."""
        makers = {name: node for node in self.model.graph.node for name in node.output}
        name = self.classes
        while (node := makers.get(name)) is not None and node.op_type in _KEEP_VALUES:
            name = node.input[0]
        last = node.op_type if node is not None else ""
        return OutputKind.PROBABILITIES if last in _PROBABILITIES else OutputKind.LOGITS

    @property
    def output_name(self) -> str | None:
        """Where there are several outputs, that of the classes."""
        return self.classes if self.classes and len(self.shapes) > 1 else None

    @property
    def detector_output(self) -> DetectorOutput | None:
        """How what was appended is read."""
        return self.end

    def write(self, destination: Path, metadata: Mapping[str, str] | None = None) -> None:
        """The prepared model with all its weights in one file."""
        kept = {entry.key: entry.value for entry in self.model.metadata_props}
        helper.set_model_props(self.model, kept | dict(metadata or {}))
        with replacing(destination) as temporary:
            onnx.save(self.model, str(temporary))
            check_onnx(temporary)

    def sample_feeds(self, seed: int) -> dict[str, np.ndarray]:
        """Smooth pictures in the range that the preprocessing yields."""
        return {self.photo_.name: picture_for(self.photo_, self.found_preprocessing, seed)}

    def evaluate(self, feeds: Mapping[str, np.ndarray]) -> list[np.ndarray]:
        """What the original file answers in onnxruntime, brought to the same form."""
        session = open_session(self.path)
        answers = session.run(None, _original_feeds(self, session, feeds[self.photo_.name]))
        named = {
            entry.name: np.asarray(value)
            for entry, value in zip(session.get_outputs(), answers, strict=True)
        }
        if self.form is not None and self.end is not None:
            return ended(self.form, named, (self.photo_.height, self.photo_.width))
        found = []
        for name, shape in self.shapes.items():
            values = named[name.removesuffix("/rows")]
            if name.endswith("/rows"):
                values = values.reshape(len(values), -1)
            is_real = values.dtype.kind == "f"
            found.append(values.astype(np.float32) if is_real else values)
            assert len(shape) == found[-1].ndim
        return found


def picture_for(photo: PhotoInput, preprocessing: Preprocessing, seed: int) -> np.ndarray:
    """A smooth picture in the range of ``preprocessing``, as the network takes it."""
    generator = np.random.default_rng(seed)
    ends = [
        (pixel - mean) * scale
        for pixel in (0, 255)
        for mean, scale in zip(preprocessing.mean, preprocessing.scale, strict=True)
    ]
    picture = smooth_noise(generator, (1, 3, photo.height, photo.width), (min(ends), max(ends)))
    if photo.layout is Layout.NHWC:
        picture = picture.transpose(0, 2, 3, 1)
    if photo.dtype is InputType.UINT8:
        return np.rint(picture).astype(np.uint8)
    return np.ascontiguousarray(picture)


def _original_feeds(source: OnnxSource, session: Any, picture: np.ndarray) -> dict[str, np.ndarray]:
    """The picture as the original file takes it, and constants for its other inputs."""
    kinds = {"tensor(float16)": np.float16, "tensor(double)": np.float64}
    feeds = {}
    made = {tensor.name: tensor for tensor in source.model.graph.initializer}
    for entry in session.get_inputs():
        if entry.name == source.opened.value.name:
            values = picture[0] if source.opened.rank == 3 else picture
            feeds[entry.name] = values.astype(kinds.get(entry.type, values.dtype))
        else:
            feeds[entry.name] = onnx.numpy_helper.to_array(made[entry.name])
    return feeds
