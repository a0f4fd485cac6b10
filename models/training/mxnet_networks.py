"""The two networks in MXNet's terms: the same layers, names and attributes as its examples.

Sources: example/image-classification/symbols/resnet.py and example/ssd/symbol/symbol_builder.py,
common.py of MXNet 1.9.1.
"""

from __future__ import annotations

from .anchors import SsdPlan
from .mxnet_symbol import Symbol, SymbolGraph
from .resnet_plans import EPS, ResNetPlan

NORM = {"fix_gamma": False, "eps": EPS, "momentum": 0.9}


def resnet(graph: SymbolGraph, data: Symbol, plan: ResNetPlan) -> dict[str, Symbol]:
    """Every named layer from `data` to `relu1`."""
    layers: dict[str, Symbol] = {}

    def op(kind: str, *inputs: Symbol, name: str, **attributes: object) -> Symbol:
        layers[name] = graph.op(kind, *inputs, name=name, **attributes)
        return layers[name]

    def convolution(
        x: Symbol, name: str, filters: int, kernel: int, stride: int = 1, pad: int | None = None
    ) -> Symbol:
        pad = kernel // 2 if pad is None else pad
        return op(
            "Convolution", x, name=name, num_filter=filters, kernel=(kernel, kernel),
            stride=(stride, stride), pad=(pad, pad), no_bias=True, workspace=256,
        )  # fmt: skip

    def activated(x: Symbol, bn: str, relu: str) -> Symbol:
        return op("Activation", op("BatchNorm", x, name=bn, **NORM), name=relu, act_type="relu")

    x = op("_copy", data, name="id")
    x = op("BatchNorm", x, name="bn_data", **{**NORM, "fix_gamma": True})
    x = convolution(x, "conv0", plan.filters[0], 7, 2)
    x = activated(x, "bn0", "relu0")
    x = op("Pooling", x, name="pooling0", kernel=(3, 3), stride=(2, 2), pad=(1, 1), pool_type="max")
    for stage, (count, filters) in enumerate(
        zip(plan.units, plan.filters[1:], strict=True), start=1
    ):
        for unit in range(1, count + 1):
            name = f"stage{stage}_unit{unit}"
            stride = 2 if unit == 1 and stage > 1 else 1
            first = activated(x, f"{name}_bn1", f"{name}_relu1")
            if plan.bottleneck:
                y = convolution(first, f"{name}_conv1", filters // 4, 1)
                y = activated(y, f"{name}_bn2", f"{name}_relu2")
                y = convolution(y, f"{name}_conv2", filters // 4, 3, stride)
                y = activated(y, f"{name}_bn3", f"{name}_relu3")
                y = convolution(y, f"{name}_conv3", filters, 1)
            else:
                y = convolution(first, f"{name}_conv1", filters, 3, stride)
                y = activated(y, f"{name}_bn2", f"{name}_relu2")
                y = convolution(y, f"{name}_conv2", filters, 3)
            shortcut = convolution(first, f"{name}_sc", filters, 1, stride) if unit == 1 else x
            x = graph.op("elemwise_add", y, shortcut)
            layers[x.name] = x
    activated(x, "bn1", "relu1")
    return layers


def classifier_symbol(plan: ResNetPlan, outputs: int) -> tuple[SymbolGraph, Symbol]:
    """The classifier, ending in `softmax` as the example trains and saves it."""
    graph = SymbolGraph()
    x = resnet(graph, graph.variable("data"), plan)["relu1"]
    x = graph.op("Pooling", x, name="pool1", global_pool=True, kernel=(7, 7), pool_type="avg")
    x = graph.op("FullyConnected", graph.op("Flatten", x), name="fc1", num_hidden=outputs)
    return graph, graph.op("SoftmaxOutput", x, name="softmax")


def ssd_symbol(plan: SsdPlan, backbone: ResNetPlan) -> tuple[SymbolGraph, Symbol]:
    """The detector as deploy.py of example/ssd writes it, ending in `detection`."""
    graph = SymbolGraph()
    layers = resnet(graph, graph.variable("data"), backbone)
    sources = [layers[name] for name in plan.taps]
    for extra in plan.extras:
        x = sources[-1]
        for name, filters, kernel, stride, pad in extra.convolutions:
            x = graph.op(
                "Convolution", x, name=f"{name}_conv",
                num_filter=filters, kernel=(kernel, kernel), stride=(stride, stride),
                pad=(pad, pad),
            )  # fmt: skip
            x = graph.op("Activation", x, name=f"{name}_relu", act_type="relu")
        sources.append(x)
    locations, classes, priors = [], [], []
    for source, anchors in zip(sources, plan.anchors, strict=True):
        for kind, per_anchor, into in (("loc", 4, locations), ("cls", 2, classes)):
            x = graph.op(
                "Convolution", source, name=f"{source.name}_{kind}_pred_conv",
                num_filter=per_anchor * anchors.count, kernel=(3, 3), stride=(1, 1), pad=(1, 1),
            )  # fmt: skip
            x = graph.op("transpose", x, axes=(0, 2, 3, 1))
            into.append(graph.op("Flatten", x))
        prior = graph.op(
            "_contrib_MultiBoxPrior", source, name=f"{source.name}_anchors",
            sizes=anchors.sizes, ratios=anchors.ratios, clip=False, steps=(-1.0, -1.0),
        )  # fmt: skip
        priors.append(graph.op("Flatten", prior))

    def joined(parts: list[Symbol], name: str | None = None) -> Symbol:
        return graph.op("Concat", *parts, name=name, dim=1, num_args=len(parts))

    location = joined(locations, "multibox_loc_pred")
    score = graph.op("Reshape", joined(classes), shape=(0, -1, 2))
    score = graph.op("transpose", score, name="multibox_cls_pred", axes=(0, 2, 1))
    anchors = graph.op("Reshape", joined(priors), name="multibox_anchors", shape=(0, -1, 4))
    probability = graph.op("softmax", score, name="cls_prob", axis=1)
    detection = graph.op(
        "_contrib_MultiBoxDetection", probability, location, anchors, name="detection",
        threshold=plan.least_score, nms_threshold=plan.overlap, force_suppress=True,
        variances=plan.variances, nms_topk=plan.most,
    )  # fmt: skip
    return graph, detection
