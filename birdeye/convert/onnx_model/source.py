"""An ONNX model as a `Source`: what it says of itself, and what one run of it shows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import onnx
from onnx import helper

from birdeye.convert.network_kind import (
    IMAGENET_MEAN,
    IMAGENET_SCALE,
    NO_MEAN,
    NO_SCALE,
    NetworkKind,
    Preprocessing,
)
from birdeye.convert.onnx_file import check_onnx, replacing
from birdeye.convert.onnx_model.detector_ends import append_end
from birdeye.convert.onnx_model.detector_forms import DetectorForm, Form, detector_form, ended
from birdeye.convert.onnx_model.metadata import facts_of
from birdeye.convert.onnx_model.model_file import SUFFIX, read_model
from birdeye.convert.onnx_model.normalisation import followed
from birdeye.convert.onnx_model.prepared_model import (
    OpenInput,
    photo_input,
    photo_name,
    prepare,
)
from birdeye.convert.onnx_model.side_files import SideFacts, facts_beside
from birdeye.convert.source import (
    DetectorOutput,
    PhotoInput,
    Shape,
    Source,
    SourceOptions,
    StatedNames,
)
from birdeye.convert.verify import open_session, session_of, smooth_noise
from birdeye.domain.errors import CheckpointInvalid
from birdeye.packs.manifest import (
    ColourOrder,
    InputType,
    Layout,
    OutputKind,
    ResizeRule,
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
_YOLO = (Form.YOLOV5, Form.YOLOV8, Form.ROWS_XYXY, Form.END_TO_END, Form.YOLOX)
_LETTERBOXED = (*_YOLO, Form.BOXES_SCORES)


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
        return {self.photo_.name: _picture(self.photo_, self.found_preprocessing, seed)}

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


def open_onnx(path: Path, options: SourceOptions) -> OnnxSource:
    """Reads, runs once and prepares the model at ``path``. Raises as `open_source`."""
    model = read_model(path)
    stated = facts_of(model)[0].filled_by(facts_beside(path))
    opened = photo_input(model.graph)
    if opened is None:
        raise CheckpointInvalid(path.name, "none of its inputs takes a photo of three channels")
    if opened.batch is not None and opened.batch != 1:
        raise CheckpointInvalid(
            path.name, f"it takes {opened.batch} photos at a time", "Export it for a batch of 1."
        )
    change = followed(model.graph, opened.value.name)
    photo = _photo(path, opened, stated, options)
    prepare(model, opened, photo, batched=True)
    tried = _preprocessing(stated, opened, change.preprocessing(), None)
    answers = _answers(model, photo, tried)
    size = (photo.height, photo.width)
    names = len(stated.names.names) if stated.names else None
    form = detector_form(answers, size, names, stated.model_type)
    found = _preprocessing(stated, opened, change.preprocessing(), form)
    photo = _as_the_form_wants(photo, stated, form)
    end = None
    if form is not None and options.for_pack:
        model.graph.input[0].type.tensor_type.shape.dim[0].dim_value = 1
        end = append_end(model.graph, form, size)
        shapes: dict[str, Shape] = {
            value.name: tuple(
                dim.dim_value if dim.HasField("dim_value") else None
                for dim in value.type.tensor_type.shape.dim
            )
            for value in model.graph.output
        }
        return OnnxSource(path, model, opened, photo, stated, shapes, NetworkKind.DETECTOR, found,
                          "", form, end)  # fmt: skip
    classes = _class_output(model, answers, names) if form is None else ""
    shapes = _shapes(model, answers, opened)
    kind = NetworkKind.DETECTOR if form is not None else _kind(model, answers, classes)
    return OnnxSource(path, model, opened, photo, stated, shapes, kind, found, classes, form, end)


def _photo(path: Path, opened: OpenInput, stated: SideFacts, options: SourceOptions) -> PhotoInput:
    """The photo's input with its size, which must be said somewhere."""
    given = next((s for s in options.input_shapes.values() if len(s) == 4), None)
    asked = options.input_size
    if asked is None and given is not None:
        asked = (given[2], given[3]) if opened.layout is Layout.NCHW else (given[1], given[2])
    height, width, origin = opened.height, opened.width, "stated in the file"
    if asked is not None:
        if (height or asked[0], width or asked[1]) != asked:
            raise CheckpointInvalid(
                path.name, f"it takes photos of {width} x {height} pixels and no others"
            )
        height, width, origin = *asked, "as asked for"
    elif height is None or width is None:
        if stated.size is None:
            raise CheckpointInvalid(
                path.name,
                "neither the file nor one beside it says how large its photos are",
                "State it with --input-shape HEIGHT,WIDTH.",
            )
        height, width = height or stated.size[0], width or stated.size[1]
        origin = stated.size_origin
    return PhotoInput(
        photo_name(opened), height, width, origin, opened.layout, opened.dtype,
        resize=stated.resize or ResizeRule.STRETCH,
    )  # fmt: skip


def _as_the_form_wants(
    photo: PhotoInput, stated: SideFacts, form: DetectorForm | None
) -> PhotoInput:
    if form is None or form.form not in _YOLO:
        return photo
    order = ColourOrder.BGR if form.form is Form.YOLOX else ColourOrder.RGB
    return replace(photo, resize=stated.resize or ResizeRule.LETTERBOX, colour_order=order)


def _preprocessing(
    stated: SideFacts,
    opened: OpenInput,
    inside: Preprocessing | None,
    form: DetectorForm | None,
) -> Preprocessing:
    if opened.dtype is InputType.UINT8:
        return Preprocessing(
            NO_MEAN, NO_SCALE, "it takes the pixels themselves, 0 to 255", is_known=True
        )
    if inside is not None:
        return inside
    if stated.preprocessing is not None:
        return stated.preprocessing
    if form is not None and form.form is Form.YOLOX:
        return Preprocessing(
            NO_MEAN, NO_SCALE, "a guess: YOLOX takes pixels from 0 to 255, blue first"
        )
    if form is not None and form.form in _YOLO:
        scale = (1 / 255, 1 / 255, 1 / 255)
        return Preprocessing(NO_MEAN, scale, "a guess: YOLO networks take pixels from 0 to 1")
    if form is not None:
        return Preprocessing(
            IMAGENET_MEAN, IMAGENET_SCALE, "a guess: most detectors of this kind take them so"
        )
    return Preprocessing(
        IMAGENET_MEAN,
        IMAGENET_SCALE,
        "a guess: it is what most networks of PyTorch take; neither the file nor one beside it "
        "tells",
        must_be_stated=True,
    )


def _answers(
    model: onnx.ModelProto, photo: PhotoInput, preprocessing: Preprocessing
) -> dict[str, np.ndarray]:
    """What the prepared model yields for one picture, by output."""
    session = session_of(model.SerializeToString(), photo.name)
    feeds = {photo.name: _picture(photo, preprocessing, 0)}
    try:
        answers = session.run(None, feeds)
    except Exception as error:  # onnxruntime has no common error class
        reason = str(error).strip().splitlines()[0][:200]
        raise CheckpointInvalid(
            "The network", f"it does not run on a photo of its size ({reason})"
        ) from error
    outputs = [entry.name for entry in session.get_outputs()]
    return {name: np.asarray(value) for name, value in zip(outputs, answers, strict=True)}


def _picture(photo: PhotoInput, preprocessing: Preprocessing, seed: int) -> np.ndarray:
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


def _class_output(
    model: onnx.ModelProto, answers: Mapping[str, np.ndarray], names: int | None
) -> str:
    """The output that holds the classes, "" if none; one of 1 x 1 pixels becomes rows."""
    rows = [name for name, v in answers.items() if v.ndim == 2 and v.dtype.kind == "f"]
    pixels = [name for name, v in answers.items() if v.ndim == 4 and v.shape[2:] == (1, 1)]
    counted = [name for name in rows if names is not None and answers[name].shape[1] == names]
    told = [name for name in rows if re.search(r"logit|prob|class|pred|output", name, re.I)]
    chosen = next(iter(counted or told or rows or pixels), "")
    if chosen in pixels and not rows:
        flat = f"{chosen}/rows"
        model.graph.node.append(helper.make_node("Flatten", [chosen], [flat], axis=1))
        output = next(value for value in model.graph.output if value.name == chosen)
        size = answers[chosen].shape[1]
        output.CopyFrom(helper.make_tensor_value_info(flat, onnx.TensorProto.FLOAT, [None, size]))
        return flat
    return chosen


def _shapes(
    model: onnx.ModelProto, answers: Mapping[str, np.ndarray], opened: OpenInput
) -> dict[str, Shape]:
    """The outputs' shapes as one run showed them; the batch open where the input leaves it."""
    found: dict[str, Shape] = {}
    for value in model.graph.output:
        shape = answers[value.name.removesuffix("/rows")].shape
        if value.name.endswith("/rows"):
            shape = (shape[0], int(np.prod(shape[1:])))
        first = "N" if opened.batch is None and shape and shape[0] == 1 else None
        found[value.name] = (first, *shape[1:]) if first and shape else shape
    return found


def _kind(model: onnx.ModelProto, answers: Mapping[str, np.ndarray], classes: str) -> NetworkKind:
    if not classes:
        pictures = [v for v in answers.values() if v.ndim == 4 and min(v.shape[2:]) > 1]
        return NetworkKind.SEGMENTATION if len(pictures) == len(answers) else NetworkKind.OTHER
    makers = {name: node for node in model.graph.node for name in node.output}
    last = makers.get(classes)
    if last is not None and last.op_type == "LpNormalization":
        return NetworkKind.EMBEDDING
    if last is not None and last.op_type == "Div":
        below = makers.get(last.input[1])
        while below is not None and below.op_type in ("Clip", "Expand", "Max", "Add", "Sqrt"):
            below = makers.get(below.input[0])
        if below is not None and below.op_type in ("ReduceL2", "ReduceSum", "ReduceSumSquare"):
            return NetworkKind.EMBEDDING
    return NetworkKind.CLASSIFIER
