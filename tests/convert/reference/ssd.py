"""The single-shot detectors of MXNet's example/ssd: training graph and deploy graph.

The presets (sizes, ratios, strides, normalisation, steps) are those of 1.9.1; ``taps`` lets the
ResNet-101 of 2017 be built as it was, with both heads in stage 3.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import mxnet as mx

from tests.convert.reference import classifiers, inceptions, mobilenets
from tests.convert.reference.classifiers import channels, relu

SMALL_SIZES = [
    [0.1, 0.141],
    [0.2, 0.272],
    [0.37, 0.447],
    [0.54, 0.619],
    [0.71, 0.79],
    [0.88, 0.961],
]
LARGE_SIZES = [
    [0.07, 0.1025],
    [0.15, 0.2121],
    [0.3, 0.3674],
    [0.45, 0.5196],
    [0.6, 0.6708],
    [0.75, 0.8216],
    [0.9, 0.9721],
]
FEW, MANY = [1, 2, 0.5], [1, 2, 0.5, 3, 1.0 / 3]


@dataclass(frozen=True)
class Preset:
    """Where a detector taps its backbone, and which layers and anchors it adds."""

    taps: tuple[str, ...]
    extras: tuple[tuple[int, int, int], ...]
    """Channels, stride and pad of each layer after the tapped ones."""
    sizes: list[list[float]] = field(default_factory=lambda: SMALL_SIZES)
    ratios: list[list[float]] = field(default_factory=lambda: [FEW, MANY, MANY, MANY, FEW, FEW])
    normalised: int = 0
    """Channels of the first tap where it is L2-normalised, else 0."""
    steps: tuple[float, ...] = ()


PLAIN_EXTRAS = ((512, 2, 1), (256, 2, 1), (256, 2, 1), (128, 2, 1))
PRESETS = {
    "vgg16_300": Preset(
        ("relu4_3", "relu7"),
        ((512, 2, 1), (256, 2, 1), (256, 1, 0), (256, 1, 0)),
        normalised=512,
        steps=tuple(x / 300.0 for x in (8, 16, 32, 64, 100, 300)),
    ),
    "vgg16_512": Preset(
        ("relu4_3", "relu7"),
        ((512, 2, 1), (256, 2, 1), (256, 2, 1), (256, 2, 1), (256, 1, 1)),
        sizes=LARGE_SIZES,
        ratios=[FEW, MANY, MANY, MANY, MANY, FEW, FEW],
        normalised=512,
        steps=tuple(x / 512.0 for x in (8, 16, 32, 64, 128, 256, 512)),
    ),
    "resnet50": Preset(("_plus12", "_plus15"), PLAIN_EXTRAS),
    "resnet101": Preset(("_plus29", "_plus32"), PLAIN_EXTRAS),
    "resnet101_2017": Preset(("_plus12", "_plus15"), PLAIN_EXTRAS),
    "resnet18": Preset(("_plus5", "_plus7"), PLAIN_EXTRAS),
    "inception_v3": Preset(
        ("ch_concat_mixed_7_chconcat", "ch_concat_mixed_10_chconcat"), PLAIN_EXTRAS
    ),
    "mobilenet": Preset(("conv_12_relu", "conv_14_relu"), PLAIN_EXTRAS),
}


def vgg16_reduced(width: float) -> mx.sym.Symbol:
    """VGG16 with fc6 and fc7 as convolutions, fc6 dilated by 6; ``pool3`` in ceil mode."""
    body = mx.sym.Variable("data")
    groups = zip((2, 2, 3, 3, 3), (64, 128, 256, 512, 512), strict=True)
    for group, (repeat, count) in enumerate(groups, 1):
        for place in range(1, repeat + 1):
            body = mx.sym.Convolution(
                body,
                kernel=(3, 3),
                pad=(1, 1),
                num_filter=channels(count, width),
                name=f"conv{group}_{place}",
            )
            body = relu(body, f"relu{group}_{place}")
        if group == 5:
            body = mx.sym.Pooling(
                body, pool_type="max", kernel=(3, 3), stride=(1, 1), pad=(1, 1), name="pool5"
            )
        else:
            ceil = {"pooling_convention": "full"} if group == 3 else {}
            body = mx.sym.Pooling(
                body, pool_type="max", kernel=(2, 2), stride=(2, 2), name=f"pool{group}", **ceil
            )
    body = mx.sym.Convolution(
        body, kernel=(3, 3), pad=(6, 6), dilate=(6, 6), num_filter=channels(1024, width), name="fc6"
    )
    body = mx.sym.Convolution(
        relu(body, "relu6"), kernel=(1, 1), pad=(0, 0), num_filter=channels(1024, width), name="fc7"
    )
    body = relu(body, "relu7")
    body = mx.sym.Pooling(
        body, pool_type="avg", kernel=(7, 7), global_pool=True, name="global_pool"
    )
    body = mx.sym.Convolution(body, num_filter=8, kernel=(1, 1), name="fc8")
    return mx.sym.SoftmaxOutput(mx.sym.Flatten(body), name="softmax")


def backbone(name: str, width: float) -> mx.sym.Symbol:
    # The taps are names from a counter of the process: start it afresh, as a new process would.
    mx.name.NameManager._current.value = mx.name.NameManager()
    if name.startswith("vgg16"):
        return vgg16_reduced(width)
    if name.startswith("resnet"):
        return classifiers.resnet(int(name[6:].split("_")[0]), 2, width=width)
    if name == "inception_v3":
        return inceptions.inception_v3(width=width)
    return mobilenets.mobilenet(width=width)


def source_layers(name: str, preset: Preset, width: float) -> list[mx.sym.Symbol]:
    internals = backbone(name, width).get_internals()
    layers = [internals[f"{tap}_output"] for tap in preset.taps]
    for place, (count, stride, pad) in enumerate(preset.extras, len(preset.taps)):
        label = f"multi_feat_{place}_conv"
        narrow = mx.sym.Convolution(
            layers[-1],
            kernel=(1, 1),
            pad=(0, 0),
            stride=(1, 1),
            num_filter=max(channels(128, width), channels(count / 2, width)),
            name=f"{label}_1x1_conv",
        )
        wide = mx.sym.Convolution(
            relu(narrow, f"{label}_1x1_relu"),
            kernel=(3, 3),
            pad=(pad, pad),
            stride=(stride, stride),
            num_filter=channels(count, width),
            name=f"{label}_3x3_conv",
        )
        layers.append(relu(wide, f"{label}_3x3_relu"))
    return layers


def multibox(
    layers: list[mx.sym.Symbol], preset: Preset, classes: int, width: float
) -> tuple[mx.sym.Symbol, mx.sym.Symbol, mx.sym.Symbol]:
    """Location predictions, class predictions and anchors of all layers, joined."""
    locations, scores, anchors = [], [], []
    for place, layer in enumerate(layers):
        label = layer.name
        if preset.normalised and place == 0:
            layer = mx.sym.L2Normalization(layer, mode="channel", name=f"{label}_norm")
            scale = mx.sym.Variable(
                f"{label}_scale",
                shape=(1, channels(preset.normalised, width), 1, 1),
                init=mx.init.Constant(20),
            )
            layer = mx.sym.broadcast_mul(lhs=scale, rhs=layer)
        sizes, ratios = preset.sizes[place], preset.ratios[place]
        count = len(sizes) - 1 + len(ratios)

        def flat(kind, filters, layer=layer, label=label):
            bias = mx.sym.Variable(
                f"{label}_{kind}_pred_conv_bias",
                init=mx.init.Constant(0.0),
                attr={"__lr_mult__": "2.0"},
            )
            x = mx.sym.Convolution(
                layer,
                bias=bias,
                kernel=(3, 3),
                stride=(1, 1),
                pad=(1, 1),
                num_filter=filters,
                name=f"{label}_{kind}_pred_conv",
            )
            return mx.sym.Flatten(mx.sym.transpose(x, axes=(0, 2, 3, 1)))

        locations.append(flat("loc", 4 * count))
        scores.append(flat("cls", count * (classes + 1)))
        step = (preset.steps[place],) * 2 if preset.steps else "(-1.0, -1.0)"
        prior = mx.sym.contrib.MultiBoxPrior(
            layer,
            sizes="(" + ",".join(map(str, sizes)) + ")",
            ratios="(" + ",".join(map(str, ratios)) + ")",
            clip=False,
            steps=step,
            name=f"{label}_anchors",
        )
        anchors.append(mx.sym.Flatten(prior))
    location = mx.sym.Concat(*locations, num_args=len(locations), dim=1, name="multibox_loc_pred")
    score = mx.sym.Concat(*scores, num_args=len(scores), dim=1)
    score = mx.sym.Reshape(score, shape=(0, -1, classes + 1))
    score = mx.sym.transpose(score, axes=(0, 2, 1), name="multibox_cls_pred")
    anchor = mx.sym.Concat(*anchors, num_args=len(anchors), dim=1)
    anchor = mx.sym.Reshape(anchor, shape=(0, -1, 4), name="multibox_anchors")
    return location, score, anchor


def deploy(
    name: str,
    classes: int = 20,
    width: float = 1.0,
    *,
    old: bool = False,
    force: bool = False,
    topk: int = 400,
) -> mx.sym.Symbol:
    """The test graph; ``old`` ends in SoftmaxActivation, as before 1.3."""
    preset = PRESETS[name]
    location, score, anchor = multibox(source_layers(name, preset, width), preset, classes, width)
    if old:
        probability = mx.sym.SoftmaxActivation(score, mode="channel", name="cls_prob")
    else:
        probability = mx.sym.softmax(score, axis=1, name="cls_prob")
    return mx.sym.contrib.MultiBoxDetection(
        probability,
        location,
        anchor,
        name="detection",
        nms_threshold=0.45,
        force_suppress=force,
        variances=(0.1, 0.1, 0.2, 0.2),
        nms_topk=topk,
    )


def training(name: str, classes: int = 20, width: float = 1.0) -> mx.sym.Symbol:
    """What a checkpoint saved during training holds: four heads and a label input."""
    preset = PRESETS[name]
    label = mx.sym.Variable("label")
    location, score, anchor = multibox(source_layers(name, preset, width), preset, classes, width)
    target = mx.sym.contrib.MultiBoxTarget(
        anchor,
        label,
        score,
        overlap_threshold=0.5,
        ignore_label=-1,
        negative_mining_ratio=3,
        minimum_negative_samples=0,
        negative_mining_thresh=0.5,
        variances=(0.1, 0.1, 0.2, 0.2),
        name="multibox_target",
    )
    probability = mx.sym.SoftmaxOutput(
        data=score,
        label=target[2],
        ignore_label=-1,
        use_ignore=True,
        grad_scale=1.0,
        multi_output=True,
        normalization="valid",
        name="cls_prob",
    )
    loss = mx.sym.smooth_l1(target[1] * (location - target[0]), scalar=1.0, name="loc_loss_")
    loss = mx.sym.MakeLoss(loss, grad_scale=1.0, normalization="valid", name="loc_loss")
    kept = mx.sym.MakeLoss(target[2], grad_scale=0, name="cls_label")
    rows = mx.sym.contrib.MultiBoxDetection(
        probability,
        location,
        anchor,
        name="detection",
        nms_threshold=0.5,
        force_suppress=False,
        variances=(0.1, 0.1, 0.2, 0.2),
        nms_topk=400,
    )
    rows = mx.sym.MakeLoss(rows, grad_scale=0, name="det_out")
    return mx.sym.Group([probability, loss, kept, rows])
