"""Cases of detection operators."""

from __future__ import annotations

import mxnet as mx
import numpy as np

from tests.convert.reference.operator_cases import case, noise
from tests.convert.reference.seeds import generator

S = mx.sym


def multiboxes() -> None:
    f = "multibox"
    stepped = {"ratios": "(1, 3)", "steps": "(0.1, 0.2)", "offsets": "(0.3, 0.6)"}
    for name, shape, given in (
        ("defaults", (1, 3, 4, 5), {}),
        ("sizes", (1, 3, 4, 5), {"sizes": "(0.2, 0.3)", "ratios": "(1, 2, 0.5)"}),
        ("first_ratio", (1, 3, 5, 3), {"sizes": "(0.2, 0.3)", "ratios": "(2, 0.5)"}),
        ("steps", (1, 3, 5, 3), {"sizes": "(0.2,)", **stepped}),
        ("clipped", (2, 3, 3, 3), {"sizes": "(0.9,)", "ratios": "(1, 2)", "clip": True}),
    ):  # fmt: skip
        case(
            f,
            f"prior_{name}",
            lambda d, g=given: S.broadcast_add(
                S.contrib.MultiBoxPrior(d, **g), S.Reshape(S.mean(d) * 0, shape=(1, 1, 1))
            ),
            data=shape,
        )

    side, classes = 6, 4
    anchors = mx.nd.contrib.MultiBoxPrior(
        mx.nd.zeros((1, 3, side, side)), sizes=(0.25, 0.35), ratios=(1, 2, 0.5)
    ).asnumpy()
    count = anchors.shape[1]

    def feeds(name: str, batch: int = 1) -> dict[str, np.ndarray]:
        logits = noise(f"{name}/cls", (batch, classes + 1, count), 2.0)
        scores = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
        return {"cls": scores, "loc": noise(f"{name}/loc", (batch, 4 * count))}

    def detection(**given):
        return lambda c, d: S.contrib.MultiBoxDetection(c, d, S.Variable("anchors"), **given)

    stored = {"anchors": anchors}
    for name, given in (
        ("defaults", {}),
        ("topk", {"nms_topk": 40, "nms_threshold": 0.45}),
        ("force", {"force_suppress": True, "nms_topk": 100}),
        ("unclipped", {"clip": False, "variances": (0.2, 0.1, 0.3, 0.2)}),
        ("threshold", {"threshold": 0.6}),
        ("nothing", {"threshold": 1.1}),
        ("background_ignored", {"background_id": 2}),
        ("no_suppression", {"nms_threshold": -1.0, "threshold": 0.4}),
        ("no_suppression_high", {"nms_threshold": 1.5}),
        ("threshold_zero", {"threshold": 0.0, "nms_threshold": 0.3}),
    ):
        case(f, f"detection_{name}", detection(**given), weights=stored, **feeds(name))
    case(f, "detection_batch", detection(nms_topk=50), weights=stored, **feeds("batch", 3))
    # Two boxes whose IoU is exactly 0.5 in float32, and ties of class and of score.
    tie = np.array(
        [[[0, 0, 0.5, 0.5], [0, 0, 0.5, 0.25], [0.5, 0.5, 1, 1], [0.5, 0.5, 1, 1]]], np.float32
    )
    scores = np.array(
        [[[0.1, 0.1, 0.2, 0.2], [0.45, 0.4, 0.4, 0.4], [0.45, 0.2, 0.4, 0.4]]], np.float32
    )
    exact = {"cls": scores, "loc": np.zeros((1, 16))}
    case(
        f,
        "detection_exact_overlap",
        detection(nms_threshold=0.5),
        weights={"anchors": tie},
        **exact,
    )
    case(
        f,
        "detection_just_above",
        detection(nms_threshold=0.5001),
        weights={"anchors": tie},
        **exact,
    )


def proposals() -> None:
    f = "proposal"

    def feeds(name, height, width, anchors, info, scale=0.4):
        logits = noise(f"{name}/cls", (1, 2, anchors * height, width), 2.0)
        scores = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
        return {
            "cls": scores.reshape(1, 2 * anchors, height, width),
            "box": noise(f"{name}/box", (1, 4 * anchors, height, width), scale),
            "im_info": np.array([info]),
        }

    def proposal(kind="Proposal", **given):
        def build(c, b, i):
            rois = getattr(S.contrib, kind)(c, b, i, **given)
            return S.Group([rois[0], rois[1]]) if given.get("output_score") else rois

        return build

    small = {"scales": (8, 16, 32), "ratios": (0.5, 1, 2)}
    case(f, "defaults", proposal(), **feeds("defaults", 7, 9, 12, (112, 144, 1)))
    case(f, "example", proposal(**small), **feeds("example", 10, 13, 9, (160, 208, 1.5)))
    case(
        f,
        "score",
        proposal(output_score=True, rpn_post_nms_top_n=50, **small),
        **feeds("score", 6, 8, 9, (96, 128, 1)),
    )
    case(
        f,
        "repeats",
        proposal(rpn_pre_nms_top_n=30, rpn_post_nms_top_n=60, threshold=0.3, **small),
        **feeds("repeats", 6, 8, 9, (96, 128, 1)),
    )
    case(
        f,
        "small_boxes",
        proposal(rpn_min_size=60, rpn_post_nms_top_n=80, **small),
        **feeds("small", 6, 8, 9, (96, 128, 1.5)),
    )
    case(
        f,
        "padded_canvas",
        proposal(rpn_post_nms_top_n=80, **small),
        **feeds("padded", 8, 8, 9, (100, 70, 1)),
    )
    case(
        f,
        "iou_loss",
        proposal(iou_loss=True, rpn_post_nms_top_n=60, **small),
        **feeds("iou", 6, 8, 9, (96, 128, 1), 20.0),
    )
    case(
        f,
        "odd_anchors",
        proposal(
            feature_stride=8, scales=(1, 3, 5), ratios=(0.3, 0.7, 1.3, 3), rpn_post_nms_top_n=60
        ),
        **feeds("odd", 7, 6, 12, (56, 48, 1)),
    )
    case(
        f,
        "multi_example",
        proposal("MultiProposal", **small),
        **feeds("multi", 10, 13, 9, (160, 208, 1.5)),
    )
    one, two = feeds("one", 6, 8, 9, (96, 128, 1)), feeds("two", 6, 8, 9, (90, 120, 1.2))
    batch = {key: np.concatenate([one[key], two[key]]) for key in one}
    case(f, "multi_batch", proposal("MultiProposal", rpn_post_nms_top_n=40, **small), **batch)


def regions() -> None:
    f = "regions"
    random = generator(9, "rois")
    corners = random.uniform(-20, 130, (40, 4)).astype(np.float32)
    rois = np.concatenate([random.integers(0, 2, (40, 1)), corners], axis=1).astype(np.float32)
    ordered = rois.copy()
    ordered[:, 1:3], ordered[:, 3:] = (
        np.minimum(corners[:, :2], corners[:, 2:]),
        np.maximum(corners[:, :2], corners[:, 2:]),
    )
    halves = ordered.copy()
    halves[:, 1:] = np.round(halves[:, 1:] / 8) * 8
    data = noise("maps", (2, 3, 7, 8))
    for name, boxes in (("any", rois), ("ordered", ordered), ("halves", halves)):
        case(
            f,
            f"pooling_{name}",
            lambda d, r: S.ROIPooling(d, r, pooled_size=(3, 4), spatial_scale=1 / 16),
            data=data,
            rois=boxes,
        )
    for name, given in (
        ("defaults", {}), ("aligned", {"aligned": True}), ("sampled", {"sample_ratio": 2}),
    ):  # fmt: skip
        case(
            f,
            f"align_{name}",
            lambda d, r, g=given: S.contrib.ROIAlign(
                d, r, pooled_size=(3, 4), spatial_scale=1 / 16, **g
            ),
            data=data,
            rois=ordered,
        )


def boxes() -> None:
    f = "boxes"
    random = generator(9, "boxes")

    def rows(batch: int, count: int, classes: int) -> np.ndarray:
        low = random.uniform(0, 80, (batch, count, 2))
        size = random.uniform(5, 40, (batch, count, 2))
        score = random.uniform(-0.2, 1, (batch, count, 1))
        label = random.integers(-1, classes, (batch, count, 1))
        return np.concatenate([label, score, low, low + size], axis=2).astype(np.float32)

    table = rows(2, 60, 3)
    for name, given in (
        ("defaults", {}),
        ("by_class", {"id_index": 0}),
        ("background", {"id_index": 0, "background_id": 0}),
        ("forced", {"id_index": 0, "force_suppress": True, "overlap_thresh": 0.3}),
        ("topk", {"topk": 20, "valid_thresh": 0.1, "overlap_thresh": 0.45, "id_index": 0}),
        ("topk_wide", {"topk": 400, "valid_thresh": 0.01, "id_index": 0}),
        ("none_valid", {"valid_thresh": 2.0}),
        ("to_centre", {"out_format": "center"}),
        ("centre", {"in_format": "center", "out_format": "center"}),
        ("centre_to_corner", {"in_format": "center", "id_index": 0}),
    ):
        case(f, f"nms_{name}", lambda d, g=given: S.contrib.box_nms(d, **g), data=table)
    left = table - np.float32([0, 0, 30, 30, 0, 0])
    case(
        f, "nms_negative_to_centre", lambda d: S.contrib.box_nms(d, out_format="center"), data=left
    )
    case(f, "nms_negative_to_corner", lambda d: S.contrib.box_nms(d, in_format="center"), data=left)
    case(f, "nms_topk_zero", lambda d: S.contrib.box_nms(d, topk=0), data=left)
    case(f, "nms_flat", lambda d: S.contrib.box_nms(d, overlap_thresh=0.4), data=table[0])
    wide = np.concatenate([table[:, :, 1:], table[:, :, :1], table[:, :, :1]], axis=2)
    case(
        f,
        "nms_other_columns",
        lambda d: S.contrib.box_nms(
            d, coord_start=1, score_index=0, id_index=5, overlap_thresh=0.4
        ),
        data=wide,
    )
    deltas = (2, 50, 4)
    corners = table[:1, :50, 2:]
    centres = np.concatenate(
        [(corners[..., :2] + corners[..., 2:]) / 2, corners[..., 2:] - corners[..., :2]], axis=2
    )
    case(
        f, "decode_defaults", lambda d, a: S.contrib.box_decode(d, a), data=deltas, anchors=centres
    )
    case(
        f,
        "decode_corner",
        lambda d, a: S.contrib.box_decode(
            d, a, format="corner", std0=0.1, std1=0.1, std2=0.2, std3=0.2
        ),
        data=deltas,
        anchors=corners,
    )
    case(
        f,
        "decode_clip",
        lambda d, a: S.contrib.box_decode(d, a, clip=0.3, std2=0.9),
        data=deltas,
        anchors=centres,
    )
