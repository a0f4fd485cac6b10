"""Makes ten small exports of five frameworks with random weights, and what each answers.

Runs in an interpreter that has torch, torchvision, timm, transformers, birder, ultralytics and
onnxruntime, from the project's root; the tests need none of them:

    $BIRDEYE_EXPORTS_PYTHON -m tests.convert.onnx_exports.make_exports

Weights are rounded to a few bits, so that the compressed files are small. Each export gets the
files that its framework writes beside it, and the framework's own answers to one picture.
"""

from __future__ import annotations

import json
import lzma
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml

FOLDER = Path(__file__).parent / "data"
NAMES = ["person", "bird", "cat", "dog"]
CLASSES = 6


def coarse(network: torch.nn.Module) -> torch.nn.Module:
    """The network with weights of few bits, and statistics as if it had seen something."""
    with torch.no_grad():
        for value in network.parameters():
            if value.numel() > 16:
                step = value.std() / 4 + 1e-6
                value.copy_((value / step).round() * step)
    return network.eval()


def save(
    name: str,
    network: torch.nn.Module,
    inputs: tuple[Any, ...],
    outputs: list[str],
    *,
    beside: dict[str, Any] | None = None,
    input_names: list[str] | None = None,
    open_axes: dict[str, dict[int, str]] | None = None,
) -> None:
    """The export, its side files and the framework's answers."""
    network = coarse(network)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.onnx"
        torch.onnx.export(
            network, inputs, str(path), input_names=input_names or ["input"],
            output_names=outputs, dynamic_axes=open_axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        with torch.no_grad():
            answers = network(*inputs)
        keep(name, path, inputs, answers, outputs, beside or {})


def keep(
    name: str, path: Path, inputs: Any, answers: Any, outputs: list[str], beside: dict[str, Any]
) -> None:
    folder = FOLDER / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx.xz").write_bytes(lzma.compress(path.read_bytes(), preset=9))
    for file, document in beside.items():
        (folder / file).write_text(json.dumps(document, indent=1) + "\n")
    picture = inputs[0][0] if isinstance(inputs[0], list) else inputs[0]
    if isinstance(answers, list | tuple) and isinstance(answers[0], dict):
        answers = [answers[0][key] for key in outputs]
    values = answers if isinstance(answers, list | tuple) else [answers]
    arrays = {key: value.numpy() for key, value in zip(outputs, values, strict=False)}
    np.savez_compressed(folder / "answers.npz", picture=quantised(picture), **arrays)


def quantised(picture: torch.Tensor) -> np.ndarray:
    return (picture * 255).round().numpy().astype(np.uint8)


def picture(*shape: int) -> torch.Tensor:
    """Pixels in steps of 1 / 255, so that they are stored in one byte."""
    return torch.randint(0, 256, shape).float() / 255


def torchvision_classifier() -> None:
    from torchvision.models import MobileNetV2

    network = MobileNetV2(num_classes=CLASSES, width_mult=0.1)
    save("torchvision-classifier", network, (picture(1, 3, 64, 64),), ["output"],
         open_axes={"input": {0: "batch"}, "output": {0: "batch"}})  # fmt: skip


def torchvision_detector() -> None:
    from torchvision.models.detection.anchor_utils import DefaultBoxGenerator
    from torchvision.models.detection.ssd import SSD

    backbone = torch.nn.Sequential(
        torch.nn.Conv2d(3, 8, 3, 4, 1), torch.nn.ReLU(), torch.nn.Conv2d(8, 16, 3, 4, 1)
    )
    backbone.out_channels = [16]
    network = SSD(
        backbone, DefaultBoxGenerator([[2]]), (96, 96), num_classes=5, score_thresh=0.0,
        detections_per_img=20, topk_candidates=30,
    )  # fmt: skip
    save("torchvision-detector", network, ([picture(3, 96, 96)],), ["boxes", "scores", "labels"])


def timm_classifier() -> None:
    import timm

    network = timm.create_model(
        "resnet10t", num_classes=CLASSES, stem_width=8, channels=(8, 16, 16, 24)
    )
    stated = {"mean": [0.5, 0.5, 0.5], "std": [0.25, 0.25, 0.25], "input_size": [3, 64, 64],
              "crop_pct": 0.95, "interpolation": "bicubic"}  # fmt: skip
    save("timm-classifier", network, (picture(1, 3, 64, 64),), ["output"],
         beside={"config.json": {"architecture": "resnet10t", "pretrained_cfg": stated}},
         open_axes={"input": {0: "batch", 2: "height", 3: "width"}})  # fmt: skip


def birder_classifier() -> None:
    from birder.model_registry import registry

    network = registry.net_factory("squeezenext_0_5", num_classes=CLASSES, size=(64, 64))
    beside = {
        "birder_version": "0.8.4",
        "task": "image_classification",
        "class_to_idx": {f"Parus {number}": number for number in range(CLASSES)},
        "signature": {"inputs": [{"data_shape": [0, 3, 64, 64]}]},
        "rgb_stats": {"mean": [0.5248, 0.5372, 0.5086], "std": [0.2135, 0.2103, 0.2622]},
    }
    save("birder-classifier", network, (picture(1, 3, 64, 64),), ["output"],
         beside={"model.onnx_metadata.json": beside},
         open_axes={"input": {0: "batch_size"}, "output": {0: "batch_size"}})  # fmt: skip


class _Answer(torch.nn.Module):
    """A network of Transformers that answers with plain tensors, as Optimum's exports do."""

    def __init__(self, network: torch.nn.Module, *outputs: str) -> None:
        super().__init__()
        self.network, self.outputs = network, outputs

    def forward(self, pixel_values: torch.Tensor, *mask: torch.Tensor) -> Any:
        more = {"pixel_mask": mask[0]} if mask else {}
        found = self.network(pixel_values=pixel_values, **more)
        answers = [getattr(found, name) for name in self.outputs]
        return answers[0] if len(answers) == 1 else tuple(answers)


PREPROCESSOR = {
    "do_normalize": True, "do_rescale": True, "do_resize": True, "image_mean": [0.5, 0.5, 0.5],
    "image_std": [0.5, 0.5, 0.5], "rescale_factor": 1 / 255, "size": {"height": 64, "width": 64},
}  # fmt: skip


def optimum_classifier() -> None:
    from transformers import ViTConfig, ViTForImageClassification

    config = ViTConfig(
        hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64,
        image_size=64, patch_size=16, num_labels=CLASSES,
    )  # fmt: skip
    network = ViTForImageClassification(config)
    network.config._attn_implementation = "eager"
    labels = {str(number): f"Parus {number}" for number in range(CLASSES)}
    save("optimum-classifier", _Answer(network, "logits"), (picture(1, 3, 64, 64),), ["logits"],
         input_names=["pixel_values"],
         beside={"config.json": {"model_type": "vit", "id2label": labels},
                 "preprocessor_config.json": PREPROCESSOR},
         open_axes={"pixel_values": {0: "batch", 1: "channels", 2: "h", 3: "w"}})  # fmt: skip


def optimum_detector() -> None:
    from transformers import DetrConfig, DetrForObjectDetection, ResNetConfig

    backbone = ResNetConfig(embedding_size=8, hidden_sizes=[8, 8, 16, 16], depths=[1, 1, 1, 1],
                            layer_type="basic", out_features=["stage4"])  # fmt: skip
    config = DetrConfig(
        use_timm_backbone=False, use_pretrained_backbone=False, backbone=None,
        backbone_config=backbone, d_model=32, encoder_layers=1, decoder_layers=1,
        encoder_ffn_dim=32, decoder_ffn_dim=32, encoder_attention_heads=2,
        decoder_attention_heads=2, num_queries=12, num_labels=4, auxiliary_loss=False,
    )  # fmt: skip
    config._attn_implementation = "eager"
    network = _Answer(DetrForObjectDetection(config), "logits", "pred_boxes")
    mask = torch.ones(1, 64, 64, dtype=torch.int64)
    labels = {str(number): name for number, name in enumerate(NAMES)}
    save("optimum-detector", network, (picture(1, 3, 64, 64), mask), ["logits", "pred_boxes"],
         input_names=["pixel_values", "pixel_mask"],
         beside={"config.json": {"model_type": "detr", "id2label": labels},
                 "preprocessor_config.json": PREPROCESSOR})  # fmt: skip


def ultralytics_detector(name: str, base: str, **options: Any) -> Callable[[], None]:
    def make() -> None:
        from ultralytics import YOLO
        from ultralytics.utils.checks import check_yaml

        stated = yaml.safe_load(Path(check_yaml(base)).read_text())
        stated |= {"nc": len(NAMES), "scale": "n", "scales": {"n": [0.33, 0.05, 160]}}
        with tempfile.TemporaryDirectory() as folder:
            small = Path(folder) / base
            small.write_text(yaml.safe_dump(stated))
            network = YOLO(str(small), task="detect")
            network.model.names = dict(enumerate(NAMES))
            coarse(network.model)
            path = network.export(format="onnx", imgsz=64, opset=17, simplify=False, **options)
            pixels = picture(1, 3, 64, 64)
            with torch.no_grad():
                answers = network.model.eval()(pixels)[0]
            keep(name, Path(path), (pixels,), answers, ["output0"], {})
            Path(path).unlink()

    return make


def main() -> None:
    for make in (
        torchvision_classifier,
        torchvision_detector,
        timm_classifier,
        birder_classifier,
        optimum_classifier,
        optimum_detector,
        ultralytics_detector("ultralytics-v8", "yolov8.yaml"),
        ultralytics_detector("ultralytics-v8-suppressed", "yolov8.yaml", nms=True),
        ultralytics_detector("ultralytics-v5", "yolov5.yaml"),
        ultralytics_detector("ultralytics-v11", "yolo11.yaml"),
    ):
        torch.manual_seed(0)
        make()
    total = sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file())
    print(f"{total >> 10} KB")


if __name__ == "__main__":
    main()
