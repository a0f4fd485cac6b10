"""The networks that are compared, by name: how each is built, fed and judged.

Importable without MXNet; `build` needs it (and GluonCV for some).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tests.convert.reference.seeds import seeded_images

GLUON_ZOO = (
    "alexnet", "vgg16", "vgg19", "resnet18_v1", "resnet50_v1", "resnet101_v1", "resnet152_v1",
    "resnet18_v2", "resnet50_v2", "resnet101_v2", "resnet152_v2", "mobilenet1.0", "mobilenetv2_1.0",
    "squeezenet1.0", "squeezenet1.1", "densenet121", "inceptionv3",
)  # fmt: skip


@dataclass(frozen=True)
class Network:
    """One network to compare.

    ``kind`` decides the rule of comparison: ``classifier``, ``ssd`` (rows), ``ssd-training``,
    ``rcnn``, ``rcnn-training``, ``gluoncv`` (ids, scores, boxes). ``span`` is that of
    `seeds.seeded_images`. ``heads`` are (layer, deviation): the layers whose weights are scaled
    until their outputs spread that much, so that answers are many and diverse.
    """

    name: str
    kind: str
    build: Callable[[], Any] = field(repr=False)
    shape: tuple[int, int, int, int]
    span: str = "mean"
    heads: tuple[tuple[str, float], ...] = ()
    interpreter: str = "mxnet"
    small: bool = False
    test_weights: bool = False

    @property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Shape of each input."""
        return {"data": self.shape, **({"im_info": (1, 3)} if "rcnn" in self.kind else {})}

    def feeds(self, seed: int) -> dict[str, np.ndarray]:
        """Inputs that follow from ``seed``; every third photo is smaller than its canvas."""
        feeds = {"data": seeded_images(self.shape, seed, self.span)}
        if "im_info" in self.shapes:
            height, width = self.shape[2:]
            trim = 40 if seed % 3 == 2 else 0
            feeds["im_info"] = np.array([[height - trim, width - trim, 1.5]], np.float32)
            feeds["data"][:, :, height - trim :] = 0
            feeds["data"][:, :, :, width - trim :] = 0
        return feeds


def _classifiers() -> list[Network]:
    def example(
        name: str, builder: str, side: int = 224, head: str = "fc1", **options: Any
    ) -> Network:
        def build() -> Any:
            from tests.convert.reference import classifiers, inceptions, mobilenets

            for module in (classifiers, inceptions, mobilenets):
                if hasattr(module, builder):
                    return getattr(module, builder)(**options)
            raise AttributeError(builder)

        span = "raw" if "bn_data" in name or options.get("version") == 2 else "mean"
        small = "width" in options
        return Network(
            name, "classifier", build, (1, 3, side, side), span, ((head, 2.0),), small=small
        )

    found = [
        example("alexnet", "alexnet", head="fc_last"),
        example("vgg16", "vgg", head="fc8", layers=16),
        example("vgg19", "vgg", head="fc8", layers=19),
    ]
    for version in (1, 2):
        for layers in (18, 50, 101, 152):
            found.append(
                example(f"resnet{layers}-v{version}", "resnet", layers=layers, version=version)
            )
    found += [
        example("inception-bn", "inception_bn"),
        example("inception-v3", "inception_v3", side=299),
        example("mobilenet-v1", "mobilenet", head="fc"),
        example("mobilenet-v2", "mobilenet_v2", head="fc"),
        example("squeezenet", "squeezenet", head="conv10"),
        example("densenet121", "densenet"),
    ]
    tiny = {"width": 1 / 16, "classes": 10}
    found += [
        example("small-alexnet", "alexnet", head="fc_last", side=160, **tiny),
        example("small-vgg11", "vgg", head="fc8", side=64, layers=11, **tiny),
        example("small-resnet18-v1", "resnet", side=64, layers=18, version=1, **tiny),
        example("small-resnet50-v1", "resnet", side=64, layers=50, version=1, **tiny),
        example("small-resnet18-v2", "resnet", side=64, layers=18, version=2, **tiny),
        example("small-resnet50-v2", "resnet", side=64, layers=50, version=2, **tiny),
        example("small-inception-bn", "inception_bn", side=224, **tiny),
        example("small-inception-v3", "inception_v3", side=299, **tiny),
        example("small-mobilenet-v1", "mobilenet", side=224, head="fc", **tiny),
        example("small-mobilenet-v2", "mobilenet_v2", side=64, head="fc", **tiny),
        example("small-squeezenet", "squeezenet", side=96, head="conv10", **tiny),
        example("small-densenet121", "densenet", side=64, **tiny),
    ]
    return found


def _gluon_classifiers() -> list[Network]:
    def zoo(name: str) -> Network:
        def build() -> Any:
            from tests.convert.reference import gluon_models

            return gluon_models.zoo_classifier(name)

        side = 299 if name == "inceptionv3" else 224
        return Network(
            f"gluon-{name}", "classifier", build, (1, 3, side, side), "unit", (("*", 2.0),)
        )

    return [zoo(name) for name in GLUON_ZOO]


def _ssd() -> list[Network]:
    def detector(name: str, preset: str, side: int, graph: str, **options: Any) -> Network:
        def build() -> Any:
            from tests.convert.reference import ssd

            return (ssd.training if graph == "training" else ssd.deploy)(preset, **options)

        kind = "ssd-training" if graph == "training" else "ssd"
        small = "width" in options
        heads = (("*_cls_pred_conv", 1.6), ("*_loc_pred_conv", 0.8))
        return Network(name, kind, build, (1, 3, side, side), "mean", heads, small=small)

    found = []
    for preset, side in (
        ("vgg16_300", 300), ("vgg16_512", 512), ("resnet50", 512), ("resnet101", 512),
        ("resnet101_2017", 512), ("inception_v3", 512), ("mobilenet", 512),
    ):  # fmt: skip
        label = preset if "300" in preset or preset.endswith("_512") else f"{preset}_{side}"
        for graph in ("deploy", "training"):
            found.append(detector(f"ssd-{label}-{graph}", preset, side, graph))
    tiny = {"width": 1 / 16, "classes": 4}
    found += [
        detector("small-ssd-vgg16-deploy", "vgg16_300", 300, "deploy", old=True, **tiny),
        detector("small-ssd-vgg16-training", "vgg16_300", 300, "training", **tiny),
        detector("small-ssd-resnet18-deploy", "resnet18", 256, "deploy", force=True, **tiny),
        detector("small-ssd-resnet50-training", "resnet50", 256, "training", **tiny),
    ]
    return found


def _faster_rcnn() -> list[Network]:
    def detector(
        name: str, backbone: str, size: tuple[int, int], *, stored: bool = False, **options: Any
    ) -> Network:
        def build() -> Any:
            from tests.convert.reference import faster_rcnn

            return faster_rcnn.network(backbone, **options)

        kind = "rcnn-training" if options.get("training") else "rcnn"
        heads = (
            ("rpn_cls_score", 2.0),
            ("rpn_bbox_pred", 0.3),
            ("cls_score", 2.0),
            ("bbox_pred", 1.0),
        )
        return Network(
            name,
            kind,
            build,
            (1, 3, *size),
            "raw" if "resnet" in backbone else "mean",
            heads,
            small="width" in options,
            test_weights=stored,
        )

    found = []
    for backbone in ("vgg16", "resnet101"):
        found += [
            detector(f"rcnn-{backbone}-new", backbone, (600, 800)),
            detector(f"rcnn-{backbone}-old", backbone, (600, 800), old=True, stored=True),
            detector(f"rcnn-{backbone}-new-training", backbone, (600, 800), training=True),
            detector(
                f"rcnn-{backbone}-old-training",
                backbone,
                (600, 800),
                old=True,
                training=True,
                stored=True,
            ),
        ]
    tiny = {"width": 1 / 16, "classes": 5}
    found += [
        detector("small-rcnn-vgg16-new", "vgg16", (240, 320), **tiny),
        detector("small-rcnn-vgg16-old", "vgg16", (240, 320), old=True, stored=True, **tiny),
        detector("small-rcnn-resnet50-new", "resnet50", (240, 320), **tiny),
        detector("small-rcnn-vgg16-training", "vgg16", (240, 320), training=True, **tiny),
    ]
    return found


def _gluoncv() -> list[Network]:
    def detector(
        model: str, size: tuple[int, int], heads: tuple[tuple[str, float], ...], name: str = ""
    ) -> Network:
        def build() -> Any:
            from tests.convert.reference import gluon_models

            return gluon_models.gluoncv_detector(model, size)

        return Network(
            name or f"gluoncv-{model}",
            "gluoncv",
            build,
            (1, 3, *size),
            "unit",
            heads,
            interpreter="gluoncv",
            small=bool(name),
        )

    ssd_heads = (("*convpredictor*", 1.0),)
    yolo_heads = (("*yolooutputv3*_conv0", 1.0),)
    rcnn_heads = (
        ("*_rpn0_conv1", 2.0),
        ("*_rpn0_conv2", 0.3),
        ("*_dense0", 2.0),
        ("*_dense1", 1.0),
    )
    return [
        detector("ssd_300_vgg16_atrous_voc", (300, 300), ssd_heads),
        detector("ssd_512_resnet50_v1_voc", (512, 512), ssd_heads),
        detector("ssd_512_mobilenet1.0_voc", (512, 512), ssd_heads),
        detector("yolo3_darknet53_voc", (416, 416), yolo_heads),
        detector("yolo3_mobilenet1.0_voc", (416, 416), yolo_heads),
        detector("faster_rcnn_resnet50_v1b_voc", (400, 480), rcnn_heads),
        detector("ssd_300_mobilenet0.25_voc", (160, 160), ssd_heads, "small-gluoncv-ssd"),
        detector("yolo3_mobilenet0.25_voc", (96, 128), yolo_heads, "small-gluoncv-yolo"),
    ]


def all_networks() -> dict[str, Network]:
    """Every network by name, the small ones (whose answers are committed) last."""
    found = _classifiers() + _gluon_classifiers() + _ssd() + _faster_rcnn() + _gluoncv()
    ordered = sorted(found, key=lambda network: network.small)
    return {network.name: network for network in ordered}
