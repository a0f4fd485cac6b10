"""``birdeye export``: what is known about photos, in formats that other programs read."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing, redirect_stdout
from dataclasses import replace
from pathlib import Path

from birdeye.cli.catalogue_choice import opened_catalogue, warned_of_unknown
from birdeye.cli.display import say, warn
from birdeye.cli.export_options import add_parser, check
from birdeye.cli.export_wording import (
    IDENTIFY_FIRST,
    interrupted,
    note_misleading_ending,
    nothing_to_write,
    summary,
    tell_cautions,
    tell_left_out,
    tell_plan,
)
from birdeye.cli.main import EXIT_FAILED
from birdeye.cli.photo_arguments import given_paths
from birdeye.cli.progress import Progress
from birdeye.domain.errors import ExportImpossible

__all__ = ["add_parser", "run"]


def run(arguments: argparse.Namespace) -> int:
    """Preview, then write, photo by photo."""
    # Imported here to keep help and messages about mistyped options fast.
    from birdeye import locations
    from birdeye.catalogue.integrity import is_there
    from birdeye.export.options import ExportOptions, SidecarNaming
    from birdeye.export.registry import format_by_id
    from birdeye.export.request import ExportRequest
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
    check(chosen_format, arguments)
    if arguments.archive is not None:
        from birdeye.cli.on_cluster import check_archive_export, export_archive

        check_archive_export(arguments)
    destination = arguments.output or Path(chosen_format.file_name or chosen_format.id)
    note_misleading_ending(chosen_format, destination)
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
        raise ExportImpossible(f"There is no catalogue “{catalogue_file}”. {IDENTIFY_FIRST}")
    with opened_catalogue(catalogue_file, table.species) as catalogue:
        paths = given_paths(arguments)
        is_any_unknown = warned_of_unknown(catalogue, paths)
        request = replace(request, photo_ids=photos_at(catalogue, paths))
        plan = preview_export(catalogue, request, tools)
        if plan.is_empty:
            tell_cautions(plan)
            raise ExportImpossible(nothing_to_write(plan))
        if arguments.dry_run:
            tell_plan(plan)
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
            warn(interrupted(chosen_format, destination, written))
            raise
        finally:
            progress.clear()
    # What the export itself wrote on standard output is not mixed with sentences.
    with redirect_stdout(sys.stderr if is_stream(destination) else sys.stdout):
        say(summary(plan, written, len(changed)))
        tell_left_out(plan)
        tell_cautions(plan)
    return EXIT_FAILED if problems or is_any_unknown else 0
