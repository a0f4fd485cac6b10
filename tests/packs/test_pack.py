"""The quick check: what a pack's folder must hold, all problems in one error."""

from __future__ import annotations

import os
import shutil

import pytest

from birdeye.domain.errors import PackInvalid
from birdeye.packs.pack import load_pack
from tests.helpers.tiny_pack import make_tiny_pack


def _problems(folder):
    with pytest.raises(PackInvalid) as caught:
        load_pack(folder)
    return caught.value.problems


def test_valid_pack_is_loaded(pack_folder):
    pack = load_pack(pack_folder)
    assert pack.id == "tiny"
    assert pack.detector_file == pack_folder / "detector.onnx"
    assert pack.classifier_file.is_file()
    assert pack.size_bytes == sum(file.stat().st_size for file in pack_folder.glob("*.onnx"))
    assert not pack.builtin
    assert len(pack.labels) == 5


@pytest.mark.parametrize("decoder", ["ssd", "yolox", "boxes-scores"])
def test_tiny_pack_can_be_made_for_every_decoder(tmp_path, decoder):
    assert make_tiny_pack(tmp_path / "t", decoder=decoder).manifest.detector.decoder == decoder


def test_problems_of_all_parts_come_at_once(pack_folder):
    manifest = pack_folder / "manifest.toml"
    manifest.write_text(manifest.read_text("utf-8").replace("width = 64", "width = 1"), "utf-8")
    (pack_folder / "labels.csv").write_text("nothing", "utf-8")
    problems = _problems(pack_folder)
    assert any(problem.startswith("detector.input.width") for problem in problems)
    assert any(problem.startswith("labels.csv") for problem in problems)


@pytest.mark.parametrize(("part", "name"), [("detector", "detector"), ("classifier", "classifier")])
def test_missing_network_is_named(pack_folder, part, name):
    (pack_folder / f"{name}.onnx").unlink()
    (problem,) = _problems(pack_folder)
    assert problem.startswith(f"{part}.file is {name}.onnx, which is not in the pack")


def test_missing_labels_are_named(pack_folder):
    (pack_folder / "labels.csv").unlink()
    assert _problems(pack_folder) == ("labels.csv is missing",)


def test_what_a_pack_is_known_by_stays_when_its_folder_goes(pack_folder):
    """A worker may ask for it after the user removed the pack."""
    before, pack = load_pack(pack_folder).pack_version, load_pack(pack_folder)
    shutil.rmtree(pack_folder)
    assert pack.pack_version == before


def test_empty_network_is_named(pack_folder):
    (pack_folder / "detector.onnx").write_bytes(b"")
    assert _problems(pack_folder) == ("detector.file is detector.onnx, which is empty",)


def test_network_that_is_a_folder_is_refused(pack_folder):
    (pack_folder / "detector.onnx").unlink()
    (pack_folder / "detector.onnx").mkdir()
    assert "which is a link or a folder" in _problems(pack_folder)[0]


def test_network_that_is_a_link_is_refused(pack_folder, tmp_path):
    outside = (pack_folder / "detector.onnx").rename(tmp_path / "outside.onnx")
    (pack_folder / "detector.onnx").symlink_to(outside)
    assert "which is a link or a folder" in _problems(pack_folder)[0]


def test_huge_network_is_refused_unread(pack_folder):
    with (pack_folder / "detector.onnx").open("wb") as file:
        file.truncate(1 << 31)  # sparse: takes no room
    assert "larger than 2147483647 bytes" in _problems(pack_folder)[0]


@pytest.mark.parametrize(
    ("index", "expected"),
    [(5, "has rows for outputs 0 to 4 only"), (0, "names that output Carpodacus erythrinus")],
)
def test_not_a_bird_must_be_an_output_without_species(pack_folder, index, expected):
    manifest = pack_folder / "manifest.toml"
    text = manifest.read_text("utf-8").replace("not_a_bird = 4", f"not_a_bird = {index}")
    manifest.write_text(text, "utf-8")
    (problem,) = _problems(pack_folder)
    assert problem.startswith(f"classifier.not_a_bird is {index}")
    assert expected in problem


def test_prior_needs_to_know_the_training_photos(pack_folder):
    manifest = pack_folder / "manifest.toml"
    text = manifest.read_text("utf-8").replace("prior_exponent = 0.0", "prior_exponent = 0.5")
    manifest.write_text(text, "utf-8")
    with pytest.raises(PackInvalid) as caught:
        load_pack(pack_folder)
    (problem,) = caught.value.problems
    assert problem.startswith("classifier.prior_exponent needs the column training_photos")


def test_folder_that_does_not_exist_is_said(tmp_path):
    assert _problems(tmp_path / "nowhere") == ("manifest.toml is missing", "labels.csv is missing")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.parametrize("name", ["manifest.toml", "labels.csv"])
def test_pipe_in_place_of_a_table_makes_nobody_wait(pack_folder, name):
    (pack_folder / name).unlink()
    os.mkfifo(pack_folder / name)
    assert f"{name} cannot be read: it is not a file" in _problems(pack_folder)
