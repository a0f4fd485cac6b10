"""``birdeye convert`` and ``birdeye inspect``, from words to exit code."""

from __future__ import annotations

import json

import numpy as np
import onnx
import pytest

from birdeye.cli.main import run
from birdeye.packs.pack import load_pack
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_checkpoints import tiny_classifier, write_checkpoint
from tests.helpers.tiny_pack import BLUE, RED
from tests.helpers.tiny_tflite_network import residual_classifier


@pytest.fixture
def prefix(tmp_path):
    return write_checkpoint(tmp_path / "colours", *tiny_classifier(), epoch=7)


def test_convert_writes_beside_the_checkpoint_by_default(prefix, capsys):
    assert run(["convert", str(prefix), "--input-shape", "1,3,48,40"]) == 0
    model = onnx.load(prefix.with_name("colours.onnx"))
    shape = model.graph.input[0].type.tensor_type.shape.dim
    assert [shape[2].dim_value, shape[3].dim_value] == [48, 40]
    captured = capsys.readouterr()
    assert "classifier of 3 classes" in captured.out
    assert "40 x 48 pixels" in captured.out
    assert "Reading the network" in captured.err


def test_convert_to_a_pack_takes_the_other_network_from_the_default_pack(
    prefix, data_folder, tmp_path
):
    labels = tmp_path / "labels.txt"
    labels.write_text("Parus major\nParus minor\nPica pica\n")
    words = ["convert", str(prefix), "--labels", str(labels), "--pack", str(tmp_path / "p"),
             "--title", "Meisen & Elstern", "--input-shape", "32,32", "--mean", "0",
             "--scale", "1,1,1"]  # fmt: skip
    assert run(words) == 0
    pack = load_pack(tmp_path / "p")
    assert pack.title == "Meisen & Elstern"
    assert pack.manifest.classifier.input.mean == (0, 0, 0)


def test_convert_verify_says_how_close_it_is(prefix, capsys):
    assert run(["convert", str(prefix), "--verify", "--input-shape", "32x32"]) == 0
    assert "largest relative difference" in capsys.readouterr().out


def test_convert_tries_the_usual_means_on_sample_photos(prefix, tmp_path, capsys):
    draw_photo(tmp_path / "photos" / "a.png", RED)
    words = ["convert", str(prefix), "--input-shape", "32,32"]
    assert run([*words, "--calibration", str(tmp_path / "photos")]) == 0
    hinted = capsys.readouterr().out
    assert run(words) == 0
    plain = capsys.readouterr().out
    assert "Tried on 1 photos" in hinted
    assert "Tried on" not in plain


def test_convert_to_int8_learns_its_ranges_from_sample_photos(prefix, tmp_path, capsys):
    words = ["convert", str(prefix), "--input-shape", "32,32", "--precision", "int8"]
    assert run(words) == 2
    assert "sample photos" in capsys.readouterr().err
    for index, colour in enumerate((RED, BLUE)):
        draw_photo(tmp_path / "photos" / f"{index}.png", colour)
    assert run([*words, "--calibration", str(tmp_path / "photos")]) == 0
    assert "On 2 sample photos" in capsys.readouterr().out
    kinds = {node.op_type for node in onnx.load(prefix.with_name("colours.onnx")).graph.node}
    assert "QuantizeLinear" in kinds


def test_each_input_can_be_given_its_shape(tmp_path, capsys):
    nodes = [
        ("null", "left", (), {}),
        ("null", "right", (), {}),
        ("elemwise_add", "sum", ("left", "right"), {}),
    ]
    prefix = write_checkpoint(tmp_path / "two", nodes, {})
    words = ["convert", str(prefix), "--input", "left=1,15,24,24", "--input", "right=1x15x24x24"]
    assert run(words) == 0, capsys.readouterr().err
    model = onnx.load(prefix.with_name("two.onnx"))
    shapes = {
        each.name: [dim.dim_value for dim in each.type.tensor_type.shape.dim][1:]
        for each in model.graph.input
    }
    assert shapes == {"left": [15, 24, 24], "right": [15, 24, 24]}
    assert run(["convert", str(prefix), "--input", "centre=1,15,24,24"]) == 1
    assert "centre" in capsys.readouterr().err


def test_convert_takes_a_tflite_model_by_its_suffix(tmp_path, capsys):
    model = tmp_path / "birds.tflite"
    model.write_bytes(residual_classifier("int8"))
    assert run(["convert", str(model), "--verify"]) == 0
    assert (tmp_path / "birds.onnx").is_file()
    assert "is a classifier of 5 classes" in capsys.readouterr().out


def test_damaged_tflite_model_is_a_sentence(tmp_path, capsys):
    model = tmp_path / "birds.tflite"
    model.write_bytes(b"not one")
    assert run(["convert", str(model)]) == 1
    assert "birds.tflite: it is not a TFLite model" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["--input-shape", "big"],
        ["--input-shape", "3,9999"],
        ["--mean", "1,2"],
        ["--input", "1,3,24,24"],
        ["--input", "data=1,wide"],
        ["--input", "data=0,3,24,24"],
        ["--precision", "int4"],
        ["--pack", "a", "--output", "b"],
    ],
)
def test_words_that_make_no_sense_are_refused(words, prefix):
    assert run(["convert", str(prefix), *words]) == 2


def test_absent_checkpoint_is_a_sentence(tmp_path, capsys):
    assert run(["convert", str(tmp_path / "absent")]) == 1
    assert "absent-symbol.json" in capsys.readouterr().err


def test_inspect_tells_in_text(prefix, capsys):
    assert run(["inspect", str(prefix)]) == 0
    text = capsys.readouterr().out
    assert "colours: classifier" in text
    assert "colours-0007.params" in text
    assert "It can be converted" in text


def test_inspect_tells_in_json(prefix, capsys):
    assert run(["inspect", str(prefix), "--epoch", "7", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["parameters"] == sum(np.size(values) for values in tiny_classifier()[1].values())
    assert told["kind"] == "classifier"


def test_inspect_of_what_cannot_be_converted_exits_with_1(tmp_path, capsys):
    write_checkpoint(tmp_path / "odd", [("SpatialTransformer", "w", ("data", "loc"), {})], {})
    assert run(["inspect", str(tmp_path / "odd")]) == 1
    assert "NOT SUPPORTED" in capsys.readouterr().out
