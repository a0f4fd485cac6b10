"""Fits on strangers' photos all that says when a pack names a bird, and when it sees one at all.

Prior, temperature, thresholds, and how detector and classifier decide together. It needs no
PyTorch, and works for packs of any origin.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from birdeye.packs.labels import Labels, write_labels
from birdeye.packs.manifest import CalibrationSpec, ClassifierSpec, PresenceSpec
from birdeye.packs.manifest_file import write_manifest
from birdeye.packs.pack import Pack, load_pack
from birdeye.workflows.calibration.boxes import ALARMS, weigh
from birdeye.workflows.calibration.fit import OPEN, STRICT, Answers, first_choice, fit
from birdeye.workflows.calibration.left_out import figures, judged_left_out
from birdeye.workflows.calibration.looks import Look
from birdeye.workflows.congeners import with_absent_congeners

from ..kept_looks import file_of, look_at
from ..photos import read_manifest
from ..places import Places
from ..splits import read_splits
from ..strangers import Stranger, balanced, left_out_together, read_scenes, read_strangers


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this stage takes."""
    parser.add_argument("pack", type=Path, help="the pack's folder")
    parser.add_argument(
        "--ours", action="store_true",
        help="this recipe trained it: its training photos are counted, and are no strangers to it",
    )  # fmt: skip
    parser.add_argument(
        "--alarms", type=float, default=ALARMS,
        help=f"share of scenes without birds in which one may be claimed (default: {ALARMS})",
    )  # fmt: skip
    parser.add_argument(
        "--leave-out", action="store_true",
        help="instead fit without each source in turn, and print what is claimed of that one",
    )  # fmt: skip
    parser.add_argument("--write", action="store_true", help="write it into the pack's folder")


def run(places: Places, options: argparse.Namespace) -> None:
    """Print what belongs in the manifest or in a recipe, and write it where that is asked for."""
    pack, data = load_pack(options.pack), places.shared / "data"
    labels = pack.labels
    if options.ours:
        labels = replace(
            labels,
            training_photos=training_photos(places, labels),
            claimable=tuple(each is not None for each in labels.species),
        )
    labels = with_absent_congeners(labels)
    strangers = read_strangers(data, "calibration", taught=not options.ours)
    scenes = read_scenes(data, "calibration")
    looks = look_at(
        pack,
        [each.path for each in (*strangers, *scenes)],
        file_of(pack, places.folder("strangers")),
    )
    boxed = _with_a_box(strangers, looks)
    answers = _answers(labels, boxed)
    rule = STRICT if options.ours else OPEN
    if options.leave_out:
        sources = left_out_together([stranger for stranger, _ in boxed])
        claims = judged_left_out(answers, sources, pack.manifest.classifier, rule).claims
        for name, value in figures(claims, answers.weights).items():
            print(f"| {name} | {value} |")
        return
    spec = fit(answers, pack.manifest.classifier, rule)
    presence = None
    if spec.not_a_bird is not None:
        birds, none = looks[: len(strangers)], looks[len(strangers) :]
        weighed = weigh(birds, none, spec, labels, options.alarms)
        presence = weighed.spec
        print(f"# a bird in {weighed.alarms} of {len(none)} scenes without, "
              f"in {weighed.found} of {len(birds)} photos with one")  # fmt: skip
    calibration = CalibrationSpec(
        len(answers.species),
        len({each.scientific_name for each in answers.species}),
        ", ".join(sorted({stranger.source for stranger, _ in boxed})),
        round(first_choice(answers, spec), 3),
        None if options.ours else round(_on_builtin_photos(places, pack, labels, spec), 3),
    )
    manifest = replace(pack.manifest, classifier=spec, presence=presence, calibration=calibration)
    if options.write:
        write_labels(options.pack, labels)
        write_manifest(options.pack, manifest)
    _print(spec, presence, calibration, labels)


def _with_a_box(
    strangers: Sequence[Stranger], looks: Sequence[Look]
) -> list[tuple[Stranger, Look]]:
    """The photos in which a box was found, each with its look. The looks may go on beyond them."""
    pairs = zip(strangers, looks, strict=False)
    return [(stranger, look) for stranger, look in pairs if len(look.scores)]


def _answers(labels: Labels, boxed: Sequence[tuple[Stranger, Look]]) -> Answers:
    """What the pack says of the surest box in each photo."""
    strangers = [stranger for stranger, _ in boxed]
    return Answers(
        labels,
        np.array([look.probabilities[0] for _, look in boxed]),
        [stranger.species for stranger in strangers],
        balanced(strangers),
    )


def _on_builtin_photos(places: Places, pack: Pack, labels: Labels, spec: ClassifierSpec) -> float:
    """The share of right first choices on the photos that calibrate the built-in pack."""
    strangers = read_strangers(places.shared / "data", "calibration")
    kept = file_of(pack, places.folder("strangers"))
    looks = look_at(pack, [each.path for each in strangers], kept)
    return first_choice(_answers(labels, _with_a_box(strangers, looks)), spec)


def training_photos(places: Places, labels: Labels) -> tuple[int, ...]:
    """How many named photos of the training part taught each output."""
    photos = read_manifest(places)
    parts = read_splits(photos)
    count = Counter(
        photo.species for photo, part in zip(photos, parts, strict=True) if part == "train"
    )
    return tuple(count[each.scientific_name] if each else 0 for each in labels.species)


def _print(
    spec: ClassifierSpec,
    presence: PresenceSpec | None,
    calibration: CalibrationSpec,
    labels: Labels,
) -> None:
    print("[classifier]")
    for name in ("temperature", "prior_exponent", "absent_congener_weight", "congener_ratio",
                 "species_threshold",
                 "genus_threshold", "family_threshold"):  # fmt: skip
        print(f"{name} = {getattr(spec, name)}")
    for title, table in (("presence", presence), ("calibration", calibration)):
        print(f"\n[{title}]")
        for name, value in asdict(table).items() if table else ():
            if value is not None:
                print(f"{name} = {value!r}".replace("'", '"'))
    rows = zip(labels.species, labels.claimable, strict=True)
    never = sorted({each.scientific_name for each, claimed in rows if each and not claimed})
    print(f"\n# of {len(labels.distinct_species)} species {len(never)} are never claimed\n[labels]")
    print("unclaimed = [", *(f'    "{name}",' for name in never), "]", sep="\n")
