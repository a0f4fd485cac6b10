"""What a TFLite file says of itself: labels in an appended archive, mean and deviation."""

from __future__ import annotations

import io
import zipfile

import flatbuffers
import pytest

from birdeye.convert.tflite.convert import build_tflite
from birdeye.convert.tflite.model_file import parse_tflite
from tests.helpers.tiny_tflite_network import residual_classifier

NAMES = "Parus major\nPica pica\nAlcedo atthis\nCorvus corax\nbackground\n"


def with_archive(content: bytes, **files: str) -> bytes:
    """The model with an archive behind it, as TensorFlow's metadata writer appends it."""
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a") as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.txt", text)
    return stream.getvalue()


def stated_normalisation(mean: list[float], std: list[float]) -> bytes:
    """A metadata flatbuffer whose only input states mean and standard deviation."""
    builder = flatbuffers.Builder(256)

    def table(fields: dict[int, int], *, last: int, numbers: dict[int, int] | None = None) -> int:
        builder.StartObject(last + 1)
        for slot, offset in fields.items():
            builder.PrependUOffsetTRelativeSlot(slot, offset, 0)
        for slot, number in (numbers or {}).items():
            builder.PrependUint8Slot(slot, number, 0)
        return builder.EndObject()

    def floats(values: list[float]) -> int:
        builder.StartVector(4, len(values), 4)
        for value in reversed(values):
            builder.PrependFloat32(value)
        return builder.EndVector()

    def offsets(*places: int) -> int:
        builder.StartVector(4, len(places), 4)
        for place in reversed(places):
            builder.PrependUOffsetTRelative(place)
        return builder.EndVector()

    options = table({0: floats(mean), 1: floats(std)}, last=1)
    unit = table({1: options}, last=1, numbers={0: 1})
    tensor = table({4: offsets(unit)}, last=6)
    graph = table({2: offsets(tensor)}, last=3)
    root = table({3: offsets(graph)}, last=3)
    builder.Finish(root, b"M001")
    return bytes(builder.Output())


def source_of(content: bytes):
    return build_tflite(parse_tflite(content, "birds.tflite"))


def test_labels_of_the_appended_archive_are_found():
    source = source_of(with_archive(residual_classifier("uint8"), labels=NAMES))
    assert source.names is not None
    assert source.names.names[:2] == ("Parus major", "Pica pica")
    assert "labels.txt" in source.names.origin


def test_of_several_files_that_with_a_line_for_each_class_is_taken():
    content = with_archive(residual_classifier("uint8"), readme="hello\n", labels=NAMES)
    assert source_of(content).names.names[-1] == "background"


def test_file_of_another_length_is_not_taken_for_labels():
    assert source_of(with_archive(residual_classifier("uint8"), readme="hello\n")).names is None


def test_model_without_an_archive_names_nothing():
    assert source_of(residual_classifier("uint8")).names is None


@pytest.mark.parametrize(
    ("mean", "std"), [([127.5], [127.5]), ([123.675, 116.28, 103.53], [58.395, 57.12, 57.375])]
)
def test_mean_and_deviation_are_those_of_the_metadata(mean, std):
    stated = {"TFLITE_METADATA": stated_normalisation(mean, std)}
    source = source_of(residual_classifier("float32", metadata=stated))
    assert source.preprocessing.is_known
    assert source.preprocessing.mean == pytest.approx(mean * (3 // len(mean)))
    assert source.preprocessing.scale == pytest.approx([1 / s for s in std * (3 // len(std))])


@pytest.mark.parametrize("std", [[0.0], [-1.0], [float("nan")], []])
def test_deviation_that_makes_no_sense_is_as_good_as_none(std):
    stated = {"TFLITE_METADATA": stated_normalisation([127.5], std)}
    source = source_of(residual_classifier("float32", metadata=stated))
    assert not source.preprocessing.is_known


@pytest.mark.parametrize("place", range(0, 200, 7))
def test_damaged_metadata_never_stops_a_conversion(place):
    stated = bytearray(stated_normalisation([127.5], [127.5]))
    stated[place % len(stated)] ^= 0xFF
    content = residual_classifier("float32", metadata={"TFLITE_METADATA": bytes(stated)})
    assert source_of(content).kind == "classifier"
    appended = bytearray(with_archive(residual_classifier("uint8"), labels=NAMES))
    appended[-1 - place % 120] ^= 0xFF
    assert source_of(bytes(appended)).kind == "classifier"
