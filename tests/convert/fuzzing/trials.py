"""What is done with a damaged file: everything that Birdeye does with a checkpoint."""

from __future__ import annotations

import json
import lzma
from functools import cache
from pathlib import Path

import numpy as np

from birdeye.convert.mxnet.checkpoint import CheckpointFiles, load_checkpoint
from birdeye.convert.mxnet.convert import build, data_inputs
from birdeye.convert.mxnet.params_file import read_params
from birdeye.convert.mxnet.registry import CONVERTERS
from birdeye.convert.onnx_model.opening import open_onnx
from birdeye.convert.source import SourceOptions
from birdeye.convert.tflite.convert import build_tflite
from birdeye.convert.tflite.model_file import parse_tflite
from birdeye.domain.errors import BirdeyeError
from tests.convert.fuzzing.mutations import mutated, rearranged
from tests.convert.reference.checkpoint_writer import write_params
from tests.convert.tflite.further_cases import further_cases
from tests.convert.tflite.operator_cases import FLOAT, UINT8, all_cases
from tests.convert.tflite.test_detection import detector
from tests.convert.tflite.test_metadata import NAMES, stated_normalisation, with_archive
from tests.helpers.tiny_tflite_network import residual_classifier

EXPORTS = Path(__file__).parents[1] / "onnx_exports" / "data"
REFERENCES = Path(__file__).parents[1] / "reference" / "data"


def write_seeds(folder: Path) -> tuple[list[Path], list[Path]]:
    """(parameter files, symbol files) to damage: real ones and one of each form, small."""
    params = sorted((REFERENCES / "files").glob("*.params"))
    archive = folder / "archive.params"
    with archive.open("wb") as stream:
        np.savez(stream, **{"arg:w": np.ones((3, 4), np.float32), "aux:m": np.zeros(3)})
    with (folder / "deflated.params").open("wb") as stream:
        np.savez_compressed(stream, **{"arg:w": np.ones((3, 4), np.float32)})
    (folder / "net-symbol.json").write_text(json.dumps(small_symbol()))
    write_params(folder / "net-0000.params", small_weights())
    (folder / "old-symbol.json").write_text(json.dumps(old_symbol()))
    write_params(folder / "old-0000.params", small_weights())
    return (
        [*params, archive, folder / "deflated.params", folder / "net-0000.params"],
        [folder / "net-symbol.json", folder / "old-symbol.json"],
    )


def try_params(content: bytes, path: Path) -> str:
    """Reads a parameter file and all arrays; "read", or the kind of Birdeye's own error."""
    path.write_bytes(content)
    try:
        for stored in read_params(path).arrays.values():
            stored.array().sum()
    except BirdeyeError as error:
        assert str(error), "an error without words"
        return type(error).__name__
    return "read"


def try_symbol(content: bytes, symbol: Path, params: Path) -> str:
    """Converts a checkpoint with this symbol; "converted", or the kind of Birdeye's own error."""
    symbol.write_bytes(content)
    try:
        checkpoint = load_checkpoint(CheckpointFiles(symbol, params))
        graph = checkpoint.inference_graph
        shapes = {node.name: (1, 3, 16, 16) for node in data_inputs(checkpoint, graph)}
        build(checkpoint, shapes)
    except BirdeyeError as error:
        assert str(error), "an error without words"
        return type(error).__name__
    return "converted"


def try_tflite(content: bytes) -> str:
    """Converts a TFLite model; "converted", or the kind of Birdeye's own error."""
    try:
        build_tflite(parse_tflite(content, "net.tflite"))
    except BirdeyeError as error:
        assert str(error), "an error without words"
        return type(error).__name__
    return "converted"


@cache
def _tflite_seeds() -> tuple[bytes, ...]:
    stated = {"TFLITE_METADATA": stated_normalisation([127.5], [127.5])}
    labelled = with_archive(residual_classifier("float32", metadata=stated), labels=NAMES)
    cases = [*all_cases(), *further_cases()]
    return (
        *(case.content for case in cases),
        *[labelled, detector(UINT8, 1), detector(FLOAT, 1, use_regular_nms=True)] * 20,
    )


def damaged_tflite(seed: int) -> bytes:
    """A model of one operator or few, damaged."""
    seeds = _tflite_seeds()
    return mutated(seeds[seed // 4 % len(seeds)], seed, words=False)


@cache
def _onnx_seeds() -> tuple[bytes, ...]:
    names = ("optimum-classifier", "torchvision-detector", "timm-classifier")
    return tuple(lzma.decompress((EXPORTS / name / "model.onnx.xz").read_bytes()) for name in names)


def damaged_onnx(seed: int) -> bytes:
    """An export with one to eight changes."""
    seeds = _onnx_seeds()
    return mutated(seeds[seed // 8 % len(seeds)], seed, words=False)


def try_onnx(content: bytes, path: Path) -> str:
    """Takes a model in, as a pack does; "converted", or the kind of Birdeye's own error."""
    path.write_bytes(content)
    try:
        source = open_onnx(path, SourceOptions(for_pack=True, input_size=None))
        source.write(path.with_suffix(".written"))
    except BirdeyeError as error:
        assert str(error), "an error without words"
        return type(error).__name__
    return "converted"


def damaged(seed: int, params: list[Path], symbols: list[Path]) -> tuple[Path, bytes]:
    """The seed's file and its damaged content; symbols and parameters take turns.

    Every second symbol stays sound JSON, so that what is wrong with it is only found by converting.
    """
    source = (params, symbols)[seed % 2]
    path = source[seed // 2 % len(source)]
    if seed % 4 == 3:
        document = old_symbol() if seed % 8 == 3 else small_symbol()
        return path, rearranged(document, seed, CONVERTERS.operators())
    return path, mutated(path.read_bytes(), seed, words=seed % 2 == 1)


def small_weights() -> dict[str, np.ndarray]:
    ones = np.ones
    return {
        "arg:conv_weight": ones((4, 3, 3, 3), np.float32),
        "arg:conv_bias": ones(4, np.float32),
        "arg:bn_gamma": ones(4, np.float32),
        "arg:bn_beta": ones(4, np.float32),
        "aux:bn_moving_mean": ones(4, np.float32),
        "aux:bn_moving_var": ones(4, np.float32),
        "arg:fc_weight": ones((5, 4 * 8 * 8), np.float32),
        "arg:fc_bias": ones(5, np.float32),
    }


def small_symbol() -> dict:
    """A classifier with most kinds of attribute: tuples, numbers, words, booleans."""
    rows: list[tuple] = [
        ("null", "data", (), {"__shape__": "(0, 3, 16, 16)"}),
        ("null", "conv_weight", (), {"kernel": "(3, 3)", "__lr_mult__": "2"}),
        ("null", "conv_bias", (), {}),
        ("Convolution", "conv", (0, 1, 2), {"kernel": "(3, 3)", "num_filter": "4", "pad": "(1,1)"}),
        ("null", "bn_gamma", (), {}),
        ("null", "bn_beta", (), {}),
        ("null", "bn_moving_mean", (), {}),
        ("null", "bn_moving_var", (), {}),
        ("BatchNorm", "bn", (3, 4, 5, 6, 7), {"eps": "2e-05", "fix_gamma": "False"}),
        ("Activation", "relu", (8,), {"act_type": "relu"}),
        ("Pooling", "pool", (9,), {"kernel": "(2, 2)", "stride": "(2, 2)", "pool_type": "avg"}),
        ("transpose", "turn", (10,), {"axes": "(0, 2, 3, 1)"}),
        ("Reshape", "shape", (11,), {"shape": "(0, -1)"}),
        ("null", "fc_weight", (), {}),
        ("null", "fc_bias", (), {}),
        ("FullyConnected", "fc", (12, 13, 14), {"num_hidden": "5"}),
        ("null", "softmax_label", (), {}),
        ("SoftmaxOutput", "softmax", (15, 16), {}),
    ]
    return {
        "nodes": [
            {
                "op": op,
                "name": name,
                "attrs": attrs,
                "inputs": [[source, 0, 0] for source in inputs],
            }
            for op, name, inputs, attrs in rows
        ],
        "arg_nodes": [index for index, row in enumerate(rows) if row[0] == "null"],
        "heads": [[len(rows) - 1, 0, 0]],
        "attrs": {"mxnet_version": ["int", 10901]},
    }


def old_symbol() -> dict:
    """The same as files before 0.9 have it: `param` and `attr`, no auxiliary inputs, no version."""
    document = small_symbol()
    del document["attrs"]
    for node in document["nodes"]:
        node["param"] = {key: text for key, text in node.pop("attrs").items() if "_" not in key[:1]}
        node["attr"] = {"ctx_group": "dev1"}
        if node["op"] == "BatchNorm":
            node["inputs"] = node["inputs"][:3]
        node["inputs"] = [edge[:2] for edge in node["inputs"]]
        node["backward_source_id"] = -1
    return document
