"""models/README.md describes the format; its examples must be what the program reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from birdeye.packs import labels, manifest
from birdeye.packs.manifest_file import parse_manifest

DESCRIPTION = (Path(__file__).resolve().parents[2] / "models" / "README.md").read_text("utf-8")


def _example(language):
    return re.search(rf"```{language}\n(.*?)```", DESCRIPTION, re.DOTALL)[1].encode()


def test_example_manifest_is_valid():
    example = parse_manifest(_example("toml"), "README")
    assert example.detector.decoder == "ssd"
    assert example.classifier.not_a_bird == 2


def test_example_labels_are_valid_and_fit_the_manifest():
    example = labels.parse_labels(_example("csv"), "README")
    assert len(example) == 3
    assert example.species[2] is None
    assert {species.scientific_name for species in example.never_claimed} == {"Pica serica"}


@pytest.mark.parametrize(
    "word",
    [
        *labels.NAME_COLUMNS.values(),
        *manifest.Decoder,
        *manifest.ResizeRule,
        *manifest.OutputKind,
        *manifest.DetectorSpec.__slots__,
        *manifest.ClassifierSpec.__slots__,
        *manifest.InputSpec.__slots__,
        *manifest.PresenceSpec.__slots__,
        *manifest.CalibrationSpec.__slots__,
        *manifest.Manifest.__slots__,
    ],
)
def test_every_field_and_choice_is_described(word):
    assert re.search(rf"\b{word}\b", DESCRIPTION)
