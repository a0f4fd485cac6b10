from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from birdeye.convert.mxnet.checkpoint import find_checkpoint, load_checkpoint, missing_weights
from birdeye.domain.errors import CheckpointInvalid
from tests.convert.reference.checkpoint_writer import write_params
from tests.helpers.tiny_checkpoints import checkpoint_of, tiny_classifier, write_checkpoint


@pytest.fixture
def prefix(tmp_path):
    for epoch in (3, 12):
        write_checkpoint(tmp_path / "näst-å", *tiny_classifier(), epoch=epoch)
    return tmp_path / "näst-å"


def test_latest_epoch_is_taken_unless_one_is_asked_for(prefix):
    assert find_checkpoint(prefix).params.name == "näst-å-0012.params"
    assert find_checkpoint(prefix, 3).params.name == "näst-å-0003.params"


@pytest.mark.parametrize("suffix", ["-symbol.json", "-0003.params"])
def test_either_file_stands_for_the_checkpoint(prefix, suffix):
    files = find_checkpoint(prefix.with_name(prefix.name + suffix))
    assert files.name == "näst-å"
    assert files.params.name.endswith("0003.params") == (suffix != "-symbol.json")


def test_epochs_of_a_longer_name_are_not_taken(prefix):
    write_params(prefix.with_name("näst-å-mobile-0099.params"), {"arg:x": np.ones(1, np.float32)})
    assert find_checkpoint(prefix).params.name == "näst-å-0012.params"


@pytest.mark.parametrize(
    ("name", "epoch", "reason"),
    [("absent", None, "absent-symbol.json"), ("näst-å", 7, "0007.params")],
)
def test_missing_file_is_named(prefix, name, epoch, reason):
    with pytest.raises(CheckpointInvalid, match=reason):
        find_checkpoint(prefix.with_name(name), epoch)


def test_missing_parameters_are_named(tmp_path):
    write_checkpoint(tmp_path / "a", *tiny_classifier()).with_name("a-0000.params").unlink()
    with pytest.raises(CheckpointInvalid, match=r"NNNN\.params"):
        find_checkpoint(tmp_path / "a")


def test_gluon_structural_names_are_recognised(tmp_path):
    write_checkpoint(tmp_path / "a", *tiny_classifier())
    bare = {"features.0.weight": np.ones((2, 2), np.float32)}
    write_params(tmp_path / "a-0000.params", bare)
    with pytest.raises(CheckpointInvalid, match=r"HybridBlock\.export"):
        load_checkpoint(find_checkpoint(tmp_path / "a"))


def test_bare_names_of_the_symbol_are_accepted(tmp_path):
    rows, weights = tiny_classifier()
    write_checkpoint(tmp_path / "a", rows, weights)
    write_params(
        tmp_path / "a-0000.params",
        {name.removeprefix("aux:"): np.float32(values) for name, values in weights.items()},
    )
    checkpoint = load_checkpoint(find_checkpoint(tmp_path / "a"))
    assert not missing_weights(checkpoint.symbol, checkpoint.params.arrays)


def test_missing_weights_are_found_and_inputs_are_none(tmp_path):
    rows, weights = tiny_classifier()
    del weights["fc1_bias"], weights["aux:bn0_var"]
    checkpoint = checkpoint_of(tmp_path, rows, weights)
    assert set(missing_weights(checkpoint.symbol, checkpoint.params.arrays)) == {
        "bn0_var", "fc1_bias",
    }  # fmt: skip


@pytest.mark.parametrize("prefix", ["/", ".", ""])
def test_a_prefix_without_a_name_is_refused_in_a_sentence(prefix):
    with pytest.raises(CheckpointInvalid, match="there is no file"):
        find_checkpoint(Path(prefix))


def test_a_name_that_no_file_can_have_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(CheckpointInvalid, match=r"File name too long\. Choose one of its two"):
        find_checkpoint(tmp_path / ("x" * 3000))
