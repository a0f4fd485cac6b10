"""The traps of detection operators, each in a case made by hand whose answer can be worked out."""

from __future__ import annotations

import json

import numpy as np
import pytest

from birdeye.convert.mxnet.attributes import Attributes
from birdeye.convert.mxnet.checkpoint import find_checkpoint, load_checkpoint
from birdeye.convert.mxnet.convert import build
from birdeye.convert.mxnet.operators.detection_anchors import base_anchors, prior_boxes
from birdeye.convert.mxnet.operators.detection_proposal import proposal_settings
from birdeye.convert.mxnet.operators.detection_suppression import at_or_above
from birdeye.domain.errors import CheckpointInvalid, OperatorUnsupported
from tests.convert.reference.checkpoint_writer import write_checkpoint
from tests.convert.reference.converted import run_onnx


def symbol(operator, attributes, inputs, outputs=1, version=10901):
    """The JSON of one operator over variables named ``inputs``."""
    nodes = [{"op": "null", "name": name, "inputs": []} for name in inputs]
    edges = [[place, 0, 0] for place in range(len(inputs))]
    nodes.append({"op": operator, "name": "node", "attrs": attributes, "inputs": edges})
    document = {
        "nodes": nodes,
        "arg_nodes": list(range(len(inputs))),
        "heads": [[len(inputs), place, 0] for place in range(outputs)],
    }
    if version:
        document["attrs"] = {"mxnet_version": ["int", version]}
    return json.dumps(document).encode()


def run(folder, operator, attributes, feeds, weights=None, **options):
    weights = weights or {}
    stored = {f"arg:{name}": value for name, value in weights.items()}
    stored = stored or {"arg:unused": np.zeros(1, np.float32)}
    text = symbol(operator, attributes, [*feeds, *weights], **options)
    write_checkpoint(folder / "net", text, stored)
    shapes = {name: value.shape for name, value in feeds.items()}
    build(load_checkpoint(find_checkpoint(folder / "net")), shapes).write(folder / "net.onnx")
    return run_onnx(folder / "net.onnx", feeds)


def detect(folder, scores, anchors, **attributes):
    """Rows of MultiBoxDetection for boxes that are the anchors themselves."""
    anchors = np.float32([anchors])
    feeds = {
        "cls": np.float32([scores]),
        "loc": np.zeros((1, anchors.shape[1] * 4), np.float32),
    }
    given = {name: str(value) for name, value in attributes.items()}
    return run(folder, "_contrib_MultiBoxDetection", given, feeds, {"anchors": anchors})[0][0]


APART = [[0, 0, 0.2, 0.2], [0.4, 0.4, 0.6, 0.6], [0.8, 0.8, 1, 1]]
HALF = [[0, 0, 1, 1], [0, 0, 1, 0.5]]
"""Their intersection over union is exactly 0.5."""


def test_background_id_is_ignored_and_row_0_is_background(tmp_path):
    scores = [[0.9, 0.1, 0.1], [0.05, 0.6, 0.2], [0.05, 0.3, 0.7]]
    rows = detect(tmp_path, scores, APART, background_id=1)
    assert rows[:3, 0].tolist() == [1, 0, 0]
    np.testing.assert_allclose(rows[:3, 1], [0.7, 0.6, 0.05])


def test_background_probability_is_never_compared(tmp_path):
    rows = detect(tmp_path, [[0.98, 0.98, 0.98], [0.02, 0.009, 0.011]], APART)
    np.testing.assert_allclose(rows[:2, 1], [0.02, 0.011])
    assert (rows[2] == -1).all()


def test_score_equal_to_the_threshold_stays(tmp_path):
    rows = detect(tmp_path, [[0.5, 0.5, 0.5], [0.25, 0.125, 0.5]], APART, threshold=0.25)
    assert rows[:, 0].tolist() == [0, 0, -1]


def test_lowest_class_wins_a_tie(tmp_path):
    rows = detect(tmp_path, [[0, 0, 0], [0.2, 0.3, 0.4], [0.4, 0.3, 0.4], [0.4, 0.3, 0.4]], APART)
    assert sorted(rows[:, 0].tolist()) == [0, 0, 1]


@pytest.mark.parametrize(("threshold", "suppressed"), [(0.5, True), (0.500001, False)])
def test_suppression_at_an_overlap_equal_to_the_threshold(tmp_path, threshold, suppressed):
    rows = detect(tmp_path, [[0, 0], [0.9, 0.8]], HALF, nms_threshold=threshold)
    assert rows[0, 0] == 0
    assert rows[1, 0] == (-1 if suppressed else 0)


def test_suppressed_row_keeps_its_score_and_box(tmp_path):
    rows = detect(tmp_path, [[0, 0], [0.9, 0.8]], HALF)
    np.testing.assert_allclose(rows[1], [-1, 0.8, 0, 0, 1, 0.5], rtol=1e-6)


def test_classes_suppress_each_other_only_if_forced(tmp_path):
    scores = [[0, 0], [0.9, 0.1], [0, 0.8]]
    assert detect(tmp_path, scores, HALF)[:, 0].tolist() == [0, 1]
    forced = detect(tmp_path, scores, HALF, force_suppress=True)
    assert forced[:, 0].tolist() == [0, -1]


def test_rows_cut_by_topk_do_not_count(tmp_path):
    rows = detect(tmp_path, [[0, 0, 0], [0.3, 0.9, 0.6]], APART, nms_topk=2)
    np.testing.assert_allclose(rows[:2, 1], [0.9, 0.6])
    assert rows[2, 0] == -1


@pytest.mark.parametrize("threshold", [0, -1, 1.01])
def test_without_suppression_rows_keep_the_order_of_anchors(tmp_path, threshold):
    scores = [[0, 0, 0], [0.3, 0.001, 0.6]]
    rows = detect(tmp_path, scores, APART, nms_threshold=threshold)
    np.testing.assert_allclose(rows[:2, 1], [0.3, 0.6])
    assert (rows[2] == -1).all()


def test_boxes_are_clipped_before_they_are_compared(tmp_path):
    wide = [[0, 0, 1, 1], [-9, -9, 1, 1]]
    assert detect(tmp_path, [[0, 0], [0.9, 0.8]], wide)[1, 0] == -1
    assert detect(tmp_path, [[0, 0], [0.9, 0.8]], wide, clip=False)[1, 0] == 0


def test_at_or_above_is_the_next_float_below():
    limit = np.float32(0.45)
    below = np.float32(at_or_above(0.45))
    assert below < limit
    assert np.nextafter(below, np.float32(1)) == limit


def test_prior_of_a_square_map_by_hand():
    boxes = prior_boxes(1, 1, sizes=(0.2, 0.4), ratios=(1, 4))
    expected = [[0.4, 0.4, 0.6, 0.6], [0.3, 0.3, 0.7, 0.7], [0.3, 0.45, 0.7, 0.55]]
    np.testing.assert_allclose(boxes, expected, atol=1e-6)


def test_prior_steps_and_offsets_are_y_then_x():
    boxes = prior_boxes(2, 1, sizes=(0.2,), steps_yx=(0.3, 0.5), offsets_yx=(0.5, 1.0))
    centres = (boxes[:, :2] + boxes[:, 2:]) / 2
    np.testing.assert_allclose(centres, [[0.5, 0.15], [0.5, 0.45]], atol=1e-6)


def test_prior_width_follows_the_feature_map():
    (box,) = prior_boxes(1, 1, sizes=(0.2,))
    wide = prior_boxes(1, 2, sizes=(0.2,))[0]
    assert wide[2] - wide[0] == pytest.approx((box[2] - box[0]) / 2)


@pytest.mark.parametrize(
    ("version", "width"), [(None, 0.1), (10901, 0.1), (1200, 0.1), (1100, 0.2), (906, 0.2)]
)
def test_prior_of_old_files_is_not_square(tmp_path, version, width):
    feeds = {"data": np.zeros((1, 3, 2, 4), np.float32)}
    (boxes,) = run(tmp_path, "_contrib_MultiBoxPrior", {"sizes": "(0.2,)"}, feeds, version=version)
    np.testing.assert_allclose(boxes[0, :, 2] - boxes[0, :, 0], width, atol=1e-6)


@pytest.mark.parametrize(("version", "ratio"), [(10901, 4), (10500, 4), (10400, 1), (None, 4)])
def test_prior_of_old_files_gives_sizes_ratio_1(tmp_path, version, ratio):
    feeds = {"data": np.zeros((1, 3, 1, 1), np.float32)}
    given = {"sizes": "(0.2,)", "ratios": "(4, 1)"}
    (boxes,) = run(tmp_path, "_contrib_MultiBoxPrior", given, feeds, version=version)
    width, height = boxes[0, 0, 2:] - boxes[0, 0, :2]
    assert width / height == pytest.approx(ratio, rel=1e-5)


def test_base_anchors_are_those_of_the_faster_rcnn_paper():
    expected = [
        [-84, -40, 99, 55], [-176, -88, 191, 103], [-360, -184, 375, 199],
        [-56, -56, 71, 71], [-120, -120, 135, 135], [-248, -248, 263, 263],
        [-36, -80, 51, 95], [-80, -168, 95, 183], [-168, -344, 183, 359],
    ]  # fmt: skip
    assert base_anchors(16, (8, 16, 32), (0.5, 1, 2)).tolist() == expected


def test_proposal_defaults_are_those_of_mxnet():
    settings = proposal_settings(Attributes({}))
    assert settings.scales == (4, 8, 16, 32)
    assert (settings.before, settings.after, settings.min_size) == (6000, 300, 16)
    custom = proposal_settings(Attributes({"op_type": "proposal", "feat_stride": "8"}))
    assert custom.scales == (8, 16, 32)
    assert custom.stride == 8


def propose(folder, scores, deltas, im_info, **attributes):
    """Regions for one anchor of 16 x 16 at each cell of a map."""
    height, width = np.shape(scores)
    feeds = {
        "cls": np.stack([1 - np.float32(scores), np.float32(scores)])[None],
        "box": np.broadcast_to(
            np.float32(deltas).reshape(1, 4, 1, 1), (1, 4, height, width)
        ).copy(),
        "im_info": np.float32([im_info]),
    }
    given = {"scales": "(1,)", "ratios": "(1,)", "output_score": "True"}
    given |= {name: str(value) for name, value in attributes.items()}
    return run(folder, "_contrib_Proposal", given, feeds, outputs=2)


def test_proposals_are_padded_by_repetition_from_the_start(tmp_path):
    scores = [[0.9, 0.1, 0.5]]
    regions, kept = propose(tmp_path, scores, [0] * 4, (16, 48, 1), rpn_post_nms_top_n=8)
    np.testing.assert_allclose(kept[:, 0], [0.9, 0.5, 0.1, 0.9, 0.5, 0.1, 0.9, 0.5], rtol=1e-6)
    assert regions[0].tolist() == [0, 0, 0, 15, 15]
    assert regions[1].tolist() == [0, 32, 0, 47, 15]


def test_small_boxes_stay_with_score_minus_1_and_grow(tmp_path):
    regions, kept = propose(
        tmp_path, [[0.9, 0.5]], [0] * 4, (16, 32, 2), rpn_min_size=10, rpn_post_nms_top_n=2
    )
    # 16 pixels are fewer than 10 x scale: grown by 10 on every side, out of the image.
    assert kept[:, 0].tolist() == [-1, -1]
    assert regions[0].tolist() == [0, -10, -10, 25, 25]


def test_cells_on_the_padding_get_score_minus_1(tmp_path):
    scores = [[0.1, 0.9], [0.8, 0.7]]
    _, kept = propose(tmp_path, scores, [0] * 4, (16, 31, 1), rpn_min_size=1, rpn_post_nms_top_n=4)
    assert kept[0, 0] == pytest.approx(0.1)
    assert kept[1, 0] == -1


def test_boxes_are_clipped_to_the_size_in_im_info(tmp_path):
    regions, _ = propose(
        tmp_path, [[0.9]], [0, 0, 3, 3], (20, 30, 1), rpn_min_size=1, rpn_post_nms_top_n=1
    )
    assert regions[0].tolist() == [0, 0, 0, 29, 19]


def test_proposal_overlap_counts_both_ends_of_a_box(tmp_path):
    """Two neighbours 8 apart: 8 x 16 shared of 24 x 16 is a third, with the +1 and only with it."""
    scores = [[0.9, 0.8]]
    given = {"feature_stride": 8, "scales": "(2,)", "rpn_min_size": 1, "rpn_post_nms_top_n": 2}
    info = (100, 100, 1)
    shift = [1, 1, 0, 0]  # a box inside the image, so that clipping does not shrink it
    _, kept = propose(tmp_path, scores, shift, info, threshold=0.3334, **given)
    assert kept[1, 0] == pytest.approx(0.8)
    _, kept = propose(tmp_path, scores, shift, info, threshold=0.33, **given)
    assert kept[1, 0] == pytest.approx(0.9)


def test_custom_operators_other_than_proposal_are_refused(tmp_path):
    with pytest.raises(OperatorUnsupported, match="my_layer"):
        run(tmp_path, "Custom", {"op_type": "my_layer"}, {"data": np.zeros((1, 2), np.float32)})


def test_position_sensitive_pooling_is_refused(tmp_path):
    feeds = {"data": np.zeros((1, 4, 8, 8), np.float32), "rois": np.zeros((1, 5), np.float32)}
    given = {"pooled_size": "(2, 2)", "spatial_scale": "1", "position_sensitive": "True"}
    with pytest.raises(OperatorUnsupported, match="position_sensitive"):
        run(tmp_path, "_contrib_ROIAlign", given, feeds)


def test_pooled_regions_round_half_away_from_zero(tmp_path):
    data = np.arange(36, dtype=np.float32).reshape(1, 1, 6, 6)
    feeds = {"data": data, "rois": np.float32([[0, 1, 1, 1, 1], [0, 3, 3, 3, 3]])}
    (pooled,) = run(
        tmp_path, "ROIPooling", {"pooled_size": "(1, 1)", "spatial_scale": "0.5"}, feeds
    )
    # 0.5 becomes 1 and 1.5 becomes 2; to even they would be 0 and 2.
    assert pooled.ravel().tolist() == [7, 14]


def nms(folder, rows, **attributes):
    given = {name: str(value) for name, value in attributes.items()}
    return run(folder, "_contrib_box_nms", given, {"data": np.float32([rows])})[0][0]


def test_box_nms_suppresses_strictly_above_and_compacts(tmp_path):
    rows = [[0, 0.8, 0, 0, 1, 0.5], [0, 0.9, 0, 0, 1, 1], [0, 0.7, 2, 2, 3, 3]]
    kept = nms(tmp_path, rows, overlap_thresh=0.5)
    np.testing.assert_allclose(kept[:, 1], [0.9, 0.8, 0.7])
    kept = nms(tmp_path, rows, overlap_thresh=0.49)
    np.testing.assert_allclose(kept[:2, 1], [0.9, 0.7])
    assert (kept[2] == -1).all()


def test_box_nms_drops_a_score_equal_to_the_threshold(tmp_path):
    kept = nms(tmp_path, [[0, 0.5, 0, 0, 1, 1], [0, 0.25, 2, 2, 3, 3]], valid_thresh=0.25)
    assert kept[:, 1].tolist() == [0.5, -1]


def test_proposal_in_python_is_converted_as_the_one_in_c(tmp_path):
    feeds = {
        "cls": np.random.default_rng(1).uniform(0, 1, (1, 6, 4, 5)).astype(np.float32),
        "box": np.random.default_rng(2).normal(0, 0.3, (1, 12, 4, 5)).astype(np.float32),
        "im_info": np.float32([[64, 80, 1]]),
    }
    shared = {"rpn_post_nms_top_n": "20", "ratios": "(0.5, 1, 2)", "scales": "(2,)"}
    ours = {"feature_stride": "16", "threshold": "0.6", **shared}
    (expected,) = run(tmp_path, "_contrib_Proposal", ours, feeds)
    custom = {"op_type": "proposal", "feat_stride": "16", "threshold": "0.6", **shared}
    (found,) = run(tmp_path, "Custom", custom, feeds)
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("name", ["MultiBoxPrior", "_contrib_MultiBoxPrior"])
def test_names_before_the_contrib_prefix_are_known(tmp_path, name):
    feeds = {"data": np.zeros((1, 3, 2, 2), np.float32)}
    (boxes,) = run(tmp_path, name, {"sizes": "(0.5,)"}, feeds)
    np.testing.assert_allclose(boxes[0, 0], [0, 0, 0.5, 0.5], atol=1e-6)


MAP = {"data": np.zeros((1, 3, 8, 8), np.float32)}
MAPS = {
    "cls": np.zeros((1, 2, 3, 3), np.float32),
    "box": np.zeros((1, 4, 3, 3), np.float32),
    "im_info": np.ones((1, 3), np.float32),
}
ROIS = MAP | {"rois": np.zeros((1, 5), np.float32)}
ROWS = {"data": np.zeros((1, 5, 6), np.float32)}


@pytest.mark.parametrize(
    ("operator", "attributes", "feeds"),
    [
        ("_contrib_MultiBoxPrior", {"sizes": "()"}, MAP),
        ("_contrib_MultiBoxPrior", {"ratios": "(0,)"}, MAP),
        ("_contrib_MultiBoxPrior", {"steps": "(1, 2, 3)"}, MAP),
        ("_contrib_MultiBoxPrior", {}, {"data": np.zeros((2, 3), np.float32)}),
        ("_contrib_MultiBoxPrior", {}, {"data": np.zeros((1, 1, 1000, 1000), np.float32)}),
        ("_contrib_Proposal", {"scales": "(1,)", "ratios": "()"}, MAPS),
        ("_contrib_Proposal", {"scales": "(1, 2)", "ratios": "(1,)"}, MAPS),
        (
            "_contrib_Proposal",
            {"scales": "(1,)", "ratios": "(1,)", "rpn_post_nms_top_n": "4000000000"},
            MAPS,
        ),
        ("_contrib_Proposal", {"scales": "(1,)", "ratios": "(1,)", "feature_stride": "0"}, MAPS),
        ("ROIPooling", {"pooled_size": "(0, 7)", "spatial_scale": "1"}, ROIS),
        ("ROIPooling", {"pooled_size": "(7, 7)"}, ROIS),
        ("_contrib_ROIAlign", {"pooled_size": "(7,)", "spatial_scale": "1"}, ROIS),
        ("_contrib_box_nms", {"coord_start": "3"}, ROWS),
        ("_contrib_box_nms", {"score_index": "9"}, ROWS),
        ("_contrib_box_nms", {"id_index": "6"}, ROWS),
        ("_contrib_box_nms", {}, {"data": np.zeros(6, np.float32)}),
    ],
)
def test_settings_that_make_no_sense_are_refused_in_a_sentence(
    tmp_path, operator, attributes, feeds
):
    with pytest.raises(CheckpointInvalid):
        run(tmp_path, operator, attributes, feeds)
