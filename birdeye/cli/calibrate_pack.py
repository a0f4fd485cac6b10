"""``birdeye packs calibrate``: fit a pack's figures to photos of known species."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from birdeye import locations
from birdeye.cli.display import counted, say
from birdeye.cli.option_values import add_threads_option
from birdeye.cli.output import open_output
from birdeye.cli.progress import Progress
from birdeye.packs.library import PackLibrary

if TYPE_CHECKING:
    from collections import Counter

    from birdeye.workflows.calibration.calibrate_pack import Calibration, Figures

_EPILOGUE = """\
The folder contains either a table (CSV) with the columns file and scientific_name, and optionally
source and kind (none for a photo without a bird), or folders named after the birds in them; the
folder above those is the source then. Each source is judged by what was fitted to the others, so
that the figures are of photos that the fit did not use.

examples:
  birdeye packs calibrate osea ~/named-birds
  birdeye packs calibrate osea ~/named-birds --dry-run --picture reliability.svg
"""
_NAMES_SHOWN = 8


def add_action(actions: Any) -> None:
    """Add the action to ``birdeye packs``."""
    parser = actions.add_parser(
        "calibrate",
        help="fit a pack's figures to photos of known species",
        description="Fits temperature, thresholds and presence table of a pack to named photos.",
        epilog=_EPILOGUE,
    )
    parser.add_argument("pack", metavar="ID", help="the pack's id")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the named photos")
    parser.add_argument(
        "--leave-out",
        metavar="SOURCES",
        default="",
        help="sources to leave out, separated by commas",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="only print the figures; the pack is not changed"
    )
    parser.add_argument(
        "--picture", type=Path, metavar="FILE.svg", help="draw the reliability into this file"
    )
    add_threads_option(parser)
    parser.set_defaults(action=_calibrate)


def _calibrate(arguments: argparse.Namespace, library: PackLibrary) -> None:
    from birdeye.taxonomy.label_resolver import LabelResolver
    from birdeye.taxonomy.species_table import read_species_table
    from birdeye.vision.session import available_cores
    from birdeye.workflows.calibration.calibrate_pack import (
        calibrate,
        check,
        install_calibrated,
        look_at_all,
    )
    from birdeye.workflows.calibration.named_birds import read_named_birds
    from birdeye.workflows.world_names import with_world_names

    names = locations.names_folder()
    table = read_species_table(names)
    pack = with_world_names(library.get(arguments.pack), table)
    left_out = [each.strip() for each in arguments.leave_out.split(",") if each.strip()]
    named = read_named_birds(arguments.folder, LabelResolver(table, names), left_out)
    _say_unknown(named.unknown_names)
    check(pack, named.birds)
    paths = {bird.path for bird in named.birds}
    say(f"Looking at {counted(len(paths), 'photo')} with “{pack.title}”.")
    workers = arguments.threads or available_cores()
    progress, looks = Progress(sys.stderr, len(paths)), {}
    try:
        with closing(look_at_all(pack, named.birds, workers=workers)) as seen:
            for path, look in seen:
                looks[path] = look
                progress.advance(path.name)
    finally:
        progress.clear()
    calibration = calibrate(pack, named.birds, looks)
    _say(calibration)
    if arguments.picture:
        with open_output(arguments.picture) as stream:
            stream.write(calibration.picture)
        say(f"Wrote {arguments.picture}.")
    if arguments.dry_run:
        say("The pack was not changed.")
        return
    installed = install_calibrated(calibration, library)
    say(f"“{pack.title}” is calibrated from now on: {installed.pack.folder}")
    if pack.builtin:
        say(f"To restore the original: birdeye packs remove {pack.id}")


def _say(calibration: Calibration) -> None:
    known = calibration.known
    say(
        f"On {counted(known.photos, 'bird')} of {known.species:,} species"
        + (
            f", and {counted(calibration.birdless, 'photo')} without birds"
            * bool(calibration.birdless)
        )
        + "; every species counts alike."
    )
    if calibration.missed:
        missed = counted(calibration.missed, "photo")
        say(f"The bird was not found in {missed}, which count for nothing.")
    if calibration.unreadable:
        say(f"{counted(calibration.unreadable, 'photo')} could not be read.")
    say("", f"  {'':<26}  {'before':>24}  {'after':>24}")
    for name, before, after in _rows(calibration.before, calibration.after):
        say(f"  {name:<26}  {before:>24}  {after:>24}")
    say("")
    if calibration.by_source:
        say("After is what other sources fitted say of each source.")
    else:
        say("After is what other photos fitted say of each photo. All photos are of one source, or")
        say("nearly so: those of others may be harder.")
    spec, old = calibration.spec, calibration.pack.manifest.classifier
    for name in (
        "temperature",
        "absent_congener_weight",
        "congener_ratio",
        "species_threshold",
        "genus_threshold",
        "family_threshold",
    ):
        say(f"  {name:<26}  {getattr(old, name):>24}  {getattr(spec, name):>24}")
    weighed = calibration.weighed
    if weighed:
        presence = weighed.spec
        say(
            f"  presence: detector {presence.detector_weight}, classifier "
            f"{presence.classifier_weight}, bias {presence.bias}, threshold {presence.threshold}; "
            f"a bird in {weighed.alarms} of {calibration.birdless} photos without one"
        )
    elif spec.not_a_bird is None:
        say("The pack has no output that says “not a bird”, so there is no table of presence.")
    else:
        say("There are too few photos without birds to fit the table of presence.")


def _rows(before: Figures, after: Figures) -> list[tuple[str, str, str]]:
    errors = [f"{each.reliability.error:.3f}" for each in (before, after)]
    rows = [
        ("calibration error", *errors),
        ("first choice right", str(before.first_choice), str(after.first_choice)),
    ]
    for name, share in before.shares.items():
        rows.append((name, str(share), str(after.shares[name])))
    return [(name, _brief(old), _brief(new)) for name, old, new in rows]


def _brief(share: str) -> str:
    """Without the number of photos, which the line above says."""
    return share.partition(", n =")[0].rstrip(")") + ")" * ("(" in share)


def _say_unknown(names: Counter[str]) -> None:
    if not names:
        return
    shown = ", ".join(f"“{name}”" for name, _ in names.most_common(_NAMES_SHOWN))
    more = ", …" if len(names) > _NAMES_SHOWN else ""
    say(f"Photos left out because their names are not species: {names.total():,} ({shown}{more})")
