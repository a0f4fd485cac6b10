"""The figures on strangers' photos, from answers made by hand."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from birdeye.domain.boxes import Box
from birdeye.domain.identification import NOT_SURE, Bird, Candidate, Claim, Rank
from birdeye.domain.species import Species
from birdeye.packs.labels import Labels
from birdeye.packs.manifest import ClassifierSpec, InputSpec, OutputKind, ResizeRule
from birdeye.workflows.calibration.boxes import weigh
from birdeye.workflows.calibration.looks import Look
from models.training.strangers import Stranger
from tests.acceptance.strangers import Answer, calibration_error, figures, reliability

TIT, FINCH = Species("Parus major", "Tits"), Species("Fringilla coelebs", "Finches")
MARSH = Species("Poecile palustris", "Tits")
PACK = SimpleNamespace(labels=Labels((TIT, FINCH), (True, True), training_photos=(0, 30)))


def answer(true, claim=NOT_SURE, first=TIT, probability=0.9):
    bird = Bird(Box(0, 0, 9, 9), 0.9, claim, (Candidate(first, probability),)) if first else None
    return Answer(Stranger(Path("a.webp"), "somewhere", true), bird, true is not MARSH)


ANSWERS = [
    answer(TIT, Claim(Rank.SPECIES, "Parus major", 0.96)),
    answer(TIT, Claim(Rank.SPECIES, "Fringilla coelebs", 0.9), FINCH),
    answer(FINCH, first=None),
    answer(MARSH, Claim(Rank.FAMILY, "Tits", 0.85), probability=0.3),
]


def test_species_count_alike():
    found = figures(PACK, ANSWERS)
    values = {name: share.value for name, share in found.items()}
    assert values["a bird found"] == pytest.approx(2 / 3)
    # Half of the tits and none of the finches; the marsh tit is unknown to the pack.
    assert values["right first, of known species"] == pytest.approx(0.25)
    assert values["claimed"] == pytest.approx(2 / 3)
    assert values["claimed, right"] == pytest.approx(0.75)
    assert values["claimed as species, right"] == pytest.approx(0.5)
    assert values["claimed as family, right"] == 1.0
    assert values["species that it does not know, claimed as another"] == 0.0
    assert values["claimed, almost certain: right"] == 1.0
    assert values["claimed, highly likely: right"] == pytest.approx(2 / 3)
    assert values["right first, 0 training photos"] == pytest.approx(0.5)
    assert found["claimed"].n == 4


def test_reliability_is_of_the_birds_that_were_found():
    bins = [row for row in reliability(ANSWERS) if row[2]]
    assert [row[2] for row in bins] == [1, 2]
    assert bins[0][:2] == pytest.approx([0.3, 0.0])
    assert bins[1][:2] == pytest.approx([0.9, 0.5])
    assert calibration_error(ANSWERS) == pytest.approx(0.3 / 2 + 0.4 / 2)


def test_few_scenes_raise_an_alarm():
    rng = np.random.default_rng(5)

    def looks(count, score, denied):
        return [
            Look(np.array([s]), np.array([[1 - d, d]]))
            for s, d in zip(
                np.clip(rng.normal(score, 0.15, count), 0.1, 0.99),
                np.clip(rng.normal(denied, 0.15, count), 0.01, 0.99),
                strict=True,
            )
        ]

    spec = ClassifierSpec(
        "c.onnx", "0" * 64, InputSpec(16, 16, ResizeRule.STRETCH), OutputKind.LOGITS, 1, 1, 1,
        not_a_bird=1,
    )  # fmt: skip
    labels = Labels((TIT, None), (True, False))
    weighed = weigh(looks(200, 0.8, 0.1), looks(200, 0.3, 0.8), spec, labels, 0.04)
    presence = weighed.spec
    assert weighed.alarms <= 8
    assert weighed.found > 180
    assert presence.detector_weight > 0
    assert presence.classifier_weight > 0
    assert 0 < presence.threshold < 0.9
