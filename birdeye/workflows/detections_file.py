"""Reads the JSON of MegaDetector and similar programs (Timelapse, AddaxAI, SpeciesNet): boxes and
names.

https://lila.science/megadetector-output-format. The file is hostile until read: whatever deviates
from the format is refused with its position, and numbers must be in range.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from birdeye.domain.errors import BirdeyeError
from birdeye.export.plain_text import one_line

MAX_BYTES = 128 << 20
MAX_READ_BYTES = 1_000_000_000
"""Memory that the document may take once it is read: a value of two bytes takes a hundred."""

MAX_MODEL_CHARACTERS = 100
MAX_FAILURE_CHARACTERS = 200
MAX_FILE_NAME_CHARACTERS = 4096
MAX_DETECTIONS_A_PHOTO = 1000
MAX_CLASSES_A_DETECTION = 1000


class DetectionsInvalid(BirdeyeError):
    """A file of detections is damaged, too large, or in an unknown format."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        super().__init__(
            f"“{path.name}” cannot be imported: {reason}. "
            "It must be a JSON file in the format of MegaDetector, version 1.0 or later."
        )


@dataclass(frozen=True, slots=True)
class DetectedThing:
    """``box_fractions`` are x, y, width and height as fractions of the upright photo.

    ``category`` is what the detector calls it ("animal"). ``classes`` are (name, taxonomy,
    probability), likeliest first; taxonomy is "id;class;order;family;genus;species;common name",
    or empty where the file has none.
    """

    category: str
    score: float
    box_fractions: tuple[float, float, float, float]
    classes: tuple[tuple[str, str, float], ...]


@dataclass(frozen=True, slots=True)
class DetectedPhoto:
    """``file`` as the file says; ``failure`` is why its program did not process it, or empty."""

    file: str
    things: tuple[DetectedThing, ...]
    failure: str = ""


@dataclass(frozen=True, slots=True)
class DetectionsFile:
    """``detector`` is the name and version of the model that found the boxes, ``classifier`` of the
    one that named what is in them; empty where the file does not say."""

    detector: str
    photos: tuple[DetectedPhoto, ...]
    classifier: str = ""

    @property
    def program(self) -> str:
        """“MDV5A with SpeciesNet v4”: what made it, as far as it says."""
        return " with ".join(dict.fromkeys(filter(None, (self.detector, self.classifier))))


def read_detections(path: Path) -> DetectionsFile:
    """The detections in ``path``; raises `DetectionsInvalid`."""
    try:
        return _document(_parsed(_content(path)))
    except _Wrong as wrong:
        raise DetectionsInvalid(path, str(wrong)) from wrong
    except (ValueError, RecursionError) as error:
        raise DetectionsInvalid(path, "it is not well-formed JSON") from error


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """What the numbers in the file mean."""

    categories: Mapping[str, str]
    classes: Mapping[str, str]
    taxonomies: Mapping[str, str]


class _Wrong(Exception):
    """A clause that says what is not as it should be."""


def _refuse_constant(word: str) -> None:
    raise _Wrong(f"{word} is not a JSON number")


def _content(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():  # a pipe would block forever
            raise _Wrong("it is not a file")
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _Wrong(error.strerror or str(error)) from error
    if len(content) > MAX_BYTES:
        raise _Wrong(f"it is larger than {MAX_BYTES >> 20} MB")
    return content


def _parsed(content: bytes) -> Any:
    text = content.decode(json.detect_encoding(content), "surrogatepass")
    del content
    if sys.getsizeof(text) + _least_bytes(text) > MAX_READ_BYTES:
        raise _Wrong("it contains far more values than photos need")
    return json.loads(text, parse_constant=_refuse_constant)


def _least_bytes(text: str) -> int:
    """Upper limit of CPython's memory for the values in ``text``, from the characters around
    them."""
    return sum(
        text.count(sign) * size
        for sign, size in (("{", 200), ("[", 80), (",", 48), (":", 60), ('"', 16))
    )


def _document(document: Any) -> DetectionsFile:
    top = _mapping(document, "the file")
    info = _mapping(top.get("info", {}), "“info”")
    vocabulary = _Vocabulary(
        *(
            _names(top.get(key) or {}, f"“{key}”")
            for key in (
                "detection_categories",
                "classification_categories",
                "classification_category_descriptions",
            )
        )
    )
    images = _list(top.get("images"), "“images”")
    photos = (
        _photo(image, f"image {number}", vocabulary) for number, image in enumerate(images, 1)
    )
    return DetectionsFile(
        _model(info.get("detector")), tuple(photos), _model(info.get("classifier"))
    )


def _model(name: Any) -> str:
    return one_line(name[:MAX_MODEL_CHARACTERS]).strip() if isinstance(name, str) else ""


def _photo(image: Any, where: str, vocabulary: _Vocabulary) -> DetectedPhoto:
    image = _mapping(image, where)
    file = image.get("file")
    if not isinstance(file, str) or not file or "\0" in file:
        raise _Wrong(f"{where} has no file name")
    if len(file) > MAX_FILE_NAME_CHARACTERS:
        raise _Wrong(f"{where} has a file name of more than {MAX_FILE_NAME_CHARACTERS} characters")
    detections = _list(image.get("detections") or [], f"“detections” of {where}")
    if len(detections) > MAX_DETECTIONS_A_PHOTO:
        raise _Wrong(f"{where} has more than {MAX_DETECTIONS_A_PHOTO} detections")
    things = (_thing(each, f"a detection of {where}", vocabulary) for each in detections)
    failure = image.get("failure") or ""
    if not isinstance(failure, str):
        raise _Wrong(f"{where} failed for no reason that is text")
    return DetectedPhoto(file, tuple(things), one_line(failure[:MAX_FAILURE_CHARACTERS]))


def _thing(detection: Any, where: str, vocabulary: _Vocabulary) -> DetectedThing:
    detection = _mapping(detection, where)
    box = tuple(_fraction(edge, f"the box of {where}") for edge in _list(detection.get("bbox"), ""))
    if len(box) != 4:
        raise _Wrong(f"the box of {where} does not have four numbers")
    category = _category(detection.get("category"), where)
    classes = _list(detection.get("classifications") or [], f"“classifications” of {where}")
    return DetectedThing(
        vocabulary.categories.get(category, category),
        _fraction(detection.get("conf"), f"“conf” of {where}"),
        (box[0], box[1], box[2], box[3]),
        tuple(_classes(classes[:MAX_CLASSES_A_DETECTION], where, vocabulary)),
    )


def _classes(
    classes: Sequence[Any], where: str, vocabulary: _Vocabulary
) -> Iterator[tuple[str, str, float]]:
    for pair in classes:
        if not isinstance(pair, list) or len(pair) != 2:
            raise _Wrong(f"a classification of {where} is not a pair of class and probability")
        category = _category(pair[0], where)
        probability = _fraction(pair[1], f"a classification of {where}")
        name = vocabulary.classes.get(category, category)
        yield name, vocabulary.taxonomies.get(category, ""), probability


def _category(value: Any, where: str) -> str:
    """The key of a category; some programs write it as a number."""
    if not isinstance(value, str | int):
        raise _Wrong(f"{where} has no category")
    return str(value)


def _mapping(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _Wrong(f"{where} is not a JSON object")
    return value


def _list(value: Any, where: str) -> Sequence[Any]:
    if not isinstance(value, list):
        raise _Wrong(f"{where or 'a box'} is not a list")
    return value


def _names(value: Any, where: str) -> Mapping[str, str]:
    names = _mapping(value, where)
    if not all(isinstance(name, str) for name in names.values()):
        raise _Wrong(f"{where} contains something other than names")
    return names


def _fraction(value: Any, where: str) -> float:
    """A number from 0 to 1; programs round a little beyond."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not -0.01 <= value <= 1.01:
        raise _Wrong(f"{where} contains something other than numbers from 0 to 1")
    return min(max(float(value), 0.0), 1.0)
