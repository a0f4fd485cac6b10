"""An inspection as text for the user and as values for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from birdeye.convert.inspection import Inspection
from birdeye.convert.mxnet.inspection import CheckpointInspection, Tap


def as_values(inspection: Inspection) -> dict[str, Any]:
    """Everything in an inspection as plain values, for JSON."""
    values = asdict(inspection)
    values["kind"] = str(inspection.kind)
    return values


def as_lines(inspection: Inspection) -> list[str]:
    """Everything in an inspection, in lines of text."""
    sections = [_overview(inspection), _shapes(inspection)]
    if isinstance(inspection, CheckpointInspection):
        sections += [_stages(inspection), _taps(inspection)]
    sections.append(_operators(inspection))
    if isinstance(inspection, CheckpointInspection):
        sections.append(_weights(inspection))
    sections.append(_findings(inspection))
    lines = [line for section in sections if (found := list(section)) for line in ("", *found)]
    return lines[1:]


def _overview(inspection: Inspection) -> Iterator[str]:
    if not isinstance(inspection, CheckpointInspection):
        yield f"{inspection.name}: {inspection.kind} ({inspection.origin})"
        yield (
            f"  file    {_megabytes(inspection.file_size)}, {inspection.parameters:,} parameters"
        )
        for line in inspection.details:
            yield f"  {line}"
        return
    training = ", saved by training" if inspection.is_training_graph else ""
    yield f"{inspection.name}: {inspection.kind} ({inspection.origin}{training})"
    yield (
        f"  symbol  {inspection.symbol_file}, MXNet {inspection.version}, "
        f"attributes under “{inspection.attribute_style}”"
    )
    generations = ", ".join(inspection.generations) or "no arrays"
    yield (
        f"  params  {inspection.params_file}, {_megabytes(inspection.file_size)}, "
        f"{inspection.container} of {generations}, {inspection.parameters:,} parameters"
    )


def _shapes(inspection: Inspection) -> Iterator[str]:
    for title, shapes in (("input ", inspection.inputs), ("output", inspection.outputs)):
        for name, shape in shapes.items():
            yield f"  {title}  {name}  {_shown_shape(shape)}"
    if inspection.size_origin:
        yield f"  size    {inspection.size_origin}"
    mean = ", ".join(f"{value:g}" for value in inspection.preprocessing.mean)
    scale = ", ".join(f"{value:.6g}" for value in inspection.preprocessing.scale)
    yield f"  photo   mean {mean}; scale {scale} ({inspection.preprocessing.reason})"
    if inspection.names:
        shown = ", ".join(inspection.names[:3])
        yield f"  names   {len(inspection.names)}: {shown}, ..."


def _stages(inspection: CheckpointInspection) -> Iterator[str]:
    width = max((len(stage.name) for stage in inspection.stages), default=0)
    yield f"  {'part':<{width}}  {'arrays':>6}  {'parameters':>12}  {'size':>10}  {'share':>6}"
    for stage in inspection.stages:
        yield (
            f"  {stage.name:<{width}}  {stage.arrays:>6}  {stage.parameters:>12,}  "
            f"{_megabytes(stage.byte_count):>10}  {stage.share:>6.1%}"
        )


def _taps(inspection: CheckpointInspection) -> Iterator[str]:
    if not inspection.taps:
        return
    yield "  detector heads read"
    for tap in inspection.taps:
        yield f"    {_shown_tap(tap)}"


def _operators(inspection: Inspection) -> Iterator[str]:
    yield "  operators"
    for use in inspection.operators:
        yield f"    {use.count:>5}  {use.name}{'  NOT SUPPORTED' if use.problems else ''}"
        for problem in use.problems:
            yield f"           {problem}"


def _weights(inspection: CheckpointInspection) -> Iterator[str]:
    for title, names in (
        ("missing", inspection.missing_weights),
        ("unused", inspection.unused_weights),
    ):
        if names:
            more = f" and {len(names) - 6} more" if len(names) > 6 else ""
            yield f"  {title} arrays ({len(names)}): {', '.join(names[:6])}{more}"


def _findings(inspection: Inspection) -> Iterator[str]:
    if inspection.suspicions:
        yield "Worth knowing"
        for sentence in inspection.suspicions:
            yield f"  - {sentence}"
    if inspection.problem:
        yield f"It cannot be converted. {inspection.problem}"
    else:
        yield "It can be converted: all operators are supported and all weights are there."


def _shown_tap(tap: Tap) -> str:
    place = f", stage {tap.stage}" if tap.stage else ""
    place += f" unit {tap.unit}" if tap.unit else ""
    if tap.height is None:
        return f"{tap.node}{place}"
    return f"{tap.node}{place}: {tap.channels} channels, {tap.width} x {tap.height}"


def _shown_shape(shape: tuple[object, ...] | None) -> str:
    if shape is None:
        return "unknown"
    return "(" + ", ".join("?" if size is None else str(size) for size in shape) + ")"


def _megabytes(count: int) -> str:
    return f"{count / 1e6:,.2f} MB"
