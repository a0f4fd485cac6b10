"""The architectures of the published networks, with random weights, as their exporters write them.

Needs torch, torchvision, timm, birder, onnx and onnxruntime, which no test and no part of the
program needs.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch

from birdeye.onnx_runtime import quantization_tools

FORMS = ("dynamic", "qdq", "qoperator")
"""The ways in which OSEA's network may have been quantised, which is not published."""


def _resnet34(outputs: int) -> torch.nn.Module:
    import torchvision

    return torchvision.models.resnet34(num_classes=outputs)


def _efficientnet_b0(outputs: int) -> torch.nn.Module:
    import torchvision

    return torchvision.models.efficientnet_b0(num_classes=outputs)


def _birder(name: str, size: int) -> Callable[[int], torch.nn.Module]:
    def build(outputs: int) -> torch.nn.Module:
        from birder.model_registry import registry

        kind: Any = registry.net_factory
        try:
            return kind(name, outputs, size=(size, size))
        except TypeError:  # the order of the arguments was another one before
            return kind(name, 3, outputs, size=(size, size))

    return build


def _eva02_large(outputs: int) -> torch.nn.Module:
    import timm
    from timm.layers import set_fused_attn

    set_fused_attn(False)  # the exporter cannot follow the fused form
    return timm.create_model("eva02_large_patch14_clip_336", num_classes=outputs)


BUILDERS: dict[str, Callable[[int], torch.nn.Module]] = {
    "osea": _resnet34,
    "birds-eu-small": _birder("mobilenet_v4_l", 384),
    "birds-eu-medium": _birder("convnext_v2_tiny", 256),
    "birds-eu-large": _birder("focalnet_b_lrf", 384),
    "birds-na-small": _efficientnet_b0,
    "inat21-medium": _birder("rope_vit_reg4_b14", 224),
    "inat21-large": _eva02_large,
}
"""The network of each recipe, by its id: a function of the number of outputs."""


def export(recipe_id: str, size: int, outputs: int, file: Path, weights_name: str = "") -> None:
    """Writes the network with random weights as ``file``, its weights beside it where named."""
    torch.manual_seed(7)
    model = BUILDERS[recipe_id](outputs).eval()
    for module in model.modules():  # equal biases would be written as one, as no trained ones are
        if isinstance(module, torch.nn.BatchNorm2d):
            torch.nn.init.normal_(module.bias, std=0.1)
    parameters = sum(each.numel() for each in model.parameters())
    print(f"{recipe_id}: {type(model).__name__}, {parameters / 1e6:.1f} million parameters")
    torch.onnx.export(
        model,
        (torch.zeros(1, 3, size, size),),
        str(file),
        input_names=["input"],
        output_names=["output"],
        opset_version=18,
        dynamo=False,
        dynamic_axes={"input": {0: "batch"}, "output": {0: "batch"}},
    )
    if weights_name:
        whole = onnx.load(file)
        onnx.save_model(
            whole,
            str(file),
            save_as_external_data=True,
            all_tensors_to_one_file=True,
            location=weights_name,
        )


def quantise(source: Path, form: str, file: Path, size: int) -> None:
    """Writes the network at ``source`` in 8 bits, in one of `FORMS`."""
    tools = quantization_tools()
    if form == "dynamic":
        tools.quantize_dynamic(source, file, weight_type=tools.QuantType.QUInt8)
        return
    formats = {"qdq": tools.QuantFormat.QDQ, "qoperator": tools.QuantFormat.QOperator}
    tools.quantize_static(
        source,
        file,
        _Noise(size),
        quant_format=formats[form],
        activation_type=tools.QuantType.QUInt8,
        weight_type=tools.QuantType.QInt8 if form == "qdq" else tools.QuantType.QUInt8,
    )


class _Noise:
    def __init__(self, size: int) -> None:
        random = np.random.default_rng(5)
        shape = (1, 3, size, size)
        self._left = [random.normal(size=shape).astype(np.float32) for _ in range(2)]

    def get_next(self) -> dict[str, np.ndarray] | None:
        return {"input": self._left.pop()} if self._left else None
