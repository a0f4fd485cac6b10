"""The two-stage detectors of MXNet's example/rcnn, both generations, and their host-side end.

New generation (1.3 and later): MultiProposal, softmax. Old: Proposal, SoftmaxActivation, and
``bbox_pred_*_test`` weights with the box deviations multiplied in.
"""

from __future__ import annotations

import mxnet as mx

from tests.convert.reference.classifiers import BASIC_DEPTHS, BOTTLENECK_DEPTHS, channels, relu

SCALES, RATIOS = (8, 16, 32), (0.5, 1, 2)
ANCHORS = len(SCALES) * len(RATIOS)


def vgg_feature(data: mx.sym.Symbol, width: float) -> mx.sym.Symbol:
    groups = zip((2, 2, 3, 3, 3), (64, 128, 256, 512, 512), strict=True)
    for group, (repeat, count) in enumerate(groups, 1):
        for place in range(1, repeat + 1):
            data = mx.sym.Convolution(
                data,
                kernel=(3, 3),
                pad=(1, 1),
                num_filter=channels(count, width),
                workspace=2048,
                name=f"conv{group}_{place}",
            )
            data = relu(data, f"relu{group}_{place}")
        if group < 5:
            data = mx.sym.Pooling(
                data, pool_type="max", kernel=(2, 2), stride=(2, 2), name=f"pool{group}"
            )
    return data


def vgg_top(pooled: mx.sym.Symbol, width: float) -> mx.sym.Symbol:
    body = mx.sym.Flatten(pooled, name="flatten")
    for place in "67":
        body = mx.sym.FullyConnected(body, num_hidden=channels(4096, width), name=f"fc{place}")
        body = mx.sym.Dropout(relu(body, f"relu{place}"), p=0.5, name=f"drop{place}")
    return body


def residual(data: mx.sym.Symbol, count: int, stride: int, same: bool, name: str) -> mx.sym.Symbol:
    def normed(x, place):
        x = mx.sym.BatchNorm(
            x, fix_gamma=False, eps=2e-5, use_global_stats=True, name=f"{name}_bn{place}"
        )
        return relu(x, f"{name}_relu{place}")

    def conv(x, filters, kernel, step, suffix):
        return mx.sym.Convolution(
            x,
            num_filter=filters,
            kernel=(kernel, kernel),
            stride=(step, step),
            pad=(kernel // 2, kernel // 2),
            no_bias=True,
            workspace=512,
            name=f"{name}_{suffix}",
        )

    first = normed(data, 1)
    body = conv(first, count // 4, 1, 1, "conv1")
    body = conv(normed(body, 2), count // 4, 3, stride, "conv2")
    body = conv(normed(body, 3), count, 1, 1, "conv3")
    shortcut = (
        data
        if same
        else mx.sym.Convolution(
            first,
            num_filter=count,
            kernel=(1, 1),
            stride=(stride, stride),
            no_bias=True,
            workspace=512,
            name=f"{name}_sc",
        )
    )
    return mx.sym.ElementWiseSum(body, shortcut, name=f"{name}_plus")


def resnet_stage(data: mx.sym.Symbol, stage: int, depth: int, width: float) -> mx.sym.Symbol:
    count = channels(64 * 2 ** (stage - 1), width) * 4
    for place in range(1, depth + 1):
        stride = 2 if stage > 1 and place == 1 else 1
        data = residual(data, count, stride, place > 1, f"stage{stage}_unit{place}")
    return data


def resnet_feature(
    data: mx.sym.Symbol, depths: tuple[int, ...], width: float, fixed: bool
) -> mx.sym.Symbol:
    body = mx.sym.BatchNorm(data, fix_gamma=fixed, eps=2e-5, use_global_stats=True, name="bn_data")
    body = mx.sym.Convolution(
        body,
        num_filter=channels(64, width),
        kernel=(7, 7),
        stride=(2, 2),
        pad=(3, 3),
        no_bias=True,
        workspace=512,
        name="conv0",
    )
    body = mx.sym.BatchNorm(body, fix_gamma=False, eps=2e-5, use_global_stats=True, name="bn0")
    body = mx.sym.Pooling(
        relu(body, "relu0"), kernel=(3, 3), stride=(2, 2), pad=(1, 1), pool_type="max", name="pool0"
    )
    for stage in (1, 2, 3):
        body = resnet_stage(body, stage, depths[stage - 1], width)
    return body


def resnet_top(pooled: mx.sym.Symbol, depths: tuple[int, ...], width: float) -> mx.sym.Symbol:
    body = resnet_stage(pooled, 4, depths[3], width)
    body = mx.sym.BatchNorm(body, fix_gamma=False, eps=2e-5, use_global_stats=True, name="bn1")
    return mx.sym.Pooling(
        relu(body, "relu1"), global_pool=True, kernel=(7, 7), pool_type="avg", name="pool1"
    )


class ProposalTarget(mx.operator.CustomOpProp):
    """The shapes of example/rcnn's ``proposal_target``: enough to save and to load its graph."""

    def __init__(self, num_classes: str, batch_rois: str = "128", **_: str) -> None:
        super().__init__(need_top_grad=False)
        self.classes, self.rois = int(num_classes), int(batch_rois)

    def list_arguments(self) -> list[str]:
        return ["rois", "gt_boxes"]

    def list_outputs(self) -> list[str]:
        return ["rois_output", "label", "bbox_target", "bbox_weight"]

    def infer_shape(self, in_shape):
        wide = (self.rois, self.classes * 4)
        return in_shape, [(self.rois, 5), (self.rois,), wide, wide]


class PythonProposal(mx.operator.CustomOpProp):
    """The shapes of the old generation's ``proposal`` in Python."""

    def __init__(self, rpn_post_nms_top_n: str = "300", **_: str) -> None:
        super().__init__(need_top_grad=False)
        self.rois = int(rpn_post_nms_top_n)

    def list_arguments(self) -> list[str]:
        return ["cls_prob", "bbox_pred", "im_info"]

    def list_outputs(self) -> list[str]:
        return ["output"]

    def infer_shape(self, in_shape):
        return in_shape, [(self.rois, 5)]


mx.operator.register("proposal_target")(ProposalTarget)
mx.operator.register("proposal")(PythonProposal)


def network(
    name: str,
    classes: int = 21,
    width: float = 1.0,
    *,
    old: bool = False,
    training: bool = False,
    python_proposal: bool = False,
) -> mx.sym.Symbol:
    """Faster R-CNN as ``name`` (``vgg16``, ``resnet101``, ...), class 0 being the background.

    Args:
        name: the backbone.
        classes: with background.
        width: scales the channel counts.
        old: the generation up to 1.2.
        training: the graph that a checkpoint of training holds, with its Custom operator.
        python_proposal: the old generation's Custom ``proposal`` in place of the C++ operator.
    """
    data, im_info = mx.sym.Variable("data"), mx.sym.Variable("im_info")
    if name == "vgg16":
        feature, depths = vgg_feature(data, width), ()
    else:
        depths = {**BOTTLENECK_DEPTHS, **BASIC_DEPTHS}[int(name[6:])]
        feature = resnet_feature(data, depths, width, fixed=not old)

    rpn = mx.sym.Convolution(
        feature, kernel=(3, 3), pad=(1, 1), num_filter=channels(512, width), name="rpn_conv_3x3"
    )
    rpn = relu(rpn, "rpn_relu")
    rpn_score = mx.sym.Convolution(
        rpn, kernel=(1, 1), pad=(0, 0), num_filter=2 * ANCHORS, name="rpn_cls_score"
    )
    rpn_box = mx.sym.Convolution(
        rpn, kernel=(1, 1), pad=(0, 0), num_filter=4 * ANCHORS, name="rpn_bbox_pred"
    )
    shaped = mx.sym.Reshape(rpn_score, shape=(0, 2, -1, 0), name="rpn_cls_score_reshape")
    label = "rpn_cls_act" if training or not old else "rpn_cls_prob"
    if old:
        rpn_prob = mx.sym.SoftmaxActivation(shaped, mode="channel", name=label)
    else:
        rpn_prob = mx.sym.softmax(shaped, axis=1, name=label)
    rpn_prob = mx.sym.Reshape(rpn_prob, shape=(0, 2 * ANCHORS, -1, 0), name=f"{label}_reshape")
    top_n = (12000, 2000) if training else (6000, 300)
    settings = {
        "scales": SCALES,
        "ratios": RATIOS,
        "rpn_pre_nms_top_n": top_n[0],
        "rpn_post_nms_top_n": top_n[1],
        "threshold": 0.7,
        "rpn_min_size": 16,
        "name": "rois",
    }
    inputs = {"cls_prob": rpn_prob, "bbox_pred": rpn_box, "im_info": im_info}
    if python_proposal:
        rois = mx.sym.Custom(op_type="proposal", feat_stride=16, **inputs, **settings)
    elif old:
        rois = mx.sym.contrib.Proposal(feature_stride=16, **inputs, **settings)
    else:
        rois = mx.sym.contrib.MultiProposal(feature_stride=16, **inputs, **settings)
    if training:
        gt_boxes = mx.sym.Variable("gt_boxes")
        if old:
            gt_boxes = mx.sym.Reshape(gt_boxes, shape=(-1, 5), name="gt_boxes_reshape")
        target = mx.sym.Custom(
            rois=rois,
            gt_boxes=gt_boxes,
            op_type="proposal_target",
            num_classes=classes,
            batch_images=1,
            batch_rois=128,
            fg_fraction=0.25,
        )
        rois = target[0]

    side = 7 if name == "vgg16" else 14
    pooled = mx.sym.ROIPooling(
        feature,
        rois=rois,
        pooled_size=(side, side),
        spatial_scale=1.0 / 16,
        name="roi_pool5" if old else "roi_pool",
    )
    top = vgg_top(pooled, width) if name == "vgg16" else resnet_top(pooled, depths, width)
    score = mx.sym.FullyConnected(top, num_hidden=classes, name="cls_score")
    box = mx.sym.FullyConnected(top, num_hidden=classes * 4, name="bbox_pred")
    if not training:
        probability = mx.sym.softmax(score, name="cls_prob")
        probability = mx.sym.Reshape(probability, shape=(1, -1, classes), name="cls_prob_reshape")
        box = mx.sym.Reshape(box, shape=(1, -1, 4 * classes), name="bbox_pred_reshape")
        return mx.sym.Group([rois, probability, box])

    rpn_loss = mx.sym.smooth_l1(
        rpn_box - mx.sym.Variable("bbox_target"), scalar=3.0, name="rpn_bbox_loss_"
    )
    rpn_loss = mx.sym.Variable("bbox_weight") * rpn_loss
    rpn_loss = mx.sym.MakeLoss(rpn_loss, grad_scale=1.0 / 256, name="rpn_bbox_loss")
    rpn_head = mx.sym.SoftmaxOutput(
        data=shaped,
        label=mx.sym.Variable("label"),
        multi_output=True,
        normalization="valid",
        use_ignore=True,
        ignore_label=-1,
        name="rpn_cls_prob",
    )
    probability = mx.sym.SoftmaxOutput(
        data=score, label=target[1], normalization="batch", name="cls_prob"
    )
    loss = target[3] * mx.sym.smooth_l1(box - target[2], scalar=1.0, name="bbox_loss_")
    loss = mx.sym.MakeLoss(loss, grad_scale=1.0 / 128, name="bbox_loss")
    kept = mx.sym.Reshape(target[1], shape=(1, -1), name="label_reshape")
    probability = mx.sym.Reshape(probability, shape=(1, -1, classes), name="cls_prob_reshape")
    loss = mx.sym.Reshape(loss, shape=(1, -1, 4 * classes), name="bbox_loss_reshape")
    return mx.sym.Group([rpn_head, rpn_loss, probability, loss, mx.sym.BlockGrad(kept)])
