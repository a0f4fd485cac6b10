"""The teacher: a MobileNetV2 of 964 kinds of birds that looks at whatever the student sees."""

from __future__ import annotations

import numpy as np
import onnx

from .ort import session
from .places import Places

CLASSIFIER = "inat_bird_fp32.onnx"
LOGITS = "Logits/MatMul;Logits/BiasAdd_prequant"
FEATURES = "Reshape__93:0"
SIDE = 224
"""The side that the teacher was trained for. At 160 it is as often right, for half the time."""


class Teacher:
    """The 964-species classifier, asked for its logits and its 1,280 pooled features."""

    def __init__(self, places: Places, threads: int = 1) -> None:
        model = any_size(onnx.load(str(places.teachers / CLASSIFIER)))
        self._session = session(model.SerializeToString(), threads)
        self._input = self._session.get_inputs()[0].name

    def look(self, rgb_u8: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Logits (n, 965) and features (n, 1280), float32, of crops (n, s, s, 3) uint8.

        `s` is any multiple of 32.
        """
        logits, features = self._session.run([LOGITS, FEATURES], {self._input: rgb_u8})
        return logits, features


def any_size(model: onnx.ModelProto) -> onnx.ModelProto:
    """The teacher for any number of crops of any side, with logits and features for outputs.

    Its pooling was written for maps of 7 x 7; pooling the whole map is the same at 224 px.
    """
    graph = model.graph
    for axis, size in zip(graph.input[0].type.tensor_type.shape.dim, "nss", strict=False):
        axis.dim_param = size
    (pool,) = (node for node in graph.node if node.op_type == "AveragePool")
    pool.op_type = "GlobalAveragePool"
    del pool.attribute[:]
    (flat,) = (node for node in graph.node if FEATURES in node.output)
    (shape,) = (stored for stored in graph.initializer if stored.name == flat.input[1])
    shape.CopyFrom(onnx.numpy_helper.from_array(np.array([-1, 1280], np.int64), shape.name))
    del graph.output[:]
    for name in (LOGITS, FEATURES):
        graph.output.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
    return model
