"""Fits temperature and thresholds on the validation part and writes them to the state."""

from __future__ import annotations

import argparse

import numpy as np
import tomli_w

from ..calibration import (
    fit_temperature,
    group_sums,
    reliability,
    softmax,
    threshold_for,
    vouched_species,
)
from ..finished import finished_classifier
from ..judged import Judged, judge
from ..places import Places, replacing

PRECISION = 0.90


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this stage takes."""
    parser.add_argument("--run", default="cooled", help="state to calibrate (default: cooled)")
    parser.add_argument("--side", type=int, required=True, help="side of the input")


def run(places: Places, options: argparse.Namespace) -> None:
    """Calibrate and write calibration.toml beside the classifier's state."""
    net = finished_classifier(places, options.run)
    judged = judge(places, net, "val", options.side)
    found = calibrate(judged) | {"side": options.side, "run": options.run}
    path = places.folder("classifier") / "calibration.toml"
    with replacing(path) as part:
        part.write_text(tomli_w.dumps(found), encoding="utf-8")
    print({key: value for key, value in found.items() if key != "claimable"})
    print(f"{len(found['claimable'])} species may be claimed; written to {path}")


def calibrate(judged: Judged) -> dict:
    """Temperature, thresholds by rank, and the species that may be claimed outright."""
    named, space = judged.named, judged.space
    temperature = fit_temperature(judged.logits[named >= 0], named[named >= 0])
    probability = softmax(judged.logits, temperature)
    birds = probability[:, : space.not_a_bird]
    first = birds.argmax(1)
    known = np.array([bool(p.species) or not p.has_bird for p in judged.shown])
    vouched = vouched_species(named, len(space.species))
    claimed = known & vouched[first]
    right = first == named
    species_at = threshold_for(birds.max(1)[claimed], right[claimed], PRECISION)
    thresholds = {"species_threshold": species_at}
    left = known & ~(claimed & (birds.max(1) >= species_at))
    for rank, taxon_of in (
        ("genus", lambda name: name.split()[0]),
        ("family", lambda name: judged.family_of.get(name, "")),
    ):
        taxa = [taxon_of(name) for name in space.species]
        index = {taxon: i for i, taxon in enumerate(dict.fromkeys(taxa))}
        sums = group_sums(birds, np.array([index[taxon] for taxon in taxa]))
        true = np.array(
            [index.get(taxon_of(p.species), -1) if p.species else -1 for p in judged.shown]
        )
        sure, best = sums.max(1), sums.argmax(1)
        at = threshold_for(sure[left], (best == true)[left], PRECISION)
        thresholds[f"{rank}_threshold"] = at
        left &= sure < at
    all_first = probability.argmax(1)
    counted = named >= 0
    bins = reliability(probability.max(1)[counted], (all_first == named)[counted])
    return {
        "temperature": temperature,
        **thresholds,
        "ece_val": bins.ece,
        "claimable": [space.species[i] for i in np.flatnonzero(vouched)],
    }
