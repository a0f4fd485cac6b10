"""What a label file contains for each output of a network, before anything is looked up.

Lines, CSV with or without a header, and JSON, in UTF-8 or UTF-16.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from birdeye.domain.errors import CheckpointInvalid
from birdeye.packs.manifest_file import MAX_OUTPUTS

Entry = str | tuple[str, ...]
"""The label of one output, or several names of the same class."""

_NAME_COLUMNS = (
    "scientific_name",
    "scientific",
    "latin",
    "latin_name",
    "sci_name",
    "species",
    "english_name",
    "english",
    "common_name",
    "common",
    "vernacular_name",
    "name",
    "label",
    "class_name",
    "class",
    "category",
    "chinese_name",
    "chinese",
    "zh",
    "en",
)
_INDEX_COLUMNS = ("index", "output", "class_id", "label_id", "idx", "id", "class_index", "number")
_LISTS = ("id2label", "names", "labels", "label_names", "classes", "class_names", "categories")
"""Where label lists are in a JSON file with more in it, such as Hugging Face's config."""


_MOST_DIGITS = 9


def read_entries(content: bytes, subject: str) -> list[Entry]:
    """The labels in the order of the network's outputs; ``subject`` names the file in errors.

    Raises `CheckpointInvalid` for what is neither text nor a table that can be understood.
    """
    text = decode_text(content, subject)
    stripped = text.lstrip()
    if stripped[:1] in ("[", "{"):
        try:
            return entries_from(json.loads(stripped), subject)
        except json.JSONDecodeError as error:
            if stripped[:1] == "{":
                raise CheckpointInvalid(subject, f"it is not JSON ({error.msg})") from None
        except ValueError:  # a number of thousands of digits
            raise CheckpointInvalid(subject, "it contains a number that is too large") from None
        except RecursionError:
            raise CheckpointInvalid(subject, "it is nested too deeply") from None
    lines = text.splitlines()
    try:
        table = _table(lines)
    except csv.Error as error:
        raise CheckpointInvalid(subject, f"it is not a CSV table ({error})") from None
    return list(lines) if table is None else _from_table(table, subject)


def entries_from(content: Any, subject: str) -> list[Entry]:
    """The labels in the content of a JSON file or the metadata of a model.

    A list of labels, of lists such as [Chinese, English, scientific], or of tables such as
    {latin, english}; a table from number to label, or from label to number; or a table that has
    one of these under a usual name such as ``id2label`` or ``names``.
    """
    if isinstance(content, Mapping):
        for name in _LISTS:
            if isinstance(content.get(name), Mapping | list):
                return entries_from(content[name], subject)
        return _from_numbered(content, subject)
    if isinstance(content, Sequence) and not isinstance(content, str):
        if len(content) > MAX_OUTPUTS:
            raise CheckpointInvalid(subject, f"it has more than {MAX_OUTPUTS} labels")
        if content and all(isinstance(each, Mapping) and _number_in(each) for each in content):
            return _in_order([(_number_in(each) or 0, _entry(each)) for each in content], subject)
        return [_entry(each) for each in content]
    raise CheckpointInvalid(subject, "it contains no list of labels")


def decode_text(content: bytes, subject: str) -> str:
    """``content`` as text: UTF-8, or UTF-16 with its mark or if every other byte is zero."""
    encoding = "utf-8-sig"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif content[1:200:2].count(0) > len(content[1:200:2]) // 2:
        encoding = "utf-16-le"
    elif content[:200:2].count(0) > len(content[:200:2]) // 2:
        encoding = "utf-16-be"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise CheckpointInvalid(
            subject, "it is not UTF-8 text", "Save it as UTF-8 in a text editor."
        ) from error
    if "\0" in text:
        raise CheckpointInvalid(subject, "it is not text")
    return text


def _from_numbered(content: Mapping[Any, Any], subject: str) -> list[Entry]:
    if len(content) > MAX_OUTPUTS:
        raise CheckpointInvalid(subject, f"it has more than {MAX_OUTPUTS} labels")
    if content and all(_is_index(str(key)) for key in content):
        return _in_order([(int(key), _entry(each)) for key, each in content.items()], subject)
    numbers = [each for each in content.values() if isinstance(each, int)]
    if content and len(numbers) == len(content):
        return _in_order([(each, str(key)) for key, each in content.items()], subject)
    raise CheckpointInvalid(
        subject, "its labels are not numbered", "Give a list, or a table from number to label."
    )


def _in_order(numbered: list[tuple[int, Entry]], subject: str) -> list[Entry]:
    """The entries by number, which must run from 0 or 1 without a gap."""
    numbered = sorted(numbered, key=lambda pair: pair[0])
    numbers = [number for number, _entry in numbered]
    if numbers and numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        raise CheckpointInvalid(subject, "the numbers of its labels have gaps or repeat")
    if numbers and numbers[0] not in (0, 1):
        raise CheckpointInvalid(subject, f"its labels are numbered from {numbers[0]}")
    return [entry for _number, entry in numbered]


def _is_index(text: str) -> bool:
    text = text.strip()
    return text.isdecimal() and len(text) <= _MOST_DIGITS


def _entry(value: Any) -> Entry:
    if isinstance(value, Mapping):
        known = {str(key).strip().casefold(): each for key, each in value.items()}
        cells = [known[name] for name in _NAME_COLUMNS if isinstance(known.get(name), str)]
        return tuple(cells or (each for each in value.values() if isinstance(each, str)))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(str(each) for each in value if isinstance(each, str))
    return "" if value is None else str(value)


def _number_in(value: Mapping[Any, Any]) -> int | None:
    """The number of the output in a table about it."""
    return next((value[name] for name in _INDEX_COLUMNS if isinstance(value.get(name), int)), None)


def _table(lines: Sequence[str]) -> list[list[str]] | None:
    """The rows of a CSV table with a header that names a column of names; None if there is none."""
    first = next((line for line in lines if line.strip()), "")
    for delimiter in (",", ";", "\t"):
        header = [cell.strip().strip('"').casefold() for cell in first.split(delimiter)]
        if len(header) > 1 and set(header) & set(_NAME_COLUMNS):
            rows = csv.reader(io.StringIO("\n".join(lines), newline=""), delimiter=delimiter)
            return [row for row in rows if any(cell.strip() for cell in row)]
    if first.strip().strip('"').casefold() in ("scientific_name", "species", "name", "label"):
        return [[line.strip().strip('"')] for line in lines if line.strip()]
    return None


def _from_table(rows: list[list[str]], subject: str) -> list[Entry]:
    header = [cell.strip().casefold() for cell in rows[0]]
    names = [header.index(name) for name in _NAME_COLUMNS if name in header]
    index = next((header.index(name) for name in _INDEX_COLUMNS if name in header), None)
    entries: list[tuple[int, Entry]] = []
    for number, cells in enumerate(rows[1:]):
        if len(cells) < len(header):
            raise CheckpointInvalid(subject, f"row {number + 2} has too few cells")
        names_here = tuple(cells[at].strip() for at in names if cells[at].strip())
        numbered = index is not None and _is_index(cells[index])
        entries.append((int(cells[index]) if numbered and index is not None else -1, names_here))
    if all(number >= 0 for number, _entry in entries):
        return _in_order(entries, subject)
    return [entry for _number, entry in entries]
