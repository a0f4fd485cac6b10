"""The proof for users without MXNet: it must see a difference where there is one."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from birdeye.convert.differences import difference_of
from birdeye.convert.mxnet.convert import build
from birdeye.convert.verify import verify
from tests.helpers.tiny_checkpoints import checkpoint_of, tiny_classifier

SHAPES = {"data": (1, 3, 32, 32)}


@pytest.fixture
def converted(tmp_path):
    conversion = build(checkpoint_of(tmp_path, *tiny_classifier()), SHAPES)
    conversion.write(tmp_path / "n.onnx")
    return conversion, tmp_path / "n.onnx"


def test_sound_conversion_is_equal(converted):
    results = list(verify(*converted, count=2))
    assert len(results) == 2
    assert all(result.is_equal for result in results)
    assert 0 <= max(result.largest for result in results) < 1e-5


def test_changed_weight_is_seen(converted):
    conversion, path = converted
    model = onnx.load(path)
    weight = next(tensor for tensor in model.graph.initializer if tensor.name == "fc1_weight")
    values = numpy_helper.to_array(weight) * 1.01
    weight.CopyFrom(numpy_helper.from_array(values, weight.name))
    onnx.save(model, path)
    assert not next(verify(conversion, path)).is_equal


def test_inputs_span_what_the_preprocessing_yields(converted):
    data = converted[0].sample_feeds(0)["data"]
    assert data.shape == SHAPES["data"]
    assert data.min() == pytest.approx(-123.68)
    assert data.max() == pytest.approx(255 - 103.939)


def rows(*values):
    return np.array([values], np.float32)


ROWS = ((0, 0.9, 0.1, 0.1, 0.5, 0.5), (2, 0.8, 0.2, 0.2, 0.6, 0.6), (-1, 0.7, 0, 0, 1, 1))


def test_rows_in_another_order_are_equal_and_suppressed_ones_do_not_count():
    expected, found = rows(*ROWS), rows(ROWS[1], ROWS[0], (-1, 0.1, 0, 0, 0, 0))
    assert difference_of("d", found, expected, is_rows=True).is_equal


@pytest.mark.parametrize(
    "changed",
    [
        (1, 0.9, 0.1, 0.1, 0.5, 0.5),
        (0, 0.7, 0.1, 0.1, 0.5, 0.5),
        (0, 0.9, 0.1, 0.1, 0.5, 0.4),
        (-1, 0.9, 0.1, 0.1, 0.5, 0.5),
    ],
)
def test_row_of_another_class_score_or_place_is_a_difference(changed):
    found = difference_of("d", rows(changed, *ROWS[1:]), rows(*ROWS), is_rows=True)
    assert not found.is_equal
    assert (found.rows, found.all_rows) == (1, 2)


def test_row_too_many_is_a_difference():
    found = rows(*ROWS[:2], (1, 0.5, 0, 0, 0.1, 0.1))
    assert not difference_of("d", found, rows(*ROWS), is_rows=True).is_equal


def test_wrong_shape_and_not_a_number_are_differences():
    assert not difference_of("d", np.zeros((1, 3)), np.zeros((1, 4)), is_rows=False).is_equal
    broken = np.array([[np.nan, 1.0]])
    assert not difference_of("d", broken, np.ones((1, 2)), is_rows=False).is_equal
