"""The teacher sees at any size of crop what it sees at its own."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from models.training.places import Places

onnx = pytest.importorskip("onnx", reason="the recipe needs onnx, which is absent")

from models.training.ort import session  # noqa: E402
from models.training.teacher import CLASSIFIER, FEATURES, LOGITS, SIDE, Teacher  # noqa: E402


@pytest.fixture(scope="module")
def places() -> Places:
    found = Places.find()
    if not (found.teachers / CLASSIFIER).exists():
        pytest.skip("needs the folder ../shared beside the project, which is absent")
    return found


@pytest.fixture(scope="module")
def crops(places) -> np.ndarray:
    files = sorted((places.photos / "birds" / "cub50").glob("*"))[:400:50]
    sides = [Image.open(f).convert("RGB").resize((SIDE, SIDE)) for f in files]
    return np.stack([np.asarray(image) for image in sides])


def test_at_its_own_size_the_answers_are_those_of_the_original(places, crops):
    model = onnx.load(str(places.teachers / CLASSIFIER))
    for name in (LOGITS, FEATURES):
        value = onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None)
        model.graph.output.append(value)
    original = session(model.SerializeToString(), 1)
    wanted = original.get_inputs()[0].name
    logits, features = Teacher(places).look(crops)
    for row, crop in enumerate(crops):
        expected = original.run([LOGITS, FEATURES], {wanted: crop[None]})
        np.testing.assert_allclose(logits[row], expected[0][0], atol=1e-3)
        np.testing.assert_allclose(features[row], expected[1][0], atol=1e-3)


def test_smaller_crops_are_mostly_taken_for_the_same(places, crops):
    teacher = Teacher(places)
    small = np.stack([np.asarray(Image.fromarray(c).resize((160, 160))) for c in crops])
    same = teacher.look(crops)[0].argmax(1) == teacher.look(small)[0].argmax(1)
    assert same.mean() >= 0.6
