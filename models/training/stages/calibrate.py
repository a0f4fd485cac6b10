"""Fits temperature and thresholds on the validation part and writes them to the state.

The classifier's say when a name may be claimed, the detector's when a bird.
"""

from __future__ import annotations

import argparse
import math

import numpy as np
import tomli_w

from ..calibration import (
    calibration_file,
    fit_temperature,
    group_sums,
    reliability,
    softmax,
    threshold_for,
    vouched_species,
)
from ..configs import NETWORKS
from ..detector import detect
from ..finished import add_source, finished
from ..judged import Judged, judge
from ..photos import PhotoStore, read_manifest
from ..places import Places, replacing
from ..precision import (
    BIRDLESS,
    BOXED_SETS,
    FEW_ALARMS,
    Found,
    by_set,
    false_alarms,
    judged_photos,
    recall_at,
    score_for_alarms,
)

PRECISION = 0.90


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this stage takes."""
    parser.add_argument("network", choices=NETWORKS)
    add_source(parser)
    parser.add_argument("--side", type=int, required=True, help="side of the input")
    parser.add_argument(
        "--alarms", type=float, default=FEW_ALARMS,
        help="share of photos without birds in which the detector may claim one (default: 0.02)",
    )  # fmt: skip


def run(places: Places, options: argparse.Namespace) -> None:
    """Calibrate and write calibration.toml beside the network's state."""
    net = finished(places, options.network, options.run, options.checkpoints)
    if options.network == "classifier":
        fitted = calibrate_classifier(judge(places, net, "val", options.side))
    else:
        photos = read_manifest(places)
        chosen = judged_photos(photos, "val")
        answers = detect(net, PhotoStore(places, photos), chosen, options.side)
        fitted = calibrate_detector(by_set(photos, chosen, answers), options.alarms)
    fitted["side"] = options.side
    path = calibration_file(places, options.network)
    with replacing(path) as part:
        part.write_text(tomli_w.dumps(fitted), encoding="utf-8")
    print({key: value for key, value in fitted.items() if key != "claimable"})
    if "claimable" in fitted:
        print(f"{len(fitted['claimable'])} species may be claimed")
    print(f"written to {path}")


def calibrate_detector(found: dict[str, list[Found]], alarms: float) -> dict:
    """The score from which a detection is a bird, and what it does on the validation part."""
    score = math.ceil(score_for_alarms(found[BIRDLESS], alarms) * 1000) / 1000
    claimed, birdless = false_alarms(found[BIRDLESS], score)
    hits, birds = recall_at([f for name in BOXED_SETS for f in found[name]], score)
    return {
        "score_threshold": score,
        "false_alarms_val": claimed / birdless,
        "recall_val": hits / birds,
    }


def calibrate_classifier(judged: Judged) -> dict:
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
