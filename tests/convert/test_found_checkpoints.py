"""Checkpoints as they are found, of which version 0.1 converted each wrongly or not at all.

They lie in ``../shared/cases/convert`` with the right answers; the tests skip where that is absent.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from birdeye.convert.network_kind import NetworkKind
from birdeye.convert.open_source import inspect_source, open_source
from birdeye.convert.source import SourceOptions
from birdeye.convert.verify import verify

CASES = Path(__file__).parents[3] / "shared" / "cases" / "convert"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="there is no ../shared/cases/convert")


def written(name: str, tmp_path: Path, **options):
    source = open_source(CASES / name, SourceOptions(**options))
    source.write(tmp_path / "written.onnx")
    assert all(result.is_equal for result in verify(source, tmp_path / "written.onnx"))
    return source


@pytest.mark.parametrize("name", ["m", "m2"])
def test_network_that_normalises_itself_takes_the_pixels_as_they_are(name, tmp_path):
    found = written(f"in-graph-normalisation/{name}", tmp_path).preprocessing
    assert (found.mean, found.scale) == ((0, 0, 0), (1, 1, 1))
    assert found.is_known


def test_resized_output_is_as_large_as_declared_and_the_batch_free(tmp_path):
    source = written("resize/seg", tmp_path, input_size=(10, 10))
    assert list(source.output_shapes.values()) == [("N", 2, 112, 224)]
    assert source.kind is NetworkKind.SEGMENTATION


def test_size_of_a_resize_is_exact(tmp_path):
    written("resize/m", tmp_path, input_size=(34, 34))


def test_loss_of_its_own_is_left_out(tmp_path):
    source = written("own-loss/m", tmp_path, input_size=(16, 16))
    assert list(source.output_shapes.values()) == [("N", 12)]


def test_synchronised_normalisation_is_an_ordinary_one(tmp_path):
    written("syncbn/m", tmp_path)


@pytest.mark.parametrize(("name", "side"), [("m", 24), ("gexp", 50)])
def test_size_follows_from_the_dense_layer(name, side, tmp_path):
    source = written(f"input-size/{name}", tmp_path)
    assert (source.photo.height, source.photo.width) == (side, side)
    assert not inspect_source(CASES / "input-size" / name, SourceOptions()).problem
