"""The stand-in pack is a sound pack, and its classifier the network that it was cut from."""

from __future__ import annotations

import numpy as np
import pytest

from birdeye.onnx_runtime import onnxruntime
from birdeye.packs.verification import verify_pack
from tests.helpers.stand_in_pack import (
    CLASSIFIER_SOURCE,
    LABELS_SOURCE,
    STAND_IN_ABSENT,
    stand_in_is_possible,
    stand_in_pack,
)

pytestmark = pytest.mark.skipif(not stand_in_is_possible(), reason=STAND_IN_ABSENT)


def test_stand_in_passes_all_checks():
    assert verify_pack(stand_in_pack().folder).id == "stand-in"


def test_every_label_has_a_current_name_but_hybrids_and_the_background():
    labels = stand_in_pack().labels
    lines = LABELS_SOURCE.read_text("utf-8").splitlines()
    nameless = [line for line, species in zip(lines, labels.species, strict=True) if not species]
    assert [line.split(" (")[0] for line in nameless] == [
        r"Anas superciliosa \xd7 platyrhynchos",
        r"Larus glaucescens \xd7 occidentalis",
        "background",
    ]


@pytest.mark.parametrize(
    ("label", "current"),
    [
        ("Picoides pubescens (Downy Woodpecker)", "Dryobates pubescens"),
        ("Bubulcus ibis (Cattle Egret)", "Ardea ibis"),
        ("Columba livia domestica (Feral Pigeon)", "Columba livia"),
        ("Turdus merula (Eurasian Blackbird)", "Turdus merula"),
    ],
)
def test_older_names_are_brought_up_to_date(label, current):
    lines = LABELS_SOURCE.read_text("utf-8").splitlines()
    species = stand_in_pack().labels.species[lines.index(label)]
    assert species.scientific_name == current
    assert species.common_names["en"]
    assert species.family


def test_species_that_were_divided_are_never_claimed():
    never = {species.scientific_name for species in stand_in_pack().labels.never_claimed}
    assert never == {"Ardea ibis", "Cinnyris jugularis", "Tyto alba"}


def test_logits_are_those_of_the_source_also_in_a_batch():
    pictures = np.random.default_rng(7).integers(0, 256, (3, 224, 224, 3), dtype=np.uint8)
    pictures[1] = 255
    ours = onnxruntime.InferenceSession(stand_in_pack().classifier_file)
    logits = ours.run(["logits"], {ours.get_inputs()[0].name: pictures})[0]
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    probabilities = powers / powers.sum(axis=1, keepdims=True)
    source = onnxruntime.InferenceSession(CLASSIFIER_SOURCE)
    for picture, row in zip(pictures, probabilities, strict=True):
        # The source rounds its probabilities to steps of 1/256.
        expected = source.run(None, {source.get_inputs()[0].name: picture[None]})[0][0]
        assert np.abs(row * 256 - expected).max() <= 0.51
