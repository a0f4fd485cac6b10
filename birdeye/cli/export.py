"""``birdeye export``: what is known about photos, in formats that other programs read."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from contextlib import closing, redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from birdeye.cli.catalogue_choice import add_catalogue_option, opened_catalogue, warned_of_unknown
from birdeye.cli.display import counted, say, warn
from birdeye.cli.main import EXIT_FAILED
from birdeye.cli.option_values import add_language_option, output_path
from birdeye.cli.parser import CommandMistake
from birdeye.cli.photo_arguments import add_photo_paths, given_paths
from birdeye.cli.progress import Progress
from birdeye.domain.errors import ExportImpossible

if TYPE_CHECKING:
    from birdeye.export.plan import ExportPlan
    from birdeye.export.registry import ExportFormat

_EPILOGUE = """\
examples:
  birdeye export csv                                   birds.csv here, of all photos
  birdeye export ebird ~/Pictures/May --dry-run        only show what would be written
  birdeye export darwin-core --all --output birds.zip  guesses too, marked as such
  birdeye export html ~/Pictures --language zh --output report.html
  birdeye export xmp ~/Pictures --sidecars full-name   heron.jpg.xmp beside heron.jpg
  birdeye export crops --output ~/Birds --without-position

Photos are those that were identified before, in the window or by “birdeye identify”. Only birds
that you confirmed are written, unless --all says otherwise. Existing files are replaced when the
new one is complete; existing sidecars are merged into.
The exit code is 0, or 1 when some photos could not be written.
"""

_LISTED_FILES = 20
_IDENTIFY_FIRST = "Identify photos first, in the window or with “birdeye identify”."


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    from birdeye.export.options import Licence, SidecarNaming
    from birdeye.export.registry import FORMATS

    width = max(len(known.id) for known in FORMATS)
    formats = "\n".join(f"  {known.id:<{width}}  {known.purpose}" for known in FORMATS)
    parser = subparsers.add_parser(
        "export",
        help="write what is known about photos, for other programs and people",
        description=f"Writes the birds in photos in a format that other programs "
        f"read.\n\n{formats}",
        epilog=_EPILOGUE,
    )
    parser.add_argument("format", choices=[known.id for known in FORMATS], metavar="FORMAT")
    add_photo_paths(
        parser, text="only these photos, and those below these folders (default: all)", least="*"
    )
    parser.add_argument(
        "--output",
        type=output_path,
        metavar="PLACE",
        help="the file or folder to write (default: a name after the format, here; not for xmp and "
        "keywords, which go to the photos)",
    )
    parser.add_argument("--all", action="store_true", help="also unconfirmed names, marked as such")
    parser.add_argument(
        "--without-position", action="store_true", help="leave out coordinates (GPS)"
    )
    add_language_option(parser)
    parser.add_argument(
        "--observer", default="", metavar="NAME", help="who saw the birds (darwin-core, camtrap-dp)"
    )
    parser.add_argument(
        "--licence",
        type=Licence,
        choices=list(Licence),
        metavar="ID",
        help="how others may use data and photos: "
        f"{', '.join(each.value for each in Licence)} (darwin-core, camtrap-dp)",
    )
    parser.add_argument(
        "--rights-holder",
        default="",
        metavar="NAME",
        help="who owns the rights in them (darwin-core, camtrap-dp)",
    )
    parser.add_argument(
        "--sidecars",
        choices=[naming.value for naming in SidecarNaming],
        help="name.xmp (adobe, the default) or name.ext.xmp (full-name; xmp)",
    )
    parser.add_argument(
        "--change-photos",
        action="store_true",
        help="allow keywords to be written into the photos themselves (keywords)",
    )
    parser.add_argument(
        "--backup",
        type=Path,
        metavar="DIR",
        help="where to back up the originals (default: beside each photo; keywords)",
    )
    parser.add_argument(
        "--from",
        dest="archive",
        metavar="DIR",
        help="export what “birdeye identify --cluster” wrote to DIR instead of the catalogue "
        "(csv, darwin-core, camtrap-dp, megadetector; needs --all, because nothing in it is "
        "confirmed)",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="show what would be written, and write nothing"
    )
    add_catalogue_option(parser)
    # None where an option is not given, so that one that the format does not take is noticed.
    parser.set_defaults(language=None)


def run(arguments: argparse.Namespace) -> int:
    """Preview, then write, photo by photo."""
    # Imported here to keep help and messages about mistyped options fast.
    from birdeye import locations
    from birdeye.catalogue.integrity import is_there
    from birdeye.export.options import ExportOptions, SidecarNaming
    from birdeye.export.registry import ExportRequest, format_by_id
    from birdeye.export.whole_file import is_stream
    from birdeye.geography.countries import read_countries
    from birdeye.taxonomy.species_table import read_species_table
    from birdeye.workflows.export_records import (
        export_photos,
        photos_at,
        preview_export,
    )
    from birdeye.workflows.export_tools import export_tools

    chosen_format = format_by_id(arguments.format)
    _refuse_what_it_does_not_take(chosen_format, arguments)
    _check_command(chosen_format, arguments)
    if arguments.archive is not None:
        from birdeye.cli.on_cluster import check_archive_export, export_archive

        check_archive_export(arguments)
    destination = arguments.output or Path(chosen_format.file_name or chosen_format.id)
    _note_misleading_ending(chosen_format, destination)
    options = ExportOptions(
        only_confirmed=not arguments.all,
        with_position=not arguments.without_position,
        language=arguments.language or "en",
        sidecar_naming=SidecarNaming(arguments.sidecars or SidecarNaming.ADOBE),
        observer=arguments.observer,
        licence=arguments.licence,
        rights_holder=arguments.rights_holder,
        backup_folder=arguments.backup,
    )
    table = read_species_table(locations.names_folder())
    request = ExportRequest(chosen_format, destination, options)
    tools = export_tools(table, read_countries(locations.countries_file()))
    if arguments.archive is not None:
        return export_archive(arguments.archive, request, tools)
    catalogue_file = arguments.catalogue or locations.catalogue_file()
    if not is_there(catalogue_file):
        raise ExportImpossible(f"There is no catalogue “{catalogue_file}”. {_IDENTIFY_FIRST}")
    with opened_catalogue(catalogue_file, table.species) as catalogue:
        paths = given_paths(arguments)
        is_any_unknown = warned_of_unknown(catalogue, paths)
        request = replace(request, photo_ids=photos_at(catalogue, paths))
        plan = preview_export(catalogue, request, tools)
        if plan.is_empty:
            _tell_cautions(plan)
            raise ExportImpossible(_nothing_to_write(plan))
        if arguments.dry_run:
            _tell_plan(plan)
            return EXIT_FAILED if is_any_unknown else 0
        written = problems = 0
        changed: set[Path] = set()
        progress = Progress(sys.stderr, plan.record_count)
        try:
            with closing(export_photos(catalogue, request, tools)) as exporting:
                for exported in exporting:
                    progress.clear()
                    written += exported.is_written
                    if exported.changed_file is not None:
                        changed.add(exported.changed_file)
                    if exported.problem:
                        problems += 1
                        warn(exported.problem)
                    progress.advance(exported.record.path.name)
        except KeyboardInterrupt:
            progress.clear()
            warn(_interrupted(chosen_format, destination, written))
            raise
        finally:
            progress.clear()
    # What the export itself wrote on standard output is not mixed with sentences.
    with redirect_stdout(sys.stderr if is_stream(destination) else sys.stdout):
        say(_summary(plan, written, len(changed)))
        _tell_left_out(plan)
        _tell_cautions(plan)
    return EXIT_FAILED if problems or is_any_unknown else 0


def _note_misleading_ending(chosen_format: ExportFormat, destination: Path) -> None:
    """Say so where the ending of the file promises what another format writes."""
    from birdeye.export.registry import FORMATS

    ending = destination.suffix.lower()
    endings = {Path(known.file_name).suffix for known in FORMATS if known.file_name}
    own = Path(chosen_format.file_name).suffix
    if own and ending != own and ending in endings | {".jsonl", ".xlsx"}:
        warn(f"Note: “{destination}” gets {chosen_format.title}, whose ending is “{own}”.")


_TAKES: Mapping[str, Callable[[ExportFormat], bool]] = {
    "output": lambda chosen: chosen.asks_for_place,
    "language": lambda chosen: chosen.uses_common_names,
    "observer": lambda chosen: chosen.uses_observer,
    "licence": lambda chosen: chosen.uses_observer,
    "rights_holder": lambda chosen: chosen.uses_observer,
    "sidecars": lambda chosen: chosen.uses_sidecars,
    "change_photos": lambda chosen: chosen.changes_photos,
    "backup": lambda chosen: chosen.changes_photos,
}
"""Option to whether a format takes it. All others suit every format."""


def _refuse_what_it_does_not_take(
    chosen_format: ExportFormat, arguments: argparse.Namespace
) -> None:
    """End with a mistake in the command rather than ignore an option."""
    from birdeye.export.registry import FORMATS

    for name, takes in _TAKES.items():
        if getattr(arguments, name) and not takes(chosen_format):
            option = f"--{name.replace('_', '-')}"
            others = ", ".join(known.id for known in FORMATS if takes(known))
            raise CommandMistake(
                f"“{chosen_format.id}” does not take {option}; these do: {others}."
            )


def _interrupted(chosen_format: ExportFormat, destination: Path, written: int) -> str:
    from birdeye.export.registry import Destination

    if chosen_format.destination is not Destination.FILE:
        return f"Interrupted: {counted(written, 'photo')} done, and the others are untouched."
    fate = f"“{destination}” is as it was" if destination.exists() else "nothing was written"
    return f"Interrupted: {fate}."


def _check_command(chosen_format: ExportFormat, arguments: argparse.Namespace) -> None:
    if chosen_format.is_public and arguments.all:
        raise CommandMistake(
            f"{chosen_format.title} takes only birds whose names you confirmed, because others "
            "rely on them. Leave out --all."
        )
    if chosen_format.changes_photos and not (arguments.change_photos or arguments.dry_run):
        raise CommandMistake(
            "Keywords would be written into your photos themselves. Add --change-photos if that "
            "is what you want, or export “xmp” to write them beside the photos."
        )


def _tell_plan(plan: ExportPlan) -> None:
    say(f"{_counts(plan)} would be written as {plan.format.title}:")
    for path in plan.files[:_LISTED_FILES]:
        say(f"  {path}")
    if len(plan.files) > _LISTED_FILES:
        say(f"  and {len(plan.files) - _LISTED_FILES} more files")
    if plan.existing:
        fate = "changed" if plan.merges else "replaced"
        say(f"There now, and would be {fate}: {counted(plan.existing, 'file')}.")
    if plan.unconfirmed_count:
        say(f"Not confirmed, and marked as such: {counted(plan.unconfirmed_count, 'bird')}.")
    _tell_left_out(plan)
    for doubt, photos in plan.doubtful.items():
        say(f"Doubtful: {counted(photos.count, 'photo')} {doubt.value} ({photos.in_words}).")
    _tell_cautions(plan)
    if plan.doubtful:
        say("“birdeye set” corrects dates and positions.")
    say("Nothing was written.")


def _tell_cautions(plan: ExportPlan) -> None:
    for caution, photos in plan.cautions.items():
        say(f"Note: {counted(photos.count, 'photo')} {caution.value} ({photos.in_words}).")


def _tell_left_out(plan: ExportPlan) -> None:
    for line in _left_out(plan):
        say(f"Left out: {line}.")


def _summary(plan: ExportPlan, written: int, changed: int) -> str:
    place = f"“{plan.files[0]}”" if len(plan.files) == 1 else f"{len(plan.files)} files"
    if plan.merges:
        place = counted(changed, "file")
        if written and not changed:
            return f"All keywords of {counted(written, 'photo')} were there already."
    if written < plan.photo_count:
        return f"{written:,} of {counted(plan.photo_count, 'photo')} written to {place}."
    return f"{_counts(plan)} written to {place}."


def _nothing_to_write(plan: ExportPlan) -> str:
    from birdeye.export.choice import LeftOut

    if not plan.record_count:
        return f"There are no such photos in the catalogue. {_IDENTIFY_FIRST}"
    sentence = f"There is nothing to write: {'; '.join(_left_out(plan))}."
    if LeftOut.UNCONFIRMED not in plan.left_out:
        return sentence
    return f"{sentence} Confirm birds in the window, or add --all to include unconfirmed ones."


def _left_out(plan: ExportPlan) -> list[str]:
    return [
        f"{_counted_boxes(count) if reason.counts_boxes else counted(count, 'photo')} "
        f"{reason.value}"
        for reason, count in plan.left_out.items()
    ]


def _counted_boxes(count: int) -> str:
    # Birds are counted by visits in some formats, and what is left out is in no visit.
    return counted(count, "box", "boxes")


def _counts(plan: ExportPlan) -> str:
    photos = counted(plan.photo_count, "photo")
    # Without birds it is stars that are written, or names that are withdrawn.
    return f"{counted(plan.bird_count, 'bird')} in {photos}" if plan.bird_count else photos
