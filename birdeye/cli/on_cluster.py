"""What commands do with a cluster and its results, and what to install if a package is missing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

from birdeye.cli.display import counted, say, warn
from birdeye.cli.main import EXIT_FAILED
from birdeye.cli.parser import CommandMistake
from birdeye.cli.progress import Progress
from birdeye.domain.errors import ClusterFailed
from birdeye.domain.providers import Provider
from birdeye.export.options import ExportTools
from birdeye.export.request import ExportRequest

ARCHIVE_FORMATS = ("csv", "darwin-core", "camtrap-dp", "megadetector")


@contextmanager
def cluster_installed() -> Iterator[None]:
    """Turn a missing package into an error that says how to get it."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in ("dask", "distributed", "fsspec", "pyarrow"):
            raise
        raise ClusterFailed(
            "Working on a cluster needs more packages than Birdeye itself. "
            "Install them with: pip install 'birdeye[cluster]'"
        ) from error


def identify_on_cluster(arguments: argparse.Namespace) -> int:
    """``birdeye identify --cluster``: identify, continuing where an earlier run ended."""
    from birdeye.cli.pack_choice import chosen_pack
    from birdeye.cli.place_choice import chosen_places

    if arguments.output is None:
        raise CommandMistake("Say where the results go with --output DIR, a folder or an address.")
    if arguments.annotated is not None or arguments.format is not None:
        raise CommandMistake(
            "A cluster writes Parquet files only. Leave out --annotated and --format, and make "
            "tables and archives from the results with “birdeye export FORMAT --from DIR”."
        )
    with cluster_installed():
        from birdeye.cluster.connection import connected
        from birdeye.cluster.plan import MOST_BYTES, MOST_PHOTOS
        from birdeye.cluster.run import Request, run
        from birdeye.cluster.storage import full_address
    from birdeye.vision.identifier import IdentifyOptions

    pack = chosen_pack(arguments.pack)
    options = IdentifyOptions(
        min(arguments.top, len(pack.labels.distinct_species)),
        arguments.min_score,
        arguments.tiles,
        threads=1,
        provider=Provider(arguments.provider),
        places=chosen_places(arguments.region),
    )
    request = Request(
        arguments.cluster,
        tuple(full_address(meant.word) for meant in arguments.paths),
        arguments.output_word,
        options,
        MOST_PHOTOS,
        MOST_BYTES,
    )
    errors = total = 0
    progress = None
    with connected(request.cluster) as (client, threads):
        warn(f"dashboard at {client.dashboard_link}")
        try:
            with closing(run(client, threads, request, pack)) as running:
                for told in running:
                    if progress is None:
                        progress = Progress(
                            sys.stderr, told.photo_count, done_before=told.photos_done
                        )
                    else:
                        progress.reach(told.photos_done, told.part)
                    errors, total = told.error_count, told.photo_count
        finally:
            if progress is not None:
                progress.clear()
    say(f"{counted(total, 'photo')} identified; the results are in “{request.destination}”.")
    if errors:
        warn(f"{counted(errors, 'photo')} could not be read; their rows say why.")
    return EXIT_FAILED if errors else 0


def check_archive_export(arguments: argparse.Namespace) -> None:
    """Raise `CommandMistake` for what cannot be done with an archive."""
    if arguments.format not in ARCHIVE_FORMATS:
        raise CommandMistake(
            f"An archive cannot be exported as “{arguments.format}”. Choose one of: "
            f"{', '.join(ARCHIVE_FORMATS)}; or take photos into the catalogue first, with "
            "“birdeye import-results”."
        )
    if not arguments.all:
        raise CommandMistake(
            "The birds of an archive are unconfirmed. Add --all to write them, marked as such."
        )


def export_archive(address: str, request: ExportRequest, tools: ExportTools) -> int:
    """``birdeye export FORMAT --from DIR``: an archive in a format that others read."""
    with cluster_installed():
        from birdeye.cluster.archive import records_in
    from birdeye.export.request import export

    request = replace(request, options=replace(request.options, by_folder=True))
    written = problems = 0
    with closing(export(records_in(address, tools.species_of), request, tools)) as exporting:
        for exported in exporting:
            written += exported.is_written
            if exported.problem:
                problems += 1
                warn(exported.problem)
    say(f"{counted(written, 'photo')} written to “{request.destination}”.")
    return EXIT_FAILED if problems else 0
