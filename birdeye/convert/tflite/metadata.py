"""What a TFLite file says about its use: the names of its classes, mean and standard deviation.

TensorFlow's tools put a second flatbuffer ("TFLM", `metadata_schema.fbs`) into a buffer of the
model, and append the label files as a zip archive behind it. Both come from outside: the archive's
sizes are not trusted, and anything damaged counts as missing.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from typing import Any

import numpy as np
from flatbuffers import number_types
from flatbuffers.table import Table

from birdeye.convert.tflite.network import TfliteMetadata, TfliteNetwork
from birdeye.convert.tflite.operator_options import DAMAGE

_NAME = b"TFLITE_METADATA"
_IDENTIFIER = b"M001"
_MOST_ENTRIES, _MOST_LABEL_BYTES, _MOST_LINES = 64, 4 << 20, 100_000
_MOST_TABLES = 256
_NORMALISATION = 1
"""`NormalizationOptions` among the schema's kinds of process units."""


def read_metadata(model: Any, content: bytes, network: TfliteNetwork) -> TfliteMetadata:
    """What ``content`` says, whose root is ``model``; nothing if it is damaged."""
    mean = std = None
    wanted: tuple[str, ...] = ()
    try:
        tables = _metadata_tables(model)
        if tables is not None:
            mean, std = _normalisation(tables)
            wanted = tuple(_label_files(tables))
    except DAMAGE:
        pass
    names, origin = _labels(content, wanted, network)
    return TfliteMetadata(names, origin, mean, std)


def _metadata_tables(model: Any) -> Table | None:
    """The first subgraph of the metadata."""
    for index in range(min(model.MetadataLength(), _MOST_TABLES)):
        entry = model.Metadata(index)
        if entry.Name() == _NAME:
            data = model.Buffers(entry.Buffer()).DataAsNumpy()
            if isinstance(data, np.ndarray) and data.tobytes()[4:8] == _IDENTIFIER:
                return _first(_root(data.tobytes()), 3)
    return None


def _normalisation(
    graph: Table,
) -> tuple[tuple[float, float, float] | None, tuple[float, float, float] | None]:
    """(mean, std) of the first input that has them."""
    for tensor in _tables(graph, 2):
        for unit in _tables(tensor, 4):
            if _byte(unit, 0) == _NORMALISATION:
                options = _table(unit, 1)
                if options is not None:
                    mean, std = _three(_floats(options, 0)), _three(_floats(options, 1))
                    if mean and std and all(value > 0 for value in std):
                        return mean, std
    return None, None


def _label_files(graph: Table) -> Iterator[str]:
    """The names of the files that belong to the outputs."""
    for tensor in _tables(graph, 3):
        for file in _tables(tensor, 6):
            place = _field(file, 0)
            if place:
                yield bytes(file.String(file.Pos + place)).decode("utf-8", "replace")


def _labels(
    content: bytes, wanted: tuple[str, ...], network: TfliteNetwork
) -> tuple[tuple[str, ...], str]:
    """The lines of the label file in the appended archive, and how the file is called.

    Where the metadata names none it is the one that has a line for each class.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [e for e in archive.infolist()[:_MOST_ENTRIES] if not e.is_dir()]
            named = [e for e in entries if e.filename in wanted]
            texts = [e for e in entries if e.filename.lower().endswith((".txt", ".names"))]
            counts = {network.tensors[index].shape[-1:] for index in network.outputs}
            found = [(entry, _lines(archive, entry)) for entry in (named or texts)]
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, *DAMAGE):
        return (), ""
    fitting = [(entry, lines) for entry, lines in found if (len(lines),) in counts]
    chosen = (fitting or [pair for pair in found if pair[1] and named])[:1]
    if not chosen:
        return (), ""
    entry, lines = chosen[0]
    return lines, f"“{entry.filename[:80]}” inside the file"


def _lines(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> tuple[str, ...]:
    with archive.open(entry) as stream:
        text = stream.read(_MOST_LABEL_BYTES + 1)
    if len(text) > _MOST_LABEL_BYTES:
        return ()
    return tuple(text.decode("utf-8-sig", "replace").splitlines()[:_MOST_LINES])


# --- flatbuffers without a generated schema -------------------------------------------------------


def _root(data: bytes) -> Table:
    return Table(data, struct.unpack_from("<I", data)[0])


def _field(table: Table, index: int) -> int:
    """The position of a field in its table; 0 if it is missing."""
    return table.Offset(4 + 2 * index)


def _byte(table: Table, index: int) -> int:
    place = _field(table, index)
    return table.Get(number_types.Uint8Flags, table.Pos + place) if place else 0


def _table(table: Table, index: int) -> Table | None:
    place = _field(table, index)
    return Table(table.Bytes, table.Indirect(table.Pos + place)) if place else None


def _tables(table: Table, index: int) -> Iterator[Table]:
    place = _field(table, index)
    if not place:
        return
    start = table.Vector(place)
    for number in range(min(table.VectorLen(place), _MOST_TABLES)):
        yield Table(table.Bytes, table.Indirect(start + 4 * number))


def _first(table: Table, index: int) -> Table | None:
    return next(_tables(table, index), None)


def _floats(table: Table, index: int) -> list[float]:
    place = _field(table, index)
    if not place:
        return []
    start, count = table.Vector(place), min(table.VectorLen(place), 8)
    return [table.Get(number_types.Float32Flags, start + 4 * number) for number in range(count)]


def _three(values: list[float]) -> tuple[float, float, float] | None:
    if len(values) not in (1, 3) or not np.isfinite(values).all():
        return None
    return (
        (values[0], values[0], values[0]) if len(values) == 1 else (values[0], values[1], values[2])
    )
