"""Opens an ONNX model: reads it, runs it once, and finds out what it is and how it is fed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

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
from birdeye.convert.onnx_model.detector_ends import append_end
from birdeye.convert.onnx_model.detector_forms import DetectorForm, Form, detector_form
from birdeye.convert.onnx_model.metadata import facts_of
from birdeye.convert.onnx_model.model_file import read_model
from birdeye.convert.onnx_model.normalisation import followed
from birdeye.convert.onnx_model.prepared_model import (
    OpenInput,
    photo_input,
    photo_name,
    prepare,
)
from birdeye.convert.onnx_model.side_files import SideFacts, facts_beside
from birdeye.convert.onnx_model.source import OnnxSource, picture_for
from birdeye.convert.source import (
    PhotoInput,
    Shape,
    SourceOptions,
)
from birdeye.convert.verify import session_of
from birdeye.domain.errors import CheckpointInvalid
from birdeye.packs.manifest import (
    ColourOrder,
    InputType,
    Layout,
    ResizeRule,
)
from birdeye.packs.network_file import read_network

_YOLO = (Form.YOLOV5, Form.YOLOV8, Form.ROWS_XYXY, Form.END_TO_END, Form.YOLOX)


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
    if form.form is Form.YOLOX:
        usual, order = ResizeRule.LETTERBOX, ColourOrder.BGR
    else:
        usual, order = ResizeRule.CENTRED_LETTERBOX, ColourOrder.RGB
    return replace(photo, resize=stated.resize or usual, colour_order=order)


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
            IMAGENET_MEAN, IMAGENET_SCALE, "a guess: most detectors of this kind take them that way"
        )
    return Preprocessing(
        IMAGENET_MEAN,
        IMAGENET_SCALE,
        "a guess: it is what most networks of PyTorch take; neither the file nor one beside it "
        "says",
        must_be_stated=True,
    )


def _answers(
    model: onnx.ModelProto, photo: PhotoInput, preprocessing: Preprocessing
) -> dict[str, np.ndarray]:
    """What the prepared model yields for one picture, by output.

    Nothing is run before it has passed what a pack's networks must pass.
    """
    content = model.SerializeToString()
    problems = read_network(content).problems
    if problems:
        raise CheckpointInvalid("The network", f"it {problems[0]}")
    session = session_of(content, photo.name)
    feeds = {photo.name: picture_for(photo, preprocessing, 0)}
    try:
        answers = session.run(None, feeds)
    except Exception as error:  # onnxruntime has no common error class
        reason = str(error).strip().splitlines()[0][:200]
        raise CheckpointInvalid(
            "The network", f"it does not run on a photo of its size ({reason})"
        ) from error
    outputs = [entry.name for entry in session.get_outputs()]
    return {name: np.asarray(value) for name, value in zip(outputs, answers, strict=True)}


def _class_output(
    model: onnx.ModelProto, answers: Mapping[str, np.ndarray], names: int | None
) -> str:
    """The output with the classes, "" if none; one of 1 x 1 pixels becomes rows."""
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
