"""Networks against their manifest, by networks that do not keep to it."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import onnx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper

from birdeye.domain.errors import PackInvalid
from birdeye.packs.manifest import Decoder, Layout
from birdeye.packs.manifest_file import read_manifest, write_manifest
from birdeye.packs.network_file import Network, read_network
from birdeye.packs.verification import verify_pack
from tests.helpers.tiny_pack import make_tiny_pack, sha256_of, tiny_classifier, tiny_detector


def _problems(folder):
    with pytest.raises(PackInvalid) as caught:
        verify_pack(folder)
    return caught.value.problems


def _change_model(folder, part, change):
    """Let ``change`` alter the model of one part, and let the manifest's hash follow."""
    file = folder / f"{part}.onnx"
    model = onnx.load(file)
    change(model)
    file.write_bytes(model.SerializeToString())
    _change_manifest(folder, part, sha256=sha256_of(file))


def _change_manifest(folder, part, **changes):
    manifest = read_manifest(folder)
    input_changes = {
        key: changes.pop(key) for key in ("width", "height", "layout", "dtype") if key in changes
    }
    spec = replace(getattr(manifest, part), **changes)
    spec = replace(spec, input=replace(spec.input, **input_changes))
    write_manifest(folder, replace(manifest, **{part: spec}))


@pytest.mark.parametrize("decoder", list(Decoder))
def test_valid_pack_passes(tmp_path, decoder):
    folder = make_tiny_pack(tmp_path / "t", decoder=decoder).folder
    assert verify_pack(folder).id == "tiny"


def test_changed_file_does_not_match_its_hash(pack_folder):
    file = pack_folder / "classifier.onnx"
    file.write_bytes(file.read_bytes() + b"\0")
    (problem,) = _problems(pack_folder)
    assert problem.startswith("classifier.sha256 does not match classifier.onnx")


def test_problems_of_both_networks_come_at_once(pack_folder):
    for name in ("detector.onnx", "classifier.onnx"):
        (pack_folder / name).write_bytes(b"changed")
    assert [problem.split(".")[0] for problem in _problems(pack_folder)] == [
        "detector",
        "classifier",
    ]


def test_error_names_what_the_user_gave_and_not_a_temporary_folder(pack_folder):
    (pack_folder / "labels.csv").unlink()
    with pytest.raises(PackInvalid, match=r"asia\.birdpack"):
        verify_pack(pack_folder, subject="asia.birdpack")


def test_file_that_is_no_onnx_is_refused(pack_folder):
    (pack_folder / "detector.onnx").write_bytes(b"GIF89a no network")
    _change_manifest(pack_folder, "detector", sha256=sha256_of(pack_folder / "detector.onnx"))
    (problem,) = _problems(pack_folder)
    assert problem.startswith("detector.onnx is not an ONNX file")


# What the file must not hold ------------------------------------------------------------------


def _make_external(model):
    weight = model.graph.initializer[0]
    weight.data_location = TensorProto.EXTERNAL
    entry = weight.external_data.add()
    entry.key, entry.value = "location", "../../etc/passwd"


def _make_external_in_constant(model):
    tensor = helper.make_tensor("t", TensorProto.FLOAT, [1], [0.0])
    tensor.data_location = TensorProto.EXTERNAL
    node = helper.make_node("Constant", [], ["unused"], value=tensor)
    model.graph.node.insert(0, node)


def _make_external_in_branch(model):
    branch = helper.make_graph([], "branch", [], [])
    tensor = branch.initializer.add(name="w", data_type=TensorProto.FLOAT, dims=[1])
    tensor.data_location = TensorProto.EXTERNAL
    node = helper.make_node("If", ["c"], ["unused"], then_branch=branch, else_branch=branch)
    model.graph.node.append(node)


def _make_external_sparse(model):
    sparse = model.graph.sparse_initializer.add()
    sparse.values.data_location = TensorProto.EXTERNAL


@pytest.mark.parametrize(
    "change",
    [
        _make_external,
        _make_external_in_constant,
        _make_external_in_branch,
        _make_external_sparse,
    ],
)
def test_weights_in_another_file_are_refused_wherever_they_hide(pack_folder, change):
    _change_model(pack_folder, "classifier", change)
    (problem,) = _problems(pack_folder)
    assert problem == (
        "classifier.onnx keeps weights in another file; a pack's networks must be whole"
    )


def _use_custom_operator(model):
    model.graph.node[0].domain = "com.example"
    model.opset_import.add(domain="com.example", version=1)


def _use_custom_operator_in_branch(model):
    inner = helper.make_node("Run", [], ["y"], domain="evil.shell")
    branch = helper.make_graph([inner], "branch", [], [])
    node = helper.make_node("If", ["c"], ["unused"], then_branch=branch, else_branch=branch)
    model.graph.node.append(node)


def _use_custom_operator_in_function(model):
    inner = helper.make_node("Run", [], ["y"], domain="evil.shell")
    model.functions.append(
        helper.make_function("local", "F", [], ["y"], [inner], [helper.make_opsetid("", 17)])
    )


@pytest.mark.parametrize(
    ("change", "operator"),
    [
        (_use_custom_operator, "com.example.GlobalAveragePool"),
        (_use_custom_operator_in_branch, "evil.shell.Run"),
        (_use_custom_operator_in_function, "evil.shell.Run"),
    ],
)
def test_custom_operators_are_refused_wherever_they_hide(pack_folder, change, operator):
    _change_model(pack_folder, "classifier", change)
    (problem,) = _problems(pack_folder)
    assert problem == f"classifier.onnx uses operators that are not standard ONNX ({operator})"


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("dtype", [np.float32, np.float16, np.float64])
@pytest.mark.parametrize("raw", [True, False])
def test_weights_that_are_no_numbers_are_refused(value, dtype, raw):
    values = np.zeros(7, dtype)
    values[3] = value
    kind = helper.np_dtype_to_tensor_dtype(values.dtype)
    bare = values.view(np.uint16) if dtype == np.float16 else values
    tensor = (
        numpy_helper.from_array(values, "w")
        if raw
        else TensorProto(name="w", data_type=kind, dims=[7])
    )
    if not raw:
        field = {np.float32: "float_data", np.float16: "int32_data", np.float64: "double_data"}
        getattr(tensor, field[dtype]).extend(bare.tolist())
    (problem,) = read_network(_one_constant(tensor)).problems
    assert "“w”" in problem
    assert "not a number" in problem if np.isnan(value) else "infinite" in problem


def test_bfloat16_weights_are_looked_at_too():
    tensor = TensorProto(name="w", data_type=TensorProto.BFLOAT16, dims=[2])
    tensor.raw_data = np.array([0x3F80, 0x7FC0], "<u2").tobytes()  # 1 and not a number
    assert "not a number" in read_network(_one_constant(tensor)).problems[0]


def test_lone_infinity_is_a_bound_and_allowed():
    tensor = numpy_helper.from_array(np.array(np.inf, np.float32), "w")
    assert read_network(_one_constant(tensor)).problems == ()


@pytest.mark.parametrize("dims", [[4], [2**40], [-1, -7], [2**62, 4]])
def test_weight_with_another_shape_than_its_numbers_is_refused(dims):
    tensor = numpy_helper.from_array(np.zeros(7, np.float32), "w")
    del tensor.dims[:]
    tensor.dims.extend(dims)
    (problem,) = read_network(_one_constant(tensor)).problems
    assert "has 7 numbers, but not the shape" in problem


def _one_constant(tensor):
    graph = helper.make_graph(
        [helper.make_node("Identity", ["w"], ["y"])],
        "g",
        [],
        [helper.make_tensor_value_info("y", tensor.data_type, [])],
        [tensor],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)]).SerializeToString()


def test_tensor_too_large_for_any_computer_is_refused(pack_folder):
    def tile(model):
        sizes = numpy_helper.from_array(np.array([1, 3, 400_000, 400_000], np.int64), "sizes")
        model.graph.initializer.append(sizes)
        model.graph.node.append(helper.make_node("Expand", ["one_px", "sizes"], ["huge"]))
        model.graph.initializer.append(
            numpy_helper.from_array(np.zeros((1, 3, 1, 1), np.float32), "one_px")
        )

    _change_model(pack_folder, "classifier", tile)
    (problem,) = _problems(pack_folder)
    assert "huge" in problem
    assert "too large" in problem


def test_network_against_the_rules_of_onnx_is_refused(pack_folder):
    _change_model(pack_folder, "classifier", lambda m: m.graph.node.add(op_type="NoSuchOperator"))
    (problem,) = _problems(pack_folder)
    assert problem.startswith("classifier.onnx breaks the rules of ONNX")
    assert "\n" not in problem


def test_network_without_outputs_is_refused(pack_folder):
    _change_model(pack_folder, "classifier", lambda m: m.graph.ClearField("output"))
    assert _problems(pack_folder) == ("classifier.onnx is not an ONNX file with a network in it",)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_network_or_its_problems(content):
    network = read_network(content)
    assert isinstance(network, Network)
    assert network.problems


def test_any_structure_gives_a_network_or_its_problems():
    """Files that parse, with whatever numbers, types and connections in them."""
    chance = random.Random(11)
    numbers = [-(2**63), -(2**31), -1, 0, 1, 3, 1000, 2**31, 2**63 - 1]
    for _ in range(300):
        model = onnx.ModelProto()
        model.CopyFrom(chance.choice([tiny_classifier(), *map(tiny_detector, Decoder)]))
        for _ in range(chance.randint(1, 4)):
            _damage(model.graph, chance, numbers)
        network = read_network(model.SerializeToString())
        assert network.outputs or network.problems


def _damage(graph, chance, numbers):
    node, weight = chance.choice(graph.node), chance.choice(graph.initializer)
    value = chance.choice([*graph.input, *graph.output]).type.tensor_type
    match chance.randrange(7):
        case 0:
            weight.dims.append(chance.choice(numbers))
        case 1:
            weight.data_type = chance.randint(0, 25)
        case 2:
            weight.raw_data = weight.raw_data[: chance.randint(0, len(weight.raw_data))]
        case 3:
            value.elem_type = chance.randint(0, 25)
        case 4:
            chance.choice(value.shape.dim).dim_value = chance.choice(numbers)
        case 5:
            node.input[0] = chance.choice(graph.node).output[0]
        case _:
            for attribute in node.attribute:
                attribute.i = chance.choice(numbers)
                attribute.ints.append(chance.choice(numbers))


# What the manifest promises -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "changes", "expected"),
    [
        ("detector", {"width": 128}, "takes [1, 3, 64, 64]"),
        ("detector", {"height": 32}, "make it [1, 3, 32, 64]"),
        ("classifier", {"layout": Layout.NHWC}, "make it [1, 16, 16, 3]"),
        ("classifier", {"output_name": "other"}, "has no output “other”"),
        ("detector", {"boxes_output": "other"}, "has no output “other”"),
        ("detector", {"scores_output": "other"}, "has no output “other”"),
        ("detector", {"boxes_output": "scores"}, "yields boxes as [1, 1, 1]"),
        ("detector", {"bird_class": 1}, "knows 1 classes, but detector.bird_class is 1"),
    ],
)
def test_manifest_that_promises_something_else_is_refused(pack_folder, part, changes, expected):
    _change_manifest(pack_folder, part, **changes)
    (problem,) = _problems(pack_folder)
    assert problem.startswith(f"{part}.onnx ")
    assert expected in problem


def test_uint8_promised_for_a_network_of_floats_is_refused(pack_folder):
    text = (pack_folder / "manifest.toml").read_text("utf-8")
    head, tail = text.split("[classifier.input]")
    tail = tail.replace('dtype = "float32"', 'dtype = "uint8"').replace(
        "0.00392156862745098", "1.0"
    )
    (pack_folder / "manifest.toml").write_text(f"{head}[classifier.input]{tail}", "utf-8")
    assert _problems(pack_folder) == ("classifier.onnx takes float32, but input.dtype is uint8",)


def test_labels_must_be_as_many_as_outputs(pack_folder):
    with (pack_folder / "labels.csv").open("a", encoding="utf-8") as file:
        file.write("Parus major,Great Tit,,Tits,,yes\n")
    assert _problems(pack_folder) == ("classifier.onnx has 5 outputs, but labels.csv has 6 rows",)


def test_classifier_must_say_how_many_outputs_it_has(pack_folder):
    def forget_count(model):
        # A reshape to a shape that is computed, so that no inference can know it.
        nodes = [
            helper.make_node("Shape", ["logits"], ["computed"]),
            helper.make_node("Reshape", ["logits", "computed"], ["forgotten"]),
        ]
        model.graph.node.extend(nodes)
        del model.graph.output[:]
        model.graph.output.append(
            helper.make_tensor_value_info("forgotten", TensorProto.FLOAT, ["N", "C"])
        )

    _change_model(pack_folder, "classifier", forget_count)
    assert _problems(pack_folder) == (
        "classifier.onnx does not say how many species its output has",
    )


def test_several_outputs_need_a_name(pack_folder):
    def second_output(model):
        model.graph.output.append(
            helper.make_tensor_value_info("mean_colour", TensorProto.FLOAT, ["N", 3])
        )

    _change_model(pack_folder, "classifier", second_output)
    (problem,) = _problems(pack_folder)
    assert "classifier.output_name must name one" in problem
    _change_manifest(pack_folder, "classifier", output_name="logits")
    assert verify_pack(pack_folder)


def test_second_input_is_refused(pack_folder):
    def second_input(model):
        model.graph.input.append(helper.make_tensor_value_info("more", TensorProto.FLOAT, [1]))

    _change_model(pack_folder, "classifier", second_input)
    assert _problems(pack_folder) == ("classifier.onnx has 2 inputs, but must have one",)


def test_weights_listed_as_inputs_are_no_inputs(pack_folder):
    def list_weights(model):
        for weight in model.graph.initializer:
            model.graph.input.append(
                helper.make_tensor_value_info(weight.name, weight.data_type, weight.dims)
            )

    _change_model(pack_folder, "classifier", list_weights)
    assert verify_pack(pack_folder)


def test_fixed_batch_of_several_is_refused(pack_folder):
    def fix_batch(model):
        model.graph.input[0].type.tensor_type.shape.dim[0].dim_value = 4

    _change_model(pack_folder, "classifier", fix_batch)
    assert "takes [4, 3, 16, 16]" in _problems(pack_folder)[0]


@pytest.mark.parametrize(
    ("decoder", "made", "expected"),
    [
        (Decoder.YOLOX, Decoder.SSD, "detector.strides make 84 cells"),
        (Decoder.SSD, Decoder.BOXES_SCORES, "has 2 outputs, but the decoder ssd reads one"),
    ],
)
def test_decoder_must_fit_the_output(tmp_path, decoder, made, expected):
    folder = make_tiny_pack(tmp_path / "t", decoder=made).folder
    _change_manifest(
        folder,
        "detector",
        decoder=decoder,
        strides=(8, 16, 32) if decoder is Decoder.YOLOX else (),
        boxes_output="",
        scores_output="",
    )
    assert expected in _problems(folder)[0]


def test_yolox_must_know_the_class_of_birds(tmp_path):
    folder = make_tiny_pack(tmp_path / "t", decoder=Decoder.YOLOX).folder
    _change_manifest(folder, "detector", bird_class=14)
    assert _problems(folder) == ("detector.onnx knows 1 classes, but detector.bird_class is 14",)
