"""The labels that a person has for a converted network, whatever form they are in.

Checkpoints hold none; they come as a text file with one line for each output of the network.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType

from birdeye.domain.errors import CheckpointInvalid
from birdeye.domain.species import Species
from birdeye.packs.labels import LABELS_NAME, Labels, parse_labels

_MAX_BYTES = 8 << 20
_SCIENTIFIC = r"[A-Z][a-zë-]+(?: [a-zë-]+){1,2}"
_LATIN_FIRST = re.compile(rf"({_SCIENTIFIC})(?:\s*[(_,;\t]\s*(.*?)\)?)?")
_LATIN_LAST = re.compile(rf"(.+?)\s*\(({_SCIENTIFIC})\)")
_NUMBER_IN_FRONT = re.compile(r"^\s*(?:n?\d+[\s.:_,]+)")
_HYBRID = re.compile(rf"{_SCIENTIFIC} (?:×|x|\\xd7) .+")
"""Also with the sign as Python writes it, as it stands in a label file of TensorFlow's."""
_NO_SPECIES = ("background", "none", "no bird", "not a bird", "other", "unknown", "")


def read_label_file(path: Path) -> Labels:
    """One entry for each line of ``path``, or each row of a pack's `labels.csv`.

    A line may be "Parus major", "Parus major (Great Tit)", "Great Tit (Parus major)",
    "Parus major_Great Tit", with or without a number in front; "background" and its kind, and a
    hybrid such as "Anas acuta × crecca", are outputs that are no species. Raises
    `CheckpointInvalid` naming the first line that says no species, `PackInvalid` for a broken
    `labels.csv`.
    """
    content = _content(path)
    if path.name == LABELS_NAME or content.lstrip(b"\xef\xbb\xbf").startswith(b"scientific_name"):
        return parse_labels(content, path.name)
    return read_label_lines(_lines(path), path.name)


def read_label_lines(lines: Sequence[str], origin: str) -> Labels:
    """As `read_label_file`, for lines that came with the network; ``origin`` names their place."""
    species = tuple(
        _species(line, f"{origin}, line {number}") for number, line in enumerate(lines, 1)
    )
    if not any(species):
        raise CheckpointInvalid(origin, "it names no species")
    return Labels(species, tuple(entry is not None for entry in species))


def bird_line(path: Path) -> int | None:
    """Which line, counted from 0, of a detector's class names is "bird"; None if there is none.

    Empty lines and a background in front do not count, as in the detector's output. Raises
    `CheckpointInvalid` for a file that cannot be read.
    """
    names = [_NUMBER_IN_FRONT.sub("", line).strip().casefold() for line in _lines(path)]
    names = [name for name in names if name]
    if names and names[0] in _NO_SPECIES:
        names = names[1:]
    hits = [index for index, name in enumerate(names) if name in ("bird", "birds", "aves")]
    return hits[0] if hits else None


def _lines(path: Path) -> list[str]:
    try:
        return _content(path).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise CheckpointInvalid(path.name, "it is not UTF-8 text") from error


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise CheckpointInvalid(path.name, f"it is larger than {_MAX_BYTES >> 20} MB")
        return path.read_bytes()
    except OSError as error:
        raise CheckpointInvalid(path.name, f"it cannot be read ({error.strerror})") from error


def _species(line: str, subject: str) -> Species | None:
    text = _NUMBER_IN_FRONT.sub("", line).strip().strip('"')
    if text.casefold() in _NO_SPECIES or _HYBRID.fullmatch(text):
        return None
    if match := _LATIN_LAST.fullmatch(text):
        return _named(match[2], match[1])
    if match := _LATIN_FIRST.fullmatch(text):
        return _named(match[1], match[2] or "")
    shown = text if len(text) <= 60 else text[:57] + "..."
    raise CheckpointInvalid(
        subject,
        f"“{shown}” does not begin with a scientific name such as Parus major",
        "Write one scientific name a line, in the order of the network's outputs.",
    )


def _named(scientific_name: str, english_name: str) -> Species:
    english = english_name.strip()
    return Species(scientific_name, "", MappingProxyType({"en": english} if english else {}))
