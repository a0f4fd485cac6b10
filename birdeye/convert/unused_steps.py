"""Removes from a built graph what does nothing: identities, and steps with unused results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from birdeye.convert.tensors import Step, Tensor


def without_unused(steps: Sequence[Step], outputs: Iterable[Tensor]) -> list[Step]:
    """The steps that the graph's ``outputs`` need, in the same order."""
    needed = set(outputs)
    kept: list[Step] = []
    for step in reversed(steps):
        if any(output in needed for output in step.outputs):
            kept.append(step)
            needed.update(tensor for tensor in step.inputs if tensor is not None)
    return kept[::-1]


def without_identities(steps: Sequence[Step], outputs: Iterable[Tensor]) -> list[Step]:
    """The steps without Identity, whose readers read its input instead.

    An Identity that makes an output goes too, where the step that computes the value can make the
    output itself: not if that is an input or a constant, or is an output already.
    """
    finals = set(outputs)
    makers = {tensor: step for step in steps for tensor in step.outputs}
    stands_for: dict[Tensor, Tensor] = {}
    kept: list[Step] = []
    for step in steps:
        _read_instead(step, stands_for)
        if step.op_type == "Identity":
            source, result = step.inputs[0], step.outputs[0]
            if source is None:
                continue
            if result not in finals:
                stands_for[result] = source
                continue
            maker = makers.get(source)
            if maker is not None and source in maker.outputs and source not in finals:
                maker.outputs[maker.outputs.index(source)] = result
                makers[result] = maker
                stands_for[source] = result
                continue
        kept.append(step)
    for step in kept:
        _read_instead(step, stands_for)
    return kept


def _read_instead(step: Step, stands_for: Mapping[Tensor, Tensor]) -> None:
    step.inputs = [
        stands_for.get(tensor, tensor) if tensor is not None else None for tensor in step.inputs
    ]
