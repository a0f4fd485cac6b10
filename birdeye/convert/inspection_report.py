"""An inspection as text for a person and as values for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from birdeye.convert.inspection import Inspection, Tap


def as_values(inspection: Inspection) -> dict[str, Any]:
    """Everything in an inspection as plain values, for JSON."""
    values = asdict(inspection)
    values["kind"] = str(inspection.kind)
    return values


def as_lines(inspection: Inspection) -> list[str]:
    """Everything in an inspection, in lines of text."""
    sections = [
        _overview(inspection),
        _shapes(inspection),
        _stages(inspection),
        _taps(inspection),
        _operators(inspection),
        _weights(inspection),
        _findings(inspection),
    ]
    lines = [line for section in sections if (found := list(section)) for line in ("", *found)]
    return lines[1:]


def _overview(inspection: Inspection) -> Iterator[str]:
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
    mean = ", ".join(f"{value:g}" for value in inspection.preprocessing.mean)
    scale = ", ".join(f"{value:.6g}" for value in inspection.preprocessing.scale)
    yield f"  photo   mean {mean}; scale {scale} (guess: {inspection.preprocessing.reason})"


def _stages(inspection: Inspection) -> Iterator[str]:
    width = max((len(stage.name) for stage in inspection.stages), default=0)
    yield f"  {'part':<{width}}  {'arrays':>6}  {'parameters':>12}  {'size':>10}  {'share':>6}"
    for stage in inspection.stages:
        yield (
            f"  {stage.name:<{width}}  {stage.arrays:>6}  {stage.parameters:>12,}  "
            f"{_megabytes(stage.byte_count):>10}  {stage.share:>6.1%}"
        )


def _taps(inspection: Inspection) -> Iterator[str]:
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


def _weights(inspection: Inspection) -> Iterator[str]:
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


def _shown_shape(shape: tuple | None) -> str:
    if shape is None:
        return "unknown"
    return "(" + ", ".join("?" if size is None else str(size) for size in shape) + ")"


def _megabytes(count: int) -> str:
    return f"{count / 1e6:,.2f} MB"
