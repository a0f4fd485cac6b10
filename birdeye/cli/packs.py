"""``birdeye packs``: which models there are, which one is used, and how to add one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from birdeye.cli import calibrate_pack, fetch_detector, get_pack
from birdeye.cli.display import columns_of, counted, megabytes, padded, say, say_json
from birdeye.cli.pack_choice import chosen_pack, chosen_pack_with_all_names
from birdeye.cli.parser import CommandMistake
from birdeye.domain.confidence import percent_of
from birdeye.domain.errors import PackNotFound
from birdeye.domain.species import LANGUAGES
from birdeye.packs.library import PackLibrary
from birdeye.packs.manifest import ClassifierSpec, DetectorSpec, Manifest
from birdeye.packs.pack import BrokenPack, Pack, by_first_choice
from birdeye.packs.pack_source import PACK_SUFFIX
from birdeye.packs.transfer import pack_to_file
from birdeye.packs.verification import verify_pack
from birdeye.workflows.install_pack import install_pack

_EPILOGUE = """\
examples:
  birdeye packs                              the packs that are installed
  birdeye packs show birdeye-1 --check       one of them, its files compared with its manifest
  birdeye packs add ~/Downloads/asia.birdpack
  birdeye packs get                          what can be downloaded
  birdeye packs get inat-birds               download and install it
  birdeye packs export asia ~/asia.birdpack  a file to pass on, which `packs add` takes
  birdeye packs calibrate asia ~/named       fit its figures to photos of known species
  birdeye packs default asia                 use it from now on
  birdeye packs remove asia
"""

_ADD_ONE = "Add one with: birdeye packs add FILE.birdpack"


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "packs",
        help="list, get, add, remove and choose model packs",
        description="Shows and changes the model packs, which find birds and name them.",
        epilog=_EPILOGUE,
    )
    parser.set_defaults(action=_list, json=False)
    actions = parser.add_subparsers(title="actions", metavar="ACTION")

    listing = actions.add_parser("list", help="the packs that are installed (the default action)")
    listing.add_argument("--json", action="store_true", help="write JSON for other programs")
    listing.set_defaults(action=_list)

    showing = actions.add_parser("show", help="all about one pack")
    showing.add_argument("pack", metavar="ID", help="the pack's id, or its folder")
    showing.add_argument("--json", action="store_true", help="write JSON for other programs")
    showing.add_argument(
        "--check", action="store_true", help="compare its files with its manifest first"
    )
    showing.set_defaults(action=_show)

    adding = actions.add_parser("add", help="add a pack, or replace it by another version")
    adding.add_argument("source", type=Path, metavar="PATH", help="a .birdpack file or a folder")
    adding.set_defaults(action=_add)

    get_pack.add_action(actions)
    fetch_detector.add_action(actions)
    calibrate_pack.add_action(actions)

    exporting = actions.add_parser("export", help="write a pack as one .birdpack file")
    exporting.add_argument("pack", metavar="ID", help="the pack's id, or its folder")
    exporting.add_argument("file", type=Path, metavar="FILE.birdpack", help="the file to write")
    exporting.set_defaults(action=_export)

    removing = actions.add_parser("remove", help="remove a pack that was added")
    removing.add_argument("pack", metavar="ID", help="the pack's id")
    removing.set_defaults(action=_remove)

    choosing = actions.add_parser("default", help="say or choose which pack is used")
    choosing.add_argument("pack", nargs="?", metavar="ID", help="the pack to use from now on")
    choosing.set_defaults(action=_default)


def run(arguments: argparse.Namespace) -> int:
    """Run the action and return the exit code."""
    arguments.action(arguments, PackLibrary.of_this_computer())
    return 0


def _list(arguments: argparse.Namespace, library: PackLibrary) -> None:
    packs = sorted(library.packs(), key=by_first_choice)
    default = _default_id(library)
    if arguments.json:
        entries = [_as_dict(pack) for pack in packs]
        say_json({"default": default, "packs": entries})
        return
    if not packs:
        say(f"No model pack is installed. {_ADD_ONE}")
        return
    rows: list[tuple[str, ...]] = [("", "ID", "VERSION", "SPECIES", "SIZE", "FROM", "TITLE")]
    rows += [_row(pack, default) for pack in packs if isinstance(pack, Pack)]
    if len(rows) > 1:
        _print_table(rows, numbers=(3, 4))
        say("", *["* is used unless you choose another one."] * bool(default))
    for pack in packs:
        if isinstance(pack, BrokenPack):
            say(f"! {pack.id}: {pack.error}", f"  {pack.folder}")


def _row(pack: Pack, default: str | None) -> tuple[str, ...]:
    return (
        "*" if pack.id == default else "",
        pack.id,
        pack.manifest.version,
        f"{len(pack.labels.distinct_species):,}",
        megabytes(pack.size_bytes),
        _origin(pack),
        pack.title,
    )


def _show(arguments: argparse.Namespace, library: PackLibrary) -> None:
    pack = chosen_pack_with_all_names(arguments.pack)
    if arguments.check:
        verify_pack(pack.folder)
    if arguments.json:
        say_json(_as_dict(pack) | {"default": pack.id == _default_id(library)})
        return
    manifest, labels = pack.manifest, pack.labels
    spec = manifest.classifier
    species = f"{len(labels.distinct_species):,}"
    by_place = len(labels.claimed_by_place)
    if never := len(labels.never_claimed) - by_place:
        species += f", {never:,} of them never claimed outright"
    if by_place:
        species += f", {by_place:,} only if the place rules out similar ones"
    facts = [
        ("id", pack.id),
        ("version", manifest.version),
        ("licence", manifest.licence),
        ("homepage", manifest.homepage),
        ("species", species),
        ("names in", ", ".join(f"{LANGUAGES[code]} ({code})" for code in labels.languages)),
        ("detector", _network_line(manifest.detector)),
        ("classifier", _network_line(spec)),
        (
            "claims from",
            ", ".join(
                _claimed_from(rank, threshold)
                for rank, threshold in (
                    ("species", spec.species_threshold),
                    ("genus", spec.genus_threshold),
                    ("family", spec.family_threshold),
                )
            ),
        ),
        ("calibrated", _calibration_line(manifest)),
        ("size", megabytes(pack.size_bytes)),
        ("from", f"{_origin(pack)}, {pack.folder}"),
        ("used", "yes" if pack.id == _default_id(library) else "when asked for"),
    ]
    if arguments.check:
        facts.append(("checked", "all files match the manifest"))
    say(manifest.title, *manifest.description.splitlines(), "")
    width = max(len(name) for name, _ in facts)
    for name, value in facts:
        if value:
            say(f"  {name:<{width}}  {value}")


def _add(arguments: argparse.Namespace, library: PackLibrary) -> None:
    added = install_pack(arguments.source, library)
    manifest = added.pack.manifest
    count = len(added.pack.labels.distinct_species)
    say(f"Added “{manifest.title}” {manifest.version} ({manifest.id}), {count:,} species.")
    if added.replaced_version is not None:
        say(f"It replaces version {added.replaced_version}.")
    if added.is_default:
        say("Photos are identified with it from now on.")
    else:
        say(f"To use it from now on: birdeye packs default {manifest.id}")


def _export(arguments: argparse.Namespace, library: PackLibrary) -> None:
    file: Path = arguments.file
    if file.suffix.lower() != PACK_SUFFIX:
        raise CommandMistake(
            f"“{file.name}” is not a name for a model pack. Use one that ends in {PACK_SUFFIX}."
        )
    pack = chosen_pack(arguments.pack)
    pack_to_file(pack.folder, file)
    say(
        f"Wrote “{pack.title}” {pack.manifest.version} to {file}, {megabytes(file.stat().st_size)}."
    )
    say(f"It includes the licence: {pack.manifest.licence}.")
    say(f"Add it on another computer with: birdeye packs add {file.name}")


def _remove(arguments: argparse.Namespace, library: PackLibrary) -> None:
    before = _default_id(library)
    library.remove(arguments.pack)
    say(f"Removed “{arguments.pack}”.")
    default = _default_id(library)
    if not default:
        say(f"No model pack is left. {_ADD_ONE}")
    elif default != before:
        say(f"Now using “{default}”.")


def _default(arguments: argparse.Namespace, library: PackLibrary) -> None:
    if arguments.pack is None:
        say(library.default().id)
        return
    pack = library.set_default(arguments.pack)
    say(f"Photos are identified with “{pack.title}” ({pack.id}) from now on.")


def _default_id(library: PackLibrary) -> str | None:
    try:
        return library.default().id
    except PackNotFound:
        return None


def _calibration_line(manifest: Manifest) -> str:
    on = manifest.calibration
    if on is None:
        return (
            "no: nobody has measured how reliable its percentages are, so it never says more "
            "than “likely”"
        )
    line = f"on {counted(on.photos, 'photo')} of {on.species:,} species that it did not learn from"
    if on.first_choice is None:
        return line
    return (
        f"{line}; of these, the likeliest species was right in {percent_of(on.first_choice)} (each "
        "species counts alike; those that the model does not know count as wrong)"
    )


def _claimed_from(rank: str, threshold: float) -> str:
    """The probability from which a rank is claimed; no probability reaches 1."""
    return f"{threshold:.0%} for a {rank}" if threshold < 1 else f"never a {rank}"


def _network_line(spec: DetectorSpec | ClassifierSpec) -> str:
    shape = f"{spec.input.width} x {spec.input.height}"
    output = spec.decoder if isinstance(spec, DetectorSpec) else spec.output
    return f"{spec.file}, {shape}, {output}"


def _as_dict(pack: Pack | BrokenPack) -> dict[str, Any]:
    shared: dict[str, Any] = {
        "id": pack.id,
        "builtin": pack.builtin,
        "folder": str(pack.folder),
    }
    if isinstance(pack, BrokenPack):
        return shared | {"problems": list(pack.error.problems)}
    manifest = pack.manifest
    return shared | {
        "version": manifest.version,
        "title": manifest.title,
        "licence": manifest.licence,
        "description": manifest.description,
        "homepage": manifest.homepage,
        "species": len(pack.labels.distinct_species),
        "languages": list(pack.labels.languages),
        "size_bytes": pack.size_bytes,
        "problems": [],
    }


def _origin(pack: Pack) -> str:
    return "built in" if pack.builtin else "added"


def _print_table(rows: list[tuple[str, ...]], numbers: tuple[int, ...]) -> None:
    widths = [max(columns_of(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            " " * (width - columns_of(cell)) + cell if index in numbers else padded(cell, width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        say("  ".join(cells).rstrip())
