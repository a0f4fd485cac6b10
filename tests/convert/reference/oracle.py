"""Runs one network in real MXNet 1.9.1 and writes its checkpoint and answers into a folder.

Runs in the interpreter that has MXNet, from the project's root:

    $BIRDEYE_MXNET_PYTHON -m tests.convert.reference.oracle NETWORK FOLDER [--seeds 3] [--mx2onnx]

FOLDER then holds ``net-symbol.json``, ``net-0000.params``, ``answers.npz`` (``input_0``,
``output_0_0``, ...) and ``facts.json`` (what mx2onnx made of it, and how long it took).
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import time
from pathlib import Path

import mxnet as mx
import numpy as np

from tests.convert.reference.differences import between_rows
from tests.convert.reference.networks import Network, all_networks
from tests.convert.reference.seeds import SEED, seeded_weight

LABELS = ("label", "softmax_label", "gt_boxes", "bbox_target", "bbox_weight", "cls_prob_label")
LEARNED = ("weight", "bias", "gamma", "beta", "mean", "var", "scale")


class Runner:
    """A network with its weights, bound on the CPU."""

    def __init__(self, network: Network, folder: Path) -> None:
        self.network = network
        built = network.build()
        # A checkpoint brings constants along (anchors); a symbol alone has none.
        self.saved, constants = built if isinstance(built, tuple) else (built, {})
        self.symbol = testable(self.saved)
        self.arguments, self.auxiliaries = seeded_parameters(
            self.saved, network.shapes, constants, LABELS
        )
        self.folder = folder
        self.factors: dict[str, float] = {}

    def run(
        self, symbol: mx.sym.Symbol, feeds: dict[str, np.ndarray], train: bool = False
    ) -> mx.executor.Executor:
        wanted = symbol.list_arguments()
        values = {**self.arguments, **feeds}
        known = {name: values[name].shape for name in wanted if name in values}
        inferred = symbol.infer_shape(**known)[0]
        arguments = {
            name: mx.nd.array(values[name]) if name in values else mx.nd.zeros(shape)
            for name, shape in zip(wanted, inferred, strict=True)
        }
        auxiliaries = {
            name: mx.nd.array(self.auxiliaries[name]) for name in symbol.list_auxiliary_states()
        }
        executor = symbol.bind(mx.cpu(), arguments, aux_states=auxiliaries, grad_req="null")
        executor.forward(is_train=train)
        mx.nd.waitall()
        return executor

    def calibrate(self) -> None:
        """Running statistics of a real input, and heads that spread as they should."""
        feeds = self.network.feeds(100)
        self.calibrate_statistics(feeds)
        for pattern, deviation in self.network.heads:
            if pattern == "*":
                self.scale_last(feeds, deviation)
            else:
                self.scale_heads(pattern, deviation, feeds)

    def calibrate_statistics(self, feeds: dict[str, np.ndarray]) -> None:
        document = json.loads(self.symbol.tojson())
        found = False
        for node in document["nodes"]:
            if node["op"] == "BatchNorm":
                found = True
                node.setdefault("attrs", {}).update(momentum="0", use_global_stats="False")
            if node["op"] == "Dropout":
                node.setdefault("attrs", {}).update(p="0")
        if not found:
            return
        symbol = mx.sym.load_json(json.dumps(document))
        executor = self.run(symbol, feeds, train=True)
        for name, value in executor.aux_dict.items():
            value = value.asnumpy()
            self.auxiliaries[name] = np.maximum(value, 1e-3) if name.endswith("var") else value

    def scale_heads(self, pattern: str, deviation: float, feeds: dict[str, np.ndarray]) -> None:
        internals = self.symbol.get_internals()
        layers = sorted(
            {
                name[: -len("_weight")]
                for name in self.arguments
                if name.endswith("_weight") and fnmatch.fnmatch(name[: -len("_weight")], pattern)
            }
        )
        names = set(internals.list_outputs())
        for layer in layers:
            name = f"{layer}_output" if f"{layer}_output" in names else f"{layer}_fwd_output"
            output = self.run(internals[name], feeds).outputs[0].asnumpy()
            self.rescale(layer, deviation / max(float(output.std()), 1e-6))

    def scale_last(self, feeds: dict[str, np.ndarray], deviation: float) -> None:
        weights = [name for name in self.symbol.list_arguments() if name.endswith("weight")]
        output = self.run(self.symbol, feeds).outputs[0].asnumpy()
        self.rescale(weights[-1][: -len("_weight")], deviation / max(float(output.std()), 1e-6))

    def rescale(self, layer: str, factor: float) -> None:
        self.factors[layer] = factor
        for suffix in ("_weight", "_bias"):
            if layer + suffix in self.arguments:
                self.arguments[layer + suffix] = (self.arguments[layer + suffix] * factor).astype(
                    np.float32
                )

    def save(self) -> None:
        parameters = {f"arg:{name}": mx.nd.array(value) for name, value in self.arguments.items()}
        parameters |= {
            f"aux:{name}": mx.nd.array(value) for name, value in self.auxiliaries.items()
        }
        if self.network.test_weights:
            # The old generation stores the box layer a second time, deviations multiplied in.
            stds = np.tile(
                np.array([0.1, 0.1, 0.2, 0.2], np.float32),
                len(self.arguments["bbox_pred_bias"]) // 4,
            )
            weight, bias = self.arguments["bbox_pred_weight"], self.arguments["bbox_pred_bias"]
            parameters["arg:bbox_pred_weight_test"] = mx.nd.array(weight * stds[:, None])
            parameters["arg:bbox_pred_bias_test"] = mx.nd.array(bias * stds)
        self.saved.save(str(self.folder / "net-symbol.json"))
        mx.nd.save(str(self.folder / "net-0000.params"), parameters)


def testable(symbol: mx.sym.Symbol) -> mx.sym.Symbol:
    """What of a symbol can answer without labels: all of it, or a part of a training graph."""
    outputs = symbol.list_outputs()
    if "det_out_output" in outputs:
        return rewired(symbol, ["detection"])
    if any(name.startswith("rpn_bbox_loss") for name in outputs):
        return rewired(symbol, ["rois", "cls_score", "bbox_pred"])
    return symbol


def rewired(symbol: mx.sym.Symbol, heads: list[str]) -> mx.sym.Symbol:
    """A test graph out of a training graph, by hand: independent of Birdeye's own surgery."""
    document = json.loads(symbol.tojson())
    nodes = document["nodes"]
    place = {node["name"]: index for index, node in enumerate(nodes)}
    custom = [index for index, node in enumerate(nodes) if node["op"] == "Custom"]
    for node in nodes:
        for edge in node["inputs"]:
            if edge[0] in custom and edge[1] == 0:
                edge[:2] = [place["rois"], 0]
        if node["name"] == "rois":
            node["attrs"].update(rpn_pre_nms_top_n="6000", rpn_post_nms_top_n="300")
    for node in nodes:
        if node["name"] == "cls_prob" and node["op"] == "SoftmaxOutput" and "detection" in heads:
            node.update(op="softmax", attrs={"axis": "1"}, inputs=node["inputs"][:1])
    document["heads"] = [[place[head], 0, 0] for head in heads]
    # Nodes that nobody reaches must go: MXNet binds every variable of the file.
    needed, pending = set(), [place[head] for head in heads]
    while pending:
        index = pending.pop()
        if index not in needed:
            needed.add(index)
            pending += [edge[0] for edge in nodes[index]["inputs"]]
    kept = sorted(needed)
    new = {old: position for position, old in enumerate(kept)}
    for index in kept:
        nodes[index]["inputs"] = [[new[edge[0]], *edge[1:]] for edge in nodes[index]["inputs"]]
    document["heads"] = [[new[head[0]], *head[1:]] for head in document["heads"]]
    document["nodes"] = [nodes[index] for index in kept]
    document["arg_nodes"] = [i for i, node in enumerate(document["nodes"]) if node["op"] == "null"]
    document.pop("node_row_ptr", None)
    return mx.sym.load_json(json.dumps(document))


def seeded_parameters(
    symbol: mx.sym.Symbol,
    shapes: dict[str, tuple[int, ...]],
    constants: dict[str, np.ndarray],
    labels: tuple[str, ...],
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Arguments and auxiliary states by name; ``constants`` are taken as they are."""
    part = testable(symbol)
    argument_shapes, _, auxiliary_shapes = part.infer_shape(**shapes)
    arguments, auxiliaries = {}, {}
    for name, shape in zip(part.list_arguments(), argument_shapes, strict=True):
        if name in shapes or name in labels:
            continue
        learned = name.endswith(LEARNED)
        arguments[name] = seeded_weight(name, shape, SEED) if learned else constants[name]
    for name, shape in zip(part.list_auxiliary_states(), auxiliary_shapes, strict=True):
        auxiliaries[name] = seeded_weight(name, shape, SEED)
    return arguments, auxiliaries


def answers(runner: Runner, count: int) -> dict[str, np.ndarray]:
    found: dict[str, np.ndarray] = {}
    for index in range(count):
        feeds = runner.network.feeds(index)
        for name, value in feeds.items():
            found[f"{name}_{index}"] = value
        outputs = [output.asnumpy() for output in runner.run(runner.symbol, feeds).outputs]
        if runner.network.kind == "rcnn-training":
            scores = outputs[1] - outputs[1].max(axis=1, keepdims=True)
            outputs[1] = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
        for place, output in enumerate(outputs):
            found[f"output_{index}_{place}"] = output
    return found


def try_mx2onnx(runner: Runner, references: dict[str, np.ndarray]) -> str:
    """What MXNet's own exporter makes of the checkpoint: "works" or how it fails."""
    import logging

    logging.disable(logging.CRITICAL)
    target = runner.folder / "mx2onnx.onnx"
    names = runner.saved.list_arguments()
    known = dict(runner.network.shapes)
    if "gt_boxes" in names:
        known["gt_boxes"] = (1, 1, 5)
    elif "label" in names:
        known["label"] = (1, 1, 5)
    inferred = dict(zip(names, runner.saved.infer_shape(**known)[0], strict=True))
    # The exporter wants the shapes of the inputs that the file has no values for, labels included,
    # but not of those that it recognises as labels by itself.
    shapes = [
        inferred[name]
        for name in names
        if name not in runner.arguments and not name.endswith("softmax_label")
    ]
    try:
        mx.onnx.export_model(
            str(runner.folder / "net-symbol.json"),
            str(runner.folder / "net-0000.params"),
            shapes,
            np.float32,
            str(target),
        )
    except Exception as error:
        return f"export fails: {type(error).__name__}: {first_line(error)}"
    try:
        from birdeye.onnx_runtime import onnxruntime

        onnxruntime.set_default_logger_severity(4)
        session = onnxruntime.InferenceSession(str(target), providers=["CPUExecutionProvider"])
        inputs = {
            item.name: references[f"{item.name}_0"]
            for item in session.get_inputs()
            if f"{item.name}_0" in references
        }
        outputs = session.run(None, inputs)
    except Exception as error:
        return f"onnxruntime fails: {type(error).__name__}: {first_line(error)}"
    finally:
        target.unlink(missing_ok=True)
    expected = [references[f"output_0_{place}"] for place in range(len(outputs))]
    for ours, theirs in zip(outputs, expected, strict=True):
        if ours.shape != theirs.shape:
            return f"wrong shape {ours.shape}"
    if runner.network.kind == "gluoncv":
        tables = [
            np.concatenate([part[0] for part in each[:3]], axis=1) for each in (outputs, expected)
        ]
        found = between_rows(*tables, max(runner.network.shape[2:]))
        if not found.is_small:
            return f"silently wrong: {found.lonely} rows without partner, {found.rows} with"
        return f"works ({found.rows} rows)"
    difference = np.abs(outputs[0] - expected[0]).max() / max(np.abs(expected[0]).max(), 1e-9)
    if not difference < 1e-3:
        return f"silently wrong: off by {difference:.1e} relative"
    return f"works (off by {difference:.0e} relative)"


def first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines() or [""]
    return lines[-1 if "Traceback" in lines[0] else 0][:160]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("network", choices=sorted(all_networks()))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--mx2onnx", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    runner = Runner(all_networks()[options.network], options.folder)
    runner.calibrate()
    runner.save()
    found = answers(runner, options.seeds)
    np.savez(options.folder / "answers.npz", **found)
    facts = {"seconds": round(time.monotonic() - started, 1)}
    if options.mx2onnx:
        facts["mx2onnx"] = try_mx2onnx(runner, found)
    (options.folder / "facts.json").write_text(json.dumps(facts))


if __name__ == "__main__":
    main()
